"""Words cut where marks begin and end, and stripes beside the lines."""

from hypothesis import given
from hypothesis import strategies as st

from coding.reports.margins import LINE, STEP, Marked, Run, by_turn, lanes, opened, runs, stops
from interviews.spans import Span

#       0123456789
TEXT = "abcdefghij"


def test_nested_and_overlapping_marks_cut_the_turn_at_each_border() -> None:
    marks = [Marked(1, Span(1, 6)), Marked(2, Span(3, 4)), Marked(3, Span(5, 9))]
    assert runs(TEXT, Span(0, 10), None, marks) == [
        Run("a"),
        Run("bc", opens=(1,), within=(1,)),
        Run("d", opens=(2,), closes=(2,), within=(1, 2)),
        Run("e", within=(1,)),
        Run("f", opens=(3,), closes=(1,), within=(1, 3)),
        Run("ghi", closes=(3,), within=(3,)),
        Run("j"),
    ]


def test_of_two_that_begin_together_the_longer_opens_first_and_of_two_that_end_together_it_closes_last() -> (
    None
):
    [[long, short]] = by_turn([Span(0, 10)], [Marked(1, Span(2, 5)), Marked(2, Span(2, 8))])
    assert (long.number, short.number) == (2, 1)
    [_before, both, rest, _after] = runs(TEXT, Span(0, 10), None, [long, short])
    assert (both.opens, both.closes, rest.closes) == ((2, 1), (1,), (2,))
    [_before, same, _after] = runs(TEXT, Span(0, 10), None, [Marked(1, Span(2, 5)), Marked(2, Span(2, 5))])
    assert (same.opens, same.closes) == ((1, 2), (2, 1))


def test_a_mark_over_two_turns_opens_in_the_first_and_closes_in_the_last() -> None:
    turns, mark = [Span(0, 4), Span(6, 10)], Marked(1, Span(2, 8))
    cut = [runs(TEXT, turn, after, [mark]) for turn, after in zip(turns, (6, None), strict=True)]
    first, second = opened(cut)
    assert first == [Run("ab"), Run("cd", opens=(1,), within=(1,))]
    assert second == [Run("gh", closes=(1,), within=(1,)), Run("ij")]


def test_a_mark_that_ends_in_the_label_of_the_next_turn_closes_before_it() -> None:
    assert runs(TEXT, Span(0, 4), 6, [Marked(1, Span(2, 6))])[-1].closes == (1,)
    assert runs(TEXT, Span(0, 4), 6, [Marked(1, Span(2, 7))])[-1].closes == ()


def test_letters_of_two_code_units_are_one_character() -> None:
    text = "a👮🏽b שלום"
    [before, police, after] = runs(text, Span(0, len(text)), None, [Marked(1, Span(1, 3))])
    assert (before.words, police.words, after.words) == ("a", "👮🏽", "b שלום")


@given(
    st.text("ab \n", min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 60)), max_size=6),
)
def test_the_runs_are_the_turn_and_each_mark_opens_and_closes_once(
    text: str, spans: list[tuple[int, int]]
) -> None:
    whole = Span(0, len(text))
    found = [Span(start, min(start + length, len(text))) for start, length in spans if start < len(text)]
    [marks] = by_turn([whole], [Marked(number, span) for number, span in enumerate(found)])
    cut = runs(text, whole, None, marks)
    assert "".join(run.words for run in cut) == text
    for mark in marks:
        assert sum(mark.number in run.opens for run in cut) == 1
        assert sum(mark.number in run.closes for run in cut) == 1
        along = "".join(run.words for run in cut if mark.number in run.within)
        assert along == text[slice(*mark.span)]


@given(st.text("ab \n", max_size=300))
def test_a_stripe_is_marked_behind_first_and_last_word_and_often_enough_between(words: str) -> None:
    pieces = stops(words)
    assert "".join(pieces) == words
    said = [piece for piece in pieces if piece.strip()]
    if said:
        assert pieces[0].split() == words.split()[:1]
        assert all(len(piece.strip().split("\n")) == 1 for piece in said)
        longest = max(map(len, words.split()))
        assert all(len(piece.strip()) <= STEP + longest for piece in said)


def test_stripes_of_a_lane_lie_a_line_apart() -> None:
    marks = [Marked(1, Span(0, 30)), Marked(2, Span(31, 40)), Marked(3, Span(30 + LINE, 200))]
    assert lanes(marks) == {1: 0, 2: 1, 3: 0}
