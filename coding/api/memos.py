"""Memos: read those of a transcript, write, change, reply, resolve, delete."""

import json
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema, Status

from coding.api.asking import (
    IN_ROUND,
    PROBLEMS,
    Id,
    Problem,
    code_in,
    coding_in,
    door,
    layer_asked,
    seat_at,
    transcript_in,
)
from coding.memos import writing
from coding.memos.facts import MemoRow, row_of, rows_in
from coding.memos.threads import memos_seen
from coding.models import Memo, Resolution
from coding.row_versions import Outdated
from interviews.models import Participant
from projects.access import May
from projects.models import Project, User
from projects.refusals import Refused

router = Router()
Body = Field(min_length=1, max_length=2 * writing.MOST)
"""A longer one than a memo may be is refused in words."""


class MemoFacts(Schema):
    guid: UUID
    reply_to: UUID | None
    on: dict[str, str | int]
    """``{"code": 12}``, or ``{"coding": guid}``; nothing for the project's journal."""
    author: int
    by: str
    body: str
    """As it was written."""
    html: str
    """As it is shown: what its Markdown means, without anything that could do harm."""
    version: int
    made: int
    """Seconds since 1970."""
    changed: int
    resolved: bool
    resolved_by: str | None


class Words(Schema):
    body: str = Body


class NewWords(Words):
    guid: UUID


class NewMemo(NewWords):
    """On one of these, or on none: an entry of the project's journal."""

    coding: UUID | None = None
    code: Id | None = None
    transcript: Id | None = None
    participant: Id | None = None
    resolution: str | None = Field(default=None, max_length=40)
    """A place of a finished round: its round, revision, start and end, such as ``3-7-0-52``."""


class OtherWords(Words):
    version: Id
    """The one that the person had before them."""
    goes_on: bool = False
    """Whether they were written in one go with those before, so that one undo takes back both."""


class Resolved(Schema):
    resolved: bool


class Conflict(Problem):
    version: int | None = None
    body: str | None = None
    """The words that stand; sent with their ``version``, other words overwrite them knowingly."""


CHANGED = PROBLEMS | {409: Conflict}


@router.get(
    "/{slug}/transcripts/{int:pk}/memos",
    response={200: list[MemoFacts], **PROBLEMS},
    openapi_extra=IN_ROUND,
)
def memos_of_a_transcript(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Those on it, its codings, its participants and the codes in use, each reply after what it answers."""
    project, user = door(request, slug)
    transcript = transcript_in(project, pk)
    found = rows_in(transcript, user, seat_at(request, transcript, user))
    return HttpResponse(json.dumps(found, separators=(",", ":")), content_type="application/json")


@router.post("/{slug}/memos", response={200: MemoFacts, **PROBLEMS}, openapi_extra=IN_ROUND)
def write(request: HttpRequest, slug: str, new: NewMemo) -> MemoRow:
    """Write a memo; sent again with the same guid, it is the same memo.

    In a round nobody else reads it before the reveal.
    """
    project, user = door(request, slug, May.WRITE_MEMOS)
    on, layer = _target(project, user, new), layer_asked(request, project, user)
    if layer:
        return row_of(writing.write_in(layer, user, new.body, on, new.guid))
    return row_of(writing.write(project, user, new.body, on, new.guid))


@router.put("/{slug}/memos/{uuid:guid}", response={200: MemoFacts, **CHANGED})
def change(request: HttpRequest, slug: str, guid: UUID, wish: OtherWords) -> MemoRow | Status[Conflict]:
    """Give one's own memo other words; on an older version than the one that stands, it is refused."""
    project, user = door(request, slug, May.WRITE_MEMOS)
    try:
        memo = memo_in(project, user, guid)
        return row_of(writing.change(memo, user, wish.body, wish.version, wish.goes_on))
    except Outdated as error:
        stands = error.stands
        return Status(409, Conflict(detail=str(error), version=stands.version, body=stands.body))


@router.post("/{slug}/memos/{uuid:guid}/replies", response={200: MemoFacts, **PROBLEMS})
def reply(request: HttpRequest, slug: str, guid: UUID, new: NewWords) -> MemoRow:
    """Answer a memo; sent again with the same guid, it is the same reply."""
    project, user = door(request, slug, May.WRITE_MEMOS)
    return row_of(writing.reply(memo_in(project, user, guid), user, new.body, new.guid))


@router.put("/{slug}/memos/{uuid:guid}/resolved", response={200: MemoFacts, **PROBLEMS})
def resolve(request: HttpRequest, slug: str, guid: UUID, wish: Resolved) -> MemoRow:
    """Say that a discussion is settled, or that it is open again."""
    project, user = door(request, slug, May.WRITE_MEMOS)
    return row_of(writing.resolve(memo_in(project, user, guid), user, wish.resolved))


@router.delete("/{slug}/memos/{uuid:guid}", response={204: None, **PROBLEMS})
def delete(request: HttpRequest, slug: str, guid: UUID) -> Status[None]:
    """Take one's own memo away with its replies; an owner of the study anybody's."""
    project, user = door(request, slug, May.WRITE_MEMOS)
    writing.delete(memo_in(project, user, guid), user, project)
    return Status(204, None)


def memo_in(project: Project, user: User, guid: UUID) -> Memo:
    """One that the person may see."""
    return get_object_or_404(memos_seen(project, user), guid=guid)


def _target(project: Project, user: User, new: NewMemo) -> writing.Target | None:
    named = (new.coding, new.code, new.transcript, new.participant, new.resolution)
    if sum(each is not None for each in named) > 1:
        raise Refused(_("A memo is on one thing; write another for the other."))
    if new.coding:
        return coding_in(project, user, new.coding)
    if new.resolution:
        return _place(project, new.resolution)
    if new.transcript:
        return transcript_in(project, new.transcript)
    if new.participant:
        staying: Participant = get_object_or_404(project.participants.in_study(), pk=new.participant)
        return staying
    return code_in(project, new.code)


def _place(project: Project, name: str) -> Resolution:
    place = Resolution.named(project, name)
    if place is None:
        raise Http404
    return place
