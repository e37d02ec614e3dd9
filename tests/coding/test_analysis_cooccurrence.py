from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.analysis.cooccurrence import Pair, Stretch, cooccurrence

STRETCHES = st.builds(lambda start, length: (start, start + length), st.integers(0, 40), st.integers(1, 9))
TEXTS = st.lists(
    st.dictionaries(STRETCHES, st.frozensets(st.sampled_from("ABCD"), min_size=1), max_size=12), max_size=3
)


def test_passages_that_share_a_character_co_occur_and_those_that_touch_do_not() -> None:
    text = {(0, 10): "A", (9, 20): "B", (20, 30): "A"}
    counted = cooccurrence("AB", [text.items()])
    # A has two passages, of which the first meets B; the second begins where B ends.
    assert counted.pair("A", "B") == Pair(2, 1, 1, 1)


def test_a_passage_with_both_codes_co_occurs_with_itself() -> None:
    counted = cooccurrence("AB", [[((0, 4), "AB")]])
    assert counted.pair("A", "B") == Pair(1, 1, 1, 1)


def test_texts_do_not_meet() -> None:
    counted = cooccurrence("AB", [[((0, 4), "A")], [((0, 4), "B")]])
    assert counted.pair("A", "B") == Pair(1, 1, 0, 0)


@pytest.mark.parametrize(("reach", "together"), [(0, 0), (1, 0), (2, 1), (3, 1)])
def test_turns_lie_within_as_many_turns_as_asked(reach: int, together: int) -> None:
    # Turn 3 and turn 5: two turns apart.
    text = {(3, 4): "A", (5, 6): "B"}
    assert cooccurrence("AB", [text.items()], reach).pair("A", "B").first_with == together


def test_two_passages_in_one_turn_are_two() -> None:
    counted = cooccurrence("AB", [[((3, 4), "A"), ((3, 4), "A"), ((3, 4), "B")]])
    assert counted.pair("A", "B") == Pair(2, 1, 2, 1)


def test_one_passage_that_meets_several_is_counted_once_on_its_side() -> None:
    text = {(0, 100): "A", (5, 6): "B", (8, 9): "B", (200, 201): "B"}
    pair = cooccurrence("AB", [text.items()]).pair("A", "B")
    assert pair == Pair(1, 3, 1, 2)
    assert pair.share_of_first == 1
    assert pair.share_of_second == pytest.approx(2 / 3)
    # The lower of 1 and 2 co-occurrences, out of 1 + 3 - 1.
    assert pair.jaccard == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("pair", "jaccard"),
    [
        (Pair(100, 10, 5, 5), 5 / 105),  # half of the rare code lies in the frequent one
        (Pair(4, 4, 4, 4), 1),
        (Pair(4, 0, 0, 0), 0),
        (Pair(0, 0, 0, 0), None),
    ],
)
def test_jaccard_as_worked_by_hand(pair: Pair, jaccard: float | None) -> None:
    assert pair.jaccard == (None if jaccard is None else pytest.approx(jaccard))


def test_a_share_of_nothing_is_absent() -> None:
    assert Pair(0, 3, 0, 0).share_of_first is None


def one_by_one(texts: list[Mapping[Stretch, frozenset[str]]], reach: int, first: str, second: str) -> int:
    """Every passage of one code beside every passage of the other."""
    return sum(
        any(a[0] < b[1] + reach and b[0] < a[1] + reach for b in text if second in text[b])
        for text in texts
        for a in text
        if first in text[a]
    )


@given(TEXTS, st.integers(0, 4))
def test_the_sweep_finds_what_looking_at_every_pair_finds(
    texts: list[Mapping[Stretch, frozenset[str]]], reach: int
) -> None:
    counted = cooccurrence("ABCD", [text.items() for text in texts], reach)
    for first in "ABCD":
        for second in set("ABCD") - {first}:
            pair = counted.pair(first, second)
            assert pair.first_with == one_by_one(texts, reach, first, second)
            assert pair.first == sum(first in codes for text in texts for codes in text.values())
            assert pair.jaccard is None or 0 <= pair.jaccard <= 1
