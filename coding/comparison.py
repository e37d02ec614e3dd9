"""Compares coders on the transcripts that they completed in open work."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from coding.analysis.agreement.comparison import Comparison, Difference, Row, compare
from coding.analysis.agreement.readings import Reading as Marks
from coding.analysis.agreement.readings import Source as Cut
from coding.analysis.agreement.words import shares_no_word
from coding.codebook.tree import CodeTree, Node, tree_of
from coding.codebook.withholding import tree_without
from coding.excerpts.quoting import Quotable, quotable, quoted
from coding.excerpts.retrieval import Basis, Whose, codings_of
from coding.models import Layer, Reading
from coding.reports.comparison import THRESHOLD, Agreement, Differing, DifferingTurn, Line, Marked, Source
from interviews.models import Speaker
from interviews.places import Places, Spoken
from interviews.spans import Span
from projects.models import Project, User

WHOLE = Span(0, 2**31)


@dataclass(frozen=True)
class Candidates:
    """Who completed which transcripts, so far as the person asking may see."""

    coders: tuple[User, ...]
    titles: dict[int, str]
    completed: dict[int, frozenset[int]]
    """Transcript to the ids of who completed it."""

    def sources(self, coders: Sequence[User]) -> list[Source]:
        """Every transcript, with those of the coders who completed it."""
        return [
            Source(pk, title, tuple(coder for coder in coders if coder.pk in self.completed.get(pk, ())))
            for pk, title in self.titles.items()
        ]

    def shared(self, *coders: User) -> int:
        """How many transcripts two or more of them completed."""
        return sum(len(source.completed_by) > 1 for source in self.sources(coders))


def candidates(project: Project, user: User) -> Candidates:
    layers = Layer.objects.visible_to(user).filter(project=project, kind=Layer.Kind.OPEN)
    rows = Reading.objects.filter(layer__in=layers, state=Reading.State.COMPLETE)
    completed: defaultdict[int, set[int]] = defaultdict(set)
    for transcript, coder in rows.values_list("transcript", "coder"):
        completed[transcript].add(coder)
    readers = set().union(*completed.values())
    return Candidates(
        coders=tuple(User.objects.filter(pk__in=readers).order_by("name", "pk")),
        titles=dict(project.transcripts.in_order().values_list("pk", "title")),
        completed={pk: frozenset(coders) for pk, coders in completed.items()},
    )


@dataclass(frozen=True)
class Wish:
    """Who is compared on what."""

    coders: tuple[User, ...]
    transcripts: frozenset[int]


@dataclass(frozen=True)
class Compared:
    """What was found, and what it was found in, from which passages are quoted."""

    agreement: Agreement
    tree: CodeTree
    quotes: Quotable
    units: dict[int, list[Span]]
    marks: dict[tuple[int, int], dict[int, list[Span]]]
    """Spans by code, of each coder in each transcript."""

    @cached_property
    def differing(self) -> list[list[Difference]]:
        """The differences, turn by turn."""
        found = groupby(self.agreement.comparison.differences, key=lambda each: (each.transcript, each.unit))
        return [list(group) for _turn, group in found]

    def differing_in(self, code: int | None) -> list[list[Difference]]:
        """The turns in which coders differ on the code, with whatever else they differ on there."""
        return [turn for turn in self.differing if code is None or any(each.code == code for each in turn)]

    def turns(self, differing: Iterable[Sequence[Difference]]) -> list[DifferingTurn]:
        return [self._turn(turn) for turn in differing]

    def _turn(self, differences: Sequence[Difference]) -> DifferingTurn:
        transcript, unit = differences[0].transcript, differences[0].unit
        span, places = self.units[transcript][unit], self.quotes.places[transcript]
        silent = self.quotes.silent.bars(places, span)
        return DifferingTurn(
            transcript=transcript,
            title=places.title,
            span=span,
            citation=places.cite(span),
            is_silent=silent,
            codes=tuple(self._differing(each, span, silent) for each in differences),
        )

    def _differing(self, difference: Difference, turn: Span, silent: bool) -> Differing:
        people = {coder.pk: coder for coder in self.agreement.coders}
        used_by = tuple(people[pk] for pk in difference.used_by)
        return Differing(
            node=self.tree[difference.code],
            used_by=used_by,
            not_used_by=tuple(people[pk] for pk in difference.not_used_by),
            marked=() if silent else tuple(self._marked(difference, coder, turn) for coder in used_by),
        )

    def _marked(self, difference: Difference, coder: User, turn: Span) -> Marked:
        text, places = self.quotes.texts[difference.transcript], self.quotes.places[difference.transcript]
        spans = self.marks[coder.pk, difference.transcript][difference.code]
        inside = [Span(max(s.start, turn.start), min(s.end, turn.end)) for s in spans if s.overlaps(turn)]
        return Marked(coder, " … ".join(quoted(text, places, span) for span in sorted(inside)))


def compare_coders(project: Project, user: User, wish: Wish, known: Candidates) -> Compared:
    """The comparison as ``user`` may see it; the number of queries does not grow with what is compared."""
    chosen = known.sources(wish.coders)
    compared = [each for each in chosen if each.pk in wish.transcripts and len(each.completed_by) > 1]
    tree = tree_without(tree_of(project), project)
    quotes = quotable(project, {source.pk for source in compared})
    gone = quotes.silent.gone
    units = {source.pk: list(_units(quotes.places[source.pk], gone)) for source in compared}
    marks, found_by_search = _marks(project, user, wish, units)
    readings = [
        Marks(coder.pk, source.pk, marks.get((coder.pk, source.pk), {}))
        for coder in wish.coders
        for source in compared
        if coder in source.completed_by
    ]
    cuts = [Cut(source.pk, units[source.pk], quotes.texts[source.pk]) for source in compared]
    found = Counted(cuts, readings, tree)
    excluded = [each for each in chosen if each not in compared]
    agreement = replace(found.agreement(wish, compared, excluded), found_by_search=found_by_search)
    return Compared(agreement, tree, quotes, units, marks)


def _units(places: Places, gone: frozenset[int]) -> Iterable[Span]:
    """The participants' turns that hold anything; none of somebody who withdrew."""
    everybody_left = bool(places.appearing) and gone.issuperset(places.appearing)
    for turn in places.turns(WHOLE):
        if _counts(turn) and not (turn.participant in gone if turn.participant else everybody_left):
            yield Span(turn.start, turn.end)


