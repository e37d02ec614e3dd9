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


@dataclass(frozen=True)
class Bars:
    """Rows that are no bars are headings over those below them."""

    panels: Sequence[tuple[str, str]]
    """Label and note of each group."""
    rows: Sequence[tuple[Heading, Sequence[Bar]]]

    def pages(self) -> Iterator["Bars"]:
        for first in range(0, len(self.rows), ROWS_OF_A_PAGE):
            yield replace(self, rows=self.rows[first : first + ROWS_OF_A_PAGE])

    def svg(self, look: Look, named: Named) -> str:
        drawing = Drawing(look)
        panel = BAR + SAID
        top = 40.0 if any(label for label, _note in self.panels) else 6.0
        label = min(LABEL, max((wide(heading.label) for heading, _bars in self.rows), default=0) + 26)
        for place, (name, note) in enumerate(self.panels):
            x = label + place * panel
            drawing.text((x, 14), fitted(name, panel - 8), more=' font-weight="650"')
            drawing.text((x, 29), fitted(note, panel - 8, 11), size=11, colour=SOFT)
        for place, (heading, bars) in enumerate(self.rows):
            self._row(drawing, heading, bars, (label, top + place * ROW))
        return drawing.svg(label + len(self.panels) * panel, top + len(self.rows) * ROW + 6, named)

    def _row(self, drawing: Drawing, heading: Heading, bars: Sequence[Bar], at: tuple[float, float]) -> None:
        label, y = at
        weight = ' font-weight="650"' if heading.is_theme else ""
        if heading.colour:
            drawing.rect((0, y + 6, 4, ROW - 12), heading.colour)
        indent = 10 if heading.colour or not heading.is_theme else 0
        drawing.text((indent, y + ROW / 2 + 4), fitted(heading.label, label - 16), more=weight)
        for place, bar in enumerate(bars):
            x = label + place * (BAR + SAID)
            drawing.line((x, y + 4, x, y + ROW - 4), RULE)
            length = bar.share * BAR
            drawing.rect((x, y + 6, length, ROW - 12), heading.colour or ACCENT, 0.75)
            drawing.text((x + length + 6, y + ROW / 2 + 4), bar.said, size=11.5)
