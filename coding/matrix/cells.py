"""Fills the theme matrix from the codings that a person may see."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from coding.analysis import matrix as counting
from coding.analysis.matrix import Matrix, matrix
from coding.codebook.tree import Node, tree_of
from coding.codebook.withholding import tree_without
from coding.consensus.standing import settled_in
from coding.excerpts.quoting import Quotable, quotable, shortened
from coding.excerpts.retrieval import Basis, Passage, Whose
from coding.matrix.coded import CodingsRead, Key
from coding.matrix.grouping import arranged
from coding.matrix.rows import Arranged, By, Row
from coding.matrix.wish import Shows, Wish
from coding.matrix.words import words_in
from coding.models import Layer, Reading
from coding.reports.matrix import PRESENT, SHADES, Cell, Cited, Column, Line, ThemeMatrix
from interviews.spans import Span
from projects.models import Project, User

QUOTED_WORDS = 40
"""A longer passage is cut in a cell; the list of excerpts has it whole."""
LISTED = {Shows.CITATIONS: 100, Shows.QUOTES: 25}
"""How many passages a cell lists; it counts them all."""


def theme_matrix(project: Project, user: User, wish: Wish) -> ThemeMatrix:
    """The matrix as ``user`` may see it; the number of queries does not grow with what it holds."""
    filling = filled(project, user, wish)
    around, counted = filling.around, filling.counted
    return ThemeMatrix(
        wish=wish,
        columns=filling.columns,
        lines=tuple(filling.line(number) for number in range(len(around.rows))),
        out_of=counted.out_of,
        unread=filling.unread,
        without_transcript=len(around.participants - around.speaking),
        overlap=around.overlap,
        passages=len(filling.passages),
        withheld=filling.withheld if wish.shows == Shows.QUOTES else 0,
        asked=filling.asked.total(),
    )


def filled(project: Project, user: User, wish: Wish) -> "Filling":
    """All that is read and counted, from which lines or single cells are made."""
    tree = tree_without(tree_of(project), project)
    nodes = [node for node in tree if all(above.pk in wish.opened for above in node.path[:-1])]
    around = arranged(project, user, wish.arrangement)
    quotes = quotable(project, set(around.transcripts), with_texts=wish.shows.needs_texts)
    reading = CodingsRead(project, user, wish, tree, nodes, around, quotes)
    coded = list(reading.coded())
    rows = {number: row.units for number, row in enumerate(around.rows)}
    counted = matrix(rows, reading.parents, coded, len(around.speaking))
    asked = {each.passage for each in coded if each.participant is None}
    return Filling(
        wish=wish,
        counted=counted,
        columns=tuple(_columns(nodes, counted, wish)),
        quotes=quotes,
        around=around,
        read=completed_in(project, user, wish),
        settled=_settled(project, wish),
        asked=Counter(passage.transcript for passage in asked),
    )


def _settled(project: Project, wish: Wish) -> frozenset[int]:
    if wish.whose.basis != Basis.SETTLED or wish.arrangement.by == By.CODERS:
        return frozenset()
    settled = settled_in(project)
    return settled.transcripts if settled.others else frozenset()


def _columns(nodes: list[Node], counted: Matrix, wish: Wish) -> Iterator[Column]:
    for node in nodes:
        pk = node.code.pk
        for value in (None, *wish.values):
            key = (pk, value.key if value else None)
            yield Column(
                node=node,
                is_open=pk in wish.opened and node.has_children,
                toggled=tuple(sorted(wish.opened ^ {pk})),
                passages=counted.column_totals[key],
                participants=counted.participants(key),
                value=value,
            )


def completed_in(project: Project, user: User, wish: Wish) -> Mapping[int | None, set[int]]:
    """Transcripts read to the end: by anybody who counts, under ``None``, or by each coder of the rows."""
    if wish.arrangement.by != By.CODERS:
        return {None: read_to_the_end(project, user, wish.whose)}
    found: defaultdict[int | None, set[int]] = defaultdict(set)
    layers = Layer.objects.visible_to(user).filter(project=project, kind=Layer.Kind.OPEN)
    complete = Reading.objects.filter(layer__in=layers, state=Reading.State.COMPLETE).order_by()
    for coder, transcript in complete.values_list("coder", "transcript"):
        found[coder].add(transcript)
    return found


def read_to_the_end(project: Project, user: User, whose: Whose) -> set[int]:
    """Transcripts in which "not found" says something: completed, or agreed on, by those who count."""
    layers = Layer.objects.visible_to(user).filter(project=project)
    completed = Reading.objects.filter(layer__in=layers, state=Reading.State.COMPLETE)
    kinds = Q(layer__kind=Layer.Kind.CONSENSUS) | Q(layer__kind=Layer.Kind.OPEN)
    if whose.basis == Basis.CONSENSUS:
        kinds = Q(layer__kind=Layer.Kind.CONSENSUS)
    elif whose.basis != Basis.SETTLED:
        kinds = Q(layer__kind=Layer.Kind.OPEN)
    if whose.coder:
        kinds &= Q(coder=whose.coder)
    return set(completed.filter(kinds).values_list("transcript", flat=True))


@dataclass(frozen=True)
class Filling:
    """Makes lines of what was counted."""

    wish: Wish
    counted: Matrix
    columns: tuple[Column, ...]
    quotes: Quotable
    around: Arranged
    read: Mapping[int | None, set[int]]
    asked: Counter[int]
    """Passages in the interviewer's turns, by transcript."""
    settled: frozenset[int] = frozenset()
    """Transcripts that are counted as their consensus, where others are not."""

    @cached_property
    def passages(self) -> frozenset[counting.Passage]:
        return frozenset(passage for cell in self.counted.cells.values() for passage in cell)

    @property
    def withheld(self) -> int:
        """Passages whose words may not be quoted."""
        places, silent = self.quotes.places, self.quotes.silent
        return sum(silent.bars(places[pk], Span(start, end)) for pk, start, end in self.passages)

    def read_for(self, row: Row) -> set[int]:
        coder = row.other[0] if self.wish.arrangement.by == By.CODERS else None
        return self.read.get(coder, set())

    @property
    def unread(self) -> int:
        """Participants with a row and a transcript that was not read to the end."""
        read = set().union(*self.read.values()) if self.read else set()
        left = (who for pk, who in self.around.transcripts.items() if pk not in read)
        return len(self.around.speaking.intersection(frozenset[int]().union(*left)))

    @cached_property
    def most(self) -> dict[tuple[int, bool], int]:
        """The fullest cell among the columns of each depth, so that themes don't pale their codes."""
        most: dict[tuple[int, bool], int] = {}
        for number, row in enumerate(self.around.rows):
            for column in self.columns:
                kind = _kind(column)
                most[kind] = max(most.get(kind, 0), self.weight(number, row, column))
        return most

    def weight(self, number: int, row: Row, column: Column) -> int:
        """What the heat of a cell goes by: passages, or words."""
        if self.wish.shows == Shows.WORDS:
            return self.words[number, column.key]
        return len(self.counted.cell(number, key_of(column)))

    @cached_property
    def words(self) -> dict[tuple[int, str], int]:
        return {
            (number, column.key): words_in(
                self.counted.cell(number, key_of(column)), self.quotes, asking=row.is_asking
            )
            for number, row in enumerate(self.around.rows)
            for column in self.columns
        }

    def line(self, number: int) -> Line:
        row = self.around.rows[number]
        transcripts, read = self.transcripts_of(row), self.read_for(row)
        return Line(
            row=row,
            cells=tuple(self.cell(number, row, column) for column in self.columns),
            passages=self.counted.row_totals[number],
            out_of=self.out_of(row),
            transcripts=len(transcripts),
            read=len(read.intersection(transcripts)),
            asked=sum(self.asked[pk] for pk in transcripts),
            settled=len(self.settled.intersection(transcripts)),
        )

    def transcripts_of(self, row: Row) -> list[int]:
        if row.within:
            return list(row.within)
        members = {person.pk for person in row.participants}
        return [pk for pk, who in self.around.transcripts.items() if who & members]

    def cell(self, number: int, row: Row, column: Column) -> Cell:
        key = key_of(column)
        passages = self.counted.cell(number, key)
        listed = [Passage(*passage) for passage in passages[: LISTED.get(self.wish.shows, 0)]]
        inner = within(listed)
        return Cell(
            column,
            len(passages),
            tuple(self.cited(passage, row, passage in inner) for passage in listed),
            self.shade(number, row, column),
            self.counted.people(number, key),
            self.words[number, column.key] if self.wish.shows == Shows.WORDS else 0,
            self.out_of(row),
        )

    def shade(self, number: int, row: Row, column: Column) -> int:
        if self.wish.shows != Shows.PRESENCE:
            most = self.most.get(_kind(column)) or 1
            return -(-SHADES * self.weight(number, row, column) // most)
        if not row.is_group:
            return PRESENT if self.counted.cell(number, key_of(column)) else 0
        return -(-SHADES * self.counted.people(number, key_of(column)) // (self.out_of(row) or 1))

    def out_of(self, row: Row) -> int:
        """How many of the row's participants have a transcript."""
        return len(self.around.appearing.intersection(person.pk for person in row.participants))

    def cited(self, passage: Passage, row: Row, is_within: bool) -> Cited:
        citation = self.quotes.places[passage.transcript].cite(passage.span)
        words = self.quotes.words(passage.transcript, passage.span) if self.quotes.texts else None
        return Cited(
            passage,
            citation,
            citation.removeprefix(f"{row.label}:"),
            None if words is None else shortened(words, QUOTED_WORDS),
            is_within,
        )


def key_of(column: Column) -> Key:
    return column.node.code.pk, column.value.key if column.value else None


def _kind(column: Column) -> tuple[int, bool]:
    """The columns that a column is shaded beside."""
    return column.node.depth, column.value is not None


def within(passages: Iterable[Passage]) -> set[Passage]:
    """Those that lie within another of them; sorted by start, longest first, one look back is enough."""
    found: set[Passage] = set()
    around: Passage | None = None
    for passage in sorted(passages, key=lambda each: (each.transcript, each.start, -each.end)):
        if around and passage.transcript == around.transcript and passage.end <= around.end:
            found.add(passage)
        else:
            around = passage
    return found
