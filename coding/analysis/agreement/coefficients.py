"""Coefficients of agreement: counts in, a number out, ``None`` where it is undefined."""

from collections import Counter
from collections.abc import Iterable
from itertools import product
from math import fsum
from statistics import fmean
from typing import NamedTuple, TypeVar

from coding.analysis.agreement.metrics import Metric, nominal
from coding.analysis.agreement.tables import Square, Tallies

V = TypeVar("V")


def cohen_kappa(square: Square) -> float | None:
    """Two coders' agreement beyond chance, each with their own habits (Cohen 1960)."""
    return _beyond_chance(square, sum(row[k] for k, row in enumerate(square)))


def cohen_kappa_max(square: Square) -> float | None:
    """The highest kappa that the two coders' totals allow (Cohen 1960)."""
    return _beyond_chance(square, sum(map(min, map(sum, square), map(sum, zip(*square, strict=True)))))


def _beyond_chance(square: Square, agreed: int) -> float | None:
    # Multiplied by the square of the total, so that all but the last division is exact.
    rows, columns = map(sum, square), map(sum, zip(*square, strict=True))
    total = sum(map(sum, square))
    chance = sum(a * b for a, b in zip(rows, columns, strict=True))
    return None if chance == total**2 else (total * agreed - chance) / (total**2 - chance)


def mean_kappa(squares: Iterable[Square]) -> float | None:
    """The plain mean over the pairs of coders for whom kappa is defined (Light 1971)."""
    defined = [kappa for kappa in map(cohen_kappa, squares) if kappa is not None]
    return fmean(defined) if defined else None


def percent(tallies: Tallies[V]) -> float | None:
    """The share of pairs of judgements on the same unit that are equal; for two coders, of units."""
    equal = pairs = 0
    for tally, units in tallies:
        coders = sum(tally.values())
        equal += units * sum(count * (count - 1) for count in tally.values())
        pairs += units * coders * (coders - 1)
    return equal / pairs if pairs else None


def percent_unanimous(tallies: Tallies[V]) -> float | None:
    """The share of units, of those that two or more coders judged, on which all agree."""
    judged = [(tally, units) for tally, units in tallies if sum(tally.values()) > 1]
    total = sum(units for _, units in judged)
    agreed = sum(units for tally, units in judged if max(tally.values()) == sum(tally.values()))
    return agreed / total if total else None


def presence(tallies: Tallies[bool]) -> float | None:
    """The chance that a second coder marks what a first one marked.

    Positive specific agreement; for two coders 2a / (2a + b + c), which is F1 (Hripcsak & Rothschild 2005).
    """
    again, marks = Counter[int](), 0
    for tally, units in tallies:
        marked, coders = tally[True], sum(tally.values())
        if coders > 1:
            again[coders - 1] += units * marked * (marked - 1)
            marks += units * marked
    return fsum(count / others for others, count in again.items()) / marks if marks else None


class Disagreement(NamedTuple):
    """How far apart judgements of one unit are on average, and any two judgements (Krippendorff 2019)."""

    observed: float
    expected: float

    @property
    def alpha(self) -> float | None:
        return 1 - self.observed / self.expected if self.expected else None


def disagreement(tallies: Tallies[V], metric: Metric[V] = nominal) -> Disagreement:
    """Units with fewer than two judgements have nothing to compare and count for nothing."""
    # Kept as integers, by the number of other coders: sums do not depend on the order of units.
    together, sizes = Counter[tuple[int, V, V]](), Counter[V]()
    for tally, units in tallies:
        others = sum(tally.values()) - 1
        if others > 0:
            sizes.update({c: units * count for c, count in tally.items()})
            together.update(
                {(others, c, k): units * tally[c] * tally[k] for c, k in product(tally, tally) if c != k}
            )
    return _disagreement(together, sizes, metric)


def _disagreement(together: Counter[tuple[int, V, V]], sizes: Counter[V], metric: Metric[V]) -> Disagreement:
    distance, n = metric(sizes), sizes.total()
    if not n:
        return Disagreement(0, 0)
    observed = fsum(count * distance(c, k) / others for (others, c, k), count in together.items())
    expected = fsum(sizes[c] * sizes[k] * distance(c, k) for c, k in product(sizes, sizes))
    return Disagreement(observed / n, expected / (n * (n - 1)))


def krippendorff_alpha(tallies: Tallies[V], metric: Metric[V] = nominal) -> float | None:
    """Agreement beyond chance of any number of coders, judgements may be missing (Krippendorff 2019, ch. 12).

    Undefined where all judgements are the same: nothing can then be told from chance.
    """
    return disagreement(tallies, metric).alpha


def pooled_alpha(codes: Iterable[Disagreement]) -> float | None:
    """One alpha over many codes: sums are divided, quotients not averaged (after de Vries et al. 2008)."""
    parts = list(codes)
    return Disagreement(fsum(part.observed for part in parts), fsum(part.expected for part in parts)).alpha


def pooled_kappa(squares: Iterable[Square]) -> float | None:
    """One kappa over many codes, from the means of what is observed and expected (de Vries et al. 2008)."""
    observed, expected = [], []
    for square in squares:
        n = sum(map(sum, square))
        if n:
            rows, columns = map(sum, square), map(sum, zip(*square, strict=True))
            observed.append(sum(row[k] for k, row in enumerate(square)) / n)
            expected.append(sum(a * b for a, b in zip(rows, columns, strict=True)) / n**2)
    lacking = fsum(1 - chance for chance in expected)
    return (fsum(observed) - fsum(expected)) / lacking if lacking else None
