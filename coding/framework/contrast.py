"""Puts two sets of codes side by side for each participant: who hopes for it, and who does it."""

from collections.abc import Iterable
from dataclasses import dataclass

from coding.codebook.tree import CodeTree, Node, tree_of
from coding.codebook.withholding import tree_without
from coding.excerpts.quoting import Quotable, quotable, shortened
from coding.excerpts.retrieval import Passage
from coding.framework.cells import grounds
from coding.matrix.cells import read_to_the_end, within
from coding.matrix.grouping import Arranged, Row, arranged
from coding.reports.contrast import Contrast, Found, Group, Line, Verdict, Wish
from coding.reports.matrix import Cited
from interviews.models import Participant
from projects.models import Project, User

QUOTED_WORDS = 60
LISTED = 25
"""How many passages of a participant and set are shown; all are counted."""
Passages = dict[int, dict[Passage, None]]
"""Of each participant, each passage once, in order."""


def contrast_of(project: Project, user: User, wish: Wish) -> Contrast:
    """The contrast as ``user`` may see it; the number of queries does not grow with what it holds."""
    tree = tree_without(tree_of(project), project)
    first, second = _sides(tree, wish)
    around = arranged(project, wish.arrangement)
    quotes = quotable(project, set(around.transcripts), with_texts=wish.quotes or bool(wish.opened))
    under = [frozenset[int]().union(*(tree.under(node.code.pk) for node in side)) for side in (first, second)]
    found: tuple[Passages, Passages] = ({}, {})
    for each in grounds(project, user, quotes.places, quotes.silent, wish.whose):
        for codes, passages in zip(under, found, strict=True):
            if each.code in codes:
                passages.setdefault(each.participant, {})[each.passage] = None
    read = read_to_the_end(project, user, wish.whose)
    sides = Sides(wish, around, quotes, read, found)
    groups = sides.groups
    return Contrast(wish, first, second, groups, sides.withheld(groups))


def _sides(tree: CodeTree, wish: Wish) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The codes asked for; without any, the first two themes."""
    themes = tree.themes
    first = tuple(node for node in tree if node.code.pk in wish.first)
    second = tuple(node for node in tree if node.code.pk in wish.second)
    return first or tuple(themes[:1]), second or tuple(themes[1:2])


@dataclass(frozen=True)
class Sides:
    """Makes the lines of what was read."""

    wish: Wish
    around: Arranged
    quotes: Quotable
    read: set[int]
    found: tuple[Passages, Passages]

    @property
    def groups(self) -> tuple[Group, ...]:
        rows = self.around.rows
        if self.wish.arrangement.is_grouped:
            return tuple(Group(row.label, row.note, self._lines(row.participants, None)) for row in rows)
        return (Group("", "", tuple(line for row in rows for line in self._lines(row.participants, row))),)

    def _lines(self, people: Iterable[Participant], row: Row | None) -> tuple[Line, ...]:
        return tuple(self._line(person, row.note if row else "") for person in people)

    def _line(self, person: Participant, note: str) -> Line:
        theirs = [pk for pk, who in self.around.transcripts.items() if person.pk in who]
        is_read = all(pk in self.read for pk in theirs)
        first, second = (self._found(person, passages) for passages in self.found)
        verdict = verdict_of(bool(first.count), bool(second.count), is_read) if theirs else None
        return Line(person, note, first, second, verdict, is_read, self.wish.shows(person.pk))

    def _found(self, person: Participant, passages: Passages) -> Found:
        theirs = list(passages.get(person.pk, ()))
        if not self.wish.shows(person.pk):
            return Found(len(theirs))
        inner = within(theirs)
        outer = [passage for passage in theirs if passage not in inner]
        cited = tuple(self._cited(passage, person) for passage in outer[:LISTED])
        return Found(len(theirs), cited, len(outer) - len(cited))

    def _cited(self, passage: Passage, person: Participant) -> Cited:
        cite = self.quotes.places[passage.transcript].cite(passage.span)
        words = self.quotes.words(passage.transcript, passage.span)
        short = cite.removeprefix(f"{person.code}:")
        return Cited(passage, cite, short, None if words is None else shortened(words, QUOTED_WORDS), False)

    def withheld(self, groups: Iterable[Group]) -> int:
        shown = {
            each.passage: each.words
            for group in groups
            for line in group.lines
            for side in (line.first, line.second)
            for each in side.cited
        }
        return sum(words is None for words in shown.values())


def verdict_of(first: bool, second: bool, is_read: bool) -> Verdict:
    if first and second:
        return Verdict.BOTH
    if first or second:
        return Verdict.FIRST if first else Verdict.SECOND
    return Verdict.NEITHER if is_read else Verdict.UNREAD
