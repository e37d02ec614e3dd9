from collections import Counter
from random import Random

import pytest

from coding.analysis.agreement.comparison import compare, compare_characters, comparison_of
from coding.analysis.agreement.marked import Run, merged, overlaid, within
from coding.analysis.agreement.readings import Reading, Source
from coding.analysis.agreement.study import study_in_units
from coding.analysis.agreement.tables import Table
from interviews.spans import Span


def test_overlapping_and_touching_spans_are_one_and_empty_ones_none() -> None:
    spans = [Span(5, 8), Span(0, 3), Span(3, 4), Span(6, 7), Span(9, 9), Span(12, 10)]
    assert merged(spans) == [Span(0, 4), Span(5, 8)]


def test_what_lies_outside_the_units_is_cut_off() -> None:
    units = [Span(0, 10), Span(20, 30)]
    assert list(within([Span(5, 25), Span(28, 99), Span(12, 15)], units)) == [
        Span(5, 10),
        Span(20, 25),
        Span(28, 30),
    ]


def test_spans_laid_over_each_other_are_cut_where_any_begins_or_ends() -> None:
    marks = [(1, [Span(0, 6), Span(8, 9)]), (2, [Span(4, 10)])]
    assert list(overlaid(marks)) == [Run(0, 4, 1), Run(4, 6, 3), Run(6, 8, 2), Run(8, 9, 3), Run(9, 10, 2)]


def test_characters_are_counted_as_nvivo_does() -> None:
    # Of 1,000 characters A marked 150 and B 100, 50 of them both: (50 + 850) / 1000 agree.
    # By chance .15 * .1 + .85 * .9 = .78; kappa (.9 - .78) / .22.
    source = Source("P01", [Span(0, 1000)])
    readings = [Reading("A", "P01", {"n": [Span(0, 150)]}), Reading("B", "P01", {"n": [Span(100, 200)]})]
    row = compare_characters([source], readings, ["n"]).rows[0]
    assert row.table == Table(both=50, only_a=100, only_b=50, neither=800)
    assert row.percent.number == pytest.approx(0.85)
    assert row.kappa.number == pytest.approx((0.85 - 0.78) / 0.22)


def slow(source: Source, readings: list[Reading], code: str) -> Counter[tuple[bool, ...]]:
    """Character by character, who marked it."""
    counts = Counter[tuple[bool, ...]]()
    for at in (at for unit in source.units for at in range(unit.start, unit.end)):
        counts[tuple(any(at in span for span in r.quotations.get(code, ())) for r in readings)] += 1
    return counts


def random_span(random: Random) -> Span:
    """Perhaps empty, perhaps past the end of the text."""
    start = random.randrange(60)
    return Span(start, start + random.choice((0, 1, 3, 8, 30)))


@pytest.mark.parametrize("block", range(10))
def test_a_thousand_random_texts_agree_with_counting_character_by_character(block: int) -> None:
    for seed in range(100 * block, 100 * block + 100):
        random = Random(seed)
        source = Source("P01", random.choice(([Span(0, 50)], [Span(0, 20), Span(20, 31), Span(40, 50)])))
        readings = [
            Reading(coder, "P01", {"x": [random_span(random) for _ in range(random.randrange(5))]})
            for coder in range(random.choice((2, 3, 5)))
        ]
        counts = slow(source, readings, "x")
        found = compare_characters([source], readings, ["x"])
        row = found.rows[0]
        assert found.total == sum(counts.values())
        assert row.marked_by == [
            sum(n for who, n in counts.items() if sum(who) == k) for k in range(len(readings) + 1)
        ]
        for pair in row.pairs:
            cells = Counter[tuple[bool, bool]]()
            for who, n in counts.items():
                cells[who[pair.a], who[pair.b]] += n
            assert pair.table == Table(
                cells[True, True], cells[True, False], cells[False, True], cells[False, False]
            )


def test_splitting_a_span_changes_nothing_in_characters() -> None:
    source = Source("P01", [Span(0, 50)])
    ben = Reading("ben", "P01", {"x": [Span(0, 10)]})
    whole = Reading("ana", "P01", {"x": [Span(5, 25)]})
    split = Reading("ana", "P01", {"x": [Span(5, 15), Span(15, 20), Span(12, 25)]})
    one, other = (compare_characters([source], [each, ben], ["x"]) for each in (whole, split))
    assert one.rows[0].table == other.rows[0].table
    assert one.rows[0].alpha == other.rows[0].alpha


def test_multiplying_all_offsets_leaves_kappa_and_percent_of_characters() -> None:
    def scaled(by: int) -> tuple[float | None, float | None]:
        source = Source("P01", [Span(0, 50 * by)])
        readings = [
            Reading("ana", "P01", {"x": [Span(5 * by, 25 * by)]}),
            Reading("ben", "P01", {"x": [Span(0, 10 * by), Span(20 * by, 30 * by)]}),
        ]
        row = compare_characters([source], readings, ["x"]).rows[0]
        return row.kappa.number, row.percent.number

    assert scaled(7) == pytest.approx(scaled(1))


def test_each_transcript_has_a_row_of_its_own() -> None:
    turns = [Span(start, start + 10) for start in range(0, 100, 10)]
    readings = [
        Reading("ana", "P01", {"fear": turns[:5]}),
        Reading("ben", "P01", {"fear": turns[:5]}),
        Reading("ana", "P02", {"fear": turns[:5]}),
        Reading("ben", "P02", {"fear": turns[5:]}),
    ]
    sources = [Source("P01", turns), Source("P02", turns)]
    first, second = compare(sources, readings, ["fear"]).transcripts
    assert (first.transcript, first.coders, first.units, first.pooled.number) == (
        "P01",
        ["ana", "ben"],
        10,
        1,
    )
    alone = compare(sources[1:], readings, ["fear"])
    assert second.pooled.number == pytest.approx(alone.pooled.number)
    assert second.alphas["fear"].number == pytest.approx(alone.rows[0].alpha.number)


def test_themes_joined_unit_by_unit_are_those_of_their_codings_taken_together() -> None:
    chance = Random(3)
    units = [Span(start, start + 10) for start in range(0, 200, 10)]
    source, children = Source("P01", units), {"t": ["a", "b"], "a": ["c"], "b": [], "c": [], "u": ["d"]}
    readings = [
        Reading(coder, "P01", {code: [_span(chance) for _ in range(4)] for code in "abcdt"})
        for coder in ("ana", "ben", "cem")
    ]
    study = study_in_units([source], readings, list("abcdt"), 0.5)
    joined = comparison_of(study.rolled_up(children, ["t", "u"]))
    together = compare([source], [each.by_theme(children) for each in readings], ["t", "u"])
    assert [row.histogram for row in joined.rows] == [row.histogram for row in together.rows]
    assert [row.pairs for row in joined.rows] == [row.pairs for row in together.rows]


def _span(chance: Random) -> Span:
    start = chance.randrange(190)
    return Span(start, start + chance.randrange(1, 25))
