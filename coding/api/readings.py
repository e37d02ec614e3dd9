"""How far one is with a transcript, and which of its turns one has read without coding."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from coding.api.asking import IN_ROUND, LARGEST_ID, PROBLEMS, door, seat_at, transcript_in
from coding.models import Reading
from coding.progress import marks
from coding.workspace import codings
from interviews.models import Turn
from projects.access import May

router = Router()


class ReadingState(Schema):
    state: Reading.State | None = None
    """``null`` for not started."""
    sure: bool = False
    """Whether the person knows that a round closes with it, if it does; otherwise that is refused."""


class ReadMark(Schema):
    read: bool = True


class Progress(Schema):
    """One's own progress; turns are given by their numbers."""

    state: str
    manner: str
    """Whose turns count: ``participant``; empty in a text without participants: those of nobody."""
    turns: list[int]
    marked: list[int]
    coded: list[int]
    closes: bool
    """Whether a round closes once the transcript is complete."""


@router.get(
    "/{slug}/transcripts/{int:pk}/reading", response={200: Progress, **PROBLEMS}, openapi_extra=IN_ROUND
)
def progress(request: HttpRequest, slug: str, pk: int) -> marks.Progress:
    """Which turns are there to be read, and which one has coded or marked."""
    project, user = door(request, slug)
    transcript = transcript_in(project, pk)
    return marks.progress_of(transcript, user, seat_at(request, transcript, user))


@router.put("/{slug}/transcripts/{int:pk}/reading", response={204: None, **PROBLEMS}, openapi_extra=IN_ROUND)
def mark_reading(request: HttpRequest, slug: str, pk: int, wish: ReadingState) -> Status[None]:
    """Say how far one is with a transcript."""
    project, user = door(request, slug, May.CODE)
    transcript, state = transcript_in(project, pk), wish.state or codings.NOT_STARTED
    seat = seat_at(request, transcript, user)
    codings.mark_reading(transcript, user, state, seat, may_close=wish.sure)
    return Status(204, None)


@router.put(
    "/{slug}/transcripts/{int:pk}/turns/{int:number}/read",
    response={204: None, **PROBLEMS},
    openapi_extra=IN_ROUND,
)
def mark_turn(request: HttpRequest, slug: str, pk: int, number: int, wish: ReadMark) -> Status[None]:
    """Say that one has read a turn and found nothing to code in it, or take that back."""
    project, user = door(request, slug, May.CODE)
    transcript = transcript_in(project, pk)
    seat = seat_at(request, transcript, user)
    revision = seat.revision.pk if seat else transcript.current_id
    get_object_or_404(Turn, revision=revision, number=min(number, LARGEST_ID))
    marks.mark(transcript, number, user, wish.read, seat)
    return Status(204, None)
