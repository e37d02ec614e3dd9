"""Which stretches of a text lie near others: overlapping, inside, within so many turns, followed by one.

A join of the database's would compare every pair in a transcript, since no index serves both ends of a
stretch. Here the others are sorted once, with the farthest end that any up to each has; then each stretch is
two or three looks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate

from coding.analysis.query import Nearness

Stretch = tuple[int, int]
"""Start and end, half-open."""
Turns = Callable[[int, int], Stretch]
"""The turns of a stretch, half-open."""


class Line:
    """Stretches of one text, to be asked what lies among them."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _end in ordered]
        self._farthest = list(accumulate((end for _start, end in ordered), max))
        """The farthest end of any stretch up to each."""

    def meets(self, start: int, end: int, reach: int = 0) -> bool:
        """Whether one shares a place with ``[start, end)``, or lies less than ``reach`` from it."""
        before = bisect_left(self._starts, end + reach)
        return before > 0 and self._farthest[before - 1] + reach > start

    def holds(self, start: int, end: int) -> bool:
        """Whether all of ``[start, end)`` lies in one of them."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._farthest[before - 1] >= end

    def next_start(self, place: int) -> int | None:
        """Where the first begins that does so at ``place`` or after."""
        after = bisect_left(self._starts, place)
        return self._starts[after] if after < len(self._starts) else None


def nearby(
    kind: Nearness, some: Iterable[Stretch], others: Iterable[Stretch], turns: Turns, reach: int = 0
) -> list[Stretch]:
    """Those of ``some`` that lie near one of the others, of the same text; ``reach`` counts turns.

    A stretch that is among both lies near itself, as words with two codes do.
    """
    if kind == Nearness.WITHIN:
        line = Line(turns(*other) for other in others)
        return [each for each in some if line.meets(*turns(*each), reach)]
    line = Line(others)
    if kind == Nearness.OVERLAPPING:
        return [each for each in some if line.meets(*each)]
    if kind == Nearness.INSIDE:
        return [each for each in some if line.holds(*each)]
    return [each for each in some if _is_followed(line, each, turns, reach)]


def _is_followed(line: Line, each: Stretch, turns: Turns, reach: int) -> bool:
    """The first that begins behind it is the nearest, whatever its end."""
    start = line.next_start(each[1])
    return start is not None and turns(start, start + 1)[0] < turns(*each)[1] + reach
