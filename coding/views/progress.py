"""Who has read what: the board, assignments, marks of turns, and how far one is with a transcript."""

import re
from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from coding.models import Reading, Round
from coding.progress import marks
from coding.progress.assignments import Pair, assign
from coding.progress.board import Wanted, board
from coding.rounds import seats
from coding.rounds.seats import Seat
from coding.workspace.codings import NOT_STARTED, mark_reading
from interviews.models import Transcript, Turn
from projects.access import May, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn

PAIR = re.compile("([0-9]{1,9})-([0-9]{1,9})")


@login_required
@require_safe
def progress(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug)
    shown = board(project, Wanted.asked(request.GET), request.GET.get("page", "1"))
    return render(request, "coding/progress.html", {"project": project, "board": shown})


@login_required
@require_POST
def progress_assign(request: SignedIn, slug: str) -> HttpResponse:
    """Make what is ticked the assignments, among those that the page showed."""
    project = project_for(request.user, slug, May.ASSIGN)
    ticked, was = _pairs(request.POST.getlist("assigned")), _pairs(request.POST.get("was", "").split())
    return _assign(request, project, ticked - was, was - ticked)


@login_required
@require_POST
def progress_take(request: SignedIn, slug: str) -> HttpResponse:
    """Assign a transcript to oneself, or give it back."""
    project, user = project_for(request.user, slug, May.CODE), request.user
    take = {(pk, user.pk) for pk in _numbers(request.POST.getlist("take"))}
    give = {(pk, user.pk) for pk in _numbers(request.POST.getlist("give"))}
    return _assign(request, project, take, give)


def _assign(request: SignedIn, project: Project, add: set[Pair], remove: set[Pair]) -> HttpResponse:
    try:
        changed = assign(project, request.user, add, remove)
        said = ngettext("%(n)d assignment changed.", "%(n)d assignments changed.", changed)
        messages.success(request, said % {"n": changed})
    except Refused as refusal:
        messages.error(request, str(refusal))
    query = request.META["QUERY_STRING"]
    return redirect(reverse("progress", args=[project.slug]) + (f"?{query}" if query else ""))


def _pairs(texts: Iterable[str]) -> set[Pair]:
    """Of what reads ``12-3``."""
    found = (PAIR.fullmatch(text) for text in texts)
    return {(int(pair[1]), int(pair[2])) for pair in found if pair}


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(text) for text in texts if re.fullmatch("[0-9]{1,9}", text)]


@login_required
@require_POST
def reading(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Say how far one is with the transcript; where turns of a complete one are unread, it is asked once."""
    project, user = project_for(request.user, slug, May.CODE), request.user
    transcript, state = _transcript(project, pk), request.POST.get("state", NOT_STARTED)
    seat = seats.seat_of(transcript, user, seats.asked(request.GET))
    if state not in {NOT_STARTED, *Reading.State.values}:
        return redirect(seats.address("workspace", transcript, seat))
    is_sure = "sure" in request.POST
    progress = (
        None if is_sure or state != Reading.State.COMPLETE else marks.progress_of(transcript, user, seat)
    )
    if progress and (progress.unread or progress.closes):
        page = {
            "project": project,
            "transcript": transcript,
            "progress": progress,
            "state": state,
            "seat": seat,
        }
        return render(request, "coding/reading_complete.html", page)
    try:
        mark_reading(transcript, user, state, seat, may_close=is_sure)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(_after(transcript, seat))


def _after(transcript: Transcript, seat: Seat | None) -> str:
    """The transcript's page; the round's, once it is closed."""
    if seat and Round.objects.filter(pk=seat.round.pk, closed__isnull=False).exists():
        return reverse("round", args=[transcript.project.slug, seat.round.pk])
    return seats.address("workspace", transcript, seat)


@login_required
@require_POST
def read_turn(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Mark a turn as read, nothing to code, or take the mark away, without script."""
    project, user = project_for(request.user, slug, May.CODE), request.user
    transcript, is_read = _transcript(project, pk), request.POST.get("read") != "no"
    seat = seats.seat_of(transcript, user, seats.asked(request.GET))
    revision = seat.revision.pk if seat else transcript.current_id
    for number in _numbers(request.POST.getlist("turn")):
        turn = get_object_or_404(Turn, revision=revision, number=number)
        try:
            marks.mark(transcript, turn.number, user, is_read, seat)
            said = _("Turn %(n)d is read.") if is_read else _("Turn %(n)d is no longer marked as read.")
            messages.success(request, said % {"n": turn.number})
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect(seats.address("codings_list", transcript, seat))


def _transcript(project: Project, pk: int) -> Transcript:
    transcript = get_object_or_404(project.transcripts, pk=pk)
    transcript.project = project
    return transcript
