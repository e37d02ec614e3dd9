"""Where a span of a transcript stands: its turns, who speaks there, and how it is cited."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from interviews import outgoing
from interviews.models import Speaker, Transcript
from interviews.models.transcripts import numbered
from interviews.spans import Span
from interviews.turns import SpeakerRow, Spoken, Turns, turns_of


class Stand(NamedTuple):
    """Where a span stands, all that a list says of it."""

    cite: str
    participant: int | None
    first: int
    """Number of its first turn; 0 where the text has no turns."""
    last: int
    at_ms: int | None
    """The time mark of its first turn."""
    pieces: list[tuple[str, Span]]
    is_asked: bool = False
    """Whether nobody speaks in it but the interviewer."""


class Peopled(NamedTuple):
    """A text with who appears in it and who speaks, while places are read."""

    title: str
    revision: int
    labels: dict[int, str]
    speakers: dict[int | None, SpeakerRow]


class Places:
    """The turns of one text of a transcript, and who appears in it."""

    def __init__(self, title: str, turns: Turns, labels: dict[int, str]) -> None:
        self.title = title
        self._touching = turns.touching
        self._turns, self._starts, self._ends = turns.spoken, turns.starts, turns.ends
        self._labels = labels
        """What citations call each participant, such as P07 or P07.2; the first comes first."""

    @property
    def appearing(self) -> tuple[int, ...]:
        """The participants of this transcript, first one first."""
        return tuple(self._labels)

    def turns(self, span: Span) -> Sequence[Spoken]:
        """The turns that share a character with the span; the next one where it lies between turns."""
        return self._touching(span)

    def cite(self, span: Span) -> str:
        """``P07:T12``, ``P07:T12–14`` across turns, ``P07.2:T12`` in a participant's second transcript.

        Where nobody speaks but the interviewer, that is said: ``P07:T11, interviewer``.
        """
        turns = self.turns(span)
        who = self.label(self.participant(span))
        if not turns:
            return who
        first, last = turns[0].number, turns[-1].number
        cite = f"{who}:T{first}" if first == last else f"{who}:T{first}–{last}"
        return _("%(place)s, interviewer") % {"place": cite} if self.is_asked(span) else cite

    def is_asked(self, span: Span) -> bool:
        """Whether nobody speaks in the span but the interviewer."""
        place = bisect_right(self._ends, span.start)
        # Most spans begin in a participant's turn, and end the question here.
        if place < len(self._turns) and self._turns[place].kind != Speaker.Kind.INTERVIEWER:
            return False
        turns = self.turns(span)
        return bool(turns) and all(turn.kind == Speaker.Kind.INTERVIEWER for turn in turns)

    def stand(self, span: Span) -> Stand:
        """Everything at once, for long lists."""
        place = bisect_right(self._ends, span.start)
        turn = self._turns[place] if place < len(self._turns) else None
        if turn and turn.start <= span.start and span.end <= turn.end and turn.participant in self._labels:
            # Nearly all passages lie within a turn of a participant.
            label, number = self._labels[turn.participant], turn.number
            cite = f"{label}:T{number}"
            return Stand(cite, turn.participant, number, number, turn.at_ms, [(label, span)])
        turns, participant = self.turns(span), self.participant(span)
        if not turns:
            return Stand(self.cite(span), participant, 0, 0, None, [("", span)])
        first, last = turns[0], turns[-1]
        pieces = self.pieces(span)
        return Stand(
            self.cite(span), participant, first.number, last.number, first.at_ms, pieces, self.is_asked(span)
        )

    def label(self, participant: int | None) -> str:
        """What citations call the participant; the transcript's title where nobody is known."""
        return self._labels.get(participant, self.title) if participant else self.title

    def participant(self, span: Span) -> int | None:
        """Who speaks first in the span; the transcript's first participant where only others do."""
        for turn in self.turns(span):
            if turn.participant in self._labels:
                return turn.participant
        return next(iter(self._labels), None)

    def participants(self, span: Span) -> frozenset[int]:
        """Everybody who speaks in the span; all of the transcript's where nobody known does."""
        speaking = frozenset(
            turn.participant for turn in self.turns(span) if turn.participant and turn.start < span.end
        )
        unknown = any(
            turn.kind == Speaker.Kind.PARTICIPANT and not turn.participant for turn in self.turns(span)
        )
        return frozenset(self._labels) | speaking if unknown or not speaking else speaking

    def question_before(self, span: Span) -> Span | None:
        """The interviewer's turn that the span's first participant's turn answers."""
        turns = self.turns(span)
        if not turns or turns[0].kind == Speaker.Kind.INTERVIEWER:
            return None
        for turn in reversed(self._turns[: bisect_left(self._starts, turns[0].start)]):
            if turn.kind == Speaker.Kind.INTERVIEWER:
                return Span(turn.start, turn.end)
        return None

    def around(self, span: Span) -> Span:
        """The whole of the turns that the span touches, and the span itself."""
        turns = self.turns(span)
        if not turns:
            return span
        return Span(min(span.start, turns[0].start), max(span.end, turns[-1].end))

    def beside(self, span: Span, number: int) -> tuple[Sequence[Spoken], Sequence[Spoken]]:
        """Up to so many turns before those that the span touches, and after them."""
        first = bisect_right(self._ends, span.start)
        last = max(bisect_left(self._starts, span.end), first + 1)
        return self._turns[max(first - number, 0) : first], self._turns[last : last + number]

    def pieces(self, span: Span) -> list[tuple[str, Span]]:
        """The span turn by turn, without the labels between: who speaks ("" for nobody), and where."""
        pieces = [
            (self._speaker(turn), Span(max(turn.start, span.start), min(turn.end, span.end)))
            for turn in self.turns(span)
            if turn.start < span.end and turn.end > span.start
        ]
        return pieces or [("", span)]

    def _speaker(self, turn: Spoken) -> str:
        if turn.kind == Speaker.Kind.INTERVIEWER:
            return _("Interviewer")
        return self.label(turn.participant or next(iter(self._labels), None)) if turn.kind else ""


def places_of(transcripts: Iterable[int], revisions: Mapping[int, int] | None = None) -> dict[int, Places]:
    """The places of each transcript's current text, by its id, in two queries at most.

    ``revisions`` names another text of a transcript, if another is meant.
    """
    meant = revisions or {}
    peopled: dict[int, Peopled] = {}
    for pk, title, revision, person, code, number, *speaker in _appearing(transcripts):
        here = peopled.setdefault(pk, Peopled(title, meant.get(pk, revision or 0), {}, {}))
        if person:
            here.labels[person] = numbered(outgoing.called(person, code), number)
        here.speakers[speaker[0]] = SpeakerRow._make(speaker)
    turns = turns_of({here.revision: tuple(here.speakers.values()) for here in peopled.values()})
    return {pk: Places(here.title, turns[here.revision], here.labels) for pk, here in peopled.items()}


def _appearing(transcripts: Iterable[int]) -> QuerySet[Transcript, tuple[Any, ...]]:
    """Each transcript once for everybody who appears in it, the first one first, and each speaker."""
    appearance = ("appearances__participant", "appearances__participant__code", "appearances__number")
    rows = Transcript.objects.filter(pk__in=transcripts).order_by(*appearance[1:], "speakers")
    speaker = ("speakers", "speakers__kind", "speakers__participant")
    return rows.values_list("pk", "title", "current", *appearance, *speaker)
