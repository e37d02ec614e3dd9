"""Which units of different coders are meant to be the same: the alignment of least disorder.

Mathet, Widlöcher & Métivier (2015), Computational Linguistics 41, 437-479. To compare every unit with every
other explodes with coders and units: what is too much is refused.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import comb, fsum, inf, sqrt
from operator import itemgetter
from typing import NamedTuple

from coding.analysis.agreement.assignment import cheapest
from coding.analysis.agreement.continuum import Unit
from coding.analysis.agreement.readings import Coder

MOST_UNITS = {2: 2000, 3: 100}
"""Of all coders together, by their number."""
MOST_STATES = 200_000

Units = Mapping[Coder, Sequence[Unit]]
Group = Sequence[Unit]
"""Units that are aligned, of each coder one at most."""


class TooManyUnits(Exception):
    """The best alignment can't be found in a time that somebody would wait; the sentence says the limit."""


@dataclass(frozen=True)
class Costs:
    """How much place and code count, and what a unit costs that has no counterpart."""

    place: float = 1.0
    code: float = 1.0
    empty: float = 1.0

    def off(self, u: Unit, v: Unit) -> float:
        """How far the ends are apart, in proportion to the lengths, squared."""
        apart: float = (abs(u.start - v.start) + abs(u.end - v.end)) / (u.end - u.start + v.end - v.start)
        return self.place * apart * apart * self.empty

    def between(self, u: Unit, v: Unit) -> float:
        """By place, and whether the codes differ."""
        return self.off(u, v) + (0.0 if u.code == v.code else self.code * self.empty)

    def within(self, group: Group, coders: int) -> float:
        """The mean over all pairs of coders; where one has no unit a pair costs what an empty place does."""
        pairs = comb(coders, 2)
        apart = [self.between(u, v) for u, v in combinations(group, 2)]
        return (fsum(apart) + (pairs - len(apart)) * self.empty) / pairs


USUAL = Costs()


class Alignment(NamedTuple):
    groups: Sequence[Group]
    disorder: float
    """The sum over groups, by the mean number of units of a coder."""


def best_alignment(coders: Units, costs: Costs = USUAL) -> Alignment | None:
    """Of two coders or three, ``None`` where nobody marked anything. Raises ``TooManyUnits``."""
    lists = [sorted(units, key=itemgetter(0, 1)) for units in coders.values()]
    count = sum(map(len, lists))
    if len(lists) < 2 or not count:
        return None
    most = MOST_UNITS.get(len(lists), 0)
    if count > most:
        raise TooManyUnits(
            f"gamma takes at most {most:,} units of {len(lists)} coders, and these are {count:,}"
            if most
            else f"gamma takes two or three coders, and these are {len(lists)}"
        )
    groups = _of_two(lists[0], lists[1], costs) if len(lists) == 2 else _Aligned(lists, costs).groups()
    disorder = fsum(costs.within(group, len(lists)) for group in groups)
    return Alignment(groups, disorder / (count / len(lists)))


def _of_two(a: Sequence[Unit], b: Sequence[Unit], costs: Costs) -> list[Group]:
    """An assignment: two units meet, or each has no counterpart, at twice the cost of an empty place."""
    longest = max((v.end - v.start for v in b), default=0)
    rows: list[dict[int, float]] = []
    for u in a:
        reach = sqrt(2 / costs.place) * (u.end - u.start + longest) if costs.place else inf
        first = bisect_left(b, u.start - reach, key=itemgetter(0))
        behind = bisect_right(b, u.start + reach, key=itemgetter(0))
        apart = ((place, costs.between(u, b[place])) for place in range(first, behind))
        rows.append({place: cost - 2 * costs.empty for place, cost in apart if cost < 2 * costs.empty})
    met = cheapest(rows)
    taken = set(met.values())
    return [
        *((a[row], b[column]) for column, row in met.items()),
        *((u,) for place, u in enumerate(a) if place not in taken),
        *((v,) for place, v in enumerate(b) if place not in met),
    ]


class _Aligned:
    """More than two coders: the earliest unit left is aligned in every way that may pay, again and again."""

    def __init__(self, lists: Sequence[Sequence[Unit]], costs: Costs) -> None:
        self.costs, self.coders = costs, len(lists)
        self.units = sorted(
            ((coder, unit) for coder, units in enumerate(lists) for unit in units),
            key=lambda placed: (placed[1].start, placed[0], placed[1].end),
        )
        self.ways = [list(self._ways(place)) for place in range(len(self.units))]
        self.known: dict[int, tuple[float, int]] = {0: (0.0, 0)}
        """By the bits of the units left, what they cost at least, and which are aligned first."""

    def groups(self) -> list[Group]:
        left = (1 << len(self.units)) - 1
        found: list[Group] = []
        self._cheapest(left)
        while left:
            chosen = self.known[left][1]
            found.append([unit for place, (_, unit) in enumerate(self.units) if chosen >> place & 1])
            left ^= chosen
        return found

    def _cheapest(self, left: int) -> float:
        if left not in self.known:
            if len(self.known) > MOST_STATES:
                raise TooManyUnits("gamma found too many ways to align these units; compare fewer at a time")
            first = (left & -left).bit_length() - 1
            self.known[left] = min(
                (cost + self._cheapest(left ^ units), units)
                for units, cost in self.ways[first]
                if units & left == units
            )
        return self.known[left][0]

    def _ways(self, first: int) -> Iterator[tuple[int, float]]:
        """What the unit may be aligned with, of later ones: where that costs less than each alone."""
        coder, _unit = self.units[first]
        others = [
            [None, *(at for at in range(first + 1, len(self.units)) if self.units[at][0] == other)]
            for other in range(self.coders)
            if other != coder
        ]
        for chosen in product(*others):
            places = [first, *(place for place in chosen if place is not None)]
            cost = self.costs.within([self.units[place][1] for place in places], self.coders)
            if len(places) == 1 or cost < len(places) * self.costs.empty:
                yield sum(1 << place for place in places), cost
