"""Co-occurrence: page, passages and CSV at once; PDF, Word document and Excel workbook by a job."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coding.exports import csv
from coding.exports.cooccurrence import KIND, table_of
from coding.exports.downloads import file_name
from coding.exports.printing import in_format, titled
from coding.forms.cooccurrence import CoOccurrenceForm
from coding.matrix.together import behind_pair
from coding.reports.cooccurrence import cooccurrence_table
from projects import jobs
from projects.access import May, note, project_for
from projects.models import Access
from projects.requests import SignedIn


@login_required
@require_safe
def cooccurrence(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug)
    form = CoOccurrenceForm(request.GET, project)
    found = cooccurrence_table(project, request.user, form.wish)
    return render(request, "coding/cooccurrence.html", {"project": project, "form": form, "found": found})


@login_required
@require_safe
def cooccurrence_cell(request: SignedIn, slug: str) -> HttpResponse:
    """The passages of the code ``row`` that co-occur with the code ``column``."""
    project = project_for(request.user, slug)
    asked = request.GET
    pair = (asked.get("row", ""), asked.get("column", ""))
    wish = CoOccurrenceForm(asked, project).wish
    found = behind_pair(project, request.user, wish, pair, asked.get("page"))
    page = {"project": project, "found": found, "above": "cooccurrence", "name": _("Co-occurrence")}
    return render(request, "coding/passages.html", page)


@login_required
@require_safe
def cooccurrence_csv(request: SignedIn, slug: str) -> HttpResponseBase:
    project = project_for(request.user, slug, May.EXPORT)
    wish = CoOccurrenceForm(request.GET, project).wish
    note(project, request.user, Access.Verb.DOWNLOADED, ("cooccurrence", "csv", _("Co-occurrence as CSV")))
    table = table_of(cooccurrence_table(project, request.user, wish))
    return csv.rows(table.header, table.rows, file_name(project.slug, "cooccurrence", ending="csv"))


@login_required
@require_POST
def cooccurrence_file(request: SignedIn, slug: str, form: str) -> HttpResponse:
    """Start the job that makes a file of the page, whose wishes stand in the address."""
    project = project_for(request.user, slug, May.EXPORT)
    title = titled(_("Co-occurrence of codes"), form)
    wishes: dict[str, object] = {"query": request.GET.urlencode()}
    job = jobs.start(project, request.user, KIND, title, wishes | in_format(form))
    return redirect("job", project.slug, job.pk)
