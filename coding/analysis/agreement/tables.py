"""How many units how many coders marked: all that agreement on a code depends on."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

V = TypeVar("V", bound=Hashable)

Tallies = Iterable[tuple[Mapping[V, int], int]]
"""How many coders gave a unit each value, and how many units are like it."""

Square = Sequence[Sequence[int]]
"""Units by the value that the first coder (row) and the second (column) gave them."""


class Table(NamedTuple):
    """Units in which two coders used a code."""

    both: int = 0
    only_a: int = 0
    only_b: int = 0
    neither: int = 0

    @property
    def total(self) -> int:
        return sum(self)

    @property
    def differing(self) -> int:
        return self.only_a + self.only_b

    @property
    def square(self) -> Square:
        return (self.both, self.only_a), (self.only_b, self.neither)


class Marks(NamedTuple):
    """A code's standing in one unit: so many of so many coders marked it."""

    marked: int
    coders: int


Histogram = Counter[Marks]
"""In how many units a code stands how."""


def turned(counts: Histogram) -> Histogram:
    """With yes and no exchanged."""
    return Counter({Marks(coders - marked, coders): units for (marked, coders), units in counts.items()})


def binary(counts: Histogram) -> list[tuple[dict[bool, int], int]]:
    """The histogram as tallies of yes and no."""
    return [({True: k, False: m - k}, units) for (k, m), units in counts.items()]


def tallied(units: Iterable[Iterable[V | None]]) -> list[tuple[Counter[V], int]]:
    """Tally each unit's values, one for each coder; ``None`` is a coder who did not judge the unit."""
    return [(Counter(value for value in unit if value is not None), 1) for unit in units]
