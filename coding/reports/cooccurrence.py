"""Co-occurrence as one value, for the page and for every file made of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.analysis.cooccurrence import Pair
from coding.codebook.tree import Node
from coding.matrix.together import Together, TogetherWish, count_together
from projects.models import Project, User

SHADES = 5
UNEQUAL = 5
"""From how many times as many passages on a coefficient is ruled by the more frequent code."""


class Measure(StrEnum):
    """What a cell shows of two codes."""

    COUNT = ""
    SHARE = "share"
    JACCARD = "jaccard"

    @property
    def words(self) -> str:
        return {
            Measure.COUNT: _("passages of the row’s code that co-occur with the column’s"),
            Measure.SHARE: _("share of the passages of the row’s code that co-occur with the column’s"),
            Measure.JACCARD: _("Jaccard coefficient: co-occurrences out of all passages of either code"),
        }[self]

    def of(self, pair: Pair) -> float:
        if self == Measure.COUNT:
            return pair.first_with
        return (pair.share_of_first if self == Measure.SHARE else pair.jaccard) or 0.0

    def said(self, pair: Pair) -> str:
        if self == Measure.COUNT:
            return f"{pair.first_with:,}"
        if self == Measure.SHARE:
            return _("%(n)s of %(all)s") % {"n": f"{pair.first_with:,}", "all": f"{pair.first:,}"}
        return f"{pair.jaccard or 0:.2f}"


@dataclass(frozen=True)
class TogetherCode:
    """A row, and the column of the same code."""

    node: Node
    passages: int
    is_open: bool
    toggled: tuple[int, ...]
    """What is open once this theme is opened or closed."""


@dataclass(frozen=True)
class TogetherCell:
    """One code beside another."""

    row: TogetherCode
    column: TogetherCode
    pair: Pair
    said: str
    shade: int

    @property
    def is_own(self) -> bool:
        return self.row is self.column

    @property
    def is_part(self) -> bool:
        """Whether one of the codes stands above the other, whose passages it has anyway."""
        return not self.is_own and (
            self.row.node.code in self.column.node.path or self.column.node.code in self.row.node.path
        )


@dataclass(frozen=True)
class PairLine:
    """Two codes that co-occur, with all that is reckoned of them."""

    first: Node
    second: Node
    pair: Pair

    @property
    def is_unequal(self) -> bool:
        low, high = sorted((self.pair.first, self.pair.second))
        return high > UNEQUAL * low


@dataclass(frozen=True)
class CoOccurrenceTable:
    wish: TogetherWish
    together: Together

    @property
    def measure(self) -> Measure:
        return Measure(self.wish.shows)

    @property
    def title(self) -> str:
        return _("Co-occurrence of codes")

    @cached_property
    def codes(self) -> tuple[TogetherCode, ...]:
        opened = self.wish.opened
        return tuple(
            TogetherCode(
                node=node,
                passages=self.together.counted.passages[node.code.pk],
                is_open=node.code.pk in opened and node.has_children,
                toggled=tuple(sorted(opened ^ {node.code.pk})),
            )
            for node in self.together.nodes
        )

    @cached_property
    def lines(self) -> tuple[tuple[TogetherCode, tuple[TogetherCell, ...]], ...]:
        """Each code with its cells."""
        return tuple((row, tuple(self._cell(row, column) for column in self.codes)) for row in self.codes)

    def _pair(self, row: TogetherCode, column: TogetherCode) -> Pair:
        return self.together.counted.pair(row.node.code.pk, column.node.code.pk)

    def _cell(self, row: TogetherCode, column: TogetherCode) -> TogetherCell:
        pair, measure = self._pair(row, column), self.measure
        shade = -int(-SHADES * measure.of(pair) / self._most // 1) if self._most else 0
        return TogetherCell(row, column, pair, measure.said(pair), min(shade, SHADES))

    @cached_property
    def _most(self) -> float:
        """The fullest cell of the table; of shares, all."""
        if self.measure == Measure.SHARE:
            return 1.0
        both_ways = (pair for line in self.pairs for pair in (line.pair, turned(line.pair)))
        return max((self.measure.of(pair) for pair in both_ways), default=0.0)

    @cached_property
    def pairs(self) -> tuple[PairLine, ...]:
        """All pairs that co-occur, those with the highest coefficient first."""
        return tuple(
            sorted(self._pairs(), key=lambda line: (-(line.pair.jaccard or 0), -line.pair.first_with))
        )

    def _pairs(self) -> Iterator[PairLine]:
        for place, row in enumerate(self.codes):
            for column in self.codes[place + 1 :]:
                pair = self._pair(row, column)
                if pair.first_with and row.node.code not in column.node.path:
                    yield PairLine(row.node, column.node, pair)

    @property
    def openable(self) -> tuple[int, ...]:
        return tuple(node.code.pk for node in self.together.nodes if not node.depth and node.has_children)

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        terms = (
            (_("Cells show"), self.measure.words),
            (_("Only participants"), self.wish.where.label if self.wish.where else ""),
            (_("Only transcripts tagged"), str(self.wish.tag or "")),
        )
        return tuple((term, words) for term, words in terms if words)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is counted, on what, and what was left out and why."""
        passages = ngettext("%(n)s distinct passage", "%(n)s distinct passages", self.together.passages)
        talks = ngettext("%(n)s transcript", "%(n)s transcripts", self.together.transcripts)
        counted = _("%(passages)s in %(transcripts)s; a theme has its codes’ passages too.") % {
            "passages": passages % {"n": f"{self.together.passages:,}"},
            "transcripts": talks % {"n": f"{self.together.transcripts:,}"},
        }
        return (counted, self.wish.near.sentence, *self._left_out())

    def _left_out(self) -> Iterator[str]:
        if self.together.asked:
            yield ngettext(
                "%(n)s passage in the interviewer’s turns is not counted.",
                "%(n)s passages in the interviewer’s turns are not counted.",
                self.together.asked,
            ) % {"n": f"{self.together.asked:,}"}


def turned(pair: Pair) -> Pair:
    """The same pair, the second code first."""
    return Pair(pair.second, pair.first, pair.second_with, pair.first_with)


def cooccurrence_table(project: Project, user: User, wish: TogetherWish) -> CoOccurrenceTable:
    return CoOccurrenceTable(wish, count_together(project, user, wish))
