"""What decisions on units make of the spans of one code."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coding.consensus.weaving import Cloth, intersection, longest, union, woven
from interviews.spans import Span

# Two turns with a label between: [0, 10) and [15, 25).
TEXT = "aaaa bbbb.\nP7: cccc dddd."
FIRST, SECOND = Span(0, 10), Span(15, 25)
ON = Cloth(TEXT, (FIRST, SECOND))


def test_a_decision_puts_in_what_is_wanted_within_its_unit_alone() -> None:
    assert woven([], FIRST, [Span(5, 19)], ON) == [Span(5, 10)]


def test_a_coding_over_two_units_grows_together_again() -> None:
    whole = Span(5, 19)
    half = woven([], FIRST, [whole], ON)
    assert woven(half, SECOND, [whole], ON) == [whole]
    half = woven([], SECOND, [whole], ON)
    assert woven(half, FIRST, [whole], ON) == [whole]


def test_two_codings_side_by_side_stay_two() -> None:
    half = woven([], FIRST, [Span(0, 10)], ON)
    assert woven(half, SECOND, [Span(15, 25)], ON) == [Span(0, 10), Span(15, 25)]


def test_what_lies_between_is_not_taken_in_where_words_of_a_unit_were_left_out() -> None:
    assert woven([Span(0, 4)], SECOND, [Span(2, 19)], ON) == [Span(0, 4), Span(15, 19)]


def test_taking_one_unit_out_leaves_the_other_without_the_label_between() -> None:
    assert woven([Span(5, 19)], FIRST, [], ON) == [Span(15, 19)]
    assert woven([Span(5, 19)], SECOND, [], ON) == [Span(5, 10)]


def test_spans_that_share_a_character_are_one_and_those_that_touch_are_two() -> None:
    assert union([[Span(0, 5), Span(3, 8)], [Span(8, 9)]]) == [Span(0, 8), Span(8, 9)]


def test_what_all_marked_is_what_each_of_them_marked() -> None:
    assert intersection([[Span(0, 5), Span(7, 9)], [Span(3, 8)], [Span(4, 20)]]) == [Span(4, 5), Span(7, 8)]
    assert intersection([[Span(0, 5)], [Span(5, 9)]]) == []


def test_the_longest_reading_is_measured_in_the_unit() -> None:
    assert longest([[Span(8, 40)], [Span(0, 6)]], Span(0, 10)) == [Span(0, 6)]
    assert longest([[Span(0, 3)], [Span(4, 7)]], Span(0, 10)) == [Span(0, 3)]


spans = st.lists(
    st.tuples(st.integers(0, 24), st.integers(1, 12)).map(lambda p: Span(p[0], min(25, p[0] + p[1])))
)


@given(standing=spans, wanted=spans)
def test_a_decision_settles_its_unit_and_nothing_else(standing: list[Span], wanted: list[Span]) -> None:
    """Letter by letter: within the unit what is wanted, outside what stood, apart from gaps between units."""
    before = woven(woven([], FIRST, standing, ON), SECOND, standing, ON)
    after = woven(before, SECOND, wanted, ON)

    def letters(found: list[Span], unit: Span) -> set[int]:
        return {at for span in found for at in range(*span) if at in unit and TEXT[at] != " "}

    assert letters(after, SECOND) == letters(wanted, SECOND)
    assert letters(after, FIRST) == letters(before, FIRST)
    assert all(not one.overlaps(other) for one, other in pairwise(after))
