"""Each code in use is counted once: relied on, tentatively, not, with too few uses, without an interval."""

from coding.analysis.agreement.comparison import compare
from coding.analysis.agreement.intervals import Kind
from coding.analysis.agreement.readings import Reading, Source
from coding.reports import intervals
from coding.reports.judged import judged
from interviews.spans import Span

TURNS = [Span(start, start + 10) for start in range(0, 200, 10)]


def marked(coder: str, number: int) -> dict[str, list[Span]]:
    """In 20 turns of each transcript ``often`` stands in 8, alike; ``seldom`` in one, alike."""
    swapped = TURNS[1:9] if coder == "ana" else TURNS[5:13]
    once = {"once": TURNS[:5]} if number == 0 else {}
    return {"often": TURNS[:8], "seldom": TURNS[:1], "apart": swapped, **once}


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
    verdicts = [intervals.verdict(row.alpha_interval, row.is_little_used) for row in rows]
    assert verdicts == ["rely", "too few uses", "not reliable", "", ""]


def test_without_intervals_nothing_is_judged() -> None:
    sources = [Source(f"P{n:02}", TURNS) for n in range(3)]
    readings = [
        Reading(who, s.transcript, marked(who, n)) for n, s in enumerate(sources) for who in ("ana", "ben")
    ]
    rows = compare(sources, readings, ["often"]).rows
    assert rows[0].alpha_interval.kind == Kind.LEFT_OUT
    assert not judged(rows).is_any
