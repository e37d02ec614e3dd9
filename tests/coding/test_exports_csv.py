import csv
import io

import pytest

from coding.exports.csv import BOM, cells, lines, rows
from coding.exports.downloads import file_name


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+44", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("x")', "|calc", "-", "--2"],
)
def test_no_cell_from_the_data_is_a_formula(formula: str) -> None:
    assert cells([formula]) == ["'" + formula]


@pytest.mark.parametrize("start", ["\uff1d", "\uff0b", "\uff0d", "\uff20", " =", "\u200b=", "\ufeff=", "  @"])
def test_no_cell_hides_a_formula_behind_signs_that_some_spreadsheets_drop(start: str) -> None:
    assert cells([start + "1+1"]) == ["'" + start + "1+1"]


def test_a_negative_number_stays_a_number() -> None:
    assert cells(["-2", "-0.31", "-1,5", -3]) == ["-2", "-0.31", "-1,5", -3]


def test_other_cells_stay_as_they_are() -> None:
    assert cells(["I said -", " so", 12, -3, None, ""]) == ["I said -", " so", 12, -3, None, ""]


def test_the_table_comes_back_as_it_was_written() -> None:
    table = [["1", 'He said "no", twice'], ["2", "two\nlines"], ["3", "ŵ 👮🏽 שלום"]]
    text = "".join(lines(["number", "excerpt"], table))
    assert text.startswith(BOM)
    assert list(csv.reader(io.StringIO(text.removeprefix(BOM)))) == [["number", "excerpt"], *table]


def test_the_header_leaves_before_any_row_is_read() -> None:
    def never() -> "list[list[object]]":
        raise AssertionError("a row was read")

    stream = lines(["number"], (row for call in [never] for row in call()))
    assert next(stream) == f"{BOM}number\r\n"


def test_many_rows_leave_in_chunks() -> None:
    assert len(list(lines(["n"], ([n] for n in range(1000))))) == 7


def test_the_download_has_a_plain_name() -> None:
    response = rows(["n"], [[1]], file_name("Police & social media", "excerpts", ending="csv"))
    assert response["Content-Disposition"] == 'attachment; filename="police-social-media-excerpts.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert file_name("", ending="csv") == "verbatim.csv"
