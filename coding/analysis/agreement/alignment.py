"""Agreement on overlapping units by the best alignment of them: gamma (Mathet, Widlöcher & Métivier 2015).

Comparing every unit with every other explodes with coders and units: what is too much is refused.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import comb, fsum, inf, sqrt
from operator import itemgetter
from random import Random
from statistics import fmean

from coding.analysis.agreement.assignment import cheapest
from coding.analysis.agreement.continuum import Unit
from coding.analysis.agreement.readings import Coder

MOST_UNITS = {2: 2000, 3: 100}
"""Of all coders together, by their number."""
MOST_STATES = 200_000
SAMPLES = 30
TRIES = 20
SEED = 20

Units = Mapping[Coder, Sequence[Unit]]


class TooManyUnits(Exception):
    """The best alignment can't be found in a time that somebody would wait; the sentence says the limit."""


@dataclass(frozen=True)
class Costs:
    """How much place and code count, and what a unit costs that has no counterpart."""

    place: float = 1.0
    code: float = 1.0
    empty: float = 1.0

    def between(self, u: Unit, v: Unit) -> float:
        """Ends apart, in proportion to the lengths, squared; and whether the codes differ."""
        off: float = (abs(u.start - v.start) + abs(u.end - v.end)) / (u.end - u.start + v.end - v.start)
        differ = 0.0 if u.code == v.code else self.code
        return (self.place * off * off + differ) * self.empty


USUAL = Costs()


def best_disorder(coders: Units, costs: Costs = USUAL) -> float | None:
    """The disorder of the best alignment, by the mean number of units of a coder. Raises ``TooManyUnits``."""
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
    disorder = _of_two(lists[0], lists[1], costs) if len(lists) == 2 else _Aligned(lists, costs).disorder()
    return disorder / (count / len(lists))


def gamma(
    coders: Units, length: int, costs: Costs = USUAL, samples: int = SAMPLES, seed: int = SEED
) -> float | None:
    """One less the disorder by that of texts coded at random: each coder's units are somebody's, moved round.

    ``seed`` gives the same texts again. ``None`` where nobody marked anything.
    """
    observed = best_disorder(coders, costs)
    if observed is None:
        return None
    chance = Random(seed)  # noqa: S311 - not for secrets: the same seed must give the same number
    sources = [units for units in coders.values() if units]
    drawn = [best_disorder(_at_random(list(coders), sources, length, chance), costs) for _ in range(samples)]
    expected = fmean(disorder or 0.0 for disorder in drawn)
    return 1 - observed / expected if expected else None


def _at_random(
    coders: Sequence[Coder], sources: Sequence[Sequence[Unit]], length: int, chance: Random
) -> dict[Coder, list[Unit]]:
    """Each coder gets somebody's units, moved round by a distance unlike the other coders'."""
    apart = fmean(unit.end - unit.start for units in sources for unit in units) / 2
    moves: list[int] = []
    for _ in coders:
        tried = [chance.randrange(length) for _ in range(TRIES)]
        far = (by for by in tried if all(min((by - m) % length, (m - by) % length) >= apart for m in moves))
        moves.append(next(far, tried[0]))
    return {
        coder: _moved(chance.choice(sources), length, by) for coder, by in zip(coders, moves, strict=True)
    }


def _moved(units: Sequence[Unit], length: int, by: int) -> list[Unit]:
    """Those that begin behind the end come in at the beginning."""
    starts = [(unit, (unit.start + by) % length) for unit in units]
    return [Unit(start, start + unit.end - unit.start, unit.code) for unit, start in starts]


def _of_two(a: Sequence[Unit], b: Sequence[Unit], costs: Costs) -> float:
    """An assignment: two units meet, or each has no counterpart, at twice the cost of an empty place."""
    longest = max((v.end - v.start for v in b), default=0)
    rows: list[dict[int, float]] = []
    for u in a:
        reach = sqrt(2 / costs.place) * (u.end - u.start + longest) if costs.place else inf
        first = bisect_left(b, u.start - reach, key=itemgetter(0))
        behind = bisect_right(b, u.start + reach, key=itemgetter(0))
        apart = ((place, costs.between(u, b[place])) for place in range(first, behind))
        rows.append({place: cost - 2 * costs.empty for place, cost in apart if cost < 2 * costs.empty})
    saved = fsum(rows[row][column] for column, row in cheapest(rows).items())
    return (len(a) + len(b)) * costs.empty + saved


class _Aligned:
    """More than two coders: the earliest unit left is aligned in every way that may pay, again and again."""

    def __init__(self, lists: Sequence[Sequence[Unit]], costs: Costs) -> None:
        self.costs, self.coders = costs, len(lists)
        self.units = sorted(
            ((coder, unit) for coder, units in enumerate(lists) for unit in units),
            key=lambda placed: (placed[1].start, placed[0], placed[1].end),
        )
        self.ways = [list(self._ways(place)) for place in range(len(self.units))]
        self.known: dict[int, float] = {0: 0.0}

    def disorder(self) -> float:
        return self._cheapest((1 << len(self.units)) - 1)

    def _cheapest(self, left: int) -> float:
        """Of the units whose bits are set."""
        if left not in self.known:
            if len(self.known) > MOST_STATES:
                raise TooManyUnits("gamma found too many ways to align these units; compare fewer at a time")
            first = (left & -left).bit_length() - 1
            self.known[left] = min(
                cost + self._cheapest(left ^ units)
                for units, cost in self.ways[first]
                if units & left == units
            )
        return self.known[left]

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
            cost = self._cost([self.units[place][1] for place in places])
            if len(places) == 1 or cost < len(places) * self.costs.empty:
                yield sum(1 << place for place in places), cost

    def _cost(self, units: Sequence[Unit]) -> float:
        """The mean over all pairs of coders; a pair costs what an empty place does where one has no unit."""
        pairs = comb(self.coders, 2)
        apart = [self.costs.between(u, v) for u, v in combinations(units, 2)]
        return (fsum(apart) + (pairs - len(apart)) * self.costs.empty) / pairs
