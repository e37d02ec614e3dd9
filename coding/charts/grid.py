"""Numbers by rows and columns, each on a ground the fuller the higher it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import NamedTuple

from coding.charts.drawing import INK, SOFT, STRONGEST, Drawing, Look, Named, fitted, wide
from coding.codebook.colours import Colour

CELL = (42.0, 24.0)
ROW_LABEL, COLUMN_LABEL = 230.0, 240.0
SLANT = 50
ROWS_OF_A_PAGE = 24


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

    def pages(self) -> Iterator["Grid"]:
        """Parts of as many rows as a page holds."""
        for first in range(0, len(self.rows), ROWS_OF_A_PAGE):
            part = slice(first, first + ROWS_OF_A_PAGE)
            yield replace(self, rows=self.rows[part], squares=self.squares[part])

    def svg(self, look: Look, named: Named) -> str:
        drawing = Drawing(look)
        left = min(ROW_LABEL, max((wide(row.label) for row in self.rows), default=0) + 26)
        longest = min(COLUMN_LABEL, max((wide(column.label) for column in self.columns), default=0) + 8)
        top = longest * sin(radians(SLANT)) + 22
        for place, column in enumerate(self.columns):
            self._column(drawing, column, (left + (place + 0.5) * CELL[0], top - 8))
        for place, row in enumerate(self.rows):
            self._row(drawing, place, row, (left, top + place * CELL[1]))
        beyond = longest * cos(radians(SLANT))
        width = left + len(self.columns) * CELL[0] + beyond
        return drawing.svg(width, top + len(self.rows) * CELL[1] + 8, named)

    def _column(self, drawing: Drawing, column: Heading, at: tuple[float, float]) -> None:
        x, y = at
        turn = f' transform="rotate(-{SLANT} {x:g} {y:g})"{_weight(column)}'
        drawing.text(at, fitted(column.label, COLUMN_LABEL), more=turn)
        if column.colour:
            drawing.rect((x - CELL[0] / 2 + 2, y + 4, CELL[0] - 4, 3), column.colour)

    def _row(self, drawing: Drawing, place: int, row: Heading, at: tuple[float, float]) -> None:
        left, y = at
        if row.colour:
            drawing.rect((0, y + 6, 4, CELL[1] - 12), row.colour)
        label = fitted(row.label, left - 16)
        drawing.text((10 if row.colour else 0, y + CELL[1] / 2 + 4), label, more=_weight(row))
        drawing.line((0, y, left + len(self.columns) * CELL[0], y))
        for column, square in enumerate(self.squares[place]):
            self._square(drawing, square, (left + column * CELL[0], y))

    def _square(self, drawing: Drawing, square: Square, at: tuple[float, float]) -> None:
        x, y = at
        width, height = CELL
        if square.share > 0:
            strength = STRONGEST * (0.15 + 0.85 * min(square.share, 1))
            drawing.rect((x + 1, y + 1, width - 2, height - 2), square.colour, strength, ' rx="2"')
        colour = INK if square.share > 0 else SOFT
        middle = ' text-anchor="middle"'
        drawing.text((x + width / 2, y + height / 2 + 4), square.said, size=11.5, colour=colour, more=middle)


def _weight(heading: Heading) -> str:
    return ' font-weight="650"' if heading.is_theme else ""
