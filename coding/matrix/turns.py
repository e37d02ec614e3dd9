"""Where turns lie, as plain numbers: enough to say in which turn a passage stands and who asks there."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from interviews.models import Speaker, Transcript, Turn


class TurnLine:
    """The turns of one transcript's current text, in order; says the same of a span as ``Places`` does."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.speakers: list[int | None] = []
        self.asks: list[bool] = []

    def turns(self, start: int, end: int) -> tuple[int, int]:
        """The turns that share a character with the span, half-open; the next where it lies between turns."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        first = min(first, max(len(self.ends) - 1, 0))
        return first, max(last, first + 1)

    def is_asked(self, start: int, end: int) -> bool:
        """Whether nobody speaks in the span but the interviewer."""
        first = bisect_right(self.ends, start)
        # Nearly all spans begin in a participant's turn, and end the question here.
        if first < len(self.asks) and not self.asks[first]:
            return False
        first, last = self.turns(start, end)
        return bool(self.asks) and all(self.asks[first:last])

    def speaker(self, start: int, end: int) -> int | None:
        """Who speaks first in the span; the interviewer only where nobody else does."""
        first, last = self.turns(start, end)
        heard = [place for place in range(first, min(last, len(self.asks))) if self.speakers[place]]
        answering = [place for place in heard if not self.asks[place]]
        return self.speakers[(answering or heard)[0]] if heard else None


def turn_lines(transcripts: Iterable[int]) -> dict[int, TurnLine]:
    """By transcript, in two queries however many there are."""
    texts = {
        revision: pk
        for pk, revision in Transcript.objects.filter(pk__in=list(transcripts))
        .order_by()
        .values_list("pk", "current")
    }
    lines: defaultdict[int, TurnLine] = defaultdict(TurnLine)
    asking = set(
        Speaker.objects.filter(transcript__in=list(texts.values()), kind=Speaker.Kind.INTERVIEWER)
        .order_by()
        .values_list("pk", flat=True)
    )
    rows = Turn.objects.filter(revision__in=list(texts)).order_by("revision", "start", "number")
    for revision, start, end, speaker in rows.values_list("revision", "start", "end", "speaker"):
        line = lines[texts[revision]]
        line.starts.append(start)
        line.ends.append(end)
        line.speakers.append(speaker)
        line.asks.append(speaker in asking)
    return dict(lines)
