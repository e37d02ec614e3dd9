"""A draw is the same for the same number, and strata get their shares."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from coding.rounds.drawing import drawn, drawn_by_stratum, of_each, proportional, shuffled

KEYS = [f"P{number:02}" for number in range(1, 13)]
names = st.text(min_size=1, max_size=5)


def test_a_number_draws_the_keys_whose_digests_come_first() -> None:
    by_hand = sorted(KEYS, key=lambda key: sha256(f"1867\0{key}".encode()).hexdigest())
    assert shuffled(KEYS, 1867) == by_hand
    assert drawn(KEYS, 1867, 4) == set(by_hand[:4])


def test_this_number_drew_these_once_and_does_for_ever() -> None:
    assert sorted(drawn(KEYS, 1867, 4)) == ["P02", "P03", "P10", "P11"]


@given(st.permutations(KEYS), st.integers(1, 999_999), st.integers(0, 15))
def test_the_order_of_the_database_makes_no_difference(keys: list[str], number: int, count: int) -> None:
    assert drawn(keys, number, count) == drawn(KEYS, number, count)
    assert len(drawn(keys, number, count)) == min(count, len(KEYS))


@given(st.integers(1, 999_999), st.integers(0, 11))
def test_a_larger_draw_holds_the_smaller_one(number: int, count: int) -> None:
    assert drawn(KEYS, number, count) <= drawn(KEYS, number, count + 1)


@given(st.integers(1, 999_999))
def test_a_key_that_comes_later_moves_none_of_the_others(number: int) -> None:
    assert [key for key in shuffled([*KEYS, "P13"], number) if key != "P13"] == shuffled(KEYS, number)


def test_two_numbers_draw_differently() -> None:
    assert len({frozenset(drawn(KEYS, number, 6)) for number in range(1, 51)}) > 40


def test_each_key_is_drawn_about_as_often_as_any_other() -> None:
    times = {key: sum(key in drawn(KEYS, number, 3) for number in range(1, 4001)) for key in KEYS}
    assert all(880 < count < 1120 for count in times.values()), times  # 1000 ± 4.4 standard deviations


def test_seats_go_by_largest_remainders() -> None:
    # Quotas 4.7, 1.6, 1.58, 1.2, 0.61, 0.31: the three seats that whole numbers leave go to A, E and B.
    votes = {"A": 47000, "B": 16000, "C": 15800, "D": 12000, "E": 6100, "F": 3100}
    assert proportional(votes, 10) == {"A": 5, "B": 2, "C": 1, "D": 1, "E": 1, "F": 0}


@given(st.dictionaries(names, st.integers(1, 40), min_size=1, max_size=8), st.integers(0, 400))
def test_shares_sum_to_what_is_asked_and_stay_within_one_of_exact(sizes: dict[str, int], count: int) -> None:
    shares, total = proportional(sizes, count), sum(sizes.values())
    assert sum(shares.values()) == min(count, total)
    for name, size in sizes.items():
        assert abs(shares[name] - min(count, total) * size / total) < 1
        assert 0 <= shares[name] <= size


def test_of_each_takes_all_of_a_smaller_group() -> None:
    assert of_each({"officers": 9, "staff": 1}, 2) == {"officers": 2, "staff": 1}


def test_each_stratum_gives_what_is_allotted_to_it() -> None:
    strata = {key: "staff" if key > "P09" else "officer" for key in KEYS}
    chosen = drawn_by_stratum(strata, 7, {"officer": 2, "staff": 1})
    assert len(chosen) == 3
    assert len({key for key in chosen if key > "P09"}) == 1


def test_nothing_is_drawn_from_nothing() -> None:
    assert drawn([], 1, 3) == set()
    assert proportional({}, 3) == {}
