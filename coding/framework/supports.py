"""The passages that summaries lead to or quote, wherever their words stand by now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

from coding.excerpts.quoting import Quotable, quotable, shortened
from coding.excerpts.retrieval import Passage
from coding.models import Coding, Support
from interviews.spans import Span
from projects.models import Project, User

QUOTED_WORDS = 60
"""A longer quote is cut; the link leads to the whole."""


class Where(NamedTuple):
    """A passage as it stands now."""

    transcript: int
    span: Span | None
    """``None`` where its words are no longer in the text."""
    cite: str
    words: str | None
    """``None`` where they may not be quoted, or are not asked for."""
    href: str

    @property
    def passage(self) -> Passage | None:
        return Passage(self.transcript, *self.span) if self.span else None


@dataclass(frozen=True)
class Supports:
    """Of some summaries: where each mark leads, and what is quoted under each."""

    led: dict[tuple[int, str], Where]
    """By summary and mark."""
    quoted: dict[int, list[Where]]

    @property
    def passages(self) -> dict[Passage, str]:
        """Of one summary: the mark that leads to each passage."""
        found = {mark: where.passage for (_pk, mark), where in self.led.items()}
        return {passage: mark for mark, passage in found.items() if passage}

    def href(self, summary: int, mark: str) -> str:
        where = self.led.get((summary, mark))
        return where.href if where else ""


def supports_of(
    project: Project, user: User, summaries: Iterable[int], quotes: Quotable | None = None
) -> Supports:
    """Read in a few queries; with the texts only where something is quoted, or some text was edited."""
    rows = list(
        Support.objects.filter(summary__project=project, summary__in=summaries)
        .select_related("transcript")
        .order_by("pk")
    )
    spans = _spans(user, rows)
    quotes = _with_all(project, quotes, {row.transcript_id for row in rows})
    led: dict[tuple[int, str], Where] = {}
    quoted: defaultdict[int, list[Where]] = defaultdict(list)
    for row in rows:
        where = _where(project, row, spans[row.pk], quotes)
        if row.mark:
            led[row.summary_id, row.mark] = where
        elif where.span:
            quoted[row.summary_id].append(where)
    return Supports(led, dict(quoted))


def _with_all(project: Project, quotes: Quotable | None, transcripts: set[int]) -> Quotable:
    """What is read already, and what else these transcripts need."""
    if quotes is None:
        return quotable(project, transcripts)
    missing = transcripts - quotes.places.keys()
    if not missing:
        return quotes
    more = quotable(project, missing, with_texts=bool(quotes.texts))
    return Quotable(quotes.places | more.places, quotes.texts | more.texts, quotes.silent)


def _spans(user: User, rows: list[Support]) -> dict[int, Span | None]:
    """Where each stands in the current text: its coding's borders, else its own, else where its words are."""
    guids = {row.coding for row in rows if row.coding}
    codings = Coding.objects.visible_to(user).filter(guid__in=guids).order_by()
    now: dict[tuple[UUID, int], Span] = {
        (guid, revision): Span(start, end)
        for guid, revision, start, end in codings.values_list("guid", "revision", "start", "end")
    }
    spans: dict[int, Span | None] = {}
    for row in rows:
        current = row.transcript.current_id or 0
        span = now.get((row.coding, current)) if row.coding else None
        spans[row.pk] = span or (row.span if row.revision_id == current else _found_again(row))
    return spans


def _found_again(row: Support) -> Span | None:
    """Where the words stand in a text that was edited since, nearest to where they stood."""
    words = row.revision.text[row.start : row.end]
    text = row.transcript.current.text if row.transcript.current else ""
    places: list[int] = []
    place = text.find(words)
    while place >= 0:
        places.append(place)
        place = text.find(words, place + 1)
    if not places:
        return None
    start = min(places, key=lambda each: abs(each - row.start))
    return Span(start, start + len(words))


def _where(project: Project, row: Support, span: Span | None, quotes: Quotable) -> Where:
    page = reverse("workspace", args=[project.slug, row.transcript_id])
    places = quotes.places.get(row.transcript_id)
    if span is None or places is None:
        return Where(row.transcript_id, None, row.mark, None, page)
    words = quotes.words(row.transcript_id, span) if quotes.texts else None
    return Where(
        row.transcript_id,
        span,
        places.cite(span),
        None if words is None else shortened(words, QUOTED_WORDS),
        f"{page}?coders=all&at={span.start}-{span.end}",
    )
