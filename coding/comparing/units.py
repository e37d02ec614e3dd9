"""What a transcript is cut into so that coders can be compared on it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from coding.analysis.sentences import sentences
from coding.comparing.asked import Rule, Unit
from interviews.models import Speaker
from interviews.places import Places, Spoken
from interviews.spans import Span

WHOLE = Span(0, 2**31)
LINE = re.compile(r"[^\n]+")


def units_of(places: Places, text: str, rule: Rule, gone: frozenset[int]) -> list[Span]:
    """The units in order; none of somebody who withdrew, and none that is empty.

    Characters are counted within the turns, which stand here for them.
    """
    turns = list(_turns(places, rule, gone))
    if rule.unit == Unit.SENTENCE:
        return [part for turn in turns for part in sentences(text, turn)]
    if rule.unit == Unit.PARAGRAPH:
        return [part for turn in turns for part in _paragraphs(text, turn)]
    return turns


def _turns(places: Places, rule: Rule, gone: frozenset[int]) -> Iterator[Span]:
    turns = places.turns(WHOLE)
    everybody_left = bool(places.appearing) and gone.issuperset(places.appearing)
    kinds = _kinds(turns, rule)
    for turn in turns:
        counts = turn.kind in kinds and turn.start < turn.end
        if counts and not (turn.participant in gone if turn.participant else everybody_left):
            yield Span(turn.start, turn.end)


def _kinds(turns: Sequence[Spoken], rule: Rule) -> set[str | None]:
    """Whose turns count; where no speaker is known all text does, paragraph by paragraph as it came."""
    if not any(turn.kind for turn in turns):
        return {None}
    asked = {Speaker.Kind.INTERVIEWER} if rule.with_interviewer else set()
    return {Speaker.Kind.PARTICIPANT, *asked}


def _paragraphs(text: str, turn: Span) -> Iterable[Span]:
    for line in LINE.finditer(text, turn.start, turn.end):
        words = line[0]
        start = line.start() + len(words) - len(words.lstrip())
        if words.strip():
            yield Span(start, line.start() + len(words.rstrip()))
