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
    Pieces,
    Space,
    fitted,
    in_lines,
    wide,
)
from coding.codebook.colours import Colour

CELL = (42.0, 24.0)
PRINTED_ROW = 20.0
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
    height: float = CELL[1]

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
        for some in self._in_columns(space.width):
            yield from some._in_rows(space)

    def pieces(self, space: Space, named: Named) -> Iterator[Pieces]:
        """Parts of as many columns as a page holds, headed by their names."""
        for some in self._in_columns(space.width):
            heads = Drawing(Look.PAPER)
            some._heads(heads)
            rows = [some._alone(place) for place in range(len(self.rows))]
            yield Pieces(rows, heads.svg(some._across, some._top, named), together=3)

    def _in_columns(self, width: float) -> Iterator["Grid"]:
        number = max(len(self.columns), 1)
        parts = -(-number // max(1, int((width - self._left - self._beyond) // NARROWEST)))
        for place in range(parts):
            within = slice(number * place // parts, number * (place + 1) // parts)
            some = replace(self, columns=self.columns[within], squares=[row[within] for row in self.squares])
            yield some._fitted(width)

    def _in_rows(self, space: Space) -> Iterator["Grid"]:
        first = 0
        for count in space.shared(len(self.rows), self._top + 8, self.height):
            part = slice(first, first + count)
            yield replace(self, rows=self.rows[part], squares=self.squares[part])
            first += count

    def _fitted(self, width: float) -> "Grid":
        """So wide; with names level where that leaves room for them."""
        room, number = width - self._left, max(len(self.columns), 1)
        level = room / number
        each = level if level >= LEVEL_FROM else (room - self._beyond) / number
        return replace(self, width=min(max(each, NARROWEST), WIDEST), height=PRINTED_ROW)

    def svg(self, look: Look, named: Named) -> str:
        drawing = Drawing(look)
        self._heads(drawing)
        for place in range(len(self.rows)):
            self._row(drawing, place, self._top + place * self.height)
        return drawing.svg(self._across, self._top + len(self.rows) * self.height + 8, named)

    def _alone(self, place: int) -> str:
        drawing = Drawing(Look.PAPER)
        self._row(drawing, place, 0)
        return drawing.svg(self._across, self.height, Named(self.rows[place].label, ""))

    @property
    def _across(self) -> float:
        return self._left + len(self.columns) * self.width + self._beyond

    def _heads(self, drawing: Drawing) -> None:
        for place, column in enumerate(self.columns):
            self._column(drawing, column, (self._left + (place + 0.5) * self.width, self._top - 8))

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

    def _row(self, drawing: Drawing, place: int, y: float) -> None:
        row, left = self.rows[place], self._left
        if row.colour:
            drawing.rect((0, y + self.height / 4, 4, self.height / 2), row.colour)
        label = fitted(row.label, left - 16)
        drawing.text((10 if row.colour else 0, y + self.height / 2 + 4), label, more=_weight(row))
        drawing.line((0, y, left + len(self.columns) * self.width, y))
        for column, square in enumerate(self.squares[place]):
            self._square(drawing, square, (left + column * self.width, y))

    def _square(self, drawing: Drawing, square: Square, at: tuple[float, float]) -> None:
        x, y = at
        width, height = self.width, self.height
        if square.share > 0:
            strength = STRONGEST * (0.15 + 0.85 * min(square.share, 1))
            drawing.rect((x + 1, y + 1, width - 2, height - 2), square.colour, strength, ' rx="2"')
        colour = INK if square.share > 0 else SOFT
        middle = ' text-anchor="middle"'
        drawing.text((x + width / 2, y + height / 2 + 4), square.said, size=SIZE, colour=colour, more=middle)


def _weight(heading: Heading) -> str:
    return ' font-weight="650"' if heading.is_theme else ""
