"""Hits: where in the transcripts of a study something is said, and by whom."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from coding.analysis.finding import Deadline, Finder, Query, find
from coding.analysis.folding import Folded
from coding.excerpts.filters import People
from coding.search.asked import Asked, Who
from interviews.models import Revision, Speaker, Transcript, Turn
from interviews.places import Places, places_of
from interviews.spans import Span
from interviews.turns import Spoken

SECONDS = 2.0
"""Of one search."""
WHOLE = Span(0, 2**31)
INTERVIEWER, PARTICIPANT = Speaker.Kind.INTERVIEWER.value, Speaker.Kind.PARTICIPANT.value


class Hit(NamedTuple):
    transcript: int
    revision: int
    span: Span
    turn: Spoken
    """In which it stands."""

    @property
    def key(self) -> str:
        """Names it in a form."""
        return f"{self.transcript}:{self.span.start}-{self.span.end}"


class Speaking(NamedTuple):
    """Who says hits: a participant, or somebody who is none."""

    kind: str | None
    participant: int | None


@dataclass(frozen=True)
class Found:
    """The hits of a search, transcript by transcript in the order of lists."""

    asked: Asked
    people: People
    hits: Sequence[Hit]
    places: dict[int, Places]
    texts: dict[int, str]

    @cached_property
    def by_transcript(self) -> Counter[int]:
        return Counter(hit.transcript for hit in self.hits)

    @cached_property
    def by_speaker(self) -> Counter[Speaking]:
        return Counter(self.speaking(hit) for hit in self.hits)

    def speaking(self, hit: Hit) -> Speaking:
        """A participant's turn without a known speaker is the first participant's, as it is cited."""
        if hit.turn.kind != PARTICIPANT:
            return Speaking(hit.turn.kind, None)
        return Speaking(PARTICIPANT, self.places[hit.transcript].participant(hit.span))

    def is_silent(self, hit: Hit) -> bool:
        """Whether its words may not be quoted."""
        return self.people.silent.bars(self.places[hit.transcript], hit.span)

    def is_offered(self, hit: Hit) -> bool:
        """Whether it is ticked at first; what interviewers say is, where nothing else is looked for."""
        return hit.turn.kind != INTERVIEWER or self.asked.is_of_interviewers

    @cached_property
    def not_offered(self) -> int:
        return sum(not self.is_offered(hit) for hit in self.hits)

    @cached_property
    def withheld(self) -> int:
        if not self.people.silent.participants:
            return 0
        return sum(self.is_silent(hit) for hit in self.hits)


def search(asked: Asked) -> Found:
    """Every hit; raises ``Meaningless`` and ``TookTooLong``."""
    finder = asked.query.finder(Deadline(SECONDS))
    people = People(asked.project, asked.filters)
    read = {pk: (revision, text) for pk, revision, text in _folded(asked) if finder.is_in(text)}
    places, starts = places_of(read), _starts(asked.speaker)
    hits = [
        hit
        for pk in sorted(read.keys() & people.order.keys(), key=people.order.__getitem__)
        for revision, text in [read[pk]]
        for turn, span in _in_transcript(asked.who, finder, text, places[pk])
        for hit in [Hit(pk, revision, span, turn)]
        if (starts is None or turn.start in starts) and _is_asked(hit, places[pk], people, asked)
    ]
    return Found(asked, people, hits, places, {pk: text.original for pk, (_revision, text) in read.items()})


def spans_in(revision: Revision, query: Query) -> list[Span]:
    """Every hit in the turns of a text, also of one that is current no longer; raises as ``search`` does."""
    finder, folded = query.finder(Deadline(SECONDS)), Folded(revision.text)
    turns = [Span(turn.start, turn.end) for turn in revision.turns.order_by("start", "number")]
    return [span for turn in turns for span in find(finder, folded, turn)] if finder.is_in(folded) else []


def _folded(asked: Asked) -> Iterator[tuple[int, int, Folded]]:
    """The current text of each transcript that is asked for."""
    transcripts = Transcript.objects.filter(project=asked.project).exclude(current=None)
    if asked.filters.transcript:
        transcripts = transcripts.filter(pk=asked.filters.transcript.pk)
    if asked.speaker:
        transcripts = transcripts.filter(pk=asked.speaker.transcript_id)
    if asked.filters.tag:
        transcripts = transcripts.filter(tagged__tag=asked.filters.tag)
    rows = transcripts.order_by().values_list("pk", "current", "current__text")
    for pk, revision, text in rows.iterator(chunk_size=20):
        yield pk, revision, Folded(text)


def _starts(speaker: Speaker | None) -> frozenset[int] | None:
    """Where the turns of the speaker begin."""
    if not speaker:
        return None
    turns = Turn.objects.filter(speaker=speaker, revision=speaker.transcript.current_id).order_by()
    return frozenset(turns.values_list("start", flat=True))


def _in_transcript(who: Who, finder: Finder, folded: Folded, places: Places) -> Iterator[tuple[Spoken, Span]]:
    if who == Who.ANSWERS:
        yield from _answers(finder, folded, places)
        return
    kinds = {Who.PARTICIPANTS: {PARTICIPANT}, Who.INTERVIEWERS: {INTERVIEWER}}.get(who)
    for turn in places.turns(WHOLE):
        if not kinds or turn.kind in kinds:
            yield from ((turn, span) for span in find(finder, folded, Span(turn.start, turn.end)))


def _answers(finder: Finder, folded: Folded, places: Places) -> Iterator[tuple[Spoken, Span]]:
    """The participants' turns after a question that holds it."""
    is_asked = False
    for turn in places.turns(WHOLE):
        span = Span(turn.start, turn.end)
        if turn.kind == INTERVIEWER:
            is_asked = any(True for _found in find(finder, folded, span))
        elif is_asked and turn.kind == PARTICIPANT and folded.original[span.start : span.end].strip():
            yield turn, span


def _is_asked(hit: Hit, places: Places, people: People, asked: Asked) -> bool:
    """By somebody who stays in the study and is asked for."""
    if hit.turn.participant and hit.turn.participant not in people.wanted:
        return False
    return not asked.filters.narrows_people or places.participant(hit.span) in people.wanted
