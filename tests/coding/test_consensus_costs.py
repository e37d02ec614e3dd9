"""What a place costs is its part of the disagreement that the pooled alpha observes."""

import pytest

from coding.analysis.agreement.coefficients import disagreement
from coding.consensus import costs
from interviews.spans import Span


def test_a_unit_that_one_of_two_marked_costs_half_its_pairs() -> None:
    assert costs.pairs(1, 2) == 1  # 1·1 / 1
    assert costs.pairs(1, 3) == costs.pairs(2, 3) == 1  # 1·2 / 2
    assert costs.pairs(0, 3) == costs.pairs(3, 3) == costs.pairs(1, 1) == 0


def test_the_costs_of_all_units_are_the_disagreement_that_alpha_observes() -> None:
    # Three coders, four units, one code: marked by 1, 2, 3 and none of them.
    observed = disagreement([({True: k, False: 3 - k}, 1) for k in (1, 2, 3, 0)]).observed
    whole = sum(costs.of_unit({"fear": range(k)}, 3) for k in (1, 2, 3, 0))
    assert 2 * whole / 12 == pytest.approx(observed)


def test_codes_are_added() -> None:
    assert costs.of_unit({"fear": [1], "chief": [2], "hope": [1, 2]}, 2) == 2


def test_characters_count_one_by_one() -> None:
    # [0, 10) beside [4, 12): six differ, four at the front and two at the end.
    assert costs.of_characters({"fear": [[Span(0, 10)], [Span(4, 12)]]}, 2) == 6


def test_shares_are_of_the_whole() -> None:
    assert costs.shares([1, 3]) == [0.25, 0.75]
    assert costs.shares([0.0]) == [0.0]
