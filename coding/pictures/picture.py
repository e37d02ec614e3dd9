"""A picture as one value, for the page and for every file made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from coding.charts.drawing import ACROSS, Look, Named, Pieces, Space
from coding.excerpts.retrieval import Whose
from coding.exports.tables import Table


class Chart(Protocol):
    """What can be drawn, whole, in parts that a page of paper holds, or in rows that flow over pages."""

    def svg(self, look: Look, named: Named) -> str: ...

    def pages(self, space: Space) -> "Iterator[Chart]": ...

    def pieces(self, space: Space, named: Named) -> Iterator[Pieces]: ...


@dataclass(frozen=True)
class Picture:
    title: str
    words: str
    """What it shows, in words, for who does not see it."""
    sentences: Sequence[str]
    """What is counted, on what, and what was left out and why."""
    whose: Whose | None
    """``None`` where it shows no codings."""
    chart: Chart
    table: Table
    """The same as numbers."""
    is_empty: bool = False
    ends_in_words: bool = False
    """Whether the last column of the table holds words, which need room."""

    @property
    def named(self) -> Named:
        return Named(self.title, self.words)

    @property
    def on_page(self) -> str:
        return self.chart.svg(Look.PAGE, self.named)

    @property
    def as_file(self) -> str:
        """The picture alone: its colours and fonts are in it."""
        return self.chart.svg(Look.FILE, self.named)

    def on_paper(self, room: float = 1.0) -> Iterator[str]:
        """As wide as the page, which is so many times as wide as A4 on its side."""
        return (part.svg(Look.PAPER, self.named) for part in self.chart.pages(_space(room)))

    def in_pieces(self, room: float = 1.0) -> Iterator[Pieces]:
        return self.chart.pieces(_space(room), self.named)


def _space(room: float) -> Space:
    return ACROSS._replace(width=ACROSS.width * room)
