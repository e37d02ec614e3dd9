"""What is asked of a comparison: whose readings, on what, cut into which units."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from coding.models import Round
from projects.models import User

Unit = Round.Unit


class Kind(StrEnum):
    """Where the readings come from, on which hangs what may be said of their agreement."""

    OPEN = "open"  # coders may have seen each other's work
    ROUND = "round"  # each in a layer of their own, closed
    AGAIN = "again"  # one coder in two rounds
    TAUGHT = "taught"  # a coder beside the consensus


@dataclass(frozen=True)
class Judge:
    """Whose reading takes part: a coder in a layer, or what all who wrote in a layer agreed on."""

    pk: int
    """As addresses have it."""
    name: str
    initials: str
    layer: int
    coder: int | None
    """``None``: whoever wrote in the layer, as in a consensus."""

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, user: User, layer: int) -> "Judge":
        return cls(user.pk, str(user), user.initials, layer, user.pk)


class Source(NamedTuple):
    """A transcript that could be compared, and who of those chosen completed it."""

    pk: int
    title: str
    completed_by: tuple[Judge, ...]


class Rule(NamedTuple):
    """What is judged, and how much of it a coding must cover."""

    unit: str = Unit.TURN
    threshold: float = 0.5
    with_interviewer: bool = False

    @classmethod
    def of(cls, round_: Round) -> "Rule":
        return cls(round_.unit, round_.threshold, round_.with_interviewer)


@dataclass(frozen=True)
class Wish:
    """Who is compared on what, by which rule."""

    judges: tuple[Judge, ...]
    transcripts: frozenset[int]
    rule: Rule = field(default_factory=Rule)
    coefficient: str = ""
    """The headline that was planned, if any was."""
    is_exploratory: bool = False
    """Whether something else was planned."""
    codes: frozenset[int] = frozenset()
    """Those alone whose codings are read, where the others would be too many; none for all."""
