from collections.abc import Sequence
from itertools import combinations
from random import Random

import pytest

from coding.analysis.agreement.comparison import Comparison, Difference, Row, compare
from coding.analysis.agreement.readings import Reading, Source
from coding.analysis.agreement.tables import Table
from coding.analysis.agreement.values import Reason, Value
from interviews.spans import Span

TURNS = [Span(start, start + 10) for start in range(0, 60, 10)]
CODES = ["fear", "hope", "🙂"]
Study = tuple[list[Source], list[Reading]]


def source(transcript: str) -> Source:
    return Source(transcript, TURNS)


def reading(coder: str, transcript: str, **turns: Sequence[int]) -> Reading:
    """A coder's reading, by the numbers of the turns coded."""
    return Reading(coder, transcript, {code: [TURNS[n] for n in numbers] for code, numbers in turns.items()})


def only(comparison: Comparison) -> Row:
    (row,) = comparison.rows
    return row


def numbers(comparison: Comparison) -> dict[object, list[Value]]:
    """Every coefficient by code, however the rows are ordered."""
    return {row.code: [row.percent, row.kappa, row.alpha, row.presence] for row in comparison.rows}


def study(seed: int, coders: str = "abc", transcripts: int = 5) -> Study:
    """Random readings; each coder has completed some of the transcripts."""
    random = Random(seed)
    names = [f"P{n:02}" for n in range(transcripts)]
    done = [(coder, name) for name in names for coder in coders if random.random() < 0.8]
    return [source(name) for name in names], [
        reading(coder, name, **{code: [n for n in range(6) if random.random() < 0.4] for code in CODES})
        for coder, name in done
    ]


def test_two_coders_are_counted_turn_by_turn() -> None:
    readings = [reading("ana", "P01", fear=[0, 1, 2]), reading("ben", "P01", fear=[2, 3])]
    row = only(compare([source("P01")], readings, ["fear"]))
    assert row.table == Table(both=1, only_a=2, only_b=1, neither=2)
    assert row.marked_by == [2, 3, 1]
    assert row.percent.number == pytest.approx(0.5)
    # By chance 3/6 * 2/6 + 3/6 * 4/6 = 1/2, as observed.
    assert row.kappa.number == pytest.approx(0.0)
    # 5 yes and 7 no of 12: 1 - (6 / 12) / (2 * 5 * 7 / (12 * 11)) = 1 - 66 / 70.
    assert row.alpha.number == pytest.approx(4 / 70)
    assert row.presence.number == pytest.approx(2 / 5)


def test_differences_say_who_used_the_code_and_who_did_not() -> None:
    readings = [
        reading("ana", "P01", fear=[4], hope=[0]),
        reading("ben", "P01", fear=[4, 0], hope=[0]),
        reading("cem", "P01", fear=[4], hope=[]),
    ]
    assert compare([source("P01")], readings, ["hope", "fear"]).differences == [
        Difference("P01", 0, "hope", used_by=("ana", "ben"), not_used_by=("cem",)),
        Difference("P01", 0, "fear", used_by=("ben",), not_used_by=("ana", "cem")),
    ]


def test_three_coders_have_no_single_table_but_one_for_each_pair() -> None:
    sources, readings = study(1)
    readings.sort(key=lambda reading: reading.coder)
    row = compare(sources, readings, CODES).rows[0]
    assert row.table is None
    assert [(pair.a, pair.b) for pair in row.pairs] == list(combinations(["a", "b", "c"], 2))
    kappas = [pair.kappa.number for pair in row.pairs]
    assert row.kappa.number == pytest.approx(sum(kappa for kappa in kappas if kappa is not None) / 3)


def test_a_transcript_that_one_coder_completed_is_listed_and_changes_nothing() -> None:
    sources, readings = study(2, "ab")
    before = compare(sources, readings, CODES)
    after = compare(
        [*sources, source("P98"), source("P99")], [*readings, reading("b", "P98", fear=[1])], CODES
    )
    assert numbers(after) == numbers(before)
    assert after.units == before.units
    assert {**before.excluded, "P98": ["b"], "P99": []} == after.excluded


