from random import Random

from hypothesis import given
from hypothesis import strategies as st

from coding.analysis.matrix import Coded, Matrix, Passage, matrix

PARENTS = {"dynamics": None, "fear": "dynamics", "panic": "fear", "practice": None}
CODED = st.lists(
    st.builds(
        Coded,
        st.sampled_from(["P01", "P02", "P03", "P99"]),
        st.sampled_from([*PARENTS, "retired"]),
        st.builds(Passage, st.sampled_from(["T1", "T2"]), st.integers(0, 3), st.integers(4, 6)),
        st.none(),
    )
)
ROWS = {"constable": ["P01", "P02"], "staff": ["P03", "P01"], "chief": []}


def passage(start: int) -> Passage:
    return Passage("T1", start, start + 5)


def filled(*coded: tuple[str, str, int]) -> Matrix:
    """A matrix of one row for each of P01 and P02, of four participants."""
    passages = [Coded(participant, code, passage(start)) for participant, code, start in coded]
    return matrix({"P01": ["P01"], "P02": ["P02"]}, PARENTS, passages, out_of=4)


def test_a_passage_counts_once_in_a_cell_however_many_codings_it_has() -> None:
    cells = filled(("P01", "fear", 0), ("P01", "fear", 0), ("P01", "panic", 0), ("P01", "fear", 9))
    assert cells.cell("P01", "fear") == (passage(0), passage(9))
    assert cells.cell("P01", "panic") == (passage(0),)


def test_a_theme_holds_what_lies_under_it_at_any_depth() -> None:
    cells = filled(("P01", "panic", 0), ("P01", "dynamics", 3))
    assert cells.cell("P01", "dynamics") == (passage(0), passage(3))
    assert cells.cell("P01", "practice") == ()


def test_totals_count_passages_and_participants_out_of_all() -> None:
    cells = filled(("P01", "fear", 0), ("P01", "practice", 0), ("P02", "panic", 7), ("P02", "panic", 8))
    assert cells.row_totals == {"P01": 1, "P02": 2}
    assert cells.column_totals == {"dynamics": 3, "fear": 3, "panic": 2, "practice": 1}
    assert (cells.participants("fear"), cells.participants("panic"), cells.out_of) == (2, 1, 4)


def test_strangers_and_codes_without_a_column_are_left_out() -> None:
    cells = filled(("P09", "fear", 0), ("P01", "retired", 0))
    assert cells.cells == {}
    assert cells.participants("fear") == 0


@given(CODED)
def test_column_totals_are_the_distinct_passages_of_the_column(coded: list[Coded]) -> None:
    cells = matrix(ROWS, PARENTS, coded, out_of=3)
    for column in cells.columns:
        under = {
            code for code in PARENTS if column in (code, PARENTS[code], PARENTS.get(PARENTS[code] or ""))
        }
        here = [c for c in coded if c.code in under and c.participant != "P99"]
        assert cells.column_totals[column] == len({c.passage for c in here})
        assert cells.participants(column) == len({c.participant for c in here})


@given(CODED)
def test_a_theme_holds_all_passages_of_each_of_its_codes(coded: list[Coded]) -> None:
    cells = matrix(ROWS, PARENTS, coded, out_of=3)
    for row in cells.rows:
        for code, parent in PARENTS.items():
            if parent:
                assert set(cells.cell(row, code)) <= set(cells.cell(row, parent))


@given(CODED, st.randoms(use_true_random=False))
def test_the_order_and_repetition_of_codings_is_nothing_to_the_totals(
    coded: list[Coded], random: Random
) -> None:
    once = matrix(ROWS, PARENTS, coded, out_of=3)
    again = matrix(ROWS, PARENTS, random.sample(coded * 2, 2 * len(coded)), out_of=3)
    assert again.row_totals == once.row_totals
    assert again.column_totals == once.column_totals
