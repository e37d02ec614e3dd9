"""What floors above add to the page of a transcript or a participant."""

from collections.abc import Callable
from dataclasses import dataclass

from interviews.models import Participant, Transcript
from projects.models import Project, User


@dataclass(frozen=True)
class Section:
    """A part of the page: its template, and what that shows, which it knows as ``shown``."""

    template: str
    shown: object


Add = Callable[[Project, User, Transcript | Participant], Section]
_ADD: list[Add] = []


def register(add: Add) -> None:
    """Name a function that makes a section; from ``AppConfig.ready``."""
    if add not in _ADD:
        _ADD.append(add)


def sections_of(project: Project, user: User, about: Transcript | Participant) -> list[Section]:
    return [add(project, user, about) for add in _ADD]
