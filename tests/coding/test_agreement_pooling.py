import pytest

from coding.analysis.agreement.comparison import Comparison, compare
from coding.analysis.agreement.pooling import Pooled, joined_pair, pooled
from coding.analysis.agreement.readings import Reading, Source
from coding.analysis.agreement.tables import Table
from coding.analysis.agreement.telling import as_json, as_table
from coding.analysis.agreement.values import Reason
from interviews.spans import Span

TURNS = [Span(start, start + 10) for start in range(0, 500, 10)]
FEAR = (range(25), range(5, 35))
"""Both 20, A only 5, B only 10, neither 15, of 50."""
HOPE = (range(10), range(5))
"""Both 5, A only 5, B only 0, neither 40."""


def compared(turns: int = 50, **marked: tuple[range, ...]) -> Comparison:
    """Each code by the turns that each coder gave it."""
    coders = range(len(next(iter(marked.values()))))
    readings = [
        Reading(n, "P01", {code: [TURNS[at] for at in own[n]] for code, own in marked.items()})
        for n in coders
    ]
    return compare([Source("P01", TURNS[:turns])], readings, list(marked))


def of(comparison: Comparison) -> Pooled:
    return pooled([row for row in comparison.rows if row.used])


def test_coefficients_over_two_codes_worked_by_hand() -> None:
    found = of(compared(fear=FEAR, hope=HOPE))
    # Observed .7 and .9. Cohen expects .5 and .2 * .1 + .8 * .9 = .74.
    assert found.kappa.number == pytest.approx((1.6 - 1.24) / (2 - 1.24))
    assert found.further.conger.number == pytest.approx((1.6 - 1.24) / (2 - 1.24))
    # Scott: .55² + .45² = .505, and .15² + .85² = .745.
    assert found.further.scott.number == pytest.approx((1.6 - 1.25) / (2 - 1.25))
    assert found.further.fleiss.number == pytest.approx((1.6 - 1.25) / (2 - 1.25))
    # Gwet: 2 * .55 * .45 = .495, and 2 * .15 * .85 = .255. Brennan and Prediger: .5 twice.
    assert found.further.ac1.number == pytest.approx((1.6 - 0.75) / (2 - 0.75))
    assert found.further.brennan_prediger.number == pytest.approx(0.6)
    # At best 25 + 20 of 50 agree on the first, 5 + 40 on the second.
    assert found.further.kappa_max.number == pytest.approx((1.8 - 1.24) / (2 - 1.24))


def test_percent_presence_and_absence_are_of_all_judgements_together() -> None:
    found = of(compared(fear=FEAR, hope=HOPE))
    # Both 25, one alone 20, neither 55.
    assert found.percent.number == pytest.approx(0.8)
    assert found.presence.number == pytest.approx(50 / 70)
    assert found.further.absence.number == pytest.approx(110 / 130)


def test_over_one_code_they_are_what_they_are_on_it() -> None:
    comparison = compared(fear=(*FEAR, range(20)))
    found, row = of(comparison), comparison.rows[0]
    for name in ("absence", "fleiss", "conger", "brennan_prediger", "ac1"):
        assert getattr(found.further, name).number == pytest.approx(getattr(row.further, name).number)
    assert found.percent == row.percent
    assert found.presence == row.presence


def test_a_code_that_nobody_used_flatters_nothing() -> None:
    nobody = (range(0), range(0))
    with_it, without = (
        as_json(compared(50, **codes), "turn")["pooled"]
        for codes in ({"fear": FEAR, "none": nobody}, {"fear": FEAR})
    )
    assert with_it == without


def test_a_pooled_value_is_absent_with_the_reason() -> None:
    everywhere = of(compared(5, fear=(range(5), range(5))))
    assert everywhere.kappa.reason == Reason.NO_VARIATION
    assert everywhere.further.fleiss.reason == Reason.NO_VARIATION
    assert everywhere.percent.number == 1
    assert of(compared(1, fear=(range(1), range(0)))).kappa.reason == Reason.TOO_FEW_UNITS


def test_two_coders_over_two_codes_have_their_counts_added() -> None:
    rows = compared(fear=FEAR, hope=HOPE).rows
    pair = joined_pair([row.pairs[0] for row in rows])
    assert pair.table == Table(25, 10, 10, 55)
    assert pair.kappa.number == pytest.approx(0.36 / 0.76)


def test_the_command_prints_them_in_the_last_line() -> None:
    table = as_table(compared(fear=FEAR, hope=HOPE), "turn")
    (line,) = [line for line in table.splitlines() if line.startswith("pooled")]
    assert line.split()[1:4] == ["0.800", "0.474", "0.472"]
    assert "0.714" in line
