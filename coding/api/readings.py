"""How far one is with a transcript."""

from django.http import HttpRequest
from ninja import Router, Schema, Status

from coding.api.asking import PROBLEMS, door, transcript_in
from coding.models import Reading
from coding.workspace import codings
from projects.access import May

router = Router()


class ReadingState(Schema):
    state: Reading.State | None = None
    """``null`` for not started."""


@router.put("/{slug}/transcripts/{int:pk}/reading", response={204: None, **PROBLEMS})
def mark_reading(request: HttpRequest, slug: str, pk: int, wish: ReadingState) -> Status[None]:
    """Say how far one is with a transcript."""
    project, user = door(request, slug, May.CODE)
    codings.mark_reading(transcript_in(project, pk), user, wish.state or codings.NOT_STARTED)
    return Status(204, None)
