"""How many units how many coders marked: all that agreement on a code depends on."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence, Set
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

    @classmethod
    def sum(cls, tables: Iterable["Table"]) -> "Table":
        """The table of all their units together."""
        return cls(*map(sum, zip(*tables, strict=True)))


def table(a: Set[int], b: Set[int], units: int) -> Table:
    """Cross the units in which A and B used a code, of so many units in all."""
    both = len(a & b)
    return Table(both, len(a) - both, len(b) - both, units - len(a) - len(b) + both)


class Marks(NamedTuple):
    """A code's standing in one unit: so many of so many coders marked it."""

    marked: int
    coders: int


Histogram = Counter[Marks]
"""In how many units a code stands how."""


def histogram(marked: Sequence[Collection[int]], units: int) -> Histogram:
    """Count one transcript's units by how many of its coders (one collection each) marked them."""
    times = Counter[int]()
    for indices in marked:
        times.update(indices)
    coders = len(marked)
    counts = Counter(times.values())
    counts[0] = units - len(times)
    return Counter({Marks(k, coders): count for k, count in counts.items() if count})


def binary(counts: Histogram) -> list[tuple[dict[bool, int], int]]:
    """The histogram as tallies of yes and no."""
    return [({True: k, False: m - k}, units) for (k, m), units in counts.items()]


def tallied(units: Iterable[Iterable[V | None]]) -> list[tuple[Counter[V], int]]:
    """Tally each unit's values, one for each coder; ``None`` is a coder who did not judge the unit."""
    return [(Counter(value for value in unit if value is not None), 1) for unit in units]
