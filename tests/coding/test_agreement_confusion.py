from collections import Counter

from coding.analysis.agreement.comparison import compare
from coding.analysis.agreement.confusion import (
    NOTHING,
    Confusion,
    MostConfused,
    confusion,
    confusions,
    most_confused,
)
from coding.analysis.agreement.readings import Reading, Source
from interviews.spans import Span

TURNS = [Span(start, start + 10) for start in range(0, 60, 10)]


def crossed(ana: dict[str, list[int]], ben: dict[str, list[int]]) -> Counter[tuple[object, object]]:
    readings = [
        Reading(coder, "P01", {code: [TURNS[n] for n in turns] for code, turns in own.items()})
        for coder, own in (("ana", ana), ("ben", ben))
    ]
    found = compare([Source("P01", TURNS)], readings, ["fear", "hope", "work"])
    return confusion(found.differences, "ana", "ben")


def test_what_one_called_this_the_other_called_that() -> None:
    found = crossed({"fear": [0, 1, 2]}, {"hope": [0, 1], "work": [2]})
    assert found == {("fear", "hope"): 2, ("fear", "work"): 1}


def test_what_has_no_counterpart_goes_to_nothing() -> None:
    found = crossed({"fear": [0]}, {"hope": [1]})
    assert found == {("fear", NOTHING): 1, (NOTHING, "hope"): 1}


def test_what_both_used_is_no_confusion_and_leaves_the_rest_without_counterpart() -> None:
    found = crossed({"fear": [0], "hope": [0]}, {"fear": [0]})
    assert found == {("hope", NOTHING): 1}


def test_a_unit_counts_once_for_each_pair_of_codes() -> None:
    found = crossed({"fear": [0], "work": [0]}, {"hope": [0]})
    assert found == {("fear", "hope"): 1, ("work", "hope"): 1}


def test_the_other_way_round_the_table_is_turned() -> None:
    ana, ben = {"fear": [0, 1], "work": [2]}, {"hope": [0], "work": [1]}
    turned = {(b, a): n for (a, b), n in crossed(ana, ben).items()}
    assert crossed(ben, ana) == turned


def test_of_many_coders_each_two_are_crossed_as_by_themselves() -> None:
    marked = {"ana": "fear", "ben": "hope", "cem": "work", "dan": ""}
    readings = [Reading(who, "P01", {code: [TURNS[0]]} if code else {}) for who, code in marked.items()]
    found = compare([Source("P01", TURNS)], readings, ["fear", "hope", "work"]).differences
    pairs = dict(confusions(found, list(marked)))
    assert len(pairs) == 6
    assert pairs == {(a, b): confusion(found, a, b) for a, b in pairs}


def test_the_most_confused_codes_are_kept_with_what_has_no_counterpart() -> None:
    found = Counter(
        {("fear", "hope"): 3, ("fear", "work"): 1, ("hope", NOTHING): 2, (NOTHING, "work"): 5, ("a", "b"): 1}
    )
    kept: Confusion = Counter({("fear", "hope"): 3, ("hope", NOTHING): 2})
    assert most_confused(found, 2) == MostConfused(kept, 3)


def test_where_no_code_was_taken_for_another_nothing_is_kept() -> None:
    assert most_confused(Counter({("fear", NOTHING): 2}), 2) == MostConfused(Counter(), 0)
