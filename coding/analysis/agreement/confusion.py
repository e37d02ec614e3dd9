"""What one coder called this, another called that."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby, product
from typing import NamedTuple

from coding.analysis.agreement.differences import Difference
from coding.analysis.agreement.readings import Code, Coder

NOTHING = None
"""Stands for a code where the other coder used none that the first did not."""

Confusion = Counter[tuple[Code | None, Code | None]]
"""How often A's code (first) stood where B had another (second)."""


class Sides(NamedTuple):
    """Of a unit, the codes on which coders differ; of each coder, as bits, those used and those not."""

    codes: Sequence[Code]
    used: Mapping[Coder, int]
    left: Mapping[Coder, int]


class MostConfused(NamedTuple):
    """How often the codes that were confused most were taken for each other, or for nothing."""

    counts: Confusion
    others: int
    """Codes that were taken for another too, less often."""


def confusion(differences: Iterable[Difference], a: Coder, b: Coder) -> Confusion:
    """Cross the codes that A alone used in a unit with those that B alone used in it.

    A unit counts once for each such pair of codes: where A used X and Y and B used Z, both (X, Z) and (Y, Z).
    What has no counterpart goes to ``NOTHING``. Codes that both used, and units that only one of the two
    judged, count for nothing. ``differences`` are those of a ``Comparison``, transcript by transcript.
    """
    return _crossed(_by_unit(differences), a, b)


def confusions(
    differences: Iterable[Difference], coders: Sequence[Coder]
) -> Iterator[tuple[tuple[Coder, Coder], Confusion]]:
    """That of each two coders, one after the other, since those of many are much to hold."""
    units = list(_by_unit(differences))
    for a, b in combinations(coders, 2):
        yield (a, b), _crossed(units, a, b)


def most_confused(found: Confusion, most: int) -> MostConfused:
    """So many codes at most; nothing where no code was taken for another."""
    times = Counter[Code]()
    for (x, y), count in found.items():
        if x is not NOTHING and y is not NOTHING:
            times.update({x: count, y: count} if x != y else {x: count})
    codes = {code for code, _count in times.most_common(most)}
    told = {*codes, NOTHING} if codes else set()
    counts = {(x, y): count for (x, y), count in found.items() if x in told and y in told}
    return MostConfused(Counter(counts), len(times) - len(codes))


def _by_unit(differences: Iterable[Difference]) -> Iterator[Sides]:
    for _unit, group in groupby(differences, key=lambda each: (each.transcript, each.unit)):
        codes, used, left = list[Code](), defaultdict[Coder, int](int), defaultdict[Coder, int](int)
        for place, each in enumerate(group):
            codes.append(each.code)
            for coder in each.used_by:
                used[coder] |= 1 << place
            for coder in each.not_used_by:
                left[coder] |= 1 << place
        yield Sides(codes, dict(used), dict(left))


def _crossed(units: Iterable[Sides], a: Coder, b: Coder) -> Confusion:
    found: Confusion = Counter()
    for codes, used, left in units:
        by_a, by_b = used.get(a, 0) & left.get(b, 0), used.get(b, 0) & left.get(a, 0)
        if by_a or by_b:
            found.update(product(_named(codes, by_a), _named(codes, by_b)))
    return found


def _named(codes: Sequence[Code], bits: int) -> list[Code | None]:
    return [code for place, code in enumerate(codes) if bits >> place & 1] or [NOTHING]