def test_completing_a_transcript_without_coding_it_changes_the_numbers() -> None:
    ana = [reading("ana", "P01", fear=[0, 1]), reading("ana", "P02", fear=[0, 1])]
    ben = reading("ben", "P01", fear=[0, 1])
    before = compare([source("P01"), source("P02")], [*ana, ben], ["fear"])
    after = compare([source("P01"), source("P02")], [*ana, ben, reading("ben", "P02")], ["fear"])
    assert only(before).alpha == Value(1.0)
    assert only(after).table == Table(both=2, only_a=2, only_b=0, neither=8)


def test_coders_with_no_transcript_in_common_have_no_agreement() -> None:
    readings = [reading("ana", "P01", fear=[0]), reading("ben", "P02", fear=[0])]
    comparison = compare([source("P01"), source("P02")], readings, ["fear"])
    row = only(comparison)
    assert {row.percent, row.kappa, row.alpha, row.presence, comparison.pooled} == {
        Value(None, Reason.NO_PAIRABLE)
    }
    assert row.pairs[0].kappa == Value(None, Reason.NO_PAIRABLE)


def test_one_coder_alone_has_no_agreement() -> None:
    comparison = compare([source("P01")], [reading("ana", "P01", fear=[0])], ["fear"])
    assert only(comparison).alpha == comparison.pooled == Value(None, Reason.ONE_CODER)
    assert only(comparison).pairs == []


def test_one_turn_is_too_few_for_chance_but_not_for_a_share() -> None:
    one = Source("P01", TURNS[:1])
    row = only(compare([one], [reading("ana", "P01", fear=[0]), reading("ben", "P01")], ["fear"]))
    assert row.percent == Value(0.0)
    assert row.kappa == row.alpha == Value(None, Reason.TOO_FEW_UNITS)


def test_a_pair_with_one_turn_in_common_does_not_enter_the_mean_of_kappas() -> None:
    sources = [source("P01"), Source("P02", TURNS[:1])]
    readings = [
        reading("ana", "P01", fear=[0, 1]),
        reading("ben", "P01", fear=[0, 1]),
        reading("ben", "P02", fear=[0]),
        reading("cem", "P02"),
    ]
    row = only(compare(sources, readings, ["fear"]))
    assert [pair.kappa.reason for pair in row.pairs] == [None, Reason.NO_PAIRABLE, Reason.TOO_FEW_UNITS]
    assert row.kappa == Value(1.0)


def test_no_turn_at_all_is_too_few_for_anything() -> None:
    row = only(compare([Source("P01", [])], [reading("ana", "P01"), reading("ben", "P01")], ["fear"]))
    assert {row.percent, row.kappa, row.alpha, row.presence} == {Value(None, Reason.TOO_FEW_UNITS)}


def test_a_code_that_nobody_used_has_percent_only() -> None:
    row = only(compare([source("P01")], [reading("ana", "P01"), reading("ben", "P01")], ["fear"]))
    assert not row.used
    assert row.percent == Value(1.0)
    assert {row.kappa, row.alpha, row.presence} == {Value(None, Reason.NO_VARIATION)}


def test_a_code_that_both_used_everywhere_has_presence_but_no_alpha() -> None:
    everywhere = [reading(coder, "P01", fear=range(6)) for coder in ("ana", "ben")]
    row = only(compare([source("P01")], everywhere, ["fear"]))
    assert row.presence == Value(1.0)
    assert row.alpha == Value(None, Reason.NO_VARIATION)


def test_identical_coders_agree_and_opposite_ones_agree_less_than_by_chance() -> None:
    same = [reading(coder, "P01", fear=[0, 2]) for coder in "abc"]
    row = only(compare([source("P01")], same, ["fear"]))
    assert {row.percent, row.kappa, row.alpha, row.presence} == {Value(1.0)}
    opposite = [reading("ana", "P01", fear=[0, 1, 2]), reading("ben", "P01", fear=[3, 4, 5])]
    alpha = only(compare([source("P01")], opposite, ["fear"])).alpha.number
    assert alpha is not None
    assert alpha < 0


def test_pooled_alpha_leaves_the_unused_code_out() -> None:
    sources, readings = study(3)
    used, with_unused = compare(sources, readings, CODES), compare(sources, readings, [*CODES, "unused"])
    assert used.pooled == with_unused.pooled
    assert used.pooled.number is not None


