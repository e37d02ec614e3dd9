"""Compares coders on the transcripts that they completed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from coding.analysis.agreement.comparison import Comparison, Row, compare, compare_characters
from coding.analysis.agreement.readings import Reading as Marks
from coding.analysis.agreement.readings import Source as Cut
from coding.analysis.agreement.words import shares_no_word
from coding.codebook.tree import CodeTree
from coding.comparing.asked import Judge, Unit, Wish
from coding.comparing.ground import Ground
from coding.comparing.material import AllMarks, Material, read
from coding.excerpts.quoting import Quotable
from coding.reports.comparison import Agreement
from coding.reports.lines import Line
from projects.models import Project, User


@dataclass(frozen=True)
class Compared:
    """What was found, and what it was found in, from which passages are quoted."""

    agreement: Agreement
    material: Material

    @property
    def tree(self) -> CodeTree:
        return self.material.tree

    @property
    def quotes(self) -> Quotable:
        return self.material.quotes

    @property
    def cuts(self) -> dict[int, Cut]:
        return self.material.cuts

    @property
    def marks(self) -> AllMarks:
        return self.material.marks

    def readings(self) -> list[Marks]:
        return self.material.readings(self.agreement.coders)


def compare_coders(project: Project, user: User, wish: Wish, ground: Ground) -> Compared:
    """The comparison as ``user`` may see it; the number of queries does not grow with what is compared."""
    return counted(read(project, user, wish, ground), wish.judges)


def counted(material: Material, judges: Sequence[Judge]) -> Compared:
    return Compared(Counting(material, judges).agreement(), material)


@dataclass(frozen=True)
class Counting:
    """From what was read to numbers."""

    material: Material
    judges: Sequence[Judge]

    def agreement(self) -> Agreement:
        own = self._compare(self.readings, self.material.codes)
        placed = self._placed(own)
        apart = shares_no_word(self._cuts, self.readings, self.material.codes, self._threshold)
        return Agreement(
            coders=tuple(judge for judge in self.judges if judge.pk in own.coders),
            compared=self.material.compared,
            excluded=self.material.excluded,
            comparison=own,
            lines=tuple(self._lines(own, placed)),
            without_word=sum(apart.values()),
            both=sum(pair.table.both for row in placed.rows for pair in row.pairs),
            differences=tuple(placed.differences),
            rule=self.material.rule,
            found_by_search=self.material.by_search,
            kind=self.material.ground.kind,
            coefficient=self.material.wish.coefficient,
            is_exploratory=self.material.wish.is_exploratory,
        )

    @cached_property
    def readings(self) -> list[Marks]:
        return self.material.readings(self.judges)

    @cached_property
    def _cuts(self) -> list[Cut]:
        return list(self.material.cuts.values())

    @property
    def _threshold(self) -> float:
        return self.material.rule.threshold

    def _compare(self, readings: Sequence[Marks], codes: Sequence[int]) -> Comparison:
        if self.material.rule.unit == Unit.CHARACTER:
            return compare_characters(self._cuts, readings, codes)
        return compare(self._cuts, readings, codes, self._threshold)

    def _placed(self, comparison: Comparison) -> Comparison:
        """Where the coders differ: in turns where characters are compared, since one of those is no place."""
        if self.material.rule.unit == Unit.CHARACTER:
            return compare(self._cuts, self.readings, self.material.codes, self._threshold)
        return comparison

    def _lines(self, comparison: Comparison, placed: Comparison) -> Iterable[Line]:
        tree = self.material.tree
        themes = [node.code.pk for node in tree.themes if node.has_children]
        rolled = [reading.by_theme(self.material.children) for reading in self.readings]
        whole = self._compare(rolled, themes)
        joined, own = _by_code(whole, whole), _by_code(comparison, placed)
        for node in tree:
            if node.code.pk in joined:
                row, differ = joined[node.code.pk]
                yield Line(node, row, is_theme=True, differ=differ)
            row, differ = own[node.code.pk]
            if row.used or node.code.pk not in joined:
                yield Line(node, row, is_theme=False, differ=differ)


def _by_code(comparison: Comparison, placed: Comparison) -> dict[int, tuple[Row, int]]:
    differ = Counter(difference.code for difference in placed.differences)
    return {row.code: (row, differ[row.code]) for row in comparison.rows}
