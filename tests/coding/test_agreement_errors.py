import pytest

from coding.analysis.agreement import errors
from coding.analysis.agreement.tables import tallied

# Krippendorff (2011), section C: twelve units, four coders.
UNITS: list[list[int | None]] = [
    [1, 1, None, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [None, 5, 5, 5],
    [None, None, 1, 1],
    [None, None, 3, None],
]


def test_standard_errors_are_those_that_gwet_published_for_krippendorff_s_units() -> None:
    tallies = tallied(UNITS)
    assert errors.percent_error(tallies) == pytest.approx(0.12561, abs=6e-6)
    assert errors.ac1_error(tallies, 5) == pytest.approx(0.14295, abs=6e-6)
    assert errors.fleiss_error(tallies) == pytest.approx(0.15302, abs=6e-6)
    assert errors.brennan_prediger_error(tallies, 5) == pytest.approx(0.14472, abs=6e-6)
    assert errors.alpha_error(tallies) == pytest.approx(0.14557, abs=6e-6)


def test_the_error_of_percent_worked_by_hand() -> None:
    # Agree, agree, agree, differ: mean 3/4, squared distances 3/16 + 9/16, by 4 * 3.
    tallies = tallied([["y", "y"], ["n", "n"], ["y", "y"], ["y", "n"]])
    assert errors.percent_error(tallies) == pytest.approx((0.75 / 12) ** 0.5)
    assert errors.brennan_prediger_error(tallies, 2) == pytest.approx((0.75 / 12) ** 0.5 / 0.5)


def test_without_variation_or_units_there_is_no_error() -> None:
    alike = tallied([["y", "y"], ["y", "y"]])
    assert errors.fleiss_error(alike) is errors.alpha_error(alike) is None
    assert errors.ac1_error(alike, 1) is errors.brennan_prediger_error(alike, 1) is None
    assert errors.percent_error(tallied([["y", None]])) is None
    assert errors.percent_error(tallied([["y", "y"]])) is None
