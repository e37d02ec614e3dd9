"""What others do meanwhile, and who is here."""

import json
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema, Status

from coding.api.asking import LARGEST_ID, PROBLEMS, door, transcript_in
from coding.workspace import presence
from coding.workspace.news import News, is_news, news_since
from coding.workspace.rows import Shown

router = Router()


class Since(Schema):
    since: int = Field(default=0, ge=0, le=2**53)
    """The number of the last event that the page knows."""
    coders: str = "all"
    """Whose codings it shows: ``all``, or ids with commas."""
    here: bool = False
    """Whether it asks who is here too."""


class NewsOfATranscript(Schema):
    last: int
    """The number of the last event that one may learn of; the next question is since then."""
    codings: list[list[object]]
    """Made or changed since: ``[guid, code, coder, start, end, qualifier values, second made]``."""
    whole: bool
    """Whether ``codings`` are all there are."""
    gone: list[str]
    codebook: bool
    memos: bool
    reading: bool
    """Whether one marked turns of it, or said how far one is, on this page or another."""
    here: list[list[int | str]] | None = None
    """Id, name and initials of the others who have the transcript open, if it was asked."""


@router.get("/{slug}/transcripts/{int:pk}/news", response={200: NewsOfATranscript, **PROBLEMS})
def news(request: HttpRequest, slug: str, pk: int, asked: Query[Since]) -> HttpResponse:
    """What changed since an event. Pages ask every two seconds, so where nothing happens it costs one query.

    Where all that happened is another's blind work it costs one more, and the answer is the same.
    """
    project, user = door(request, slug)
    told = News(asked.since)
    if not asked.since or is_news(asked.since, project, user):
        shown = Shown.asked(asked.coders, user, project)
        told = news_since(asked.since, transcript_in(project, pk), user, shown)
    facts = asdict(told)
    if asked.here:
        facts["here"] = presence.others_in(project, min(pk, LARGEST_ID), user)
    return HttpResponse(json.dumps(facts, separators=(",", ":")), content_type="application/json")


@router.post("/{slug}/transcripts/{int:pk}/here", response={204: None, **PROBLEMS})
def arrive(request: HttpRequest, slug: str, pk: int) -> Status[None]:
    """Say that one has the transcript open; it holds for a while."""
    project, user = door(request, slug)
    presence.arrive(transcript_in(project, pk), user)
    return Status(204, None)


@router.delete("/{slug}/transcripts/{int:pk}/here", response={204: None, **PROBLEMS})
def leave(request: HttpRequest, slug: str, pk: int) -> Status[None]:
    project, user = door(request, slug)
    presence.leave(transcript_in(project, pk), user)
    return Status(204, None)
