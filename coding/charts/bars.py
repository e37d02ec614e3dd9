"""Shares as bars, a row for each thing and a panel for each group; the number stands beside each bar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from coding.charts.drawing import ACCENT, RULE, SOFT, Drawing, Look, Named, fitted, wide
from coding.charts.grid import Heading

ROW = 24.0
LABEL = 230.0
BAR = 90.0
SAID = 74.0
ROWS_OF_A_PAGE = 24


class Bar(NamedTuple):
    share: float
    said: str


Row = tuple[Heading, Sequence[Bar]]
"""Without bars it is a heading over those below it."""


@dataclass(frozen=True)
class Bars:
    panels: Sequence[tuple[str, str]]
    """Label and note of each group."""
    rows: Sequence[Row]
    flows: int = 1
    """In how many columns the rows stand, a heading never parted from what is below it."""

    def pages(self) -> Iterator["Bars"]:
        if self.flows > 1:
            yield self
            return
        for first in range(0, len(self.rows), ROWS_OF_A_PAGE):
            yield replace(self, rows=self.rows[first : first + ROWS_OF_A_PAGE])

    def svg(self, look: Look, named: Named) -> str:
        drawing = Drawing(look)
        top = 40.0 if any(label for label, _note in self.panels) else 6.0
        label = min(LABEL, max((wide(heading.label) for heading, _bars in self.rows), default=0) + 26)
        across = label + len(self.panels) * (BAR + SAID)
        columns = list(self._columns())
        for number, rows in enumerate(columns):
            self._heads(drawing, number * across + label)
            for place, row in enumerate(rows):
                _draw(drawing, row, (number * across, top + place * ROW), label)
        longest = max((len(rows) for rows in columns), default=0)
        return drawing.svg(max(len(columns), 1) * across, top + longest * ROW + 6, named)

    def _columns(self) -> Iterator[list[Row]]:
        """The rows in columns of about the same length."""
        most = -(-len(self.rows) // self.flows)
        column: list[Row] = []
        for group in _grouped(self.rows) if self.flows > 1 else [list(self.rows)]:
            if column and len(column) + len(group) / 2 > most:
                yield column
                column = []
            column += group
        if column:
            yield column

    def _heads(self, drawing: Drawing, left: float) -> None:
        for place, (name, note) in enumerate(self.panels):
            x = left + place * (BAR + SAID)
            drawing.text((x, 14), fitted(name, BAR + SAID - 8), more=' font-weight="650"')
            drawing.text((x, 29), fitted(note, BAR + SAID - 8, 11), size=11, colour=SOFT)


def _grouped(rows: Sequence[Row]) -> list[list[Row]]:
    """Each heading with what stands below it."""
    groups: list[list[Row]] = []
    for row in rows:
        if not row[1] or not groups:
            groups.append([])
        groups[-1].append(row)
    return groups


def _draw(drawing: Drawing, row: Row, at: tuple[float, float], label: float) -> None:
    (left, y), (heading, bars) = at, row
    weight = ' font-weight="650"' if heading.is_theme else ""
    if heading.colour:
        drawing.rect((left, y + 6, 4, ROW - 12), heading.colour)
    indent = 10 if heading.colour or not heading.is_theme else 0
    drawing.text((left + indent, y + ROW / 2 + 4), fitted(heading.label, label - 16), more=weight)
    for place, bar in enumerate(bars):
        x = left + label + place * (BAR + SAID)
        drawing.line((x, y + 4, x, y + ROW - 4), RULE)
        length = bar.share * BAR
        drawing.rect((x, y + 6, length, ROW - 12), heading.colour or ACCENT, 0.75)
        drawing.text((x + length + 6, y + ROW / 2 + 4), bar.said, size=11.5)
