"""How far one is with a transcript, and which of its turns one has read without coding."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from coding.api.asking import LARGEST_ID, PROBLEMS, door, transcript_in
from coding.models import Reading
from coding.progress import marks
from coding.workspace import codings
from interviews.models import Turn
from projects.access import May

router = Router()


class ReadingState(Schema):
    state: Reading.State | None = None
    """``null`` for not started."""


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


@router.get("/{slug}/transcripts/{int:pk}/reading", response={200: Progress, **PROBLEMS})
def progress(request: HttpRequest, slug: str, pk: int) -> marks.Progress:
    """Which turns are there to be read, and which one has coded or marked."""
    project, user = door(request, slug)
    return marks.progress_of(transcript_in(project, pk), user)


@router.put("/{slug}/transcripts/{int:pk}/reading", response={204: None, **PROBLEMS})
def mark_reading(request: HttpRequest, slug: str, pk: int, wish: ReadingState) -> Status[None]:
    """Say how far one is with a transcript."""
    project, user = door(request, slug, May.CODE)
    codings.mark_reading(transcript_in(project, pk), user, wish.state or codings.NOT_STARTED)
    return Status(204, None)


@router.put("/{slug}/transcripts/{int:pk}/turns/{int:number}/read", response={204: None, **PROBLEMS})
def mark_turn(request: HttpRequest, slug: str, pk: int, number: int, wish: ReadMark) -> Status[None]:
    """Say that one has read a turn and found nothing to code in it, or take that back."""
    project, user = door(request, slug, May.CODE)
    transcript = transcript_in(project, pk)
    get_object_or_404(Turn, revision=transcript.current_id, number=min(number, LARGEST_ID))
    marks.mark(transcript, number, user, wish.read)
    return Status(204, None)
