"""Compares coders on the transcripts that they completed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from coding.analysis.agreement.comparison import Comparison, Row, comparison_of
from coding.analysis.agreement.readings import Reading as Marks
from coding.analysis.agreement.readings import Source as Cut
from coding.analysis.agreement.study import Study, study_in_characters, study_in_units
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
        own = comparison_of(self.study)
        placed = own if self._by_units is self.study else comparison_of(self._by_units)
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

    @cached_property
    def study(self) -> Study:
        """What was marked, by the rule."""
        if self.material.rule.unit == Unit.CHARACTER:
            return study_in_characters(self._cuts, self.readings, self.material.codes)
        return self._by_units

    @cached_property
    def _by_units(self) -> Study:
        """Where the coders differ: in turns where characters are compared, since one of those is no place."""
        return study_in_units(self._cuts, self.readings, self.material.codes, self._threshold)

    @property
    def _by_theme(self) -> Study:
        themes = [node.code.pk for node in self.material.tree.themes if node.has_children]
        if self.study is self._by_units:
            return self.study.rolled_up(self.material.children, themes)
        rolled = [reading.by_theme(self.material.children) for reading in self.readings]
        return study_in_characters(self._cuts, rolled, themes)

    def _lines(self, comparison: Comparison, placed: Comparison) -> Iterable[Line]:
        whole = comparison_of(self._by_theme)
        joined, own = _by_code(whole, whole), _by_code(comparison, placed)
        for node in self.material.tree:
            if node.code.pk in joined:
                row, differ = joined[node.code.pk]
                yield Line(node, row, is_theme=True, differ=differ)
            row, differ = own[node.code.pk]
            if row.used or node.code.pk not in joined:
                yield Line(node, row, is_theme=False, differ=differ)


def _by_code(comparison: Comparison, placed: Comparison) -> dict[int, tuple[Row, int]]:
    differ = Counter(difference.code for difference in placed.differences)
    return {row.code: (row, differ[row.code]) for row in comparison.rows}
