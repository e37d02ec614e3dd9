from collections import Counter

from coding.analysis.agreement.marked import Marked, Pattern, Run, histogram_of
from coding.analysis.agreement.tables import Histogram, Marks, Table, binary
from interviews.spans import Span

TURNS = [Span(number, number + 1) for number in range(6)]


def marked(*runs: Run) -> Marked:
    return Marked("P01", {"a": 1, "b": 2, "c": 4}, 7, 6, {"x": list(runs)}, TURNS)


def test_a_table_says_how_many_units_differ() -> None:
    table = Table(both=1, only_a=2, only_b=1, neither=6)
    assert (table.total, table.differing) == (10, 3)
    assert table.square == ((1, 2), (1, 6))


def test_masks_say_who_marked_how_many_units() -> None:
    assert marked(Run(0, 2, 0b001), Run(2, 3, 0b111)).masks("x") == {0b001: 2, 0b111: 1, 0: 3}
    assert marked().masks("y") == {0: 6}


def test_a_histogram_counts_the_units_by_how_many_marked_them() -> None:
    patterns = Counter({Pattern(0b011, 0b111): 1, Pattern(0b101, 0b111): 1, Pattern(0, 0b111): 3})
    counts = histogram_of(patterns)
    assert counts == Histogram({Marks(0, 3): 3, Marks(2, 3): 2})
    assert ({True: 2, False: 1}, 2) in binary(counts)


def test_transcripts_with_more_and_fewer_coders_stay_apart_in_one_histogram() -> None:
    patterns = Counter({Pattern(0b011, 0b111): 6, Pattern(0b11, 0b11): 6})
    assert histogram_of(patterns) == Histogram({Marks(2, 2): 6, Marks(2, 3): 6})