def test_a_theme_joins_its_codes_and_hides_swaps_between_them() -> None:
    children = {"theme": ["fear", "hope"], "fear": ["panic"], "hope": []}
    ana = Reading("ana", "P01", {"theme": [TURNS[0]], "fear": [TURNS[1]]})
    ben = Reading("ben", "P01", {"panic": [TURNS[0]], "hope": [TURNS[1]]})
    rolled = [ana.by_theme(children), ben.by_theme(children)]
    assert set(rolled[0].quotations) == {"theme", "fear"}
    theme, fear = compare([source("P01")], rolled, ["theme", "fear"]).rows
    assert theme.table == Table(both=2, neither=4)
    assert fear.table == Table(only_a=1, only_b=1, neither=4)


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_coders_transcripts_codes_and_quotations_is_nothing(seed: int) -> None:
    random = Random(seed)
    sources, readings = study(seed)
    mixed = [
        Reading(r.coder, r.transcript, {code: random.sample(q, len(q)) for code, q in r.quotations.items()})
        for r in random.sample(readings, len(readings))
    ]
    plain = compare(sources, readings, CODES)
    other = compare(random.sample(sources, 5), mixed, random.sample(CODES, 3))
    assert numbers(other) == numbers(plain)
    assert other.pooled == plain.pooled
    assert len(other.differences) == len(plain.differences)


@pytest.mark.parametrize("seed", range(20))
def test_doubling_every_transcript_changes_alpha_by_the_small_sample_term_alone(seed: int) -> None:
    sources, readings = study(seed)
    again = [Source(f"{s.transcript} again", s.units) for s in sources]
    copies = [Reading(r.coder, f"{r.transcript} again", r.quotations) for r in readings]
    once, twice = compare(sources, readings, CODES), compare([*sources, *again], [*readings, *copies], CODES)
    n = sum(len([r for r in readings if r.transcript == t]) * units for t, units in once.units.items())
    for before, after in zip(once.rows, twice.rows, strict=True):
        assert after.percent.number == pytest.approx(before.percent.number)
        assert after.kappa.number == pytest.approx(before.kappa.number)
        assert before.alpha.number is not None
        assert after.alpha.number is not None
        # The expected disagreement carries 1 / (n - 1), and n becomes 2 n.
        smaller = (1 - before.alpha.number) / ((n - 1) / n)
        assert (1 - after.alpha.number) / ((2 * n - 1) / (2 * n)) == pytest.approx(smaller)


def ratings(sources: list[Source], readings: list[Reading], code: str) -> list[list[bool | None]]:
    """A judgement of each turn by each coder; ``None`` where they have not completed the transcript."""
    marked = {(r.coder, r.transcript): set(r.quotations[code]) for r in readings}
    return [
        [turn in marked[coder, s.transcript] if (coder, s.transcript) in marked else None for coder in "abc"]
        for s in sources
        for turn in s.units
    ]


def pairs_of(units: list[list[bool | None]]) -> list[tuple[bool, bool]]:
    """Every ordered pair of judgements of one unit."""
    return [
        (a, b)
        for unit in units
        for i, a in enumerate(unit)
        for j, b in enumerate(unit)
        if i != j and a is not None and b is not None
    ]


def slow_alpha(units: list[list[bool | None]]) -> float | None:
    """From the definition: every two judgements of a unit against every two judgements at all."""
    judged = [unit for unit in units if 3 - unit.count(None) > 1]
    all_values = [value for unit in judged for value in unit if value is not None]
    n = len(all_values)
    observed = sum(
        sum(a != b for a, b in pairs_of([unit])) / (2 - unit.count(None)) for unit in judged
    ) / max(n, 1)
    expected = sum(a != b for a in all_values for b in all_values) / max(n * (n - 1), 1)
    return 1 - observed / expected if expected else None


def test_a_thousand_random_studies_agree_with_judging_turn_by_turn() -> None:
    for seed in range(1000):
        sources, readings = study(seed, transcripts=2)
        row = compare(sources, readings, ["fear"]).rows[0]
        units = ratings(sources, readings, "fear")
        pairs = pairs_of(units)
        assert (row.alpha.number or 0) == pytest.approx(slow_alpha(units) or 0, abs=1e-9)
        assert (row.alpha.number is None) == (slow_alpha(units) is None)
        assert (row.percent.number or 0) == pytest.approx(sum(a == b for a, b in pairs) / max(len(pairs), 1))
        assert sum(pair.table.total for pair in row.pairs) == len(pairs) / 2
        assert sum(pair.table.both for pair in row.pairs) == pairs.count((True, True)) / 2
