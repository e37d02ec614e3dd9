"""Two sets of codes side by side: page and CSV at once; PDF, Word document and Excel workbook by a job."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coding.codebook.tree import tree_of
from coding.codebook.withholding import tree_without
from coding.exports import contrast as exports
from coding.exports import csv
from coding.exports.downloads import file_name
from coding.exports.printing import in_format, titled
from coding.forms.contrast import ContrastForm
from coding.framework.contrast import contrast_of
from coding.reports.contrast import Wish
from projects import jobs
from projects.access import May, note, project_for
from projects.models import Access, Project
from projects.requests import SignedIn


@login_required
@require_safe
def contrast(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug)
    form = _form(request, project)
    page = {"project": project, "form": form, "contrast": contrast_of(project, request.user, form.asked())}
    return render(request, "coding/contrast.html", page)


@login_required
@require_safe
def contrast_csv(request: SignedIn, slug: str) -> HttpResponseBase:
    project = project_for(request.user, slug, May.EXPORT)
    wish = _form(request, project).asked()
    if wish.arrangement.unprintable:
        return _refused(request, project, wish)
    note(project, request.user, Access.Verb.DOWNLOADED, ("contrast", "csv", _("Contrast as CSV")))
    table = exports.table_of(contrast_of(project, request.user, wish))
    return csv.rows(table.header, table.rows, file_name(project.slug, "contrast", ending="csv"))


@login_required
@require_POST
def contrast_file(request: SignedIn, slug: str, form: str) -> HttpResponse:
    """Start the job that makes a file of the contrast of the page, whose wishes stand in the address."""
    project = project_for(request.user, slug, May.EXPORT)
    wish = _form(request, project).asked()
    if wish.arrangement.unprintable:
        return _refused(request, project, wish)
    title = titled(_("Contrast of codes"), form)
    wishes: dict[str, object] = {"query": request.GET.urlencode()}
    job = jobs.start(project, request.user, exports.KIND, title, wishes | in_format(form))
    return redirect("job", project.slug, job.pk)


def _form(request: SignedIn, project: Project) -> ContrastForm:
    return ContrastForm(request.GET, project, tree_without(tree_of(project), project))


def _refused(request: SignedIn, project: Project, wish: Wish) -> HttpResponse:
    messages.error(
        request,
        _("No file was made: %(attribute)s is marked “never print”. Choose other rows.")
        % {"attribute": wish.arrangement.unprintable},
    )
    return redirect("contrast", project.slug)
