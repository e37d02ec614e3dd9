"""Rounds: their list, a new one, and what there is to see and do in one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coding.consensus.tallies import listed
from coding.forms.rounds import RoundForm
from coding.models import Round
from coding.rounds import closing
from coding.rounds.departures import departures_of
from coding.rounds.planning import COEFFICIENTS, Plan, begin
from coding.rounds.progress import standing_of
from coding.rounds.readable import drawn_with_names, readable_in, readable_on
from projects.access import May, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_safe
def rounds(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug)
    page = {"project": project, "rounds": listed(project), "transcripts": project.transcripts.count()}
    return render(request, "coding/rounds.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: SignedIn, slug: str) -> HttpResponse:
    """The plan, then a look at what was drawn; with its seal, the beginning."""
    project = project_for(request.user, slug, May.PLAN_ROUNDS)
    form = RoundForm(project, request.POST if request.method == "POST" else None)
    if request.POST.get("step") == "change" or not form.is_valid() or form.plan is None:
        return render(request, "coding/round_new.html", {"project": project, "form": form})
    seal = request.POST.get("seal") if request.POST.get("step") == "begin" else None
    if seal == form.plan.seal:
        try:
            return redirect("round", slug, begin(project, form.plan, request.user).pk)
        except Refused as refusal:
            messages.error(request, str(refusal))
    page = {"project": project, "form": form, "is_changed": bool(seal)}
    return render(request, "coding/round_preview.html", page | _preview(form.plan))


def _preview(plan: Plan) -> dict[str, object]:
    """The plan, and what of others' work its coders could read though it is blind."""
    drawn = plan.draw.transcripts
    readable = readable_on([each.pk for each in drawn], [each.pk for each in plan.coders], plan.round)
    return {
        "plan": plan,
        "readable": readable if plan.round.is_blind else None,
        "drawn": drawn_with_names(drawn, readable),
        "coefficient": COEFFICIENTS[plan.round.coefficient],
    }


@login_required
@require_safe
def round(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    project = project_for(request.user, slug)
    found = _round(project, pk)
    page = {"project": project, "round": found, "standing": standing_of(found, request.user)}
    page |= {"departures": departures_of(found), "readable": readable_in(found) if found.is_blind else None}
    page["coefficient"] = COEFFICIENTS.get(found.coefficient, found.coefficient)
    return render(request, "coding/round.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_close(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Says what is not complete and asks; then nothing in the round changes any more."""
    project = project_for(request.user, slug, May.PLAN_ROUNDS)
    found = _round(project, pk)
    if found.closed is not None:
        return redirect("round", slug, pk)
    if request.method == "POST":
        return _done(request, project, found, closing.close)
    page = {"project": project, "round": found, "missing": closing.missing_in(found)}
    return render(request, "coding/round_close.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_cancel(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Asks, and takes a round away in which nobody has coded."""
    project = project_for(request.user, slug, May.PLAN_ROUNDS)
    found = _round(project, pk)
    if found.closed is not None:
        return redirect("round", slug, pk)
    if request.method == "POST":
        return _done(request, project, found, closing.cancel)
    return render(request, "coding/round_cancel.html", {"project": project, "round": found})


def _done(request: SignedIn, project: Project, found: Round, end: closing.End) -> HttpResponse:
    try:
        end(found, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("round", project.slug, found.pk)
    if end is closing.cancel:
        messages.success(request, _("The round was cancelled."))
        return redirect("rounds", project.slug)
    messages.success(request, _("The round is closed: everybody sees now who coded what."))
    return redirect("round", project.slug, found.pk)


def _round(project: Project, pk: int) -> Round:
    found = get_object_or_404(project.rounds.select_related("edition", "earlier", "by"), pk=pk)
    found.project = project
    return found
