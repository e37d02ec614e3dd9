from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.analysis.agreement import coefficients, metrics
from coding.analysis.agreement.coefficients import Disagreement
from coding.analysis.agreement.tables import Histogram, Marks, Table, binary, tallied

JUDGEMENTS = st.lists(
    st.lists(st.sampled_from(["", "Aa", "BB", "🙂", None]), min_size=3, max_size=3), max_size=12
)

Ratings = list[list[str | None]]


def alpha(table: Table) -> float | None:
    return coefficients.krippendorff_alpha(binary(counts(table)))


def counts(table: Table) -> Histogram:
    return Histogram({Marks(2, 2): table.both, Marks(1, 2): table.differing, Marks(0, 2): table.neither})


def test_kappa_of_a_table_worked_by_hand() -> None:
    # Both 20, A only 5, B only 10, neither 15, of 50.
    # Observed (20 + 15) / 50 = .7. A says yes to 25 of 50, B to 30 of 50,
    # so by chance .5 * .6 + .5 * .4 = .5, and kappa is (.7 - .5) / (1 - .5) = .4.
    assert coefficients.cohen_kappa(Table(20, 5, 10, 15).square) == pytest.approx(0.4)


def test_overlapping_halves_disagree_more_than_by_chance() -> None:
    # A marks 0 to 60 and B 40 to 100 of 100 characters: both 20, A only 40, B only 40, neither 0.
    # Observed .2; by chance .6 * .6 + .4 * .4 = .52; (.2 - .52) / .48 = -2/3.
    assert coefficients.cohen_kappa(Table(20, 40, 40, 0).square) == pytest.approx(-2 / 3)


def test_the_highest_kappa_keeps_the_coders_totals() -> None:
    # A says yes 25 times of 50 and B 30 times, so at best they agree on min(25, 30) + min(25, 20) = 45.
    # (.9 - .5) / (1 - .5) = .8.
    assert coefficients.cohen_kappa_max(Table(20, 5, 10, 15).square) == pytest.approx(0.8)


def test_alpha_of_a_table_worked_by_hand() -> None:
    # Both 20, A only 5, B only 10, neither 15: 100 judgements, 55 yes and 45 no.
    # Observed disagreement 2 * 15 / 100 = .3, expected 2 * 55 * 45 / (100 * 99) = .5.
    parts = coefficients.disagreement(binary(counts(Table(20, 5, 10, 15))))
    assert parts.observed == pytest.approx(0.3)
    assert parts.expected == pytest.approx(0.5)
    assert alpha(Table(20, 5, 10, 15)) == pytest.approx(0.4)


def test_alpha_of_three_coders_with_a_judgement_missing_worked_by_hand() -> None:
    units: Ratings = [["y", "y", "n"], ["n", "n", None], ["y", None, None], ["n", "n", "n"]]
    # The third unit has one judgement, nothing to compare. Left: 8 judgements, 2 y and 6 n.
    # The first unit has 4 ordered pairs that differ, each weighing 1 / (3 - 1): 2. Observed 2 / 8 = .25.
    # Expected 2 * 2 * 6 / (8 * 7) = 24 / 56. Alpha is 1 - (1 / 4) / (3 / 7) = 1 - 7 / 12 = 5 / 12.
    assert coefficients.krippendorff_alpha(tallied(units)) == pytest.approx(5 / 12)


def test_ordinal_distance_counts_the_ratings_between() -> None:
    # Ranks 1, 2 and 4 occur 3, 2 and 5 times. From 1 to 4: 3 / 2 + 2 + 5 / 2 = 6. From 1 to 2: 3 / 2 + 2 / 2.
    distance = metrics.ordinal({4: 5, 1: 3, 2: 2})
    assert distance(1, 4) == 36
    assert distance(2, 1) == 6.25
    assert distance(2, 2) == 0


def test_interval_and_ratio_distances_are_squared() -> None:
    assert metrics.interval({})(2, 5) == 9
    assert metrics.ratio({})(1, 3) == 0.25
    assert metrics.ratio({})(0, 0) == 0


def test_presence_of_two_coders_is_f1() -> None:
    # Twice the 20 in common, of the 25 marks of one and the 30 of the other.
    assert coefficients.presence(binary(counts(Table(20, 5, 10, 15)))) == pytest.approx(40 / 55)


def test_presence_of_three_coders_is_the_chance_that_another_marks_it_too() -> None:
    # One unit marked by all three, two by two of three, one by one alone: 3 + 4 + 1 marks.
    # Of 3 marks both others agree, of 4 one of two, of 1 none: (3 + 4 / 2 + 0) / 8.
    marks = Histogram({Marks(3, 3): 1, Marks(2, 3): 2, Marks(1, 3): 1, Marks(0, 3): 9})
    assert coefficients.presence(binary(marks)) == pytest.approx(5 / 8)


