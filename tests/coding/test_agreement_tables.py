from coding.analysis.agreement.marked import Marked, Pattern, Run, histogram_of
from coding.analysis.agreement.tables import Histogram, Marks, Table, binary
from interviews.spans import Span

TURNS = [Span(number, number + 1) for number in range(6)]


def marked(*runs: Run, coders: int = 3) -> Marked:
    bits = {coder: 1 << coder for coder in range(coders)}
    return Marked("P01", bits, sum(bits.values()), 6, {"x": list(runs)}, TURNS)


def test_a_table_says_how_many_units_differ() -> None:
    table = Table(both=1, only_a=2, only_b=1, neither=6)
    assert (table.total, table.differing) == (10, 3)
    assert table.square == ((1, 2), (1, 6))


def test_patterns_say_who_marked_in_how_many_units() -> None:
    found = marked(Run(0, 2, 0b001), Run(2, 3, 0b111)).patterns("x")
    assert found == {Pattern(0b001, 0b111): 2, Pattern(0b111, 0b111): 1, Pattern(0, 0b111): 3}
    assert marked().patterns("y") == {Pattern(0, 0b111): 6}


def test_a_histogram_counts_the_units_by_how_many_marked_them() -> None:
    counts = histogram_of(marked(Run(0, 1, 0b011), Run(1, 2, 0b101), Run(2, 3, 0b111)).patterns("x"))
    assert counts == Histogram({Marks(0, 3): 3, Marks(2, 3): 2, Marks(3, 3): 1})
    assert ({True: 3, False: 0}, 1) in binary(counts)


def test_transcripts_with_more_and_fewer_coders_stay_apart_in_one_histogram() -> None:
    patterns = marked(Run(0, 6, 0b011)).patterns("x") + marked(Run(0, 6, 0b11), coders=2).patterns("x")
    assert histogram_of(patterns) == Histogram({Marks(2, 2): 6, Marks(2, 3): 6})
