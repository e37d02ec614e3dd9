from collections.abc import Sequence
from random import Random

import pytest

from coding.analysis.agreement import students_t
from coding.analysis.agreement.comparison import compare
from coding.analysis.agreement.intervals import Interval, Kind, Verdict, over_documents
from coding.analysis.agreement.parts import Parts, alpha_of, total
from coding.analysis.agreement.readings import Reading, Source
from coding.analysis.agreement.values import Reason, Value
from interviews.spans import Span

TURNS = [Span(start, start + 10) for start in range(0, 300, 10)]


def study(documents: int, seed: int = 1, turns: int = 30) -> tuple[list[Source], list[Reading]]:
    """Two coders who agree on most turns."""
    random = Random(seed)
    sources = [Source(f"P{n:02}", TURNS[:turns]) for n in range(documents)]
    readings = []
    for source in sources:
        common = {code: {t for t in source.units if random.random() < 0.4} for code in ("fear", "hope")}
        readings += [
            Reading(
                coder,
                source.transcript,
                {
                    code: [turn for turn in source.units if (turn in spans) != (random.random() < 0.1)]
                    for code, spans in common.items()
                },
            )
            for coder in ("ana", "ben")
        ]
    return sources, readings


def number(value: Value) -> float:
    assert value.number is not None
    return value.number


def without(sources: Sequence[Source], readings: Sequence[Reading], left_out: Source) -> list[Value]:
    """The pooled alpha and that of each code when one transcript is left out."""
    kept = [source for source in sources if source is not left_out]
    found = compare(kept, readings, ["fear", "hope"])
    return [found.pooled, *(row.alpha for row in found.rows)]


@pytest.mark.parametrize(
    ("degrees", "published"), [(1, 12.7062), (2, 4.3027), (4, 2.7764), (5, 2.5706), (9, 2.2622), (30, 2.0423)]
)
def test_the_quantiles_of_t_are_those_of_every_table(degrees: int, published: float) -> None:
    assert students_t.quantile(0.975, degrees) == pytest.approx(published, abs=5e-5)
    assert students_t.below(published, degrees) == pytest.approx(0.975, abs=5e-6)
    assert students_t.below(-published, degrees) == pytest.approx(0.025, abs=5e-6)
    assert students_t.below(0, degrees) == pytest.approx(0.5)


def test_an_interval_leaves_out_one_transcript_after_the_other() -> None:
    sources, readings = study(6)
    found = compare(sources, readings, ["fear", "hope"])
    intervals = [found.pooled_interval, *(row.alpha_interval for row in found.rows)]
    estimates = [found.pooled, *(row.alpha for row in found.rows)]
    left_out = zip(*[without(sources, readings, source) for source in sources], strict=True)
    for interval, estimate, others in zip(intervals, estimates, left_out, strict=True):
        alphas = [number(other) for other in others]
        middle = sum(alphas) / 6
        error = (5 / 6 * sum((alpha - middle) ** 2 for alpha in alphas)) ** 0.5
        assert interval.kind == Kind.JACKKNIFE
        assert interval.documents == 6
        assert interval.low == pytest.approx(number(estimate) - 2.570582 * error, abs=1e-6)
        assert interval.high == pytest.approx(min(1, number(estimate) + 2.570582 * error), abs=1e-6)


def test_the_chance_of_failure_is_even_where_alpha_is_the_limit() -> None:
    # Two halves that differ alike on both sides of the whole, so that the error is not 0.
    documents = [[Parts(10, 10, apart)] for apart in (1, 2, 3, 4, 5, 6)]
    interval = over_documents(documents)
    estimate = alpha_of([total(part for (part,) in documents)])
    assert estimate is not None
    assert interval.below_tentative is not None
    assert interval.below_rely is not None
    assert estimate < 0.667
    assert 0.5 < interval.below_tentative < interval.below_rely < 1
    middle = (estimate + (interval.low or 0)) / 2
    assert interval.low is not None
    assert interval.low < middle < estimate


def test_two_to_four_transcripts_give_a_range_and_no_verdict() -> None:
    sources, readings = study(3)
    row = compare(sources, readings, ["fear"]).rows[0]
    alphas = [number(without(sources, readings, source)[1]) for source in sources]
    assert row.alpha_interval.kind == Kind.LEFT_OUT
    assert row.alpha_interval.low == pytest.approx(min(alphas))
    assert row.alpha_interval.high == pytest.approx(max(alphas))
    assert row.alpha_interval.verdict is None
    assert row.alpha_interval.below_rely is None


