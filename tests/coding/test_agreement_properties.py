"""What must not matter to agreement does not, and what must does."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.analysis.agreement.comparison import Comparison, Row, compare, compare_characters
from coding.analysis.agreement.readings import Reading, Source
from coding.analysis.agreement.values import Reason, Value
from interviews.spans import Span

CODES = ["", "Aa", "BB", "🙂"]
LENGTH = 60
TURNS = [Span(0, 7), Span(7, 20), Span(22, 40), Span(40, 60)]
MIXED = st.randoms(use_true_random=False)


class Study(NamedTuple):
    sources: list[Source]
    readings: list[Reading]


Comparing = Callable[[Study], Comparison]


def in_turns(study: Study) -> Comparison:
    return compare(study.sources, study.readings, CODES)


def in_characters(study: Study) -> Comparison:
    return compare_characters(study.sources, study.readings, CODES)


# Some are empty, some end behind the text.
SPANS = st.builds(lambda at, length: Span(at, at + length), st.integers(0, LENGTH + 5), st.integers(0, 25))
MARKS = st.dictionaries(st.sampled_from(CODES), st.lists(SPANS, max_size=4), max_size=4)


@st.composite
def studies(draw: st.DrawFn, most: int = 4) -> Study:
    """Up to four coders in up to three transcripts, not all of them completed by all."""
    names = [f"P{n:02}" for n in range(draw(st.integers(1, 3)))]
    coders = "abcd"[: draw(st.integers(2, most))]
    done = [(c, n) for n in names for c in coders if draw(st.integers(0, 4))]
    return Study([Source(n, TURNS) for n in names], [Reading(c, n, draw(MARKS)) for c, n in done])


def figures(row: Row) -> list[Value]:
    return [row.percent, row.kappa, row.alpha, row.presence, *row.further]


def same(a: tuple[object, ...], b: tuple[object, ...]) -> bool:
    """Values or intervals: numbers but for rounding, reasons exactly."""
    pairs = zip(a, b, strict=True)
    return all(x == (pytest.approx(y, abs=1e-9) if isinstance(y, float) else y) for x, y in pairs)


def row_alike(a: Row, b: Row) -> bool:
    numbers = zip([*figures(a), a.alpha_interval], [*figures(b), b.alpha_interval], strict=True)
    return all(same(x, y) for x, y in numbers)


def alike(a: Comparison, b: Comparison) -> bool:
    rows = {row.code: row for row in b.rows}
    return same(a.pooled, b.pooled) and all(row_alike(row, rows[row.code]) for row in a.rows)


both_ways = pytest.mark.parametrize("comparing", [in_turns, in_characters])


@both_ways
@given(study=studies(), random=MIXED)
def test_the_order_of_anything_is_nothing(comparing: Comparing, study: Study, random: Random) -> None:
    def mixed(reading: Reading) -> Reading:
        marks = {code: random.sample(spans, len(spans)) for code, spans in reading.quotations.items()}
        return replace(reading, quotations=marks)

    readings = [mixed(reading) for reading in random.sample(study.readings, len(study.readings))]
    turned = Study(random.sample(study.sources, len(study.sources)), readings)
    assert alike(comparing(study), comparing(turned))


@both_ways
@given(study=studies())
def test_the_names_of_codes_are_nothing(comparing: Comparing, study: Study) -> None:
    names = dict(zip(CODES, [*CODES[1:], CODES[0]], strict=True))
    renamed = [
        replace(r, quotations={names[code]: spans for code, spans in r.quotations.items()})
        for r in study.readings
    ]
    before, after = comparing(study), comparing(Study(study.sources, renamed))
    rows = {row.code: row for row in after.rows}
    assert all(
        same(x, y)
        for row in before.rows
        for x, y in zip(figures(row), figures(rows[names[row.code]]), strict=True)
    )


@given(study=studies(), random=MIXED)
def test_splitting_quotations_is_nothing_to_characters(study: Study, random: Random) -> None:
    def split(span: Span) -> list[Span]:
        at = random.randint(span.start, span.end)
        return [Span(span.start, min(at + random.randint(0, 2), span.end)), Span(at, span.end)]

    cut = [
        replace(
            r,
            quotations={c: [part for s in spans for part in split(s)] for c, spans in r.quotations.items()},
        )
        for r in study.readings
    ]
    assert alike(in_characters(study), in_characters(Study(study.sources, cut)))


@both_ways
@given(study=studies(), marks=MARKS)
def test_a_transcript_that_one_coder_completed_changes_nothing(
    comparing: Comparing, study: Study, marks: dict[str, list[Span]]
) -> None:
    # By somebody who completed others too: another coder more would be counted.
    who = study.readings[0].coder if study.readings else "a"
    more = Study([*study.sources, Source("P99", TURNS)], [*study.readings, Reading(who, "P99", marks)])
    before, after = comparing(study), comparing(more)
    if study.readings:
        assert alike(before, after)
    assert after.excluded["P99"] == [who]
    assert after.units == before.units


@both_ways
@given(study=studies())
def test_completing_without_coding_is_a_judgement(comparing: Comparing, study: Study) -> None:
    sources = [*study.sources, Source("P99", TURNS)]
    marked = {code: [Span(0, 7)] for code in CODES}
    alone = Study(sources, [*study.readings, Reading("a", "P99", marked)])
    blank = Study(sources, [*alone.readings, Reading("b", "P99", {})])
    assert "P99" not in comparing(alone).units
    assert comparing(blank).total > comparing(alone).total
    assert all(row.marked_by[1] > 0 for row in comparing(blank).rows)


@both_ways
@given(study=studies())
def test_doubling_every_transcript_leaves_all_but_alpha(comparing: Comparing, study: Study) -> None:
    copies = [Source(f"{s.transcript} again", s.units) for s in study.sources]
    again = [replace(r, transcript=f"{r.transcript} again") for r in study.readings]
    twice = comparing(Study([*study.sources, *copies], [*study.readings, *again]))
    for before, after in zip(comparing(study).rows, twice.rows, strict=True):
        pairs = zip(figures(before), figures(after), strict=True)
        assert all(same(x, y) for x, y in pairs if x is not before.alpha)
        assert (before.alpha.number is None) == (after.alpha.number is None)


@given(study=studies())
def test_stretching_the_text_leaves_percent_and_kappa_of_characters(study: Study) -> None:
    def stretched(span: Span) -> Span:
        return Span(span.start * 7, span.end * 7)

    sources = [Source(s.transcript, [stretched(unit) for unit in s.units]) for s in study.sources]
    readings = [
        replace(r, quotations={code: [stretched(s) for s in spans] for code, spans in r.quotations.items()})
        for r in study.readings
    ]
    after = in_characters(Study(sources, readings))
    for one, seven in zip(in_characters(study).rows, after.rows, strict=True):
        assert same(one.percent, seven.percent)
        assert same(one.kappa, seven.kappa)


@both_ways
@given(marks=MARKS)
def test_identical_coders_agree_wholly_wherever_that_is_defined(
    comparing: Comparing, marks: dict[str, list[Span]]
) -> None:
    found = comparing(Study([Source("P01", TURNS)], [Reading(coder, "P01", marks) for coder in "abc"]))
    for row in found.rows:
        assert all(value.number in (None, pytest.approx(1.0)) for value in figures(row))
        assert row.percent == Value(1.0)


@given(st.integers(1, LENGTH - 1))
def test_complementary_coders_agree_less_than_by_chance(border: int) -> None:
    readings = [
        Reading("a", "P01", {"": [Span(0, border)]}),
        Reading("b", "P01", {"": [Span(border, LENGTH)]}),
    ]
    row = compare_characters([Source("P01", [Span(0, LENGTH)])], readings, [""]).rows[0]
    assert row.percent == row.presence == Value(0.0)
    assert row.alpha.number is not None
    assert row.alpha.number < 0


@both_ways
@given(study=studies())
def test_a_code_that_nobody_used_has_no_alpha_and_moves_no_other(comparing: Comparing, study: Study) -> None:
    found = comparing(study)
    unused = [row for row in found.rows if not row.used and found.units]
    assert all(row.alpha == row.kappa == Value(None, Reason.NO_VARIATION) for row in unused)
    assert all(row.alpha_interval.low is None for row in unused)


@both_ways
@given(study=studies(), at=st.integers(0, LENGTH))
def test_empty_quotations_and_those_behind_the_text_are_nothing(
    comparing: Comparing, study: Study, at: int
) -> None:
    beyond = [
        replace(
            r,
            quotations={
                code: [*r.quotations.get(code, ()), Span(at, at), Span(LENGTH, LENGTH + 9)] for code in CODES
            },
        )
        for r in study.readings
    ]
    assert alike(comparing(study), comparing(Study(study.sources, beyond)))
