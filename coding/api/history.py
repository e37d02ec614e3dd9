"""Who did what to a coding."""

from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from coding.api.asking import PROBLEMS, coding_in, door
from coding.workspace.history import history_of

router = Router()


class Change(Schema):
    at: int
    """Seconds since 1970."""
    by: str
    what: str


@router.get("/{slug}/codings/{uuid:guid}/history", response={200: list[Change], **PROBLEMS})
def history(request: HttpRequest, slug: str, guid: UUID) -> list[dict[str, object]]:
    """What was done to a coding, the oldest first."""
    project, user = door(request, slug)
    return [change._asdict() for change in history_of(coding_in(project, user, guid), user)]
