"""Pictures of a study: page, SVG and CSV at once; PDF, Word document and Excel workbook by a job."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coding.exports import csv
from coding.exports.downloads import file_name
from coding.exports.pictures import KIND, as_file
from coding.exports.printing import in_format, titled
from coding.forms.pictures import PictureForm
from coding.pictures.kinds import Kind, picture
from coding.pictures.picture import Picture
from coding.reports.in_blocks.pictures import numbers_of
from projects import jobs
from projects.access import May, note, project_for
from projects.models import Access, Project
from projects.requests import SignedIn

LISTED = 200
"""Rows of the table on the page; the file has all."""


@login_required
@require_safe
def pictures(request: SignedIn, slug: str, kind: str = Kind.HEATMAP) -> HttpResponse:
    project, shown = project_for(request.user, slug), _kind(kind)
    form = PictureForm(request.GET, project, shown)
    drawn = picture(shown, form.asked(request.user))
    rows = list(drawn.table.rows)
    page = {
        "project": project,
        "form": form,
        "kind": shown,
        "kinds": list(Kind),
        "picture": drawn,
        "svg": SafeString(drawn.on_page),
        "table": numbers_of(drawn, rows[:LISTED]),
        "all": len(rows),
        "more": len(rows) > LISTED,
    }
    return render(request, "coding/pictures.html", page)


@login_required
@require_safe
def picture_svg(request: SignedIn, slug: str, kind: str) -> HttpResponse:
    project = project_for(request.user, slug, May.EXPORT)
    drawn = _downloaded(request, project, _kind(kind), "svg")
    return as_file(drawn, file_name(project.slug, kind, ending="svg"))


@login_required
@require_safe
def picture_csv(request: SignedIn, slug: str, kind: str) -> HttpResponseBase:
    """The numbers of the picture."""
    project = project_for(request.user, slug, May.EXPORT)
    table = _downloaded(request, project, _kind(kind), "csv").table
    return csv.rows(table.header, table.rows, file_name(project.slug, kind, ending="csv"))


@login_required
@require_POST
def picture_file(request: SignedIn, slug: str, kind: str, form: str) -> HttpResponse:
    """Start the job that makes a file of the picture of the page, whose wishes stand in the address."""
    project, shown = project_for(request.user, slug, May.EXPORT), _kind(kind)
    wishes: dict[str, object] = {"picture": shown.value, "query": request.GET.urlencode()}
    job = jobs.start(project, request.user, KIND, titled(shown.label, form), wishes | in_format(form))
    return redirect("job", project.slug, job.pk)


def _kind(name: str) -> Kind:
    try:
        return Kind(name)
    except ValueError as error:
        raise Http404 from error


def _downloaded(request: SignedIn, project: Project, kind: Kind, ending: str) -> Picture:
    said = _("Picture “%(picture)s” as %(ending)s") % {"picture": kind.label, "ending": ending.upper()}
    note(project, request.user, Access.Verb.DOWNLOADED, ("picture", ending, said))
    return picture(kind, PictureForm(request.GET, project, kind).asked(request.user))
