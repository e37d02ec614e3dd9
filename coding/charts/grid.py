"""Numbers by rows and columns, each on a ground the fuller the higher it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import NamedTuple

from coding.charts.drawing import (
    INK,
    LINE_OF_NAMES,
    LONGEST_NAME,
    SOFT,
    STRONGEST,
    Drawing,
    Look,
    Named,
    Space,
    fitted,
    in_lines,
    wide,
)
from coding.codebook.colours import Colour

CELL = (42.0, 24.0)
NARROWEST, WIDEST = 24.0, 160.0
"""Of a cell that is made as wide as its page allows."""
LEVEL_FROM = 88.0
"""Above cells so wide names stand level, in lines, and not aslant."""
SLANT = 50
SIZE = 11.5


class Heading(NamedTuple):
    """A row or a column."""

    label: str
    colour: Colour | None = None
    is_theme: bool = False


class Square(NamedTuple):
    said: str
    share: float = 0
    """From 0 to 1: how full its ground is of the colour."""
    colour: Colour = INK


@dataclass(frozen=True)
class Grid:
    rows: Sequence[Heading]
    columns: Sequence[Heading]
    squares: Sequence[Sequence[Square]]
    width: float = CELL[0]
    """Of a cell."""

    @property
    def _left(self) -> float:
        return min(LONGEST_NAME, max((wide(row.label) for row in self.rows), default=0) + 26)

    @property
    def _is_level(self) -> bool:
        return self.width >= LEVEL_FROM

    @property
    def _longest(self) -> float:
        return min(LONGEST_NAME, max((wide(column.label) for column in self.columns), default=0) + 8)

    @property
    def _top(self) -> float:
        if self._is_level:
            return 12 + LINE_OF_NAMES * max((len(self._lines(each)) for each in self.columns), default=0)
        return self._longest * sin(radians(SLANT)) + 22

    @property
    def _beyond(self) -> float:
        """How far the last column's name reaches over the table."""
        return 0 if self._is_level else self._longest * cos(radians(SLANT))

    def _lines(self, column: Heading) -> list[str]:
        return in_lines(column.label, self.width - 6, SIZE)

    def pages(self, space: Space) -> Iterator["Grid"]:
        """Parts of as many columns and rows as a page holds, as wide as it is."""
        number = max(len(self.columns), 1)
        parts = -(-number // max(1, int((space.width - self._left - self._beyond) // NARROWEST)))
        for place in range(parts):
            within = slice(number * place // parts, number * (place + 1) // parts)
            some = replace(self, columns=self.columns[within], squares=[row[within] for row in self.squares])
            yield from some._fitted(space.width)._in_rows(space)

    def _in_rows(self, space: Space) -> Iterator["Grid"]:
        first = 0
        for count in space.shared(len(self.rows), self._top + 8, CELL[1]):
            part = slice(first, first + count)
            yield replace(self, rows=self.rows[part], squares=self.squares[part])
            first += count

    def _fitted(self, width: float) -> "Grid":
        """So wide; with names level where that leaves room for them."""
        room, number = width - self._left, max(len(self.columns), 1)
        level = room / number
        each = level if level >= LEVEL_FROM else (room - self._beyond) / number
        return replace(self, width=min(max(each, NARROWEST), WIDEST))

    def svg(self, look: Look, named: Named) -> str:
        drawing = Drawing(look)
        left, top = self._left, self._top
        for place, column in enumerate(self.columns):
            self._column(drawing, column, (left + (place + 0.5) * self.width, top - 8))
        for place, row in enumerate(self.rows):
            self._row(drawing, place, row, (left, top + place * CELL[1]))
        width = left + len(self.columns) * self.width + self._beyond
        return drawing.svg(width, top + len(self.rows) * CELL[1] + 8, named)

    def _column(self, drawing: Drawing, column: Heading, at: tuple[float, float]) -> None:
        x, y = at
        if self._is_level:
            lines = self._lines(column)
            for number, line in enumerate(lines, start=1):
                middle = f' text-anchor="middle"{_weight(column)}'
                drawing.text((x, y - (len(lines) - number) * LINE_OF_NAMES), line, size=SIZE, more=middle)
        else:
            turn = f' transform="rotate(-{SLANT} {x:g} {y:g})"{_weight(column)}'
            drawing.text(at, fitted(column.label, LONGEST_NAME), more=turn)
        if column.colour:
            drawing.rect((x - self.width / 2 + 2, y + 4, self.width - 4, 3), column.colour)

    def _row(self, drawing: Drawing, place: int, row: Heading, at: tuple[float, float]) -> None:
        left, y = at
        if row.colour:
            drawing.rect((0, y + 6, 4, CELL[1] - 12), row.colour)
        label = fitted(row.label, left - 16)
        drawing.text((10 if row.colour else 0, y + CELL[1] / 2 + 4), label, more=_weight(row))
        drawing.line((0, y, left + len(self.columns) * self.width, y))
        for column, square in enumerate(self.squares[place]):
            self._square(drawing, square, (left + column * self.width, y))

    def _square(self, drawing: Drawing, square: Square, at: tuple[float, float]) -> None:
        x, y = at
        width, height = self.width, CELL[1]
        if square.share > 0:
            strength = STRONGEST * (0.15 + 0.85 * min(square.share, 1))
            drawing.rect((x + 1, y + 1, width - 2, height - 2), square.colour, strength, ' rx="2"')
        colour = INK if square.share > 0 else SOFT
        middle = ' text-anchor="middle"'
        drawing.text((x + width / 2, y + height / 2 + 4), square.said, size=SIZE, colour=colour, more=middle)


def _weight(heading: Heading) -> str:
    return ' font-weight="650"' if heading.is_theme else ""
