import pytest

from coding.analysis.agreement import chance
from coding.analysis.agreement.tables import Table, tallied

TABLE = Table(20, 5, 10, 15).square
UNITS: list[list[str | None]] = [["y", "y", "y"], ["y", "y", "n"], ["n", "n", "n"], ["y", None, "y"]]


def test_pi_of_a_table_worked_by_hand() -> None:
    # 55 of 100 judgements are yes: by chance .55 * .55 + .45 * .45 = .505; (.7 - .505) / .495.
    assert chance.scott_pi(TABLE) == pytest.approx(0.195 / 0.495)
    assert chance.scott_pi(Table(neither=9).square) is None


def test_fleiss_kappa_worked_by_hand() -> None:
    # Pairs agree in 1, 1/3, 1 and 1 of the units: 5/6.
    # Yes is 1, 2/3, 0 and 1 of them: 2/3, so 4/9 + 1/9 by chance.
    assert chance.fleiss_kappa(tallied(UNITS)) == pytest.approx((5 / 6 - 5 / 9) / (4 / 9))
    assert chance.fleiss_kappa(tallied([["y", "y", "y"]] * 3)) is None


def test_chance_among_equally_likely_values_counts_those_of_the_scheme() -> None:
    assert chance.brennan_prediger(tallied(UNITS), values=2) == pytest.approx((5 / 6 - 1 / 2) / (1 / 2))
    assert chance.brennan_prediger(tallied(UNITS), values=3) == pytest.approx((5 / 6 - 1 / 3) / (2 / 3))


def test_the_unanimous_variant_asks_that_all_coders_agree() -> None:
    # Two of the first three units; by chance three coders agree in 2 of 8.
    assert chance.brennan_prediger_unanimous(tallied(UNITS[:3]), values=2) == pytest.approx(
        (2 / 3 - 1 / 4) / (3 / 4)
    )


def test_the_standard_error_of_kappa_worked_by_hand() -> None:
    # Kappa .4, chance .5. Rows .5 and .5, columns .6 and .4.
    # Agreeing cells: .4 * (1 - 1.1 * .6)^2 + .3 * (1 - .9 * .6)^2 = .04624 + .06348.
    # Others, cell times (column of its row's value + row of its column's value)^2:
    # .36 * (.1 * 1.1^2 + .2 * .9^2).
    # Less (.4 - .5 * .6)^2 = .01; over 50 * .25.
    variance = (0.04624 + 0.06348 + 0.36 * (0.121 + 0.162) - 0.01) / 12.5
    assert chance.cohen_kappa_error(TABLE) == pytest.approx(variance**0.5)
    assert chance.cohen_kappa_error(Table(neither=9).square) is None
