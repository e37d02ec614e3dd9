"""The agreement of a round: its page, passages, tables and report, all only after the reveal."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coding.charts import agreement_axis
from coding.comparing.ground import of_round
from coding.comparing.resolved import resolved_in
from coding.comparing.times import before_and_after, stability, training
from coding.exports import csv, large
from coding.exports.downloads import file_name
from coding.exports.printing import PDF, titled
from coding.exports.round_report import FORMATS, KIND
from coding.reports.agreement_page import AgreementPage
from coding.reports.comparison import Agreement
from coding.reports.methods import Methods, Plan
from coding.reports.passages_page import passages_page
from coding.views.asked import Asked, round_of, unrevealed
from projects import jobs
from projects.access import May, note, project_for
from projects.models import Access
from projects.requests import SignedIn


@login_required
@require_safe
def round_agreement(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    project = project_for(request.user, slug)
    asked = Asked.of(request, project, pk)
    if asked is None:
        return unrevealed(request, project, pk)
    if asked.is_comparable and asked.is_large(request):
        page = asked.large(request)
        told = _told(asked, page["agreement"]) if isinstance(page["agreement"], Agreement) else {}
        return render(request, "coding/round_agreement.html", asked.page | page | told)
    compared = asked.compared(request)
    told = _told(asked, compared.agreement) if compared else {}
    return render(request, "coding/round_agreement.html", asked.page | told)


def _told(asked: Asked, agreement: Agreement) -> dict[str, object]:
    if asked.round is None:
        return {}
    plan = Plan(asked.round, asked.ground)
    methods = Methods(plan, agreement, resolved_in(asked.round))
    return {
        "shown": AgreementPage(agreement, asked.form),
        "agreement": agreement,
        "plan": plan,
        "methods": methods.paragraph,
    }


@login_required
@require_POST
def round_reckon(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Start the job that reckons a large comparison, whose wishes stand in the address."""
    project = project_for(request.user, slug, May.EXPORT)
    asked = Asked.of(request, project, pk)
    if asked is None:
        return redirect("round_agreement", slug, pk)
    job = large.start(project, request.user, asked.round, asked.form)
    return redirect("job", project.slug, job.pk)


@login_required
@require_safe
def round_passages(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """The places behind a number of the round."""
    project = project_for(request.user, slug)
    asked = Asked.beside(request, project, pk)
    if asked is None:
        return redirect("round_agreement", slug, pk)
    compared = asked.compared(request)
    if compared is None:
        return asked.back(request)
    shown = passages_page(compared, asked.form, request.GET.get("page"))
    return render(request, "coding/comparison_passages.html", asked.page | {"shown": shown})


@login_required
@require_safe
def round_agreement_csv(request: SignedIn, slug: str, pk: int) -> HttpResponseBase:
    """The codes with their numbers, or with ``list=`` passages, further coefficients or characters."""
    project = project_for(request.user, slug, May.EXPORT)
    asked = Asked.of(request, project, pk)
    if asked is None:
        return redirect("round_agreement", slug, pk)
    found = asked.table(request)
    if found is None:
        return asked.back(request, of_codes=not request.GET.get("list"))
    note(project, request.user, Access.Verb.DOWNLOADED, ("round", pk, _("Agreement as CSV")))
    table, kind = found
    return csv.rows(table.header, table.rows, file_name(project.slug, asked.round or "", kind, ending="csv"))


@login_required
@require_POST
def round_list(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Start the job that writes a list of a large comparison, whose wishes stand in the address."""
    asked = Asked.of(request, project_for(request.user, slug, May.EXPORT), pk)
    if asked is None:
        return redirect("round_agreement", slug, pk)
    job = asked.start_list(request)
    return redirect("job", slug, job.pk) if job else asked.back(request)


@login_required
@require_POST
def round_report(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Start the job that writes the report of the page, whose wishes stand in the address."""
    project = project_for(request.user, slug, May.EXPORT)
    round_ = round_of(project, pk)
    form = request.POST.get("format", "")
    if not round_.revealed or form not in FORMATS:
        return redirect("round_agreement", slug, pk)
    asked = Asked.of(request, project, pk)
    if asked is None or not asked.is_comparable:
        messages.error(
            request, _("Nothing to report: no transcript of this round was completed by two coders.")
        )
        return redirect("round_agreement", slug, pk)
    title = _("Agreement of %(round)s") % {"round": round_}
    title = titled(title, form) if form != PDF else _("%(title)s, as PDF") % {"title": title}
    wishes: dict[str, object] = {"round": pk, "format": form, "query": request.GET.urlencode()}
    job = jobs.start(project, request.user, KIND, title, wishes)
    return redirect("job", project.slug, job.pk)


@login_required
@require_safe
def round_over_time(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """The round beside the earlier one that it is compared with, and its coders beside the consensus."""
    project = project_for(request.user, slug)
    round_ = round_of(project, pk)
    if not round_.revealed:
        return unrevealed(request, project, pk)
    ground = of_round(round_, request.user)
    if ground.is_large(project, request.user, ground.judges):
        page: dict[str, object] = {"project": project, "round": round_, "is_large": True}
        return render(request, "coding/round_over_time.html", page)
    earlier = round_.earlier if round_.earlier and round_.earlier.revealed else None
    page = {
        "project": project,
        "round": round_,
        "told": earlier and before_and_after(project, request.user, round_, earlier),
        "again": stability(project, request.user, round_, earlier) if earlier else [],
        "taught": training(project, request.user, round_),
        "axis": agreement_axis(),
    }
    return render(request, "coding/round_over_time.html", page)
