"""How the marks of a passage are drawn: words cut wherever one begins or ends, marks in lanes below."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from interviews.spans import Span

MOST_LANES = 8
"""Marks in more lanes are drawn in the last one; the list beside the words has each."""


class Drawn(NamedTuple):
    """A mark, by the number of its coder among those of the place, from 1."""

    coder: int
    code: int
    span: Span


class Stroke(NamedTuple):
    lane: int
    """From 1, the one next to the words."""
    drawn: Drawn
    begins: bool


class Stretch(NamedTuple):
    """Words under which the same strokes run, the lowest lane first."""

    words: str
    strokes: tuple[Stroke, ...]


def stretches(text: str, unit: Span, marks: Sequence[Drawn]) -> list[Stretch]:
    """The unit's words from the first to the last."""
    lanes = _lanes(marks)
    borders = sorted({*unit, *(at for mark in marks for at in mark.span)})
    return [
        Stretch(
            text[start:end],
            tuple(
                Stroke(lane, mark, mark.span.start == start)
                for lane, mark in sorted(lanes, key=lambda each: -each[0])
                if mark.span.start <= start and end <= mark.span.end
            ),
        )
        for start, end in pairwise(borders)
    ]


def depth(marks: Sequence[Drawn]) -> int:
    """How many lanes there are."""
    return max((lane for lane, _mark in _lanes(marks)), default=0)


def _lanes(marks: Sequence[Drawn]) -> list[tuple[int, Drawn]]:
    """Each coder's marks together, each in the first lane of the coder's where it has room."""
    found: list[tuple[int, Drawn]] = []
    first = 1
    for coder in sorted({mark.coder for mark in marks}):
        own: list[tuple[int, Drawn]] = []
        for mark in sorted((m for m in marks if m.coder == coder), key=lambda m: (m.span.start, -m.span.end)):
            taken = {lane for lane, other in own if other.span.overlaps(mark.span)}
            lane = next(lane for lane in range(first, first + len(own) + 1) if lane not in taken)
            own.append((lane, mark))
        found += own
        first = max(lane for lane, _mark in own) + 1
    return [(min(lane, MOST_LANES), mark) for lane, mark in found]
