"""The theme matrix cut into panels of columns, as it is printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from coding.codebook.stylesheets import for_printed_tables
from coding.matrix.wish import Shows
from coding.reports.front import Front
from coding.reports.matrix import Cell, Cited, Column, Line, ThemeMatrix

WIDEST = {Shows.PRESENCE: 12, Shows.COUNTS: 12, Shows.WORDS: 12, Shows.CITATIONS: 8, Shows.QUOTES: 7}
"""How many columns fit beside the first one, with what their cells hold."""
QUOTED_AT_ONCE = 1
"""A row with more quotes in a cell is printed in parts, so that each page says whose row it is.

One costs a quarter more paper than none cut, and a third less time, for the engine splits no row.
"""


class PrintedCell(NamedTuple):
    cell: Cell
    quotes: Sequence[Cited]
    """Those of this part of the row."""
    ends: bool
    """Whether they are the last."""


class PrintedLine(NamedTuple):
    """A row, or a part of one."""

    line: Line
    cells: Sequence[PrintedCell]
    is_continued: bool
    goes_on: bool


@dataclass(frozen=True)
class Panel:
    """Some of the columns, with all rows."""

    number: int
    columns: Sequence[Column]
    lines: list[PrintedLine]
    is_last: bool
    """It bears the totals of rows too."""

    @property
    def titles(self) -> list[str]:
        """Each code once, also where it is open into the values of a qualifier."""
        return list({column.node.code.pk: column.node.code.name for column in self.columns}.values())


@dataclass(frozen=True)
class MatrixReport:
    front: Front
    matrix: ThemeMatrix
    panels: Sequence[Panel]

    @property
    def colours(self) -> str:
        return for_printed_tables(column.node for column in self.matrix.columns)


def printed(matrix: ThemeMatrix, front: Front, room: float = 1.0) -> MatrixReport:
    """The matrix in as few panels as hold it, of about as many columns each.

    ``room`` is the width of the paper, where A4 on its side is 1.
    """
    widest = max(1, int(WIDEST[matrix.wish.shows] * room))
    codes = groupby(matrix.columns, key=lambda column: column.node.code.pk)
    cuts = cut([len(list(columns)) for _code, columns in codes], widest)
    # Only quotes are long: all citations of a cell stand in one row.
    at_once = QUOTED_AT_ONCE if matrix.wish.shows == Shows.QUOTES else matrix.passages + 1
    panels = [_panel(matrix, i, cuts, at_once) for i in range(len(cuts) - 1)]
    return MatrixReport(front, matrix, panels)


def cut(groups: Sequence[int], widest: int) -> list[int]:
    """Where columns are cut into panels: as few as hold them, of about as many each, no group torn.

    A group that is wider than a panel by itself is cut into equal pieces.
    """
    pieces = [size for group in groups for size in _pieces(group, widest)]
    fewest = len(_filled(pieces, widest))
    limit = next(most for most in range(1, widest + 1) if len(_filled(pieces, most)) <= fewest)
    cuts = [0]
    for panel in _filled(pieces, limit):
        cuts.append(cuts[-1] + panel)
    return cuts


def _pieces(group: int, widest: int) -> list[int]:
    number = max(1, -(-group // widest))
    return [last - first for first, last in pairwise(group * i // number for i in range(number + 1))]


def _filled(pieces: Sequence[int], most: int) -> list[int]:
    """How many columns each panel holds, where each takes as many pieces as have room."""
    panels: list[int] = [0]
    for piece in pieces:
        if panels[-1] and panels[-1] + piece > most:
            panels.append(0)
        panels[-1] += piece
    return panels


def _panel(matrix: ThemeMatrix, index: int, cuts: Sequence[int], at_once: int) -> Panel:
    within, panels = slice(cuts[index], cuts[index + 1]), len(cuts) - 1
    lines = [part for line in matrix.lines for part in _parts(line, line.cells[within], at_once)]
    return Panel(
        number=index + 1,
        columns=matrix.columns[within],
        lines=lines,
        is_last=index == panels - 1,
    )


def _parts(line: Line, cells: Sequence[Cell], at_once: int) -> Iterator[PrintedLine]:
    quotes = [cell.quoted for cell in cells]
    longest = max((len(each) for each in quotes), default=0)
    for start in range(0, max(longest, 1), at_once):
        end = start + at_once
        parts = (
            PrintedCell(cell, each[start:end], start < max(len(each), 1) <= end)
            for cell, each in zip(cells, quotes, strict=True)
        )
        yield PrintedLine(line, tuple(parts), is_continued=start > 0, goes_on=end < longest)
