"""The theme matrix: page and CSV at once; PDF, Word document and Excel workbook by a job."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coding.exports import csv
from coding.exports.downloads import file_name
from coding.exports.matrix import KIND, table_of
from coding.exports.printing import in_format, titled
from coding.forms.matrix import MatrixForm
from coding.matrix.behind import behind_cell
from coding.matrix.cells import theme_matrix
from coding.matrix.wish import Wish
from projects import jobs
from projects.access import May, note, project_for
from projects.models import Access, Project
from projects.requests import SignedIn


@login_required
@require_safe
def matrix(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug)
    form = MatrixForm(request.GET, project)
    page = {"project": project, "form": form, "matrix": theme_matrix(project, request.user, form.wish)}
    return render(request, "coding/matrix.html", page)


@login_required
@require_safe
def matrix_cell(request: SignedIn, slug: str) -> HttpResponse:
    """The passages behind a number: ``row`` and ``column`` name the cell of the matrix in the address."""
    project = project_for(request.user, slug)
    asked = request.GET
    place = (asked.get("row", ""), asked.get("column", ""))
    wish = MatrixForm(asked, project).wish
    found = behind_cell(project, request.user, wish, place, asked.get("page"))
    page = {"project": project, "found": found, "above": "matrix", "name": _("Theme matrix")}
    return render(request, "coding/passages.html", page)


@login_required
@require_safe
def matrix_csv(request: SignedIn, slug: str) -> HttpResponseBase:
    project = project_for(request.user, slug, May.EXPORT)
    wish = MatrixForm(request.GET, project).wish
    if wish.arrangement.unprintable:
        return _refused(request, project, wish)
    note(project, request.user, Access.Verb.DOWNLOADED, ("matrix", "csv", _("Theme matrix as CSV")))
    table = table_of(theme_matrix(project, request.user, wish))
    return csv.rows(table.header, table.rows, file_name(project.slug, "matrix", ending="csv"))


@login_required
@require_POST
def matrix_file(request: SignedIn, slug: str, form: str) -> HttpResponse:
    """Start the job that makes a file of the matrix of the page, whose wishes stand in the address."""
    project = project_for(request.user, slug, May.EXPORT)
    wish = MatrixForm(request.GET, project).wish
    if wish.arrangement.unprintable:
        return _refused(request, project, wish)
    title = titled(_("Theme matrix: %(rows)s") % {"rows": wish.arrangement.label}, form)
    wishes: dict[str, object] = {"query": request.GET.urlencode()}
    job = jobs.start(project, request.user, KIND, title, wishes | in_format(form))
    return redirect("job", project.slug, job.pk)


def _refused(request: SignedIn, project: Project, wish: Wish) -> HttpResponse:
    messages.error(
        request,
        _("No file was made: %(attribute)s is marked “never print”. Choose other rows.")
        % {"attribute": wish.arrangement.unprintable},
    )
    return redirect("matrix", project.slug)
