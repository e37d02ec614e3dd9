"""Reads the codings that a matrix is filled from, each where it belongs."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from coding.analysis.matrix import Coded, Passage
from coding.codebook.tree import CodeTree, Node
from coding.excerpts.quoting import Quotable
from coding.excerpts.retrieval import codings_of
from coding.matrix.rows import Arranged, By
from coding.matrix.turns import TurnLine, turn_lines
from coding.matrix.wish import UNMARKED, Wish
from coding.models.codings import CodingQuerySet
from interviews.spans import Span
from projects.models import Project, User

Key = tuple[int, int | None]
"""A column: a code, and the value of a qualifier where columns are open into values."""
Marks = dict[tuple[int, int, int, int, int], set[int]]
"""By transcript, start, end, code, and coder (0 where it matters nothing who): the values that it bears."""


@dataclass(frozen=True)
class CodingsRead:
    """What is read, for whom, and into which rows and columns."""

    project: Project
    user: User
    wish: Wish
    tree: CodeTree
    nodes: list[Node]
    """The codes that have columns."""
    around: Arranged
    quotes: Quotable

    @property
    def parents(self) -> dict[Key, Key | None]:
        """The columns, each with the one above it."""
        values = [None, *(value.key for value in self.wish.values)]
        keys = [(node.code.pk, value) for node in self.nodes for value in values]
        above = {node.code.pk: node.code.parent_id for node in self.nodes}
        return {key: None if above[key[0]] is None else (int(above[key[0]] or 0), key[1]) for key in keys}

    @cached_property
    def _columns(self) -> dict[int, int]:
        """By code, the column it falls in: its own, or the nearest above that is shown."""
        shown = {node.code.pk for node in self.nodes}
        return {
            node.code.pk: next(code.pk for code in reversed(node.path) if code.pk in shown)
            for node in self.tree
        }

    @cached_property
    def _codings(self) -> CodingQuerySet:
        codings = codings_of(self.project, self.user, self.wish.whose, self.quotes.silent)
        return codings.filter(transcript__in=self.quotes.places)

    @property
    def _by_coder(self) -> bool:
        return self.wish.arrangement.by == By.CODERS

    @cached_property
    def _lines(self) -> dict[int, TurnLine]:
        return turn_lines(self.quotes.places) if self.wish.arrangement.by == By.SPEAKERS else {}

    def coded(self) -> Iterator[Coded]:
        """Each passage with each of its codes, once for everything that it is counted by."""
        fields = ["transcript", "start", "end", "code", *(["coder"] if self._by_coder else [])]
        rows = sorted(self._codings.order_by().values_list(*fields).distinct())
        marks = self._marks()
        for row in rows:
            transcript, start, end, code = row[:4]
            if code not in self._columns:
                continue
            coder = row[4] if self._by_coder else 0
            participant, unit = self._whose(transcript, Span(start, end), coder)
            passage, column = Passage(transcript, start, end), self._columns[code]
            yield Coded(participant, (column, None), passage, unit)
            if self.wish.crossing:
                for value in marks.get((transcript, start, end, code, coder), {UNMARKED}):
                    yield Coded(participant, (column, value), passage, unit)

    def _whose(self, transcript: int, span: Span, coder: int) -> tuple[int | None, int | None]:
        """The participant, and what its row goes by; nobody for what only the interviewer says."""
        places, by = self.quotes.places[transcript], self.wish.arrangement.by
        asked = places.is_asked(span)
        participant = None if asked else places.participant(span)
        if by == By.PARTICIPANTS:
            return participant, None
        speaker = self._lines[transcript].speaker(*span) if by == By.SPEAKERS and self._lines else None
        if by == By.SPEAKERS:
            return participant, speaker or NOBODY
        if asked or participant not in self.around.participants:
            return (None, NOBODY) if asked else (participant, NOBODY)
        return participant, transcript if by == By.TRANSCRIPTS else coder

    def _marks(self) -> Marks:
        """What the codings say in the qualifier that columns are open into."""
        found: Marks = defaultdict(set)
        if self.wish.crossing:
            marked = self._codings.filter(marks__value__qualifier=self.wish.crossing.qualifier).order_by()
            fields = ("transcript", "start", "end", "code", "coder", "marks__value")
            for transcript, start, end, code, coder, value in marked.values_list(*fields):
                found[transcript, start, end, code, coder if self._by_coder else 0].add(value)
        return dict(found)


NOBODY = -1
"""What no row goes by."""
