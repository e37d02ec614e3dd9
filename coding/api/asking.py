"""What operations of the API have in common: who asks, through which door, and how it is said no."""

from typing import Annotated

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import AuthenticationError
from pydantic import Field

from coding.models import Code, Coding, Layer
from coding.rounds import seats
from coding.rounds.seats import Seat, layer_in, seat_of
from interviews.models import Transcript
from projects.access import May, project_for
from projects.models import Project, User

LARGEST_ID = 2**31 - 1
Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Offset = Annotated[int, Field(ge=0, le=LARGEST_ID)]


class Problem(Schema):
    detail: str


class Misread(Schema):
    """What of a request is not as its description has it."""

    detail: list[dict[str, object]]


PROBLEMS: dict[int, type[Schema]] = dict.fromkeys((400, 401, 403, 404, 409), Problem) | {422: Misread}


WHOSE_PAGE = "X-Verbatim-Person"
"""Says for whom the page was made: what waits in it must not become another's who logged in meanwhile."""


def person(request: HttpRequest) -> User:
    """Who is logged in, which the API's authentication has made sure of."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    if request.headers.get(WHOSE_PAGE, str(request.user.pk)) != str(request.user.pk):
        raise AuthenticationError(
            message=_("Somebody else is logged in now; log in as the person whose page this is.")
        )
    return request.user


def door(request: HttpRequest, slug: str, may: May = May.READ) -> tuple[Project, User]:
    """The project and the person, who may do that in it."""
    user = person(request)
    return project_for(user, slug, may), user


def transcript_in(project: Project, pk: int) -> Transcript:
    transcript = get_object_or_404(project.transcripts, pk=min(pk, LARGEST_ID))
    transcript.project = project
    return transcript


def transcript_named(project: Project, pk: int) -> Transcript:
    """One that nobody has read: for a writer that reads it with all else, and refuses if it is not there."""
    return Transcript(pk=min(pk, LARGEST_ID), project=project)


IN_ROUND: dict[str, object] = {
    "parameters": [
        {
            "name": "round",
            "in": "query",
            "required": False,
            "description": "The round in which the person codes; without it, open work.",
            "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_ID},
        }
    ]
}
"""How operations are described that are about open work, or about a round that the address names."""


def seat_at(request: HttpRequest, transcript: Transcript, user: User) -> Seat | None:
    """Where the person codes the transcript in the round that the address names; ``None``: open work."""
    return seat_of(transcript, user, seats.asked(request.GET))


def layer_asked(request: HttpRequest, project: Project, user: User) -> Layer | None:
    """The person's layer in the round that the address names; ``None``: open work."""
    return layer_in(project, user, seats.asked(request.GET))


def coding_in(project: Project, user: User, guid: object) -> Coding:
    """One that the person may see."""
    visible = Coding.objects.of(project).visible_to(user).select_related("layer", "transcript__project")
    return get_object_or_404(visible, guid=guid)


def code_in(project: Project, pk: int | None) -> Code | None:
    """A code in use; ``None`` for none."""
    return None if pk is None else get_object_or_404(project.codes.in_use(), pk=pk)
