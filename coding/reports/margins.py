"""A text with what is noted in its margin: where words are cut, where stripes are drawn, in which lanes.

Knows no framework: spans and numbers in, runs of words out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from interviews.spans import Span

LINE = 80
"""Characters of the longest line: two stripes of a lane that lie so far apart stand on different lines."""
STEP = 40
"""Characters between two marks of a stripe, so that every line that it runs along has one."""
WORD = re.compile(r"\S+")


class Marked(NamedTuple):
    """Words that something in the margin is about, by its number."""

    number: int
    span: Span


class Run(NamedTuple):
    """Words among which nothing begins or ends."""

    words: str
    opens: tuple[int, ...] = ()
    """What begins before them, the longest first."""
    closes: tuple[int, ...] = ()
    """What ends behind them, what began last first."""
    within: tuple[int, ...] = ()
    """All that runs along them."""

    @property
    def stops(self) -> list[str]:
        return stops(self.words) if self.within else [self.words]


def runs(text: str, turn: Span, after: int | None, marks: Sequence[Marked]) -> list[Run]:
    """The turn's words cut wherever a mark begins or ends.

    ``marks`` are those that share a character with the turn, ``after`` is where the next turn starts: a mark
    closes here unless it reaches so far; it opens here if it begins here or in the label before.
    """
    inside = {at for mark in marks for at in mark.span if turn.start < at < turn.end}
    borders = [turn.start, *sorted(inside), turn.end]
    return [
        Run(
            text[start:end],
            tuple(mark.number for mark in marks if max(mark.span.start, turn.start) == start),
            tuple(mark.number for mark in reversed(marks) if _ends(mark, turn, after) == end),
            tuple(mark.number for mark in marks if mark.span.start < end and start < mark.span.end),
        )
        for start, end in pairwise(borders)
    ]


def _ends(mark: Marked, turn: Span, after: int | None) -> int | None:
    if mark.span.end <= turn.end:
        return mark.span.end
    return turn.end if after is None or mark.span.end <= after else None


def by_turn(turns: Sequence[Span], marks: Sequence[Marked]) -> Iterator[list[Marked]]:
    """For each turn the marks that share a character with it; of those that begin together the longest."""
    ordered = sorted(marks, key=_order)
    for turn in turns:
        yield [mark for mark in ordered if mark.span.overlaps(turn)]


def opened(found: Iterable[list[Run]]) -> Iterator[list[Run]]:
    """The turns' runs, in which each mark opens once: where it goes on in a later turn, it opened before."""
    seen: set[int] = set()
    for turn in found:
        fresh = []
        for run in turn:
            fresh.append(run._replace(opens=tuple(number for number in run.opens if number not in seen)))
            seen.update(run.opens)
        yield fresh


def lanes(marks: Iterable[Marked], apart: int = LINE) -> dict[int, int]:
    """A lane for each mark, from 0, so that no two of a lane stand on the same line."""
    ends: list[int] = []
    found: dict[int, int] = {}
    for mark in sorted(marks, key=_order):
        free = (lane for lane, end in enumerate(ends) if end + apart <= mark.span.start)
        lane = next(free, len(ends))
        if lane == len(ends):
            ends.append(0)
        ends[lane] = mark.span.end
        found[mark.number] = lane
    return found


def stops(words: str) -> list[str]:
    """The words in pieces, behind each of which a stripe is marked.

    Behind the first word and the last of each paragraph, and at least once in ``STEP`` characters and a word:
    a mark between two lines would stand on the upper one, so each follows a word.
    """
    found = [match.span() for match in WORD.finditer(words)]
    cuts: list[int] = []
    for place, (start, end) in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        is_last = following is None or "\n" in words[end : following[0]]
        is_first = place == 0 or "\n" in words[found[place - 1][1] : start]
        if is_first or is_last or (following and following[1] - cuts[-1] > STEP):
            cuts.append(end)
    return [words[start:end] for start, end in pairwise([0, *cuts])] + _rest(words, cuts)


def _rest(words: str, cuts: Sequence[int]) -> list[str]:
    end = cuts[-1] if cuts else 0
    return [words[end:]] if words[end:] else []


def _order(mark: Marked) -> tuple[int, int, int]:
    return mark.span.start, -mark.span.end, mark.number
