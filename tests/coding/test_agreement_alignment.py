from itertools import permutations
from random import Random

import pytest

from coding.analysis.agreement.alignment import Costs, TooManyUnits, Units, best_alignment
from coding.analysis.agreement.assignment import cheapest
from coding.analysis.agreement.boundaries import boundary_similarity
from coding.analysis.agreement.continuum import Unit
from coding.analysis.agreement.gamma import Chance, gamma


def best_disorder(coders: Units, costs: Costs | None = None) -> float | None:
    best = best_alignment(coders, costs or Costs())
    return best.disorder if best else None


def test_a_hundred_random_assignments_are_the_cheapest_of_all() -> None:
    for seed in range(100):
        random = Random(seed)
        rows = [{c: random.uniform(-2, 1) for c in range(4) if random.random() < 0.7} for _ in range(4)]
        # Every way to hand out four columns and four times none.
        ways = permutations([0, 1, 2, 3, None, None, None, None], 4)
        least = min(
            sum(0 if column is None else rows[row].get(column, 99) for row, column in enumerate(way))
            for way in ways
        )
        assert sum(rows[row][column] for column, row in cheapest(rows).items()) == pytest.approx(least)


def test_nothing_to_assign_is_nothing() -> None:
    assert cheapest([]) == {}
    assert cheapest([{}, {0: 1.0}]) == {}


def test_two_units_worked_by_hand() -> None:
    # Ends 1 and 1 apart, lengths 4 and 4: (2 / 8)^2; other codes cost 1 more.
    same = {"a": [Unit(1, 5, "x")], "b": [Unit(2, 6, "x")]}
    other = {"a": [Unit(1, 5, "x")], "b": [Unit(2, 6, "y")]}
    assert best_disorder(same) == pytest.approx(1 / 16)
    assert best_disorder(other) == pytest.approx(1 + 1 / 16)
    # Place three times as dear.
    assert best_disorder(same, Costs(place=3)) == pytest.approx(3 / 16)


def test_units_too_far_apart_have_no_counterpart() -> None:
    # Twice an empty place, by one unit for each coder.
    assert best_disorder({"a": [Unit(0, 5, "x")], "b": [Unit(80, 85, "x")]}) == pytest.approx(2)


def test_three_coders_one_of_whom_left_the_unit_out() -> None:
    # (1/16 + 1 + 1) / 3 pairs, by 2/3 units a coder.
    found = best_disorder({"a": [Unit(1, 5, "x")], "b": [Unit(2, 6, "x")], "c": []})
    assert found == pytest.approx((1 / 16 + 2) / 3 / (2 / 3))


def random_units(random: Random, most: int = 5) -> list[Unit]:
    starts = [random.randrange(40) for _ in range(random.randrange(1, most))]
    return [Unit(at, at + random.randrange(1, 9), random.choice("xy")) for at in starts]


def test_two_coders_are_aligned_as_three_would_be_of_whom_one_is_mute() -> None:
    # With a mute third, each way costs (pairs of the two + twice an empty place for each alignment) / 3.
    random = Random(7)
    for _ in range(50):
        a, b = random_units(random), random_units(random)
        ways = []
        for order in permutations([*range(len(b)), *[None] * len(a)], len(a)):
            met = [(u, b[at]) for u, at in zip(a, order, strict=True) if at is not None]
            ways.append(sum(Costs().between(u, v) for u, v in met) + len(a) + len(b) - 2 * len(met))
        assert best_disorder({"a": a, "b": b}) == pytest.approx(min(ways) / ((len(a) + len(b)) / 2))


def test_three_coders_are_aligned_as_by_trying_everything() -> None:
    def ways(left: list[tuple[int, Unit]]) -> float:
        """The first unit left with every choice of later ones of other coders."""
        if not left:
            return 0.0
        first, *others = left
        costs = []
        for mask in range(1 << len(others)):
            chosen = [first, *(other for place, other in enumerate(others) if mask >> place & 1)]
            if len({coder for coder, _ in chosen}) == len(chosen):
                rest = [other for place, other in enumerate(others) if not mask >> place & 1]
                costs.append(Costs().within([unit for _, unit in chosen], 3) + ways(rest))
        return min(costs)

    random = Random(3)
    for _ in range(25):
        lists = [random_units(random, 3) for _ in range(3)]
        count = sum(map(len, lists))
        least = ways([(coder, unit) for coder, units in enumerate(lists) for unit in units])
        assert best_disorder(dict(enumerate(lists))) == pytest.approx(least / (count / 3))


def test_gamma_is_one_for_identical_coders_and_the_same_for_the_same_seed() -> None:
    units = [Unit(0, 9, "x"), Unit(20, 33, "y"), Unit(50, 58, "x")]
    assert gamma({"a": units, "b": units}, 100) == 1
    other = [Unit(2, 9, "x"), Unit(24, 33, "x"), Unit(70, 78, "x")]
    first = gamma({"a": units, "b": other}, 100)
    assert first == gamma({"a": units, "b": other}, 100)
    assert first != gamma({"a": units, "b": other}, 100, chance=Chance(seed=1))
    assert first is not None
    assert 0 < first < 1


def test_gamma_is_absent_where_nobody_marked_anything_or_one_read_alone() -> None:
    assert gamma({"a": [], "b": []}, 100) is None
    assert gamma({"a": [Unit(0, 9, "x")]}, 100) is None


def test_what_would_take_too_long_is_refused() -> None:
    many = [Unit(at, at + 5, "x") for at in range(0, 6000, 5)]
    with pytest.raises(TooManyUnits, match="at most 2,000 units of 2 coders, and these are 2,400"):
        best_disorder({"a": many, "b": many})
    with pytest.raises(TooManyUnits, match="takes two or three coders, and these are 4"):
        best_disorder(dict.fromkeys("abcd", many))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ([2, 3, 6], [2, 3, 6], 1),
        # Boundaries at 2 and 5 against 2, 5 and 8: one alone of three.
        ([2, 3, 6], [2, 3, 3, 3], 2 / 3),
        # At 2 against 3: moved by one of two.
        ([2, 9], [3, 8], 1 / 2),
        # At 2 against 4: too far, two alone of two.
        ([2, 9], [4, 7], 0),
        ([11], [5, 6], 0),
        ([11], [11], None),
    ],
)
def test_boundary_similarity_worked_by_hand(a: list[int], b: list[int], expected: float | None) -> None:
    assert boundary_similarity(a, b) == (None if expected is None else pytest.approx(expected))
