"""What the workspace calls: typed, documented at ``/api/openapi.json``, for a session of this site alone."""

import json
from typing import Annotated
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema, Status
from ninja.security import SessionAuth
from pydantic import Field

from coding import codings, workspace
from coding.models import Coding, Reading
from interviews.models import Transcript
from interviews.spans import Span
from projects.access import May, project_for
from projects.models import Project, User
from projects.refusals import Refused

LARGEST_ID = 2**31 - 1
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]

api = NinjaAPI(
    title="Verbatim",
    version="1",
    auth=SessionAuth(),
    docs_url=None,
    docs_decorator=login_required,
    urls_namespace="api",
)


class NewCoding(Schema):
    guid: UUID
    code: Id
    start: int = Field(ge=0, le=LARGEST_ID)
    end: int = Field(ge=0, le=LARGEST_ID)
    revision: int = Field(ge=1, le=LARGEST_ID)
    qualifiers: list[Id] = Field(default=[], max_length=50)


class Qualifiers(Schema):
    qualifiers: list[Id] = Field(max_length=50)


class ReadingState(Schema):
    state: Reading.State | None = None
    """``null`` for not started."""


class Saved(Schema):
    guid: UUID
    made: int
    """Seconds since 1970."""


class Problem(Schema):
    detail: str


PROBLEMS = {401: Problem, 403: Problem, 404: Problem, 409: Problem}


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return api.create_response(request, {"detail": str(error)}, status=409)


@api.exception_handler(PermissionDenied)
def denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    sentence = str(error) or _("Your role in this study does not allow that; ask its owner.")
    return api.create_response(request, {"detail": sentence}, status=403)


@api.get("/{slug}/transcripts/{int:pk}/codings", response={200: list[list[object]], **PROBLEMS})
def codings_of_a_transcript(request: HttpRequest, slug: str, pk: int, coders: str = "all") -> HttpResponse:
    """``[guid, code, coder, start, end, qualifier values, second made]`` for each coding of the open work."""
    user = _person(request)
    project = project_for(user, slug)
    shown = workspace.Shown.asked(coders, user, project)
    rows = workspace.rows_of(_transcript(project, pk), user, shown)
    return HttpResponse(json.dumps(rows, separators=(",", ":")), content_type="application/json")


@api.post("/{slug}/transcripts/{int:pk}/codings", response={200: Saved, **PROBLEMS})
def apply(request: HttpRequest, slug: str, pk: int, new: NewCoding) -> Saved:
    """Apply a code to a span; sent again with the same guid, it is the same coding."""
    user = _person(request)
    transcript = _transcript(project_for(user, slug, May.CODE), pk)
    wish = codings.Wish(new.guid, new.code, Span(new.start, new.end), new.revision, frozenset(new.qualifiers))
    coding = codings.apply(transcript, wish, user)
    return Saved(guid=coding.guid, made=int(coding.made.timestamp()))


@api.delete("/{slug}/codings/{uuid:guid}", response={204: None, **PROBLEMS})
def remove(request: HttpRequest, slug: str, guid: UUID) -> Status[None]:
    """Take one's own coding away."""
    codings.remove(_coding(request, slug, guid), _person(request))
    return Status(204, None)


@api.put("/{slug}/codings/{uuid:guid}/qualifiers", response={204: None, **PROBLEMS})
def qualify(request: HttpRequest, slug: str, guid: UUID, wish: Qualifiers) -> Status[None]:
    """Give one's own coding these qualifier values and no others."""
    codings.set_qualifiers(_coding(request, slug, guid), frozenset(wish.qualifiers), _person(request))
    return Status(204, None)


@api.put("/{slug}/transcripts/{int:pk}/reading", response={204: None, **PROBLEMS})
def mark_reading(request: HttpRequest, slug: str, pk: int, wish: ReadingState) -> Status[None]:
    """Say how far one is with a transcript."""
    user = _person(request)
    transcript = _transcript(project_for(user, slug, May.CODE), pk)
    codings.mark_reading(transcript, user, wish.state or codings.NOT_STARTED)
    return Status(204, None)


def _person(request: HttpRequest) -> User:
    """Who is logged in, which the API's authentication has made sure of."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _transcript(project: Project, pk: int) -> Transcript:
    transcript = get_object_or_404(project.transcripts, pk=min(pk, LARGEST_ID))
    transcript.project = project
    return transcript


def _coding(request: HttpRequest, slug: str, guid: UUID) -> Coding:
    user = _person(request)
    project = project_for(user, slug, May.CODE)
    visible = Coding.objects.of(project).visible_to(user).select_related("layer", "transcript__project")
    return get_object_or_404(visible, guid=guid)
