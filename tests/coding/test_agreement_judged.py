"""Each code in use is counted once: relied on, tentatively, not, with too few uses, without an interval."""

import pytest

from coding.analysis.agreement.comparison import compare
from coding.analysis.agreement.intervals import CONFIDENCE, RELY, TENTATIVE, Kind, Verdict
from coding.analysis.agreement.readings import Reading, Source
from coding.analysis.agreement.rows import FEW, FEW_TO_RELY
from coding.reports import intervals
from coding.reports.judged import judged
from interviews.spans import Span

TURNS = [Span(start, start + 10) for start in range(0, 200, 10)]


def marked(coder: str, number: int) -> dict[str, list[Span]]:
    """In 20 turns of each transcript ``often`` stands in 8, alike; ``seldom`` in one of four, alike."""
    swapped = TURNS[1:9] if coder == "ana" else TURNS[5:13]
    once = {"once": TURNS[:5]} if number == 0 else {}
    seldom = {"seldom": TURNS[:1]} if number < 4 else {}
    return {"often": TURNS[:8], "apart": swapped, **seldom, **once}


def test_all_codes_in_use_are_accounted_for_and_none_of_few_uses_is_judged() -> None:
    sources = [Source(f"P{n:02}", TURNS) for n in range(6)]
    readings = [
        Reading(who, s.transcript, marked(who, n)) for n, s in enumerate(sources) for who in ("ana", "ben")
    ]
    rows = compare(sources, readings, ["often", "seldom", "apart", "once", "never"]).rows
    found = judged(row for row in rows if row.used)
    assert found == (1, 0, 1, 1, 1)
    assert sum(found) == 4
    assert found.beside == (
        "of 4 codes in use can be relied on; 0 tentatively, 1 not; "
        "1 have too few uses to judge, 1 no interval"
    )
    verdicts = [intervals.verdict(row.verdict) for row in rows]
    assert verdicts == ["rely", "too few uses", "not reliable", "", ""]


def test_without_intervals_nothing_is_judged() -> None:
    sources = [Source(f"P{n:02}", TURNS) for n in range(3)]
    readings = [
        Reading(who, s.transcript, marked(who, n)) for n, s in enumerate(sources) for who in ("ana", "ben")
    ]
    rows = compare(sources, readings, ["often"]).rows
    assert rows[0].alpha_interval.kind == Kind.LEFT_OUT
    assert not judged(rows).is_any


@pytest.mark.parametrize(("uses", "limit"), [(FEW, TENTATIVE), (FEW_TO_RELY, RELY)])
def test_one_use_fewer_all_alike_leaves_open_that_alpha_is_below_the_limit(uses: int, limit: float) -> None:
    differing = 2 * (1 - limit) / (2 - limit)
    assert (1 - differing) ** uses <= 1 - CONFIDENCE < (1 - differing) ** (uses - 1)


@pytest.mark.parametrize(
    ("uses", "verdict"),
    [(4, Verdict.FEW), (5, Verdict.TENTATIVE), (7, Verdict.TENTATIVE), (8, Verdict.RELY)],
)
def test_a_code_on_which_all_agree_is_relied_on_from_eight_uses(uses: int, verdict: Verdict) -> None:
    """One unit in each transcript, marked by both, so that the interval has no width."""
    sources = [Source(f"P{n:02}", TURNS) for n in range(10)]
    readings = [
        Reading(who, source.transcript, {"code": TURNS[:1]} if n < uses else {})
        for n, source in enumerate(sources)
        for who in ("ana", "ben")
    ]
    (row,) = compare(sources, readings, ["code"]).rows
    assert row.alpha_interval.low == 1.0
    assert row.verdict == verdict
