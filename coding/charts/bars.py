"""Shares as bars, a row for each thing and a panel for each group; the number stands beside each bar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from coding.charts.drawing import (
    ACCENT,
    LINE_OF_NAMES,
    LONGEST_NAME,
    RULE,
    SOFT,
    Drawing,
    Look,
    Named,
    Pieces,
    Space,
    fitted,
    in_lines,
    wide,
)
from coding.charts.grid import Heading

ROW = 24.0
BAR = 90.0
SAID = 74.0
SHORTEST = 40.0
"""A whole bar where bars are made as long as their page allows."""
PRINTED_ROW = 15.0
PRINTED_FLOWS = 2
"""So many columns of rows at most stand side by side on paper."""
AT_ONCE = 4
"""Groups that stand together at most, where rows stand in columns."""


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

    bar: float = BAR
    row: float = ROW

    @property
    def _label(self) -> float:
        return min(LONGEST_NAME, max((wide(heading.label) for heading, _bars in self.rows), default=0) + 26)

    @property
    def _top(self) -> float:
        if not any(label for label, _note in self.panels):
            return 6.0
        return 25 + LINE_OF_NAMES * max(len(self._lines(label)) for label, _note in self.panels)

    def _lines(self, label: str) -> list[str]:
        return in_lines(label, self.bar + SAID - 8)

    def pages(self, space: Space) -> Iterator["Bars"]:
        """Parts of as many rows as a page holds, as wide as it is."""
        on_paper = self._fitted(space.width)
        most, held = self._rows_of(space.first), list[Row]()
        for group in _grouped(self.rows) if on_paper.flows > 1 else [[row] for row in self.rows]:
            if held and replace(on_paper, rows=[*held, *group])._longest > most:
                yield replace(on_paper, rows=held)
                most, held = self._rows_of(space.rest), []
            held += group
        yield replace(on_paper, rows=held)

    def pieces(self, space: Space, named: Named) -> Iterator[Pieces]:
        """Rows under the names of their panels, or a few groups where they stand in columns."""
        on_paper = self._fitted(space.width)
        if on_paper.flows == 1:
            heads = Drawing(Look.PAPER)
            on_paper._heads(heads, on_paper._label)
            rows = [on_paper._beside([[row]], Named(row[0].label, "")) for row in self.rows]
            yield Pieces(rows, heads.svg(on_paper._across, on_paper._top, named), together=3)
            return
        yield Pieces([on_paper._beside(columns, named) for columns in on_paper._in_groups()])

    def _in_groups(self) -> list[list[list[Row]]]:
        """Columns of a few groups each, so that all of them take the least height together."""
        groups = _grouped(self.rows)
        best: list[tuple[int, list[list[list[Row]]]]] = [(0, [])]
        for end in range(1, len(groups) + 1):
            tried = []
            for first in range(max(0, end - AT_ONCE), end):
                rows = [row for group in groups[first:end] for row in group]
                columns = list(replace(self, rows=rows)._columns())
                tried.append((best[first][0] + max(map(len, columns)), [*best[first][1], columns]))
            best.append(min(tried, key=lambda each: each[0]))
        return best[-1][1]

    def _fitted(self, width: float) -> "Bars":
        flows = min(self.flows, PRINTED_FLOWS)
        room = (width / flows - self._label) / max(len(self.panels), 1) - SAID
        return replace(self, flows=flows, bar=max(room, SHORTEST), row=PRINTED_ROW)

    def _rows_of(self, height: float) -> int:
        return int((height - self._top - 6) // PRINTED_ROW)

    @property
    def _longest(self) -> int:
        """The rows of the longest column."""
        return max(map(len, self._columns()), default=0)

    def svg(self, look: Look, named: Named) -> str:
        drawing = Drawing(look)
        top, across = self._top, self._across
        columns = list(self._columns())
        for number, rows in enumerate(columns):
            self._heads(drawing, number * across + self._label)
            self._column(drawing, rows, (number * across, top))
        return drawing.svg(max(len(columns), 1) * across, top + self._longest * self.row + 6, named)

    def _beside(self, columns: Sequence[Sequence[Row]], named: Named) -> str:
        """So many of the columns that the page has, without heads."""
        drawing = Drawing(Look.PAPER)
        for number, rows in enumerate(columns):
            self._column(drawing, rows, (number * self._across, 0))
        height = self.row * max(map(len, columns)) + (self.row / 4 if self.flows > 1 else 0)
        return drawing.svg(self.flows * self._across, height, named)

    @property
    def _across(self) -> float:
        """The width of a column."""
        return self._label + len(self.panels) * (self.bar + SAID)

    def _column(self, drawing: Drawing, rows: Sequence[Row], at: tuple[float, float]) -> None:
        left, top = at
        for place, row in enumerate(rows):
            self._draw(drawing, row, (left, top + place * self.row), self._label)

    def _columns(self) -> Iterator[list[Row]]:
        """The rows in columns of about the same length."""
        most, flows = -(-len(self.rows) // self.flows), self.flows
        column: list[Row] = []
        for group in _grouped(self.rows) if self.flows > 1 else [list(self.rows)]:
            if column and flows > 1 and len(column) + len(group) / 2 > most:
                yield column
                column, flows = [], flows - 1
            column += group
        if column:
            yield column

    def _heads(self, drawing: Drawing, left: float) -> None:
        for place, (name, note) in enumerate(self.panels):
            x = left + place * (self.bar + SAID)
            lines = self._lines(name)
            y = self._top - 11 - LINE_OF_NAMES * len(lines)
            for number, line in enumerate(lines):
                drawing.text((x, y + number * LINE_OF_NAMES), line, more=' font-weight="650"')
            drawing.text((x, self._top - 11), fitted(note, self.bar + SAID - 8, 11), size=11, colour=SOFT)

    def _draw(self, drawing: Drawing, row: Row, at: tuple[float, float], label: float) -> None:
        (left, y), (heading, bars) = at, row
        weight = ' font-weight="650"' if heading.is_theme else ""
        if heading.colour:
            drawing.rect((left, y + self.row / 4, 4, self.row / 2), heading.colour)
        indent = 10 if heading.colour or not heading.is_theme else 0
        drawing.text((left + indent, y + self.row / 2 + 4), fitted(heading.label, label - 16), more=weight)
        for place, bar in enumerate(bars):
            x = left + label + place * (self.bar + SAID)
            drawing.line((x, y + self.row / 6, x, y + self.row * 5 / 6), RULE)
            length = bar.share * self.bar
            drawing.rect((x, y + self.row / 4, length, self.row / 2), heading.colour or ACCENT, 0.75)
            drawing.text((x + length + 6, y + self.row / 2 + 4), bar.said, size=11.5)


def _grouped(rows: Sequence[Row]) -> list[list[Row]]:
    """Each heading with what stands below it."""
    groups: list[list[Row]] = []
    for row in rows:
        if not row[1] or not groups:
            groups.append([])
        groups[-1].append(row)
    return groups
