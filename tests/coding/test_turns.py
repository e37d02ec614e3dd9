import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.matrix.turns import TurnLine, turn_lines
from interviews.places import Places, places_of
from interviews.spans import Span
from interviews.turns import Spoken, Turns
from tests import make

TEXT = "Interviewer: Why?\nP01: So.\nHeading\nInterviewer: Well\nP02: Yes."
TURNS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6), st.booleans()), max_size=8)


def laid_out(turns: list[tuple[int, int, bool]]) -> tuple[TurnLine, Places]:
    """The same turns as both know them, from gaps, lengths and whether the interviewer speaks."""
    line, spoken, at = TurnLine(), [], 0
    for number, (gap, length, asks) in enumerate(turns, start=1):
        start, end = at + gap, at + gap + length
        kind = "interviewer" if asks else "participant"
        spoken.append(Spoken(number, start, end, kind, None if asks else 7, None))
        line.starts.append(start)
        line.ends.append(end)
        line.speakers.append(number)
        line.asks.append(asks)
        at = end
    return line, Places("Talk", Turns(spoken), {7: "P07"})


@given(TURNS, st.integers(0, 40), st.integers(1, 20))
def test_plain_numbers_say_the_same_of_a_span_as_places_do(
    turns: list[tuple[int, int, bool]], start: int, length: int
) -> None:
    line, places = laid_out(turns)
    span = Span(start, start + length)
    assert line.is_asked(*span) == places.is_asked(span)
    numbers = [number + 1 for number in range(*line.turns(*span)) if turns]
    assert numbers == [turn.number for turn in places.turns(span)]


@pytest.mark.django_db
def test_turns_are_read_with_who_speaks_and_who_asks() -> None:
    project = make.project()
    first, second = make.participant(project, "P01"), make.participant(project, "P02")
    talk = make.transcript(TEXT, project, first, second)
    line = turn_lines([talk.pk])[talk.pk]
    places = places_of([talk.pk])[talk.pk]
    assert line.asks == [True, False, False, True, False]
    heading = Span(TEXT.index("Heading"), TEXT.index("Heading") + 3)
    assert (line.is_asked(*heading), places.is_asked(heading)) == (False, False)
    across = (TEXT.index("Why"), TEXT.index("So.") + 2)
    assert line.speaker(*across) == line.speakers[1]
    question = (TEXT.index("Well"), TEXT.index("Well") + 4)
    assert (line.is_asked(*question), line.speaker(*question)) == (True, line.speakers[3])
