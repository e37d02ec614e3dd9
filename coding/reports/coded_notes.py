"""What stands in the margin of a coded transcript: each passage under each code, and who coded it how."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import ascii_lowercase
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.codebook.tree import CodeTree, Node
from coding.excerpts.excerpts import qualifiers_of
from coding.excerpts.quoting import Quotable
from coding.excerpts.retrieval import Whose, codings_of
from coding.memos.threads import memos_seen
from coding.models import CodingQualifier, Layer
from coding.reports.margins import Marked
from interviews.spans import Span
from projects.models import Project, User


class Remark(NamedTuple):
    """A memo on a coding, or a reply to one."""

    by: str
    body: str


class Mark(NamedTuple):
    """How one coder, or the consensus, coded the passage."""

    who: str
    initials: str
    qualifiers: tuple[str, ...]
    remarks: tuple[Remark, ...]
    is_auto: bool

    @property
    def said(self) -> str:
        """``AM (direction: mutes, unsure)``."""
        told = [*self.qualifiers, *([_("from a search")] if self.is_auto else [])]
        return f"{self.initials} ({', '.join(told)})" if told else self.initials


@dataclass(frozen=True)
class Note:
    """A passage under one code, counted once however many coders it has."""

    number: int
    """In its transcript, by where it begins."""
    node: Node
    span: Span
    cite: str
    marks: tuple[Mark, ...]

    @property
    def letter(self) -> str:
        """For a narrow margin; after z they begin again, and what stands near differs all the same."""
        return ascii_lowercase[(self.number - 1) % len(ascii_lowercase)]

    @property
    def marked(self) -> Marked:
        return Marked(self.number, self.span)

    @property
    def coders(self) -> str:
        return "; ".join(mark.said for mark in self.marks)

    @property
    def remarks(self) -> list[Remark]:
        return [remark for mark in self.marks for remark in mark.remarks]


class Coded(NamedTuple):
    """A coding as it is read."""

    pk: int
    transcript: int
    start: int
    end: int
    code: int
    coder: int
    layer: str
    """Its kind."""
    is_auto: bool


class Reading(NamedTuple):
    """Whose codings are read, of what, and whether memos on them too."""

    whose: Whose
    transcripts: frozenset[int]
    with_memos: bool = False


def notes_of(
    project: Project, user: User, reading: Reading, tree: CodeTree, quotes: Quotable
) -> dict[int, list[Note]]:
    """The notes of each transcript in the order of its text; six queries, however many there are."""
    found = _codings(project, user, reading, tree, quotes)
    marks = _Marks(project, user, reading, found)
    order = {node.code.pk: place for place, node in enumerate(tree)}
    grouped: defaultdict[tuple[int, int, int, int], list[Coded]] = defaultdict(list)
    for each in found:
        grouped[each.transcript, each.start, -each.end, order[each.code]].append(each)
    notes: defaultdict[int, list[Note]] = defaultdict(list)
    for (transcript, start, end, _code), codings in sorted(grouped.items()):
        span, here = Span(start, -end), notes[transcript]
        cite = quotes.places[transcript].cite(span)
        here.append(Note(len(here) + 1, tree[codings[0].code], span, cite, marks.of(codings)))
    return notes


def _codings(project: Project, user: User, reading: Reading, tree: CodeTree, quotes: Quotable) -> list[Coded]:
    """Of codes in use; those that touch no turn are nowhere in the printed text."""
    rows = codings_of(project, user, reading.whose, quotes.silent)
    rows = rows.filter(transcript__in=reading.transcripts).order_by("pk")
    fields = ("pk", "transcript", "start", "end", "code", "coder", "layer__kind", "is_auto")
    found = (Coded(*row) for row in rows.values_list(*fields))
    return [each for each in found if each.code in tree and _is_spoken(each, quotes)]


def _is_spoken(coded: Coded, quotes: Quotable) -> bool:
    span = Span(coded.start, coded.end)
    return any(
        span.overlaps(Span(turn.start, turn.end)) for turn in quotes.places[coded.transcript].turns(span)
    )


class _Marks:
    """Coders, qualifiers and memos of many codings, read at once."""

    def __init__(self, project: Project, user: User, reading: Reading, found: Iterable[Coded]) -> None:
        listed = list(found)
        pks = {each.pk for each in listed}
        self._coders = {person.pk: person for person in User.objects.filter(pk__in={c.coder for c in listed})}
        self._qualifiers = _qualifiers(project, reading, pks)
        self._remarks = _remarks(project, user, reading, pks) if reading.with_memos else {}

    def of(self, codings: Iterable[Coded]) -> tuple[Mark, ...]:
        marks = [self._mark(each) for each in codings]
        return tuple(sorted(marks, key=lambda mark: (mark.who, mark.qualifiers)))

    def _mark(self, coded: Coded) -> Mark:
        who, initials = _("Consensus"), _("consensus")
        if coded.layer != Layer.Kind.CONSENSUS:
            coder = self._coders[coded.coder]
            who, initials = str(coder), coder.initials
        remarks = tuple(self._remarks.get(coded.pk, ()))
        return Mark(who, initials, self._qualifiers.get(coded.pk, ()), remarks, coded.is_auto)


def _qualifiers(project: Project, reading: Reading, pks: set[int]) -> Mapping[int, tuple[str, ...]]:
    said = qualifiers_of(project)
    rows = CodingQualifier.objects.filter(coding__transcript__in=reading.transcripts).order_by()
    values: defaultdict[int, set[int]] = defaultdict(set)
    for pk, value in rows.values_list("coding", "value") if said else ():
        if pk in pks:
            values[pk].add(value)
    return {pk: tuple(said[value] for value in said if value in has) for pk, has in values.items()}


def _remarks(project: Project, user: User, reading: Reading, pks: set[int]) -> Mapping[int, list[Remark]]:
    """Memos that the person may read, each followed by what was written after it."""
    found: defaultdict[int, list[Remark]] = defaultdict(list)
    memos = memos_seen(project, user).filter(coding__transcript__in=reading.transcripts)
    for memo in memos.order_by("made", "pk"):
        if memo.coding_id in pks:
            found[memo.coding_id].append(Remark(str(memo.author), memo.body))
    return found
