"""Compares coders on the transcripts that they completed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from coding.analysis.agreement.comparison import Comparison, Row, compare, compare_characters
from coding.analysis.agreement.readings import Reading as Marks
from coding.analysis.agreement.readings import Source as Cut
from coding.analysis.agreement.words import shares_no_word
from coding.codebook.tree import CodeTree, Node
from coding.codebook.withholding import tree_without
from coding.comparing.asked import Source, Unit, Wish
from coding.comparing.ground import Ground
from coding.comparing.units import units_of
from coding.excerpts.quoting import Quotable, quotable
from coding.reports.comparison import Agreement
from coding.reports.lines import Line
from interviews.spans import Span
from projects.models import Project, User

Spans = dict[int, list[Span]]
"""By code."""


@dataclass(frozen=True)
class Found:
    """What the judges marked after reading, and how many codings a search made instead."""

    marks: dict[tuple[int, int], Spans]
    """Of each judge in each transcript."""
    by_search: int


@dataclass(frozen=True)
class Compared:
    """What was found, and what it was found in, from which passages are quoted."""

    agreement: Agreement
    tree: CodeTree
    quotes: Quotable
    cuts: dict[int, Cut]
    """Transcript to its units."""
    marks: dict[tuple[int, int], Spans]
    """Spans by code, of each judge in each transcript."""

    def readings(self) -> list[Marks]:
        return [
            Marks(judge.pk, source.pk, self.marks.get((judge.pk, source.pk), {}))
            for judge in self.agreement.coders
            for source in self.agreement.compared
            if judge in source.completed_by
        ]


def compare_coders(project: Project, user: User, wish: Wish, ground: Ground) -> Compared:
    """The comparison as ``user`` may see it; the number of queries does not grow with what is compared."""
    chosen = ground.sources(wish.judges)
    compared = [each for each in chosen if each.pk in wish.transcripts and len(each.completed_by) > 1]
    tree = tree_without(ground.tree(project), project)
    quotes = quotable(project, {source.pk for source in compared}, revisions=ground.revisions)
    cuts = {source.pk: _cut(source.pk, quotes, wish) for source in compared}
    found = _found(project, user, wish, ground, cuts)
    counted = Counted(wish, compared, list(cuts.values()), tree, found.marks)
    agreement = replace(
        counted.agreement(),
        excluded=tuple(each for each in chosen if each not in compared),
        found_by_search=found.by_search,
        kind=ground.kind,
    )
    return Compared(agreement, tree, quotes, cuts, found.marks)


def _cut(transcript: int, quotes: Quotable, wish: Wish) -> Cut:
    text = quotes.texts[transcript]
    return Cut(transcript, units_of(quotes.places[transcript], text, wish.rule, quotes.silent.gone), text)


def _found(project: Project, user: User, wish: Wish, ground: Ground, transcripts: Iterable[int]) -> Found:
    rows = (
        ground.codings(project, user, wish.judges)
        .filter(transcript__in=list(transcripts))
        .order_by("transcript", "start", "end")
        .values_list("layer", "coder", "transcript", "is_auto", "code", "start", "end")
    )
    whose = {(judge.layer, judge.coder): judge.pk for judge in wish.judges}
    by_search = 0
    marks: defaultdict[tuple[int, int], defaultdict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for layer, coder, transcript, is_auto, code, start, end in rows.iterator(chunk_size=5000):
        judge = whose.get((layer, coder), whose.get((layer, None)))
        if judge is None:
            continue
        by_search += is_auto
        if not is_auto:
            marks[judge, transcript][code].append(Span(start, end))
    return Found({reading: dict(spans) for reading, spans in marks.items()}, by_search)


@dataclass(frozen=True)
class Counted:
    """Cut transcripts and readings of them, and the codebook: all that the numbers need."""

    wish: Wish
    compared: Sequence[Source]
    cuts: list[Cut]
    tree: CodeTree
    marks: dict[tuple[int, int], Spans]

    def agreement(self) -> Agreement:
        comparison = self._compare(self.readings, self._codes)
        placed = self._placed(comparison)
        apart = shares_no_word(self.cuts, self.readings, self._codes, self.wish.rule.threshold)
        return Agreement(
            coders=tuple(judge for judge in self.wish.judges if judge.pk in comparison.coders),
            compared=tuple(self.compared),
            excluded=(),
            comparison=comparison,
            lines=tuple(self._lines(comparison, placed)),
            without_word=sum(apart.values()),
            both=sum(pair.table.both for row in comparison.rows for pair in row.pairs),
            differences=tuple(placed.differences),
            rule=self.wish.rule,
        )

    @cached_property
    def readings(self) -> list[Marks]:
        return [
            Marks(judge.pk, source.pk, self.marks.get((judge.pk, source.pk), {}))
            for judge in self.wish.judges
            for source in self.compared
            if judge in source.completed_by
        ]

    @cached_property
    def _codes(self) -> list[int]:
        return [node.code.pk for node in self.tree]

    def _compare(self, readings: Sequence[Marks], codes: Sequence[int]) -> Comparison:
        if self.wish.rule.unit == Unit.CHARACTER:
            return compare_characters(self.cuts, readings, codes)
        return compare(self.cuts, readings, codes, self.wish.rule.threshold)

    def _placed(self, comparison: Comparison) -> Comparison:
        """Where the coders differ: in turns where characters are compared, since one of those is no place."""
        if self.wish.rule.unit == Unit.CHARACTER:
            return compare(self.cuts, self.readings, self._codes, self.wish.rule.threshold)
        return comparison

    def _lines(self, comparison: Comparison, placed: Comparison) -> Iterable[Line]:
        themes = [node.code.pk for node in self.tree.themes if node.has_children]
        rolled = [reading.by_theme(children_in(self.tree)) for reading in self.readings]
        whole = self._compare(rolled, themes)
        joined = self._by_code(whole, whole)
        own = self._by_code(comparison, placed)
        for node in self.tree:
            if node.code.pk in joined:
                yield self._line(node, *joined[node.code.pk], is_theme=True)
            line = self._line(node, *own[node.code.pk], is_theme=False)
            if line.row.used or node.code.pk not in joined:
                yield line

    @staticmethod
    def _by_code(comparison: Comparison, placed: Comparison) -> dict[int, tuple[Row, int]]:
        differ = Counter(difference.code for difference in placed.differences)
        return {row.code: (row, differ[row.code]) for row in comparison.rows}

    @staticmethod
    def _line(node: Node, row: Row, differ: int, *, is_theme: bool) -> Line:
        return Line(node, row, is_theme, differ)


def children_in(tree: CodeTree) -> dict[int, list[int]]:
    return {node.code.pk: [code.pk for code in tree.children(node.code.pk)] for node in tree}
