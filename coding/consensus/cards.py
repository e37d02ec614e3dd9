"""Places as cards: the passage with what each coder marked in it, and what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from coding.codebook.tree import Node
from coding.consensus.drawing import Drawn, Stretch, depth, stretches
from coding.consensus.listing import State, state_of
from coding.consensus.places import Found, Place
from coding.consensus.qualifying import differing, names_of
from coding.consensus.standing import Spans, standing_of
from coding.excerpts.cutting import ending
from coding.models import Resolution
from interviews.spans import Span
from projects.models import Project, User

QUESTION = 300
"""Characters of the question before a passage; of a longer one, its end."""


class Marked(NamedTuple):
    """A code and the words that it stands on."""

    node: Node
    words: str
    """Empty where they may not be quoted."""
    is_whole: bool
    """Whether it is the whole passage."""
    is_shared: bool
    """Whether all coders used the code here."""


class Reading(NamedTuple):
    """What one coder marked; ``number`` is the key that accepts it."""

    number: int
    coder: User
    marked: list[Marked]


@dataclass(frozen=True)
class Card:
    """A place as it is shown."""

    place: Place
    citation: str
    title: str
    question: str
    is_silent: bool
    """The words may not be quoted."""
    drawn: tuple[Drawn, ...]
    text: str
    readings: tuple[Reading, ...]
    nodes: tuple[Node, ...]
    """The codes that somebody used, in codebook order."""
    resolution: Resolution
    agreed: tuple[Marked, ...]
    """What stands in the consensus."""
    talks: int
    """Memos on the place."""
    qualified: str
    """Codes that coders gave with other qualifiers, and which; nothing where they gave the same."""

    @property
    def state(self) -> State:
        return state_of(self.resolution)

    @cached_property
    def stretches(self) -> list[Stretch]:
        return stretches(self.text, self.place.span, self.drawn)

    @property
    def depth(self) -> int:
        return depth(self.drawn)

    @property
    def at(self) -> str:
        """As the workspace takes it in its address."""
        return f"{self.place.span.start}-{self.place.span.end}"

    @property
    def percent(self) -> str:
        """Of all disagreement; nothing where the place costs none."""
        share = 100 * self.place.share
        return "" if not share else "< 0.1" if share < 0.1 else f"{share:.1f}"


def cards_of(found: Found, places: Sequence[Place], project: Project) -> list[Card]:
    """In a query or two however many they are."""
    standing = standing_of(project, {place.transcript for place in places})
    talks = _talks(found, places)
    names = names_of(places)
    return [_card(found, place, standing, talks.get(place.key, 0), names) for place in places]


def _talks(found: Found, places: Sequence[Place]) -> dict[tuple[int, int, int], int]:
    keys = {place.key for place in places}
    rows = found.round.resolutions.filter(memos__isnull=False).order_by()
    counts: dict[tuple[int, int, int], int] = {}
    for revision, start, end in rows.values_list("revision", "start", "end"):
        if (revision, start, end) in keys:
            counts[revision, start, end] = counts.get((revision, start, end), 0) + 1
    return counts


def _card(
    found: Found, place: Place, standing: Mapping[int, Spans], talks: int, names: Mapping[int, str]
) -> Card:
    where, text = found.quotes.places[place.transcript], found.quotes.texts[place.transcript]
    silent = found.quotes.silent.bars(where, place.span)
    words = _Words(found, place, "" if silent else text)
    asked = None if silent else where.question_before(place.span)
    drawn = (Drawn(place.coders.index(mark.coder) + 1, mark.code, mark.span) for mark in place.marks)
    return Card(
        place=place,
        citation=where.cite(place.span),
        title=where.title,
        question=ending(" ".join(text[asked.start : asked.end].split()), QUESTION) if asked else "",
        is_silent=silent,
        drawn=tuple(drawn),
        text=words.text,
        readings=tuple(words.reading(number, pk) for number, pk in enumerate(place.coders, start=1)),
        nodes=tuple(node for node in found.tree if node.code.pk in place.used_by),
        resolution=found.resolution(place),
        agreed=words.agreed(standing.get(place.transcript, {})),
        talks=talks,
        qualified=differing(found, place, names),
    )


@dataclass(frozen=True)
class _Words:
    """Says what stands on which words of a place; of a text that may not be quoted none is given."""

    found: Found
    place: Place
    text: str

    def reading(self, number: int, coder: int) -> Reading:
        own = [self._marked(mark.code, mark.span) for mark in self.place.marks if mark.coder == coder]
        return Reading(number, self.found.people[coder], own)

    def agreed(self, standing: Spans) -> tuple[Marked, ...]:
        unit = self.place.span
        return tuple(
            self._marked(code, Span(max(span.start, unit.start), min(span.end, unit.end)))
            for code, spans in standing.items()
            for span in spans
            if code in self.found.tree and span.overlaps(unit)
        )

    def _marked(self, code: int, span: Span) -> Marked:
        words, whole = self._said(span), self._said(self.place.span)
        users = self.place.used_by.get(code, ())
        is_shared = len(users) == len(self.place.coders)
        return Marked(self.found.tree[code], words, bool(words) and words == whole, is_shared)

    def _said(self, span: Span) -> str:
        return " ".join(self.text[span.start : span.end].split())
