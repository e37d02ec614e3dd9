"""The differences of a finished round: the work list, one place, decisions, what became of one's own."""

from collections.abc import Sequence
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coding.consensus.cards import Card, cards_of
from coding.consensus.deciding import DecidedSince, Decision, accept_agreed, decide
from coding.consensus.listing import progress_of
from coding.consensus.outcomes import outcomes_of
from coding.consensus.places import Found, Key, Place, places_in
from coding.consensus.settling import ahead
from coding.consensus.standing import standing_of, untaken
from coding.forms.resolving import AgreedForm, DecisionForm, DifferencesForm, OtherForm, coder_in
from coding.memos.facts import panel_of
from coding.models import Resolution, Round
from projects.access import May, can, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn

PER_PAGE = 10
UNDO = "undo"
"""Marks a message that has a button beside it, which takes back what was done."""


@login_required
@require_safe
def round_differences(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Where the coders differ, to be decided one by one."""
    project = project_for(request.user, slug)
    round_ = _round(project, pk)
    if round_.revealed is None:
        return _waits(request, project, round_)
    found = places_in(round_, request.user)
    form = DifferencesForm(request.GET, found)
    listed = form.wanted.listed(found)
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "cards": cards_of(found, list(page.object_list), project),
        "narrows": any(request.GET.get(name) for name in form.fields if name != "order"),
    }
    return render(request, "coding/round_differences.html", _common(request, project, found) | context)


@login_required
@require_POST
def round_agreed(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take over at once what all coders agree on."""
    project = project_for(request.user, slug, May.RESOLVE)
    round_, form = _round(project, pk), AgreedForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("Choose which words are taken."))
        units = accept_agreed(round_, form.rule, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext(
            "What the coders agree on in %(n)s unit is in the consensus.",
            "What the coders agree on in %(n)s units is in the consensus.",
            units,
        )
        messages.success(request, said % {"n": units}, extra_tags=UNDO)
    return redirect(_list_url(request, slug, pk))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_place(request: SignedIn, slug: str, pk: int, place: Key) -> HttpResponse:
    """One place with its discussion; posting decides."""
    posted = request.method == "POST"
    project = project_for(request.user, slug, May.RESOLVE if posted else May.READ)
    round_ = _round(project, pk)
    if not posted:
        if round_.revealed is None:
            return _waits(request, project, round_)
        return _place_page(request, project, _found(request, round_), place)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _refused(request, round_, place, Refused(form.refusal))
    return _decided(request, round_, place, form.decision)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_place_other(request: SignedIn, slug: str, pk: int, place: Key) -> HttpResponse:
    """Other codes or borders than any coder's: lines of a code and its words."""
    project, posted = project_for(request.user, slug, May.RESOLVE), request.method == "POST"
    round_ = _round(project, pk)
    if round_.revealed is None:
        return _waits(request, project, round_)
    found = _found(request, round_)
    card = _card(project, found, place)
    other = OtherForm(card, found, request.POST if posted else None)
    if posted and other.is_valid():
        return _decided(request, round_, place, other.decision)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if posted else HTTPStatus.OK
    if request.headers.get("HX-Request"):
        context = _common(request, project, found) | {"card": card, "other": other}
        return render(request, "coding/_place_other.html", context, status=status)
    return _place_page(request, project, found, place, other=other, status=status)


@login_required
@require_safe
def round_place_talk(request: SignedIn, slug: str, pk: int, place: Key) -> HttpResponse:
    """The discussion of a place, to be put into its card; opened by itself, the place with it."""
    project = project_for(request.user, slug)
    round_ = _round(project, pk)
    if round_.revealed is None:
        return _waits(request, project, round_)
    found = _found(request, round_)
    if not request.headers.get("HX-Request"):
        return _place_page(request, project, found, place)
    card = _card(project, found, place)
    context = {"project": project, "card": card, "memos": panel_of(project, request.user, card.resolution)}
    return render(request, "coding/_place_talk.html", context)


@login_required
@require_safe
def round_mine(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """What became of one's own codings."""
    project = project_for(request.user, slug)
    round_ = _round(project, pk)
    if round_.revealed is None:
        return _waits(request, project, round_)
    found = places_in(round_, request.user)
    told = outcomes_of(found, project, request.user)
    asked = request.GET.get("became", "")
    shown = [line for line in told.lines if asked in {"", str(line.became)}]
    context = {
        "told": told,
        "asked": asked,
        "page": Paginator(shown, 4 * PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "coding/round_mine.html", _common(request, project, found) | context)


def _round(project: Project, pk: int) -> Round:
    found = get_object_or_404(project.rounds, pk=pk)
    found.project = project
    return found


def _found(request: SignedIn, round_: Round) -> Found:
    return places_in(round_, request.user)


def _at(found: Found, key: Key) -> Place:
    place = found.at(key)
    if place is None:
        raise Http404
    return place


def _card(project: Project, found: Found, key: Key) -> Card:
    return cards_of(found, [_at(found, key)], project)[0]


def _common(request: SignedIn, project: Project, found: Found) -> dict[str, object]:
    query = request.GET.urlencode()
    may_decide = can(project.role, May.RESOLVE)
    return {
        "project": project,
        "round": found.round,
        "found": found,
        "progress": progress_of(found),
        "may_decide": may_decide,
        **(_before_deciding(request, project, found) if may_decide else {}),
        "may_discuss": can(project.role, May.WRITE_MEMOS),
        "may_define": can(project.role, May.EDIT_CODEBOOK),
        "query": f"?{query}" if query else "",
    }


def _before_deciding(request: SignedIn, project: Project, found: Found) -> dict[str, object]:
    """What is left to take over, and what the last decisions will bring about."""
    standing = standing_of(project, found.units)
    left = untaken(found, standing)
    return {
        "untaken": len(left),
        "untaken_borders": sum(place.kind != "same" for place in left),
        "agreed": AgreedForm(),
        "ahead": ahead(found, project, request.user, standing),
    }


def _waits(request: SignedIn, project: Project, round_: Round) -> HttpResponse:
    return render(request, "coding/round_waits.html", {"project": project, "round": round_})


def _place_page(
    request: SignedIn, project: Project, found: Found, key: Key, *, status: int = 200, **context: object
) -> HttpResponse:
    card = _card(project, found, key)
    page = {"card": card, "memos": panel_of(project, request.user, card.resolution), "alone": True}
    whole = _common(request, project, found) | page | context
    return render(request, "coding/round_place.html", whole, status=status)


def _decided(request: SignedIn, round_: Round, key: Key, decision: Decision) -> HttpResponse:
    try:
        resolution = decide(round_, key, decision, request.user)
    except Refused as refusal:
        return _refused(request, round_, key, refusal)
    if request.headers.get("HX-Request"):
        project, found = round_.project, _found(request, round_)
        context = {"cards": [_card(project, found, key)], "said": resolution}
        return render(request, "coding/_place_decided.html", _common(request, project, found) | context)
    messages.success(request, _("Decided: %(what)s.") % {"what": resolution.words}, extra_tags=UNDO)
    return redirect(_list_url(request, round_.project.slug, round_.pk, f"#{_anchor(key)}"))


def _refused(request: SignedIn, round_: Round, key: Key, refusal: Refused) -> HttpResponse:
    """The place as it stands, and what the person wanted there; nothing was saved."""
    found = _found(request, round_)
    place = found.at(key)
    if place is None:
        messages.error(request, str(refusal))
        return redirect(_list_url(request, round_.project.slug, round_.pk))
    context = {
        "refusal": str(refusal),
        "since": isinstance(refusal, DecidedSince),
        "mine": _wish_words(request, found),
        "my_reason": request.POST.get("reason", ""),
    }
    if request.headers.get("HX-Request"):
        page = _common(request, round_.project, found) | context | {"card": _card(round_.project, found, key)}
        return render(request, "coding/_place.html", page, status=HTTPStatus.CONFLICT)
    return _place_page(request, round_.project, found, key, status=HTTPStatus.CONFLICT, **context)


def _wish_words(request: HttpRequest, found: Found) -> str:
    """What the person wanted, in words."""
    choice = request.POST.get("choice", "other")
    if coder := coder_in(choice):
        person = found.people.get(coder)
        return _("%(who)s’s reading") % {"who": person} if person else ""
    labels = dict(Resolution.Outcome.choices)
    return str(labels.get(choice, ""))


def _anchor(key: Sequence[int]) -> str:
    return "place-" + "-".join(map(str, key))


def _list_url(request: SignedIn, slug: str, pk: int, anchor: str = "") -> str:
    """The list with the filters that the form's address carries along."""
    query = request.GET.urlencode()
    return reverse("round_differences", args=[slug, pk]) + (f"?{query}" if query else "") + anchor
