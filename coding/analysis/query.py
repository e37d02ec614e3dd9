"""A query: a tree of conditions on passages, as a value; ``query_json`` writes and reads it.

A condition asks something of a passage, a distinct coded span. ``Coded`` holds where somebody coded exactly
these words so, so that two codes joined by ``All`` are two codes on the same words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import TypeAlias


class Nearness(StrEnum):
    OVERLAPPING = "overlapping"
    """They share a character."""
    INSIDE = "inside"
    """All of the one lies in the other."""
    WITHIN = "within"
    """Up to so many turns lie from one to the other; 0 is the same turn."""
    FOLLOWED = "followed"
    """The other begins where the one has ended, up to so many turns on."""

    @property
    def counts_turns(self) -> bool:
        return self in {Nearness.WITHIN, Nearness.FOLLOWED}


class Voice(StrEnum):
    INTERVIEWER = "interviewer"
    """Nobody else speaks in it."""
    PARTICIPANT = "participant"


@dataclass(frozen=True)
class All:
    of: "tuple[Tree, ...]" = ()


@dataclass(frozen=True)
class Any:
    of: "tuple[Tree, ...]" = ()


@dataclass(frozen=True)
class Not:
    of: "Tree"


@dataclass(frozen=True)
class Near:
    """Near a passage for which ``of`` holds."""

    kind: Nearness
    of: "Tree"
    turns: int = 0


@dataclass(frozen=True)
class Coded:
    code: int | None = None
    with_children: bool = True


@dataclass(frozen=True)
class OfParticipant:
    """The participant speaks first in it."""

    participant: int | None = None


@dataclass(frozen=True)
class Having:
    """Whoever speaks first in it has such a value in an attribute: one of the choices, this text …"""

    attribute: int
    choices: tuple[int, ...] = ()
    flag: bool | None = None
    text: str = ""
    low: str = ""
    """A number or a day, as it is typed."""
    high: str = ""


@dataclass(frozen=True)
class Tagged:
    """The coding or its transcript is."""

    tag: int | None = None


@dataclass(frozen=True)
class InTranscript:
    transcript: int | None = None


@dataclass(frozen=True)
class SpokenBy:
    who: Voice = Voice.PARTICIPANT


@dataclass(frozen=True)
class CodedBy:
    coder: int | None = None


@dataclass(frozen=True)
class InRound:
    """Coded so in a round that is closed and shown, as it was frozen then; without a code, in any way."""

    round: int | None = None
    code: int | None = None
    with_children: bool = True


@dataclass(frozen=True)
class CodedOn:
    """On one of these days; without an end it is open."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Saying:
    words: str = ""


@dataclass(frozen=True)
class WithMemo:
    """There is a memo on the coding; with words, one that says them."""

    words: str = ""


People: TypeAlias = OfParticipant | Having
Words: TypeAlias = InTranscript | SpokenBy | Saying
Work: TypeAlias = Coded | Tagged | CodedBy | InRound | CodedOn | WithMemo
Tree: TypeAlias = All | Any | Not | Near | People | Words | Work


def is_blank(tree: Tree) -> bool:
    """Whether it is a condition in which nothing was chosen yet."""
    if isinstance(tree, SpokenBy | WithMemo | All | Any | Not | Near):
        return False
    if isinstance(tree, InRound):
        return tree.round is None
    values = (
        getattr(tree, each.name) for each in fields(tree) if each.name not in {"attribute", "with_children"}
    )
    return all(value is None or value in ("", ()) for value in values)


def filled(tree: Tree) -> Tree | None:
    """The query without what is still blank, and without groups that hold nothing."""
    match tree:
        case All() | Any():
            of = tuple(found for each in tree.of if (found := filled(each)))
            return type(tree)(of) if of else None
        case Not():
            inner = filled(tree.of)
            return Not(inner) if inner else None
        case Near():
            inner = filled(tree.of)
            return Near(tree.kind, inner, tree.turns) if inner else None
    return None if is_blank(tree) else tree


def conditions(tree: Tree) -> Iterator[Tree]:
    """The tree itself and all in it."""
    yield tree
    if isinstance(tree, All | Any):
        for each in tree.of:
            yield from conditions(each)
    elif isinstance(tree, Not | Near):
        yield from conditions(tree.of)


def holds_words(tree: Tree) -> bool:
    """Whether it holds words that somebody typed, which may be an interview's."""
    return any(
        (isinstance(each, Saying | WithMemo) and each.words) or (isinstance(each, Having) and each.text)
        for each in conditions(tree)
    )


def rounds(tree: Tree) -> frozenset[int]:
    """The rounds that it speaks of."""
    return frozenset(each.round for each in conditions(tree) if isinstance(each, InRound) and each.round)


def subjects(tree: Tree) -> frozenset[Coded]:
    """The codes that what is found has for certain; none where it may be found by something else."""
    match tree:
        case Coded():
            return frozenset({tree})
        case InRound(_round, int(code), with_children):
            return frozenset({Coded(code, with_children)})
        case All():
            return frozenset[Coded]().union(*map(subjects, tree.of))
        case Any():
            found = [subjects(each) for each in tree.of]
            return frozenset[Coded]().union(*found) if all(found) else frozenset()
    return frozenset()