def _counts(turn: Spoken) -> bool:
    return turn.kind == Speaker.Kind.PARTICIPANT and turn.start < turn.end


def _marks(
    project: Project, user: User, wish: Wish, transcripts: Iterable[int]
) -> tuple[dict[tuple[int, int], dict[int, list[Span]]], int]:
    """What was coded after reading, and how many codings were found by a search instead."""
    rows = (
        codings_of(project, user, Whose(Basis.ALL))
        .by(*wish.coders)
        .filter(transcript__in=transcripts)
        .order_by("transcript", "start", "end")
        .values_list("coder", "transcript", "is_auto", "code", "start", "end")
    )
    found_by_search = 0
    marks: defaultdict[tuple[int, int], defaultdict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for coder, transcript, is_auto, code, start, end in rows.iterator(chunk_size=5000):
        found_by_search += is_auto
        if not is_auto:
            marks[coder, transcript][code].append(Span(start, end))
    return {reading: dict(spans) for reading, spans in marks.items()}, found_by_search


@dataclass(frozen=True)
class Counted:
    """Cut transcripts and readings of them, and the codebook: all that the numbers need."""

    cuts: list[Cut]
    readings: list[Marks]
    tree: CodeTree

    def agreement(self, wish: Wish, compared: list[Source], excluded: list[Source]) -> Agreement:
        codes = [node.code.pk for node in self.tree]
        comparison = compare(self.cuts, self.readings, codes, THRESHOLD)
        apart = shares_no_word(self.cuts, self.readings, codes, THRESHOLD)
        return Agreement(
            coders=tuple(coder for coder in wish.coders if coder.pk in comparison.coders),
            compared=tuple(compared),
            excluded=tuple(excluded),
            comparison=comparison,
            lines=tuple(self._lines(comparison)),
            without_word=sum(apart.values()),
            both=sum(pair.table.both for row in comparison.rows for pair in row.pairs),
        )

    def _lines(self, comparison: Comparison) -> Iterable[Line]:
        codes = [node.code.pk for node in self.tree]
        children = {pk: [code.pk for code in self.tree.children(pk)] for pk in codes}
        themes = [node.code.pk for node in self.tree.themes if node.has_children]
        rolled = [reading.by_theme(children) for reading in self.readings]
        joined = self._by_code(compare(self.cuts, rolled, themes, THRESHOLD))
        own = self._by_code(comparison)
        for node in self.tree:
            if node.code.pk in joined:
                yield self._line(node, *joined[node.code.pk], is_theme=True)
            line = self._line(node, *own[node.code.pk], is_theme=False)
            if line.row.used or node.code.pk not in joined:
                yield line

    @staticmethod
    def _by_code(comparison: Comparison) -> dict[int, tuple[Row, int]]:
        differ = Counter(difference.code for difference in comparison.differences)
        return {row.code: (row, differ[row.code]) for row in comparison.rows}

    def _line(self, node: Node, row: Row, differ: int, *, is_theme: bool) -> Line:
        yes = sum(k * turns for k, turns in enumerate(row.marked_by))
        return Line(node, row, is_theme, differ, yes / self._judgements if self._judgements else 0.0)

    @cached_property
    def _judgements(self) -> int:
        """How many turns were judged, added over coders."""
        units = {cut.transcript: len(cut.units) for cut in self.cuts}
        return sum(units[reading.transcript] for reading in self.readings)
