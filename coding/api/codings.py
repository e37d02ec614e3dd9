"""Codings of a transcript: read, apply, remove, resize, recode, qualify."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema, Status

from coding.api.asking import (
    IN_ROUND,
    PROBLEMS,
    Id,
    Offset,
    code_in,
    coding_in,
    door,
    seat_at,
    transcript_in,
    transcript_named,
)
from coding.api.codes import CodeFacts
from coding.codebook.tree import tree_of
from coding.models import Code, Coding
from coding.workspace import codings, rows
from coding.workspace.in_vivo import Named, code_anew, recode_anew
from coding.workspace.page import code_facts
from interviews.spans import Span
from projects.access import May

router = Router()


class Place(Schema):
    """A span of the text that the person was reading."""

    start: Offset
    end: Offset
    revision: Id

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class NewCoding(Place):
    guid: UUID
    code: Id
    qualifiers: list[Id] = Field(default=[], max_length=50)

    @property
    def wish(self) -> codings.Wish:
        return codings.Wish(self.guid, self.code, self.span, self.revision, frozenset(self.qualifiers))


class NewName(Schema):
    name: str = Field(min_length=1, max_length=500)
    """A longer one than a code may have is cut, since coded words become names."""
    parent: Id | None = None
    theme: str = Field(default="", max_length=500)
    """Without a parent: the theme to put it under, which is made where there is none."""


class NewCode(NewName, Place):
    guid: UUID


class Qualifiers(Schema):
    qualifiers: list[Id] = Field(max_length=50)


class OtherCode(Schema):
    code: Id


class Saved(Schema):
    guid: UUID
    made: int
    """Seconds since 1970."""

    @classmethod
    def of(cls, coding: Coding) -> "Saved":
        return cls(guid=coding.guid, made=int(coding.made.timestamp()))


class MadeCode(CodeFacts):
    theme: CodeFacts | None
    """Which it stands under, where it was asked for by its name."""

    @classmethod
    def of(cls, code: Code, wish: NewName) -> "MadeCode":
        tree = tree_of(code.project)
        node = tree[code.pk]
        theme = code_facts(tree[node.path[0].pk]) if wish.theme else None
        return cls.model_validate(code_facts(node) | {"theme": theme})


class SavedAnew(Saved):
    code: MadeCode


@router.get(
    "/{slug}/transcripts/{int:pk}/codings",
    response={200: list[list[object]], **PROBLEMS},
    openapi_extra=IN_ROUND,
)
def codings_of_a_transcript(request: HttpRequest, slug: str, pk: int, coders: str = "all") -> HttpResponse:
    """``[guid, code, coder, start, end, qualifier values, second made, 1 if from a search]`` of each coding.

    Also in a round.
    """
    project, user = door(request, slug)
    transcript = transcript_in(project, pk)
    shown = rows.Shown.asked(coders, user, project, seat_at(request, transcript, user))
    found = rows.rows_of(transcript, user, shown)
    return HttpResponse(json.dumps(found, separators=(",", ":")), content_type="application/json")


@router.post(
    "/{slug}/transcripts/{int:pk}/codings", response={200: Saved, **PROBLEMS}, openapi_extra=IN_ROUND
)
def apply(request: HttpRequest, slug: str, pk: int, new: NewCoding) -> Saved:
    """Apply a code to a span; sent again with the same guid, it is the same coding."""
    project, user = door(request, slug, May.CODE)
    transcript = transcript_named(project, pk)
    return Saved.of(codings.apply(transcript, new.wish, user, seat_at(request, transcript, user)))


@router.post(
    "/{slug}/transcripts/{int:pk}/codings/anew",
    response={200: SavedAnew, **PROBLEMS},
    openapi_extra=IN_ROUND,
)
def apply_anew(request: HttpRequest, slug: str, pk: int, new: NewCode) -> SavedAnew:
    """Make a code, as of the coded words (in vivo), and apply it; one undo takes back both.

    While a round runs no code is made; one that has the name is applied.
    """
    project, user = door(request, slug, May.CODE)
    transcript, parent = transcript_in(project, pk), code_in(project, new.parent)
    wish = codings.Wish(new.guid, 0, new.span, new.revision)
    code, coding = code_anew(
        transcript, wish, Named(new.name, parent, new.theme), user, seat_at(request, transcript, user)
    )
    return SavedAnew(**Saved.of(coding).model_dump(), code=MadeCode.of(code, new))


@router.delete("/{slug}/codings/{uuid:guid}", response={204: None, **PROBLEMS})
def remove(request: HttpRequest, slug: str, guid: UUID) -> Status[None]:
    """Take one's own coding away."""
    project, user = door(request, slug, May.CODE)
    codings.remove(coding_in(project, user, guid), user)
    return Status(204, None)


@router.put("/{slug}/codings/{uuid:guid}/span", response={204: None, **PROBLEMS})
def resize(request: HttpRequest, slug: str, guid: UUID, wish: Place) -> Status[None]:
    """Move the borders of one's own coding."""
    project, user = door(request, slug, May.CODE)
    codings.resize(coding_in(project, user, guid), wish.span, wish.revision, user)
    return Status(204, None)


@router.put("/{slug}/codings/{uuid:guid}/code", response={204: None, **PROBLEMS})
def recode(request: HttpRequest, slug: str, guid: UUID, wish: OtherCode) -> Status[None]:
    """Give the words of one's own coding another code."""
    project, user = door(request, slug, May.CODE)
    codings.recode(coding_in(project, user, guid), wish.code, user)
    return Status(204, None)


@router.put("/{slug}/codings/{uuid:guid}/code/anew", response={200: MadeCode, **PROBLEMS})
def recode_to_new(request: HttpRequest, slug: str, guid: UUID, named: NewName) -> MadeCode:
    """Make a code, or take the one that has the name there, and give it to one's own coding.

    One undo takes back both.
    """
    project, user = door(request, slug, May.CODE)
    parent = code_in(project, named.parent)
    code = recode_anew(coding_in(project, user, guid), Named(named.name, parent, named.theme), user)
    return MadeCode.of(code, named)


@router.put("/{slug}/codings/{uuid:guid}/qualifiers", response={204: None, **PROBLEMS})
def qualify(request: HttpRequest, slug: str, guid: UUID, wish: Qualifiers) -> Status[None]:
    """Give one's own coding these qualifier values and no others."""
    project, user = door(request, slug, May.CODE)
    codings.set_qualifiers(coding_in(project, user, guid), frozenset(wish.qualifiers), user)
    return Status(204, None)
