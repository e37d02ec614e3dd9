"""What others do meanwhile, and who is here."""

import json
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema, Status

from coding.api.asking import IN_ROUND, LARGEST_ID, PROBLEMS, door, seat_at, transcript_in
from coding.rounds import seats
from coding.workspace import presence
from coding.workspace.news import News, is_news, news_since
from coding.workspace.rows import Shown
from interviews.models import Transcript
from projects.models import User

router = Router()


class Since(Schema):
    since: int = Field(default=0, ge=0, le=2**53)
    """The number of the last event that the page knows, as an answer said it."""
    coders: str = "all"
    """Whose codings it shows: ``all``, or ids with commas."""
    here: bool = False
    """Whether it asks who is here too."""


class NewsOfATranscript(Schema):
    last: int
    """The number of the last event that one may learn of; the next question is since then."""
    codings: list[list[object]]
    """Made or changed since, as ``codings`` tells them."""
    whole: bool
    """Whether ``codings`` are all there are."""
    gone: list[str]
    codebook: bool
    still: bool | None
    """Whether the codebook now stands still for a round, where one began or ended since."""
    memos: bool
    reading: bool
    """Whether one marked turns of it, or said how far one is, on this page or another."""
    here: list[list[int | str]] | None = None
    """Id, name and initials of the others who have the transcript open, if it was asked."""


@router.get(
    "/{slug}/transcripts/{int:pk}/news", response={200: NewsOfATranscript, **PROBLEMS}, openapi_extra=IN_ROUND
)
def news(request: HttpRequest, slug: str, pk: int, asked: Query[Since]) -> HttpResponse:
    """What changed since an event. Pages ask every two seconds, so where nothing happens it costs one query.

    Where all that happened is another's blind work it costs one more, and the answer is the same.
    """
    project, user = door(request, slug)
    told, in_round = News(asked.since), seats.asked(request.GET) is not None
    if not asked.since or in_round or is_news(asked.since, project, user):
        told = _told(request, transcript_in(project, pk), user, asked)
    facts = asdict(told)
    if asked.here:
        facts["here"] = [] if in_round else presence.others_in(project, min(pk, LARGEST_ID), user)
    return HttpResponse(json.dumps(facts, separators=(",", ":")), content_type="application/json")


def _told(request: HttpRequest, transcript: Transcript, user: User, asked: Since) -> News:
    seat = seat_at(request, transcript, user)
    if asked.since and not is_news(asked.since, transcript.project, user, seat):
        return News(asked.since)
    return news_since(
        asked.since, transcript, user, Shown.asked(asked.coders, user, transcript.project, seat)
    )


@router.post("/{slug}/transcripts/{int:pk}/here", response={204: None, **PROBLEMS}, openapi_extra=IN_ROUND)
def arrive(request: HttpRequest, slug: str, pk: int) -> Status[None]:
    """Say that one has the transcript open; it holds for a while. In a round nobody is told."""
    project, user = door(request, slug)
    transcript = transcript_in(project, pk)
    if seat_at(request, transcript, user) is None:
        presence.arrive(transcript, user)
    return Status(204, None)


@router.delete("/{slug}/transcripts/{int:pk}/here", response={204: None, **PROBLEMS}, openapi_extra=IN_ROUND)
def leave(request: HttpRequest, slug: str, pk: int) -> Status[None]:
    project, user = door(request, slug)
    transcript = transcript_in(project, pk)
    if seat_at(request, transcript, user) is None:
        presence.leave(transcript, user)
    return Status(204, None)
