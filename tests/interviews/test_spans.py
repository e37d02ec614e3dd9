"""Spans are half-open and counted in code points."""

from hypothesis import given
from hypothesis import strategies as st

from interviews.spans import Span

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not Span(0, 5).overlaps(Span(5, 9))
    assert Span(0, 6).overlaps(Span(5, 9))


def test_a_span_holds_its_start_and_not_its_end() -> None:
    assert [position for position in range(6) if position in Span(2, 4)] == [2, 3]
    assert not Span(2, 4).__contains__("2")


@given(SPANS, SPANS)
def test_what_two_spans_share_is_the_positions_in_both(one: Span, other: Span) -> None:
    positions = set(range(*one)) & set(range(*other))
    assert one.shared(other) == other.shared(one) == len(positions)
    assert one.overlaps(other) == bool(positions)