def test_percent_of_three_coders_counts_pairs_and_unanimous_units_apart() -> None:
    # Two against one: 1 of 3 pairs agrees. All alike: 3 of 3. One judgement: no pair.
    units: Ratings = [["y", "y", "n"], ["n", "n", "n"], ["y", None, None]]
    assert coefficients.percent(tallied(units)) == pytest.approx(4 / 6)
    assert coefficients.percent_unanimous(tallied(units)) == pytest.approx(1 / 2)


@pytest.mark.parametrize(
    ("table", "percent", "kappa", "expected_alpha", "presence"),
    [
        (Table(5, 5, 5, 985), 0.990, 0.495, 0.495, 0.5),
        (Table(0, 5, 5, 990), 0.990, -0.005, -0.005, 0.0),
        (Table(50, 10, 10, 930), 0.980, 0.823, 0.823, 0.833),
        (Table(400, 50, 50, 500), 0.900, 0.798, 0.798, 0.889),
        (Table(850, 50, 50, 50), 0.900, 0.444, 0.445, 0.944),
    ],
)
def test_rare_codes_are_not_praised_for_what_nobody_marked(
    table: Table, percent: float, kappa: float, expected_alpha: float, presence: float
) -> None:
    tallies = binary(counts(table))
    assert coefficients.percent(tallies) == pytest.approx(percent, abs=5e-4)
    assert coefficients.cohen_kappa(table.square) == pytest.approx(kappa, abs=5e-4)
    assert alpha(table) == pytest.approx(expected_alpha, abs=5e-4)
    assert coefficients.presence(tallies) == pytest.approx(presence, abs=5e-4)


@pytest.mark.parametrize("table", [Table(0, 0, 0, 9), Table(9, 0, 0, 0), Table()])
def test_without_variation_chance_can_not_be_told_from_agreement(table: Table) -> None:
    assert coefficients.cohen_kappa(table.square) is None
    assert coefficients.cohen_kappa_max(table.square) is None
    assert alpha(table) is None


def test_presence_is_absent_where_nobody_used_the_code() -> None:
    assert coefficients.presence(binary(counts(Table(neither=9)))) is None


def test_nothing_judged_twice_is_nothing_to_compare() -> None:
    lone = tallied([["y", None], [None, "n"]])
    assert coefficients.percent(lone) is None
    assert coefficients.percent_unanimous(lone) is None
    assert coefficients.krippendorff_alpha(lone) is None


def test_mean_kappa_leaves_out_pairs_that_have_none() -> None:
    assert coefficients.mean_kappa([Table(20, 5, 10, 15).square, Table(neither=9).square]) == pytest.approx(
        0.4
    )
    assert coefficients.mean_kappa([Table(neither=9).square]) is None


def test_pooled_alpha_divides_sums_and_an_unused_code_adds_nothing() -> None:
    # 1 - (.1 + .2 + 0) / (.4 + .2 + 0) = .5; the mean of alphas, .75 and 0, would be .375.
    parts = [Disagreement(0.1, 0.4), Disagreement(0.2, 0.2), Disagreement(0, 0)]
    assert coefficients.pooled_alpha(parts) == pytest.approx(0.5)
    assert coefficients.pooled_alpha([Disagreement(0, 0)]) is None


@given(JUDGEMENTS, st.randoms(use_true_random=False))
def test_the_order_of_units_and_coders_and_the_names_of_values_are_nothing_to_alpha(
    units: Ratings, random: Random
) -> None:
    shuffled = [random.sample(unit, 3) for unit in random.sample(units, len(units))]
    names = {"": "x", "Aa": "BB", "BB": "Aa", "🙂": "", None: None}
    renamed = [[names[value] for value in unit] for unit in shuffled]
    assert coefficients.krippendorff_alpha(tallied(renamed)) == coefficients.krippendorff_alpha(
        tallied(units)
    )
    assert coefficients.percent(tallied(renamed)) == coefficients.percent(tallied(units))


@given(JUDGEMENTS)
def test_doubling_the_units_changes_alpha_by_the_small_sample_term_alone(
    units: Ratings,
) -> None:
    once, twice = coefficients.disagreement(tallied(units)), coefficients.disagreement(tallied(units * 2))
    n = sum(len(unit) - unit.count(None) for unit in units if unit.count(None) < 2)
    assert twice.observed == pytest.approx(once.observed)
    assert n == 0 or twice.expected == pytest.approx(once.expected * 2 * (n - 1) / (2 * n - 1))
