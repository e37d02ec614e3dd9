"""What a transcript is cut into so that coders can be compared on it."""

from collections.abc import Iterator, Sequence

from coding.analysis.agreement.segments import paragraphs, sentences
from coding.comparing.asked import Rule, Unit
from interviews.models import Speaker
from interviews.places import Places
from interviews.spans import Span
from interviews.turns import Spoken

WHOLE = Span(0, 2**31)


def units_of(places: Places, text: str, rule: Rule, gone: frozenset[int]) -> list[Span]:
    """The units in order; none of somebody who withdrew, and none that is empty.

    Characters are counted within the turns, which stand here for them.
    """
    turns = list(_turns(places, rule, gone))
    cut = {Unit.SENTENCE: sentences, Unit.PARAGRAPH: paragraphs}.get(Unit(rule.unit))
    return cut(text, turns) if cut else turns


def whole_text(places: Places, text: str, gone: frozenset[int]) -> list[Span]:
    """Everything that stands in the file, labels and interviewers' turns too; nothing of who withdrew."""
    everybody_left = bool(places.appearing) and gone.issuperset(places.appearing)
    if everybody_left:
        return []
    left = [Span(turn.start, turn.end) for turn in places.turns(WHOLE) if turn.participant in gone]
    starts, ends = [0, *(span.end for span in left)], [*(span.start for span in left), len(text)]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


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
