from collections import Counter
from itertools import product
from random import Random

import pytest

from coding.analysis.agreement.readings import Reading, Source
from coding.analysis.agreement.sets import (
    DISTANCES,
    alpha_on_sets,
    jaccard,
    masi,
    passonneau,
    set_alpha,
    sharing,
)
from coding.analysis.agreement.study import study_in_characters, study_in_units
from coding.analysis.agreement.tables import tallied
from coding.analysis.agreement.values import Reason, Value
from interviews.spans import Span

A, AB, AC, B = 0b001, 0b011, 0b101, 0b010


def apart(a: int, b: int, name: str) -> float:
    """From the definitions, with Python's sets."""
    x, y = ({code for code in range(8) if mask >> code & 1} for mask in (a, b))
    if x == y:
        return 0.0
    likeness = len(x & y) / len(x | y)
    if name == "jaccard":
        return 1 - likeness
    if name == "masi":
        return 1 - likeness * (2 / 3 if x <= y or y <= x else 1 / 3 if x & y else 0)
    return 1 / 3 if x <= y or y <= x else 2 / 3 if x & y else 1.0


def slow_alpha(units: list[tuple[int, ...]], name: str) -> float | None:
    """Every judgement against every other, in its unit and anywhere."""
    judged = [value for unit in units for value in unit]
    n = len(judged)
    observed = sum(sum(apart(a, b, name) for a, b in product(unit, unit)) / (len(unit) - 1) for unit in units)
    expected = sum(apart(a, b, name) for a, b in product(judged, judged)) / (n - 1)
    return 1 - observed / expected if expected else None


@pytest.mark.parametrize(
    ("distance", "subset", "overlapping", "disjoint"),
    [(jaccard, 1 / 2, 2 / 3, 1), (masi, 1 - 2 / 3 / 2, 1 - 1 / 3 / 3, 1), (passonneau, 1 / 3, 2 / 3, 1)],
)
def test_sets_are_as_far_apart_as_their_inventors_say(
    distance: object, subset: float, overlapping: float, disjoint: float
) -> None:
    # {A} in {A, B}; {A, B} and {A, C}; {A} and {B}.
    assert callable(distance)
    assert distance(1, 1, 2) == pytest.approx(subset)
    assert distance(1, 2, 2) == pytest.approx(overlapping)
    assert distance(0, 1, 1) == pytest.approx(disjoint)


def test_alpha_on_sets_worked_by_hand() -> None:
    # Jaccard: {A}-{A} 0, {A}-{A,B} 1/2, {}-{} 0. Observed 2 * 1/2 of 6 judgements.
    # Of all: A three times, AB once, nothing twice: 2 * (3 * 1/2 + 3 * 2 + 1 * 2) / (6 * 5) = 19 / 30.
    units: list[list[int | None]] = [[A, A], [A, AB], [0, 0]]
    assert set_alpha(tallied(units), jaccard) == pytest.approx(1 - (1 / 6) / (19 / 30))
    assert set_alpha(tallied([[A, A], [A, A]]), jaccard) is None


@pytest.mark.parametrize("name", DISTANCES)
def test_many_random_sets_agree_with_comparing_all_judgements(name: str) -> None:
    for seed in range(100):
        random = Random(seed)
        units = [tuple(random.choice((0, 0, A, AB, AC, B, 0b111)) for _ in range(3)) for _ in range(6)]
        found = set_alpha(tallied([list(unit) for unit in units]), DISTANCES[name])
        assert found == (None if (slow := slow_alpha(units, name)) is None else pytest.approx(slow, abs=1e-9))


def random_readings(random: Random) -> list[Reading]:
    def span() -> Span:
        start = random.randrange(60)
        return Span(start, start + random.choice((0, 2, 9, 30)))

    return [
        Reading(coder, "P01", {code: [span() for _ in range(random.randrange(3))] for code in range(4)})
        for coder in range(3)
    ]


@pytest.mark.parametrize("units", [[Span(0, 50)], [Span(0, 20), Span(20, 31), Span(40, 50)]])
def test_sets_on_characters_agree_with_looking_at_each_character(units: list[Span]) -> None:
    for seed in range(30):
        readings = random_readings(Random(seed))
        characters = [
            tuple(
                sum(1 << c for c, spans in r.quotations.items() if any(at in span for span in spans))
                for r in readings
            )
            for unit in units
            for at in range(unit.start, unit.end)
        ]
        study = study_in_characters([Source("P01", units)], readings, range(4))
        expected = slow_alpha(characters, "masi")
        found = alpha_on_sets(study, masi).number
        assert found == (None if expected is None else pytest.approx(expected, abs=1e-9))


def test_pairs_that_share_codes_are_those_found_one_by_one() -> None:
    for seed in range(50):
        random = Random(seed)
        # Some hold more codes than are counted by their parts.
        widths = [random.choice((1, 2, 3, 12)) for _ in range(8)]
        coded = {sum(1 << c for c in random.sample(range(14), w)): random.randrange(1, 5) for w in widths}
        expected = Counter[tuple[int, int, int]]()
        for (a, times), (b, again) in product(coded.items(), coded.items()):
            expected[(a & b).bit_count(), a.bit_count(), b.bit_count()] += times * again
        assert +sharing(coded) == Counter({key: n for key, n in expected.items() if key[0]})


def test_sets_on_turns_take_what_counts_as_marked() -> None:
    turns = [Span(0, 10), Span(10, 20), Span(20, 30)]
    readings = [
        Reading("ana", "P01", {"x": [Span(0, 11)], "y": [Span(20, 30)]}),
        Reading("ben", "P01", {"x": [Span(0, 10)], "y": [Span(0, 10)]}),
    ]
    study = study_in_units([Source("P01", turns)], readings, ["x", "y"], 0.5)
    # x against xy, nothing twice, y against nothing.
    expected = slow_alpha([(1, 3), (0, 0), (2, 0)], "jaccard")
    assert alpha_on_sets(study, jaccard).number == pytest.approx(expected)
    assert Counter(len(marked.runs["x"]) for marked in study.marked) == {1: 1}


def test_without_a_second_coder_there_is_nothing_to_compare() -> None:
    study = study_in_units([Source("P01", [Span(0, 10)])], [Reading("ana", "P01", {})], ["x"], 0.5)
    assert alpha_on_sets(study, masi) == Value(None, Reason.ONE_CODER)
