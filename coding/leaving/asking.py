"""Asks for a download as its own page would give it, so that it can be looked at before it leaves."""

from collections.abc import Iterable
from typing import cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.urls import ResolverMatch, resolve
from django.utils.translation import gettext as _

from coding.leaving.reading import can_read
from projects.jobs import Result
from projects.models import Project, User
from projects.refusals import Refused

NOT_TO_ASK = ("job", "leaving", "transcript_original")
"""Routes, by how their names begin, whose files were made before and are as they are."""


class Sayings:
    """What a view says to the person: here, why it gave nothing."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def add(self, _level: int, message: object, _tags: str = "") -> None:
        self.said.append(str(message))


def downloaded(project: Project, user: User, address: str) -> Result:
    """The file at an address of the study, as the person would get it; ``Refused`` where there is none."""
    path, _mark, query = address.partition("?")
    match = match_of(project, path)
    if match is None:
        raise Refused(_("There is no file of this study at that address."))
    request, sayings = HttpRequest(), Sayings()
    request.method, request.path, request.path_info = "GET", path, path
    request.GET = QueryDict(query)
    request.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "QUERY_STRING": query}
    request.user = user
    request._messages = sayings  # type: ignore[attr-defined]
    try:
        response = cast(HttpResponseBase, match.func(request, *match.args, **match.kwargs))
    except Http404 as error:
        raise Refused(_("What was asked for is no longer in the study, or you are not.")) from error
    name = _name(response)
    if response.status_code != 200 or not can_read(name):
        raise Refused(sayings.said[0] if sayings.said else _("That address gives no table and no text."))
    return Result(name, response["Content-Type"].partition(";")[0], _content(response))


def match_of(project: Project, path: str) -> ResolverMatch | None:
    """The route of the address, if it is one of this study's from which a file may be taken."""
    try:
        match = resolve(path)
    except Http404:
        return None
    is_here = match.kwargs.get("slug") == project.slug and can_read(path)
    return match if is_here and not str(match.url_name).startswith(NOT_TO_ASK) else None


def _name(response: HttpResponseBase) -> str:
    """What the download is called; nothing where it is none."""
    said = response.get("Content-Disposition", "")
    return said.partition('filename="')[2].rstrip('"') if said.startswith("attachment") else ""


def _content(response: HttpResponseBase) -> bytes:
    if isinstance(response, StreamingHttpResponse | FileResponse):
        return b"".join(cast(Iterable[bytes], response.streaming_content))
    return bytes(response.content)  # type: ignore[attr-defined]
