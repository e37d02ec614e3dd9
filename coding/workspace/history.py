"""What was done to one coding, by whom and when, in words and without a word of the interview."""

from typing import NamedTuple

from coding.models import Coding
from coding.progress.sentences import names_of, told
from coding.workspace.news import events_since
from projects.models import User

LATEST = 100
"""How many changes are told."""


class Change(NamedTuple):
    at: int
    """Seconds since 1970."""
    by: str
    what: str


def history_of(coding: Coding, user: User) -> list[Change]:
    """The oldest first; of a coding that the person may see, as far as they may see the events."""
    project = coding.transcript.project
    events = events_since(0, project, user).filter(kind="coding", object_id=str(coding.guid))
    latest = list(events.select_related("by").defer("rows").order_by("-number")[:LATEST])[::-1]
    names = names_of(project, latest)
    return [
        Change(int(event.at.timestamp()), str(event.by or ""), told(event, name._replace(place="")))
        for event, name in zip(latest, names, strict=True)
    ]
