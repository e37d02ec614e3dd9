"""The framework matrix as files: CSV at once; PDF, Word document and Excel workbook by a job."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coding.codebook.tree import tree_of
from coding.codebook.withholding import tree_without
from coding.exports import csv
from coding.exports.downloads import file_name
from coding.exports.framework import KIND, table_of
from coding.exports.printing import in_format, titled
from coding.forms.framework import FrameworkForm
from coding.framework.grid import framework_matrix
from coding.reports.framework import Wish
from projects import jobs
from projects.access import May, note, project_for
from projects.models import Access, Project
from projects.requests import SignedIn


@login_required
@require_safe
def framework_csv(request: SignedIn, slug: str) -> HttpResponseBase:
    project = project_for(request.user, slug, May.EXPORT)
    wish = _wish(request, project)
    if wish.arrangement.unprintable:
        return _refused(request, project, wish)
    note(project, request.user, Access.Verb.DOWNLOADED, ("framework", "csv", _("Framework matrix as CSV")))
    table = table_of(framework_matrix(project, request.user, wish))
    return csv.rows(table.header, table.rows, file_name(project.slug, "framework", ending="csv"))


@login_required
@require_POST
def framework_file(request: SignedIn, slug: str, form: str) -> HttpResponse:
    """Start the job that makes a file of the matrix of the page, whose wishes stand in the address."""
    project = project_for(request.user, slug, May.EXPORT)
    wish = _wish(request, project)
    if wish.arrangement.unprintable:
        return _refused(request, project, wish)
    title = titled(_("Framework matrix"), form)
    wishes: dict[str, object] = {"query": request.GET.urlencode()}
    job = jobs.start(project, request.user, KIND, title, wishes | in_format(form))
    return redirect("job", project.slug, job.pk)


def _wish(request: SignedIn, project: Project) -> Wish:
    return FrameworkForm(request.GET, project, tree_without(tree_of(project), project)).asked()


def _refused(request: SignedIn, project: Project, wish: Wish) -> HttpResponse:
    messages.error(
        request,
        _("No file was made: %(attribute)s is marked “never print”. Choose other rows.")
        % {"attribute": wish.arrangement.unprintable},
    )
    return redirect("framework", project.slug)
