import pytest

from coding.analysis.agreement.comparison import compare
from coding.analysis.agreement.further import Marginal
from coding.analysis.agreement.readings import Reading, Source
from coding.analysis.agreement.rows import Row
from coding.analysis.agreement.values import Reason, Value
from interviews.spans import Span

TURNS = [Span(start, start + 10) for start in range(0, 500, 10)]


def row(*marked: range, turns: int = 50) -> Row:
    """Each coder marked a range of the turns."""
    readings = [Reading(n, "P01", {"fear": [TURNS[at] for at in own]}) for n, own in enumerate(marked)]
    return compare([Source("P01", TURNS[:turns])], readings, ["fear"]).rows[0]


def test_the_other_coefficients_of_two_coders_worked_by_hand() -> None:
    # Both 20, A only 5, B only 10, neither 15, of 50: observed .7.
    other = row(range(25), range(5, 35)).further
    # Neither twice, of 25 noes of A and 20 of B.
    assert other.absence.number == pytest.approx(30 / 45)
    # Scott: 55 of 100 yes, .505 by chance; Fleiss is the same for two.
    assert other.scott.number == pytest.approx(0.195 / 0.495)
    assert other.fleiss.number == pytest.approx(0.195 / 0.495)
    # Conger for two is Cohen: .5 by chance. Brennan and Prediger: 1/2 by chance too.
    assert other.conger.number == pytest.approx(0.4)
    assert other.brennan_prediger.number == pytest.approx(0.4)
    # Gwet: 2 * .55 * .45 = .495 by chance.
    assert other.ac1.number == pytest.approx(0.205 / 0.505)
    # At best min(25, 30) + min(25, 20) = 45 of 50 agree.
    assert other.kappa_max.number == pytest.approx(0.8)


def test_each_coder_s_own_habit_is_told() -> None:
    found = row(range(25), range(5, 35))
    assert found.marginals == [Marginal(0, 25, 50), Marginal(1, 30, 50)]
    assert [marginal.share for marginal in found.marginals] == [0.5, 0.6]
    assert found.prevalence == pytest.approx(0.55)


def test_of_three_coders_kappa_max_and_pi_are_means_over_pairs() -> None:
    three, pairs = (
        row(range(25), range(5, 35), range(20)),
        [
            row(range(25), range(5, 35)),
            row(range(25), range(20)),
            row(range(5, 35), range(20)),
        ],
    )
    for name in ("scott", "kappa_max"):
        numbers = [getattr(pair.further, name).number for pair in pairs]
        assert getattr(three.further, name).number == pytest.approx(sum(numbers) / 3)


def test_conger_s_kappa_of_three_coders_worked_by_hand() -> None:
    # Yes in .5, .6 and .4 of 10 turns: by chance the mean over pairs of the products,
    # (.5*.6 + .5*.4 + .6*.4) / 3 for yes and the same (.5*.4 + .5*.6 + .4*.6) / 3 for no.
    found = row(range(5), range(6), range(4), turns=10)
    # Turns 0-3 all, 4 two of three, 5 one of three, 6-9 none: 8 whole and two thirds of a pair agree.
    observed, chance = (8 + 2 / 3) / 10, 2 * 0.74 / 3
    assert found.further.conger.number == pytest.approx((observed - chance) / (1 - chance))


def test_ac1_praises_a_rare_code_on_which_nobody_ever_agreed() -> None:
    found = row(range(1), range(1, 2))
    assert found.is_rare
    assert found.presence == Value(0.0)
    assert found.further.ac1.number == pytest.approx(0.958, abs=5e-4)
    assert not row(range(25), range(5, 35)).is_rare


def test_a_code_that_nobody_used_is_not_rare_and_has_what_does_not_rest_on_variation() -> None:
    found = row(range(0), range(0))
    assert not found.is_rare
    assert found.further.fleiss == found.further.conger == Value(None, Reason.NO_VARIATION)
    assert found.further.ac1 == found.further.brennan_prediger == found.further.absence == Value(1.0)


def test_one_turn_is_too_few_for_all_that_corrects_for_chance() -> None:
    other = row(range(1), range(0), turns=1).further
    assert {other.scott, other.fleiss, other.conger, other.ac1, other.kappa_max} == {
        Value(None, Reason.TOO_FEW_UNITS)
    }
