"""How many words passages have, each word once where passages overlap."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from coding.analysis.matrix import Passage
from coding.excerpts.quoting import Quotable
from interviews.models import Speaker
from interviews.places import Places
from interviews.spans import Span


def words_in(passages: Iterable[Passage], quotes: Quotable, *, asking: bool = False) -> int:
    """The words of participants, or of the interviewer alone; labels are nobody's words."""
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    for transcript, start, end in passages:
        spans[transcript].append(Span(start, end))
    return sum(
        len(quotes.texts[transcript][start:end].split())
        for transcript, found in spans.items()
        for span in united(found)
        for start, end in _said(quotes.places[transcript], span, asking)
    )


def _said(places: Places, span: Span, asking: bool) -> Iterator[Span]:
    for turn in places.turns(span):
        if (turn.kind == Speaker.Kind.INTERVIEWER) == asking:
            yield Span(max(turn.start, span.start), min(turn.end, span.end))


def united(spans: Iterable[Span]) -> Iterator[Span]:
    """The stretches that the spans cover together."""
    around: Span | None = None
    for span in sorted(spans):
        if around and span.start <= around.end:
            around = Span(around.start, max(around.end, span.end))
        else:
            if around:
                yield around
            around = span
    if around:
        yield around
