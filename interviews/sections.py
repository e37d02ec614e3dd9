"""What floors above add to pages of transcripts and participants, and to those that ask before erasing."""

from collections.abc import Callable, Sequence
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


Above = Callable[[Project, User], Section | None]
_ABOVE: list[Above] = []


def register_above(add: Above) -> None:
    """Name a function that may have something to say above the list of transcripts."""
    if add not in _ABOVE:
        _ABOVE.append(add)


def sections_above(project: Project, user: User) -> list[Section]:
    return [section for add in _ABOVE if (section := add(project, user))]


Before = Callable[[Project, Sequence[Transcript]], Section | None]
_BEFORE: list[Before] = []


def register_before_erasing(add: Before) -> None:
    """Name a function that may have to warn before transcripts are erased."""
    if add not in _BEFORE:
        _BEFORE.append(add)


def sections_before_erasing(project: Project, transcripts: Sequence[Transcript]) -> list[Section]:
    return [section for add in _BEFORE if (section := add(project, transcripts))]


def sections_of(project: Project, user: User, about: Transcript | Participant) -> list[Section]:
    return [add(project, user, about) for add in _ADD]
