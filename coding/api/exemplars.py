"""Typical and near-miss excerpts of a code: read, pin, unpin."""

from dataclasses import asdict
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from coding.api.asking import LARGEST_ID, PROBLEMS, Id, Offset, door, transcript_in
from coding.codebook import exemplars
from coding.models import Exemplar
from coding.workspace.codings import Wish
from interviews.spans import Span
from projects.access import May

router = Router()


class Pinned(Schema):
    guid: UUID
    kind: Exemplar.Kind
    label: str
    """The kind in words."""
    cite: str
    words: str | None
    """``null`` where consent forbids to quote them."""
    note: str
    by: str
    href: str
    """Its place in the workspace."""


class NewExemplar(Schema):
    guid: UUID
    transcript: Id
    start: Offset
    end: Offset
    revision: Id
    kind: Exemplar.Kind
    note: str = Field(default="", max_length=300)

    def pin(self, code: int) -> exemplars.Pin:
        wish = Wish(self.guid, code, Span(self.start, self.end), self.revision)
        return exemplars.Pin(wish, self.kind, self.note)


class Saved(Schema):
    guid: UUID


@router.get("/{slug}/codes/{int:pk}/exemplars", response={200: list[Pinned], **PROBLEMS})
def exemplars_of_a_code(request: HttpRequest, slug: str, pk: int) -> list[dict[str, object]]:
    """The typical ones first."""
    project, _user = door(request, slug)
    code = get_object_or_404(project.codes, pk=min(pk, LARGEST_ID))
    return [asdict(each) for each in exemplars.exemplars_of(project, code)]


@router.post("/{slug}/codes/{int:pk}/exemplars", response={200: Saved, **PROBLEMS})
def pin(request: HttpRequest, slug: str, pk: int, new: NewExemplar) -> Saved:
    """Pin a span to a code in use; sent again with the same guid, it is the same exemplar."""
    project, user = door(request, slug, May.EDIT_CODEBOOK)
    code = get_object_or_404(project.codes, pk=min(pk, LARGEST_ID))
    made = exemplars.pin(transcript_in(project, new.transcript), code, new.pin(code.pk), user)
    return Saved(guid=made.guid)


@router.delete("/{slug}/exemplars/{uuid:guid}", response={204: None, **PROBLEMS})
def unpin(request: HttpRequest, slug: str, guid: UUID) -> Status[None]:
    """Take an exemplar off its code."""
    project, user = door(request, slug, May.EDIT_CODEBOOK)
    exemplars.unpin(project, get_object_or_404(Exemplar, code__project=project, guid=guid), user)
    return Status(204, None)
