"""The theme matrix cut into panels of columns, as it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coding.reports.front import Front
from coding.reports.matrix import Cell, Column, Line, Shows, ThemeMatrix
from coding.stylesheets import for_printed_tables

WIDEST = {Shows.COUNTS: 12, Shows.CITATIONS: 8, Shows.QUOTES: 7}
"""How many columns fit beside the first one, with what their cells hold."""


class PrintedLine(NamedTuple):
    line: Line
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Panel:
    """Some of the columns, with all rows."""

    number: int
    columns: Sequence[Column]
    lines: Sequence[PrintedLine]
    is_last: bool
    """It bears the totals of rows too."""


@dataclass(frozen=True)
class MatrixReport:
    front: Front
    matrix: ThemeMatrix
    panels: Sequence[Panel]

    @property
    def colours(self) -> str:
        return for_printed_tables(column.node for column in self.matrix.columns)


def printed(matrix: ThemeMatrix, front: Front) -> MatrixReport:
    """The matrix in as few panels as hold it, of about as many columns each."""
    count, widest = len(matrix.columns), WIDEST[matrix.wish.shows]
    number = max(1, -(-count // widest))
    cuts = [count * i // number for i in range(number + 1)]
    panels = [_panel(matrix, i, cuts) for i in range(number)]
    return MatrixReport(front, matrix, panels)


def _panel(matrix: ThemeMatrix, index: int, cuts: Sequence[int]) -> Panel:
    within = slice(cuts[index], cuts[index + 1])
    return Panel(
        number=index + 1,
        columns=matrix.columns[within],
        lines=[PrintedLine(line, line.cells[within]) for line in matrix.lines],
        is_last=index == len(cuts) - 2,
    )
