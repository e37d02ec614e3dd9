"""The comparison of open work: page, passages, tables, and PDF by a job."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coding.comparing.compared import Compared, compare_coders
from coding.comparing.ground import Ground, open_work
from coding.exports import csv
from coding.exports.agreement_tables import codes_table, passages_table
from coding.exports.comparison import KIND
from coding.forms.comparison import ComparisonForm
from coding.reports.agreement_page import AgreementPage
from coding.reports.passages_page import passages_page
from projects import jobs
from projects.access import May, note, project_for
from projects.models import Access, Project
from projects.requests import SignedIn


@login_required
@require_safe
def comparison(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug)
    ground = open_work(project, request.user)
    form = ComparisonForm(request.GET, ground)
    compared = _compared(request, project, form, ground)
    shown = AgreementPage(compared, form) if compared else None
    page = {"project": project, "form": form, "shown": shown, "agreement": shown and shown.agreement}
    return render(request, "coding/comparison.html", page)


def _compared(request: SignedIn, project: Project, form: ComparisonForm, ground: Ground) -> Compared | None:
    """Nothing where no transcript was completed by two of them."""
    if not ground.shared(*form.wish.judges):
        return None
    return compare_coders(project, request.user, form.wish, ground)


@login_required
@require_safe
def comparison_passages(request: SignedIn, slug: str) -> HttpResponse:
    """The places behind a number of the comparison."""
    project = project_for(request.user, slug)
    ground = open_work(project, request.user)
    form = ComparisonForm(request.GET, ground)
    compared = _compared(request, project, form, ground)
    if compared is None:
        return redirect("comparison", slug)
    page = {"project": project, "form": form, "shown": passages_page(compared, form, request.GET.get("page"))}
    return render(request, "coding/comparison_passages.html", page)


@login_required
@require_safe
def comparison_csv(request: SignedIn, slug: str) -> HttpResponseBase:
    """The codes with their numbers, or with ``list=passages`` the passages that differ."""
    project = project_for(request.user, slug, May.EXPORT)
    ground = open_work(project, request.user)
    compared = _compared(request, project, ComparisonForm(request.GET, ground), ground)
    if compared is None:
        return redirect("comparison", slug)
    note(project, request.user, Access.Verb.DOWNLOADED, ("comparison", "csv", _("Comparison as CSV")))
    if request.GET.get("list") == "passages":
        table = passages_table(compared)
        return csv.rows(table.header, table.rows, csv.file_name(project.slug, "differing passages"))
    table = codes_table(compared.agreement)
    return csv.rows(table.header, table.rows, csv.file_name(project.slug, "comparison"))


@login_required
@require_POST
def comparison_pdf(request: SignedIn, slug: str) -> HttpResponse:
    """Start the job that prints the comparison of the page, whose wishes stand in the address."""
    project = project_for(request.user, slug, May.EXPORT)
    wish = ComparisonForm(request.GET, open_work(project, request.user)).wish
    title = _("Comparison of %(coders)s") % {"coders": ", ".join(map(str, wish.judges))}
    job = jobs.start(project, request.user, KIND, title[:200], {"query": request.GET.urlencode()})
    return redirect("job", project.slug, job.pk)
