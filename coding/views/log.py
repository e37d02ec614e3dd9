"""The audit page: who did what, to what, where and when."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coding.exports import csv
from coding.exports.downloads import file_name
from coding.forms.log import LogForm
from coding.progress.audit import Wanted, log_of, rows_of
from projects.access import May, note, project_for
from projects.models import Access
from projects.requests import SignedIn


@login_required
@require_safe
def log(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug)
    form = LogForm(request.GET, project)
    shown = None
    if form.is_valid():
        said = form.cleaned_data
        shown = log_of(project, request.user, form.wanted(), said["before"], said["after"])
    return render(request, "coding/log.html", {"project": project, "form": form, "log": shown})


@login_required
@require_safe
def log_csv(request: SignedIn, slug: str) -> StreamingHttpResponse:
    """What the filters of the page leave; filters that can't be understood leave everything out."""
    project = project_for(request.user, slug, May.EXPORT)
    form = LogForm(request.GET, project)
    note(project, request.user, Access.Verb.DOWNLOADED, ("log", "csv", _("Log as CSV")))
    header = (_("number"), _("act"), _("time"), _("person"), _("what"), _("which"), _("where"), _("undone"))
    rows = rows_of(project, request.user, form.wanted() if form.is_valid() else Wanted(act=-1))
    return csv.rows(header, rows, file_name(project.slug, "log", ending="csv"))
