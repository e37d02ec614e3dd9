"""Alpha for unitizing as it was until 2016: by squared lengths (Krippendorff 1995; 2004, ch. 11).

Kept for comparison with older papers; for more than two coders it does not behave as hoped, which is why
``unitizing`` replaced it. The 1995 print has a slip of sign in what is expected; the book is right.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, combinations

from coding.analysis.agreement.coefficients import Disagreement
from coding.analysis.agreement.continuum import Continuum, Unit, gaps


def squared_disagreement(text: Continuum) -> Disagreement:
    """Of a text with units of one code: ``text.of(code)``."""
    length, coders = text.length, list(text.coders.values())
    if len(coders) < 2 or not length:
        return Disagreement(0, 0)
    pairs = len(coders) * (len(coders) - 1)
    apart = 2 * sum(_apart(a, b) for a, b in combinations(coders, 2))
    return Disagreement(apart / (pairs * length**2), _expected(coders, length))


def alpha_u(texts: Iterable[Continuum]) -> float | None:
    """Over codes: what is observed and expected is added up before it is divided."""
    parts = [squared_disagreement(text) for text in texts]
    return Disagreement(sum(p.observed for p in parts), sum(p.expected for p in parts)).alpha


def _apart(a: Sequence[Unit], b: Sequence[Unit]) -> int:
    """Squared distances of ends where units meet, squared lengths of units that meet none."""
    meetings = list(_meetings(a, b))
    met_a, met_b = {unit for unit, _ in meetings}, {unit for _, unit in meetings}
    alone = [unit for unit in a if unit not in met_a] + [unit for unit in b if unit not in met_b]
    return sum((u.start - v.start) ** 2 + (u.end - v.end) ** 2 for u, v in meetings) + sum(
        (unit.end - unit.start) ** 2 for unit in alone
    )


def _meetings(a: Sequence[Unit], b: Sequence[Unit]) -> Iterable[tuple[Unit, Unit]]:
    """Units that share a character; both lists are in order and without overlaps."""
    first = second = 0
    while first < len(a) and second < len(b):
        u, v = a[first], b[second]
        if max(u.start, v.start) < min(u.end, v.end):
            yield u, v
        if u.end <= v.end:
            first += 1
        else:
            second += 1


def _expected(coders: Sequence[Sequence[Unit]], length: int) -> float:
    """The same of every two places that units could have; in whole numbers but for the last division."""
    lengths = [unit.end - unit.start for units in coders for unit in units]
    spaces = sorted(gap.end - gap.start for units in coders for gap in gaps(units, length))
    behind = [*accumulate(reversed(spaces), initial=0)]
    times_three = 0
    for own in lengths:
        wide = len(spaces) - bisect_left(spaces, own)
        room = behind[wide] - wide * (own - 1)
        times_three += (len(lengths) - 1) * (2 * own**3 - 3 * own**2 + own) + 3 * own**2 * room
    places = len(coders) * length
    chances = places * (places - 1) - sum(own * (own - 1) for own in lengths)
    return 2 * times_three / (3 * length * chances) if chances else 0.0
