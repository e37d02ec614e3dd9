"""What a theme matrix is asked to be made of."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.excerpts.retrieval import Whose
from coding.matrix.grouping import Arrangement
from coding.models import Qualifier

PERCENT_FROM = 20
"""Out of fewer participants, a percentage sounds more certain than it is."""
UNMARKED = 0
"""The column of passages that bear no value of the qualifier."""


class Shows(StrEnum):
    """What a cell shows."""

    PRESENCE = ""
    COUNTS = "counts"
    WORDS = "words"
    CITATIONS = "citations"
    QUOTES = "quotes"

    @property
    def lists(self) -> bool:
        """Whether a cell lists its passages."""
        return self in {Shows.CITATIONS, Shows.QUOTES}

    @property
    def needs_texts(self) -> bool:
        return self in {Shows.WORDS, Shows.QUOTES}


class Value(NamedTuple):
    """A value of the qualifier that columns are open into, or that there is none."""

    key: int
    label: str


@dataclass(frozen=True)
class Crossing:
    """The qualifier that each column is open into."""

    qualifier: Qualifier
    values: tuple[Value, ...]

    @classmethod
    def of(cls, qualifier: Qualifier) -> "Crossing":
        values = (Value(value.pk, value.value) for value in qualifier.values.all())
        return cls(qualifier, (*values, Value(UNMARKED, _("not marked"))))


@dataclass(frozen=True)
class Wish:
    whose: Whose = field(default_factory=Whose)
    arrangement: Arrangement = field(default_factory=Arrangement)
    opened: frozenset[int] = frozenset()
    """The columns that are open into the codes below them."""
    shows: Shows = Shows.PRESENCE
    crossing: Crossing | None = None
    percent_from: int = PERCENT_FROM
    """From how many participants on a share is also said in percent."""

    @property
    def values(self) -> tuple[Value, ...]:
        return self.crossing.values if self.crossing else ()