def test_a_code_used_in_one_transcript_alone_has_no_interval() -> None:
    sources, readings = study(6)
    readings = [
        Reading(r.coder, r.transcript, r.quotations if r.transcript == "P00" else {}) for r in readings
    ]
    row = compare(sources, readings, ["fear"]).rows[0]
    assert row.alpha.number is not None
    assert row.alpha_interval == Interval(None, None, Kind.NONE, 6, Reason.TOO_FEW_USES)
    assert row.alpha_interval.verdict is None


def test_without_alpha_there_is_no_interval_for_the_same_reason() -> None:
    sources, readings = study(6)
    assert compare(sources, readings, ["unused"]).rows[0].alpha_interval.reason == Reason.NO_VARIATION
    within = compare(*study(1), ["unused"]).rows[0].alpha_interval
    assert within == Interval(None, None, Kind.NONE, 1, Reason.NO_VARIATION)
    alone = compare(sources, readings[:1], ["fear"])
    assert alone.rows[0].alpha_interval.reason == Reason.ONE_CODER
    assert alone.pooled_interval.reason == Reason.ONE_CODER


@pytest.mark.parametrize(
    ("low", "verdict"),
    [(0.8, Verdict.RELY), (0.799, Verdict.TENTATIVE), (0.667, Verdict.TENTATIVE), (0.666, Verdict.NOT)],
)
def test_the_verdict_is_on_the_lower_limit(low: float, verdict: Verdict) -> None:
    assert Interval(low, 1.0, Kind.JACKKNIFE, 9).verdict == verdict
    assert Interval(low, 1.0, Kind.WITHIN, 1).verdict == verdict
    assert Interval(low, 1.0, Kind.LEFT_OUT, 3).verdict is None


def test_one_transcript_gives_an_interval_within_itself_and_says_its_seed() -> None:
    sources, readings = study(1)
    found = compare(sources, readings, ["fear", "hope"])
    for interval, alpha in [
        (found.rows[0].alpha_interval, found.rows[0].alpha),
        (found.pooled_interval, found.pooled),
    ]:
        assert interval.kind == Kind.WITHIN
        assert interval.documents == 1
        assert interval.seed is not None
        assert interval.low is not None
        assert interval.high is not None
        assert -1 <= interval.low < number(alpha) < interval.high <= 1
    assert compare(sources, readings, ["fear", "hope"]).pooled_interval == found.pooled_interval


def test_blocks_are_drawn_as_they_would_be_by_hand() -> None:
    sources, readings = study(1, turns=23)
    found = compare(sources, readings, ["fear"]).rows[0].alpha_interval
    ana, ben = (set(reading.quotations["fear"]) for reading in readings)
    judged = [(turn in ana, turn in ben) for turn in TURNS[:23]]
    chance = Random(found.seed)
    alphas = []
    for _ in range(1000):
        starts = [*chance.choices(range(14), k=2), chance.choice(range(21))]
        units = [
            judged[start + n]
            for start, length in zip(starts, (10, 10, 3), strict=True)
            for n in range(length)
        ]
        yes = sum(a + b for a, b in units)
        alpha = 1 - (45 * sum(a != b for a, b in units)) / (yes * (46 - yes))
        alphas.append(alpha)
    alphas.sort()
    assert found.low == pytest.approx(alphas[24] + 0.975 * (alphas[25] - alphas[24]))
    assert found.below_rely == sum(alpha < 0.8 for alpha in alphas) / 1000


def test_fewer_than_two_blocks_of_turns_are_too_few_to_draw_from() -> None:
    row = compare(*study(1, turns=19), ["fear"]).rows[0]
    assert row.alpha.number is not None
    assert row.alpha_interval.reason == Reason.TOO_FEW_UNITS


def test_a_code_used_in_one_turn_of_one_transcript_has_no_interval() -> None:
    readings = [Reading(coder, "P00", {"fear": [TURNS[3]]}) for coder in ("ana", "ben")]
    row = compare([Source("P00", TURNS)], readings, ["fear"]).rows[0]
    assert row.alpha == Value(1.0)
    assert row.alpha_interval.reason == Reason.TOO_FEW_USES
