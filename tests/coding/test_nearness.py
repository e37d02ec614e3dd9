import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.analysis.nearness import nearby
from coding.analysis.query import Nearness

Stretch = tuple[int, int]
PER_TURN = 10
"""Characters of a turn: [0, 10) is the first, [10, 20) the second."""


def turns(start: int, end: int) -> Stretch:
    return start // PER_TURN, (end - 1) // PER_TURN + 1


def near(kind: Nearness, one: Stretch, other: Stretch, reach: int) -> bool:
    """By the words of each, pair by pair."""
    first, second = turns(*one), turns(*other)
    between = max(second[0] - first[1], first[0] - second[1]) + 1
    return {
        Nearness.OVERLAPPING: max(one[0], other[0]) < min(one[1], other[1]),
        Nearness.INSIDE: other[0] <= one[0] and one[1] <= other[1],
        Nearness.WITHIN: between <= reach,
        Nearness.FOLLOWED: other[0] >= one[1] and second[0] - (first[1] - 1) <= reach,
    }[kind]


stretches = st.tuples(st.integers(0, 99), st.integers(1, 30)).map(lambda each: (each[0], sum(each)))


@given(
    st.sampled_from(Nearness),
    st.lists(stretches, max_size=8),
    st.lists(stretches, max_size=8),
    st.integers(0, 4),
)
def test_what_lies_near_is_what_does_so_pair_by_pair(
    kind: Nearness, some: list[Stretch], others: list[Stretch], reach: int
) -> None:
    meant = [each for each in some if any(near(kind, each, other, reach) for other in others)]
    assert nearby(kind, some, others, turns, reach) == meant


@pytest.mark.parametrize(
    ("kind", "reach", "found"),
    [
        (Nearness.OVERLAPPING, 0, [(4, 8), (6, 9)]),  # (8, 12) only touches
        (Nearness.INSIDE, 0, [(6, 9)]),
        (Nearness.WITHIN, 0, [(4, 8), (6, 9), (9, 12)]),  # turn 0 is [0, 10)
        (Nearness.WITHIN, 1, [(4, 8), (6, 9), (9, 12), (12, 14)]),
        (Nearness.FOLLOWED, 0, [(0, 5)]),
    ],
)
def test_nearness_as_worked_by_hand(kind: Nearness, reach: int, found: list[Stretch]) -> None:
    some = [(0, 5), (4, 8), (6, 9), (9, 12), (12, 14), (25, 28)]
    others = [(6, 9)] if kind != Nearness.FOLLOWED else [(5, 7)]
    if kind in {Nearness.WITHIN, Nearness.FOLLOWED}:
        found = sorted({*found, (0, 5)})
    assert nearby(kind, some, others, turns, reach) == found


def test_words_with_both_codes_lie_near_themselves() -> None:
    assert nearby(Nearness.OVERLAPPING, [(1, 2)], [(1, 2)], turns) == [(1, 2)]
    assert nearby(Nearness.FOLLOWED, [(1, 2)], [(1, 2)], turns, 3) == []
