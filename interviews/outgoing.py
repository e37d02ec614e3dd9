"""What holds while something is made that is to leave the house, as a language holds while a page is made.

Participants are called by other IDs then, attributes that somebody left out have no value, and what a report
prints of attributes is noted, so that it can be said who stands out by it. Rows are read so, in the one place
where they become objects (``from_db``), and lists that read IDs by themselves ask ``called``.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar


@dataclass
class Outgoing:
    """What is on its way out, and what is noted of it while it is made."""

    called: Mapping[int, str] = field(default_factory=dict)
    """What participants are called, by their keys; empty for the IDs of the study."""
    left_out: frozenset[int] = frozenset()
    """Attributes that are not to be printed."""
    title: str = ""
    """Of the publication whose IDs these are."""
    printed: set[int] = field(default_factory=set)
    """Attributes of which it prints values."""
    stale: set[str] = field(default_factory=set)
    """Summaries under which codings changed since they were written, by the keys of their cells."""


Kind = TypeVar("Kind", bound=Outgoing)
_NOW: ContextVar[Outgoing | None] = ContextVar("outgoing", default=None)


@contextmanager
def going_out(outgoing: Kind) -> Iterator[Kind]:
    """Make what is made within for outside."""
    token = _NOW.set(outgoing)
    try:
        yield outgoing
    finally:
        _NOW.reset(token)


def now() -> Outgoing | None:
    """What is being made for outside, if anything is."""
    return _NOW.get()


def called(participant: int, code: str) -> str:
    """What the participant is called in what is being made: their ID, or another."""
    outgoing = _NOW.get()
    return outgoing.called.get(participant, code) if outgoing else code


def is_renaming() -> bool:
    """Whether participants have other IDs now, so that an order of theirs would tell the ones they had."""
    outgoing = _NOW.get()
    return bool(outgoing and outgoing.called)


def is_left_out(attribute: int) -> bool:
    """Whether the attribute is not to be printed now; that it is asked for is noted otherwise."""
    outgoing = _NOW.get()
    if outgoing is None:
        return False
    if attribute in outgoing.left_out:
        return True
    outgoing.printed.add(attribute)
    return False
