from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from coding.analysis.new_codes import Step, new_codes

INTERVIEWS = st.lists(st.frozensets(st.sampled_from("ABCDE")), max_size=5)


def test_an_interview_shows_the_codes_that_no_earlier_one_has() -> None:
    found = new_codes(["AB", "BC", "AC", "D"], "ABCD")
    assert found.first_uses == (("A", "B"), ("C",), (), ("D",))
    assert found.seen == (2, 3, 3, 4)


def test_a_code_that_is_not_asked_for_is_not_counted() -> None:
    assert new_codes(["AX", "X"], "AB").first_uses == (("A",), ())


def test_other_orders_begin_with_any_interview_and_end_with_all() -> None:
    steps = new_codes(["ABC", "A", "A"], "ABC").in_other_orders
    # An order begins with three codes in one of three draws, else with one; after two interviews
    # with one only if the rich one is last.
    assert (steps[0].low, steps[0].high) == (1, 3)
    assert (steps[1].low, steps[1].high) == (1, 3)
    assert steps[2] == Step(3, 3, 3)
    assert 1.4 < steps[0].mean < 2


def test_the_same_seed_draws_the_same_orders() -> None:
    interviews = ["AB", "C", "D", "AE"]
    assert new_codes(interviews, "ABCDE") == new_codes(interviews, "ABCDE")
    assert new_codes(interviews, "ABCDE", orders=3, seed=2) != new_codes(
        interviews, "ABCDE", orders=3, seed=5
    )


def test_no_interviews_have_no_curve() -> None:
    assert new_codes([], "AB").in_other_orders == ()


@given(INTERVIEWS)
def test_no_order_drawn_leaves_the_range_of_all_orders(interviews: list[frozenset[str]]) -> None:
    steps = new_codes(interviews, "ABCDE", orders=20).in_other_orders
    for number, step in enumerate(steps, start=1):
        seen = [len(frozenset().union(*order[:number])) for order in permutations(interviews)]
        assert min(seen) <= step.low <= step.mean <= step.high <= max(seen)
