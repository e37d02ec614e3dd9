"""Fills the theme matrix from the codings that a person may see."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from coding.analysis import matrix as counting
from coding.analysis.matrix import Coded, Matrix, matrix
from coding.codebook.tree import CodeTree, Node, tree_of
from coding.codebook.withholding import tree_without
from coding.excerpts.quoting import Quotable, quotable, shortened
from coding.excerpts.retrieval import Basis, Passage, Whose, codings_of
from coding.matrix.grouping import Arranged, Row, arranged
from coding.models import Layer, Reading
from coding.reports.matrix import SHADES, Cell, Cited, Column, Line, Shows, ThemeMatrix, Wish
from interviews.spans import Span
from projects.models import Project, User

QUOTED_WORDS = 40
"""A longer passage is cut in a cell; the list of excerpts has it whole."""
LISTED = {Shows.COUNTS: 0, Shows.CITATIONS: 100, Shows.QUOTES: 25}
"""How many passages a cell lists; it counts them all."""


def theme_matrix(project: Project, user: User, wish: Wish) -> ThemeMatrix:
    """The matrix as ``user`` may see it; the number of queries does not grow with what it holds."""
    tree = tree_without(tree_of(project), project)
    nodes = [node for node in tree if all(above.pk in wish.opened for above in node.path[:-1])]
    around = arranged(project, wish.arrangement)
    quotes = quotable(project, set(around.transcripts), with_texts=wish.shows == Shows.QUOTES)
    rows = {number: {person.pk for person in row.participants} for number, row in enumerate(around.rows)}
    coded = list(_in_columns(_coded(project, user, wish.whose, quotes), tree, nodes))
    counted = matrix(rows, _parents(nodes), coded, len(around.speaking))
    columns = _columns(nodes, counted, wish.opened)
    read = read_to_the_end(project, user, wish.whose)
    asked = Counter(
        passage.transcript for passage in {each.passage for each in coded if not each.participant}
    )
    filling = Filling(counted, columns, quotes, around, read, asked, LISTED[wish.shows])
    return ThemeMatrix(
        wish=wish,
        columns=columns,
        lines=tuple(filling.line(number) for number in rows),
        out_of=counted.out_of,
        unread=filling.unread,
        without_transcript=len(around.participants - around.speaking),
        overlap=around.overlap,
        passages=len(filling.passages),
        withheld=filling.withheld if quotes.texts else 0,
        asked=asked.total(),
    )


def _coded(project: Project, user: User, whose: Whose, quotes: Quotable) -> Iterator[Coded]:
    rows = (
        codings_of(project, user, whose, quotes.silent)
        .filter(transcript__in=quotes.places)
        .order_by("transcript", "start", "end")
        .values_list("transcript", "start", "end", "code")
    )
    for transcript, start, end, code in rows.iterator(chunk_size=5000):
        places, span = quotes.places[transcript], Span(start, end)
        # What the interviewer says is nobody's in any row.
        participant = None if places.is_asked(span) else places.participant(span)
        yield Coded(participant, code, counting.Passage(transcript, start, end))


def _in_columns(coded: Iterator[Coded], tree: CodeTree, nodes: list[Node]) -> Iterator[Coded]:
    """Each coding with the column it falls in: its code's, or the nearest above that is shown."""
    shown = {node.code.pk for node in nodes}
    column = {
        node.code.pk: next(code.pk for code in reversed(node.path) if code.pk in shown) for node in tree
    }
    return (each._replace(code=column[each.code]) for each in coded if each.code in column)


def _parents(nodes: list[Node]) -> dict[int, int | None]:
    return {node.code.pk: node.code.parent_id for node in nodes}


def _columns(nodes: list[Node], counted: Matrix, opened: frozenset[int]) -> tuple[Column, ...]:
    return tuple(
        Column(
            node=node,
            is_open=pk in opened and node.has_children,
            toggled=tuple(sorted(opened ^ {pk})),
            passages=counted.column_totals[pk],
            participants=counted.participants(pk),
        )
        for node, pk in ((node, node.code.pk) for node in nodes)
    )


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

    counted: Matrix
    columns: tuple[Column, ...]
    quotes: Quotable
    around: Arranged
    read: set[int]
    asked: Counter[int]
    """Passages in the interviewer's turns, by transcript."""
    listed: int

    @cached_property
    def passages(self) -> frozenset[counting.Passage]:
        return frozenset(passage for cell in self.counted.cells.values() for passage in cell)

    @property
    def withheld(self) -> int:
        """Passages whose words may not be quoted."""
        places, silent = self.quotes.places, self.quotes.silent
        return sum(silent.bars(places[pk], Span(start, end)) for pk, start, end in self.passages)

    @property
    def unread(self) -> int:
        """Participants with a row and a transcript that was not read to the end."""
        left = (who for pk, who in self.around.transcripts.items() if pk not in self.read)
        return len(self.around.speaking.intersection(frozenset[int]().union(*left)))

    @cached_property
    def most(self) -> dict[int, int]:
        """The fullest cell among the columns of each depth, so that themes don't pale their codes."""
        depths = {column.node.code.pk: column.node.depth for column in self.columns}
        most: dict[int, int] = {}
        for (_row, code), passages in self.counted.cells.items():
            most[depths[code]] = max(most.get(depths[code], 0), len(passages))
        return most

    def line(self, number: int) -> Line:
        row = self.around.rows[number]
        members = {person.pk for person in row.participants}
        transcripts = [pk for pk, who in self.around.transcripts.items() if who & members]
        return Line(
            row=row,
            cells=tuple(self.cell(number, row, column) for column in self.columns),
            passages=self.counted.row_totals[number],
            transcripts=len(transcripts),
            read=sum(pk in self.read for pk in transcripts),
            asked=sum(self.asked[pk] for pk in transcripts),
        )

    def cell(self, number: int, row: Row, column: Column) -> Cell:
        passages = self.counted.cell(number, column.node.code.pk)
        listed = [Passage(*passage) for passage in passages[: self.listed]]
        inner = within(listed)
        cited = tuple(self.cited(passage, row, passage in inner) for passage in listed)
        most = self.most.get(column.node.depth, 1)
        return Cell(column, len(passages), cited, -(-SHADES * len(passages) // most))

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
