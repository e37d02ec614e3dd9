"""The quotes picked for the report, as one value: each with its words, where it stands, and why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.urls import reverse

from coding.excerpts.cutting import direction, ending
from coding.excerpts.excerpts import LONGEST_QUESTION
from coding.excerpts.listing import tree_to_list
from coding.excerpts.quoting import Quotable, quotable
from coding.excerpts.retrieval import Passage, Whose, codings_of
from coding.models import PickedQuote
from projects.models import Project, User


@dataclass(frozen=True)
class Picked:
    """One quote, as a page shows it and a report prints it."""

    guid: UUID
    place: int
    """In the order that the team gave them, from 1."""
    words: str
    """In one line; a change of speaker is named."""
    citation: str
    question: str
    """The end of what the interviewer asked before; empty where nothing was asked."""
    reason: str
    """One of ``PickedQuote.Reason``."""
    note: str
    why: str
    """Reason and note as they are read."""
    codes: tuple[str, ...]
    """The names of the codes on exactly these words, in codebook order."""
    passage: Passage
    participant: int | None
    """Whom the citation names."""
    by: str
    """Who picked it."""
    href: str
    """Where it stands in the workspace."""
    is_asked: bool = False
    """Whether nobody speaks in it but the interviewer."""

    @property
    def direction(self) -> str:
        return direction(self.words)

    @property
    def question_direction(self) -> str:
        return direction(self.question)

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.words.split())


@dataclass(frozen=True)
class PickedQuotes:
    """All that may be quoted, and how many may not."""

    quotes: tuple[Picked, ...]
    withheld: int
    """Quotes that were picked before somebody in them said that they allow none."""
    edited: int
    """Quotes whose text was edited since they were picked."""

    @property
    def last(self) -> int:
        """The place of the last one, counting those that are not shown."""
        return len(self.quotes) + self.withheld + self.edited


def picked_quotes(project: Project, person: User) -> PickedQuotes:
    """The quotes as the person may read them, in order; a fixed number of queries.

    Codes are those of the consensus where a transcript has one, otherwise of all coders' open work: what is
    coded blind is in neither.
    """
    rows = list(project.picked_quotes.select_related("by"))
    current = set(
        project.picked_quotes.filter(revision=F("transcript__current")).values_list("pk", flat=True)
    )
    standing = [row for row in rows if row.pk in current]
    quotes = quotable(project, {row.transcript_id for row in standing})
    codes = _codes(project, person, standing)
    found = [
        _picked(project, (place, row), words, quotes, codes)
        for place, row in enumerate(rows, start=1)
        if row.pk in current and (words := quotes.words(row.transcript_id, row.span)) is not None
    ]
    return PickedQuotes(tuple(found), len(standing) - len(found), len(rows) - len(standing))


def _passage(row: PickedQuote) -> Passage:
    return Passage(row.transcript_id, row.start, row.end)


def _picked(
    project: Project,
    placed: tuple[int, PickedQuote],
    words: str,
    quotes: Quotable,
    codes: Mapping[Passage, tuple[str, ...]],
) -> Picked:
    place, row = placed
    places, passage = quotes.places[row.transcript_id], _passage(row)
    asked = places.question_before(row.span)
    question = quotes.texts[row.transcript_id][slice(*asked)].strip() if asked else ""
    return Picked(
        guid=row.guid,
        place=place,
        words=words,
        citation=places.cite(row.span),
        question=ending(question, LONGEST_QUESTION),
        reason=row.reason,
        note=row.note,
        why=row.why,
        codes=codes.get(passage, ()),
        passage=passage,
        participant=places.participant(row.span),
        by=str(row.by),
        href=f"{reverse('workspace', args=[project.slug, row.transcript_id])}?at={row.start}-{row.end}",
        is_asked=places.is_asked(row.span),
    )


def _codes(project: Project, person: User, rows: Sequence[PickedQuote]) -> dict[Passage, tuple[str, ...]]:
    """The names of the codes of each passage; those withheld are named otherwise."""
    tree = tree_to_list(project)
    codings = codings_of(project, person, Whose()).filter(
        transcript__in={row.transcript_id for row in rows}, start__in={row.start for row in rows}
    )
    found: defaultdict[Passage, set[int]] = defaultdict(set)
    for code, *place in codings.order_by().values_list("code", "transcript", "start", "end").distinct():
        found[Passage._make(place)].add(code)
    return {
        passage: tuple(node.code.name for node in tree if node.code.pk in codes)
        for passage, codes in found.items()
    }
