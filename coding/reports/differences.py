"""The printed comparison: its lines with their marks, and the passages that differ by transcript."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.comparing.times import BeforeAfter
from coding.reports.agreement import ConfusionTable, PairRow, TranscriptShown
from coding.reports.closer import Closer, character_heads
from coding.reports.closer_lines import PairOfCoders
from coding.reports.comparison import Agreement
from coding.reports.front import Front
from coding.reports.further import Coefficient, FurtherLine, figure_planned
from coding.reports.lines import Line
from coding.reports.methods import Methods
from coding.reports.passages import Passage
from coding.reports.sources import Work

MOST_PAIRS = 6
"""Of so many pairs of coders the confusions and characters are printed; files have those of all."""
MOST_TURNS = 1_000
"""So many places that differ are printed, as many of each transcript; files have all."""


class PrintedLine(NamedTuple):
    line: Line
    mark: str
    """As SVG."""


class TableLine(NamedTuple):
    line: Line
    mark: str
    planned: str
    """The value of the coefficient that was planned, where that is not alpha."""


class Chapter(NamedTuple):
    """A transcript's turns in which the coders differ."""

    title: str
    turns: Sequence[Passage]


@dataclass(frozen=True)
class ComparisonReport:
    front: Front
    agreement: Agreement
    methods: Methods | None
    """Of a round."""
    earlier: BeforeAfter | None
    """Of a round that is compared with an earlier one."""
    lines: Sequence[PrintedLine]
    coefficients: Sequence[Coefficient]
    further: Sequence[FurtherLine]
    closer: Closer
    transcripts: Sequence[TranscriptShown]
    pairs: Sequence[PairRow]
    confusions: Sequence[ConfusionTable]
    turns: Sequence[Passage]
    unprinted: int
    """How many more places differ."""
    axis: str
    colours: str
    """The address of a stylesheet with the codes' colours."""
    sources: Sequence[Work]
    is_brief: bool = False
    """Without the passages that differ."""

    total_mark: str = ""
    """Of all codes together, as SVG."""

    @property
    def by_code(self) -> list[TableLine]:
        return [
            TableLine(line, mark, figure_planned(line.row, self.agreement.coefficient))
            for line, mark in self.lines
        ]

    @property
    def character_heads(self) -> list[str]:
        return character_heads()

    @property
    def printed_pairs(self) -> Sequence[PairOfCoders]:
        return self.closer.pairs[:MOST_PAIRS]

    @property
    def chapters(self) -> list[Chapter]:
        found = groupby(self.turns, key=attrgetter("transcript", "title"))
        return [Chapter(title, list(turns)) for (_pk, title), turns in found]

    @property
    def told_unprinted(self) -> str:
        """What is left to the files, where that is something."""
        if not self.unprinted:
            return ""
        return _(
            "%(n)s places are printed, the first of each transcript. The other %(others)s stand in the list "
            "of passages that differ, which the page of the comparison gives as CSV, and in the Excel file."
        ) % {"n": f"{len(self.turns):,}", "others": f"{self.unprinted:,}"}

    @property
    def silent(self) -> int:
        """Turns whose words may not be quoted."""
        return sum(turn.is_silent for turn in self.turns)
