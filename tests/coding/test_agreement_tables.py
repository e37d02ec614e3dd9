from coding.analysis.agreement.tables import Histogram, Marks, Table, binary, histogram, table


def test_a_table_crosses_what_two_coders_marked() -> None:
    crossed = table({0, 1, 2}, {2, 3}, units=10)
    assert crossed == Table(both=1, only_a=2, only_b=1, neither=6)
    assert (crossed.total, crossed.differing) == (10, 3)


def test_tables_add_up_and_none_is_empty() -> None:
    assert Table.sum([Table(1, 2, 3, 4), Table(10, 20, 30, 40)]) == Table(11, 22, 33, 44)
    assert Table.sum([]) == Table(0, 0, 0, 0)


def test_a_histogram_counts_the_units_by_how_many_marked_them() -> None:
    marked = histogram([{0, 1}, {1}, {1, 4}], units=6)
    assert marked == Histogram({Marks(0, 3): 3, Marks(1, 3): 2, Marks(3, 3): 1})
    assert ({True: 3, False: 0}, 1) in binary(marked)


def test_transcripts_with_more_and_fewer_coders_stay_apart_in_one_histogram() -> None:
    whole = histogram([{0}, {0}], units=1) + histogram([{0}, {0}, set()], units=1)
    assert whole == Histogram({Marks(2, 2): 1, Marks(2, 3): 1})
