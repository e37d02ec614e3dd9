"""The contrast cut into parts of rows, as it is printed: the engine splits no row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from coding.reports.contrast import Contrast, Found, Group, Line
from coding.reports.front import Front
from coding.reports.matrix import Cited

AT_ONCE = 2
"""Excerpts of each side in one part of a row."""


class PrintedSide(NamedTuple):
    found: Found
    cited: Sequence[Cited]
    ends: bool
    """Whether these are the last."""


class PrintedLine(NamedTuple):
    """A row, or a part of one."""

    line: Line
    sides: tuple[PrintedSide, PrintedSide]
    is_continued: bool
    goes_on: bool


class PrintedGroup(NamedTuple):
    group: Group
    lines: list[PrintedLine]


@dataclass(frozen=True)
class ContrastReport:
    front: Front
    contrast: Contrast

    @property
    def is_counted(self) -> bool:
        """Whether its rows say how many passages there are, and quote none."""
        return not any(line.is_shown for line in self.contrast.lines)

    @property
    def groups(self) -> Iterator[PrintedGroup]:
        for group in self.contrast.groups:
            yield PrintedGroup(group, [part for line in group.lines for part in _parts(line)])


def _parts(line: Line) -> Iterator[PrintedLine]:
    first, second = (_chunks(found) for found in (line.first, line.second))
    parts = list(zip_longest(first, second, fillvalue=()))
    for place, (left, right) in enumerate(parts):
        sides = (
            PrintedSide(line.first, left, place == len(first) - 1),
            PrintedSide(line.second, right, place == len(second) - 1),
        )
        yield PrintedLine(line, sides, place > 0, place < len(parts) - 1)


def _chunks(found: Found) -> list[Sequence[Cited]]:
    cited = found.cited
    return [cited[start : start + AT_ONCE] for start in range(0, max(len(cited), 1), AT_ONCE)]
