"""Tables as a workbook, read back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook, load_workbook

from coding.exports.composed import as_csv_files
from coding.exports.excel import LONGEST_NAME, MEASURED, sheet_names, workbook
from coding.exports.parts import Part
from coding.exports.tables import BEAT, Coefficient, Share, Table
from projects.refusals import Refused
from tests.coding.fronts import front_of

BREAKOUT = '<r></r></is></c><c r="B9"><f>1+1</f></c><c><is><r></r>'


def read(*rows: list[object], header: tuple[str, ...] = ("Code", "Value")) -> Workbook:
    return load_workbook(BytesIO(workbook({"Codes": Table(header, rows)})))


def test_cells_have_the_types_of_their_values() -> None:
    with timezone.override("Europe/London"):
        book = read(
            ["Fear", 3],
            ["Fear", 0.5],
            ["Fear", Share(0.25)],
            ["Fear", Coefficient(1 / 3)],
            ["Fear", datetime(2026, 7, 2, 9, 30, tzinfo=UTC)],
            ["Fear", date(2026, 3, 2)],
            ["Fear", ""],
            ["Fear", None],
        )
    cells = [row[1] for row in book["Codes"].iter_rows(min_row=2)]
    assert [each.value for each in cells[:4]] == [3, 0.5, 0.25, 1 / 3]
    assert [each.number_format for each in cells[1:4]] == ["0.0", "0.0%", "0.000"]
    # In London it is summer time: an hour later.
    assert cells[4].value == datetime(2026, 7, 2, 10, 30)  # noqa: DTZ001  a cell has no zone
    assert cells[5].number_format == "yyyy-mm-dd"
    assert (cells[6].value, cells[7].value) == (None, None)


def test_the_head_stays_in_sight_and_can_be_filtered() -> None:
    sheet = read(["Fear", 3], ["Trust", 4])["Codes"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet["A1"].font.b
    assert sheet.column_dimensions["A"].width >= 7


def test_the_head_of_numbers_lies_over_them() -> None:
    sheet = read(["Fear", 0, None], ["Trust", Share(0.5), None], header=("Code", "Passages", "Note"))["Codes"]
    assert [sheet[at].alignment.horizontal for at in ("A1", "B1", "C1")] == ["left", "right", "left"]


def test_a_sheet_prints_one_page_wide_with_its_head_and_number_on_each() -> None:
    wide = Table([f"Column {n}" for n in range(20)], [["x"] * 20])
    tables = {"Narrow": Table(["Code"], [["Fear"]]), "Wide": wide}
    front = replace(front_of(), title="Fear & trust")
    book = load_workbook(BytesIO(workbook(tables, front, paper="letter")))
    assert [each.page_setup.orientation for each in book] == ["portrait", "landscape", "portrait"]
    for sheet in book:
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.paperSize == 1
        foot = sheet.oddFooter
        assert foot is not None
        said = [part.text for part in (foot.left, foot.right) if part]
        assert said == ["Police and social media · Fear && trust", "&P / &N"]


def test_a_sheet_too_wide_to_be_read_on_one_page_goes_on_with_its_first_column() -> None:
    rows = [["P07", *["word " * 40] * 9]]
    book = load_workbook(BytesIO(workbook({"Quotes": Table([f"Column {n}" for n in range(10)], rows)})))
    sheet = book["Quotes"]
    # Nine columns of 60 characters and one of 10, each 1.9 mm, at six tenths: 627 mm on pages of 271.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (3, 0)
    assert sheet.print_title_cols == "$A:$A"
    assert sheet.page_setup.pageOrder == "overThenDown"


def test_a_row_is_as_high_as_its_longest_cell_and_no_higher_than_excel_takes() -> None:
    rows: list[list[object]] = [
        ["Fear", 3],
        ["one\ntwo\nthree", "x"],
        ["word " * 40, ""],
        ["word " * 4000, ""],
    ]
    sheet = read(*rows)["Codes"]
    # 200 characters, 68 in a line as wide as 60 digits, are three lines of 15 points; Excel draws no row
    # higher than 409.
    assert [sheet.row_dimensions[number].height for number in range(2, 6)] == [None, 45, 45, 408.75]


def test_the_numbers_of_a_column_have_as_many_decimals_as_one_needs_and_three_at_most() -> None:
    sheet = read(["Fear", 0.5], ["Trust", 2 / 3], ["Hope", 3], ["Pride", 1.0])["Codes"]
    assert [sheet.cell(row, 2).number_format for row in range(2, 6)] == ["0.000", "0.000", "General", "0.000"]
    assert read(["Fear", 38.6], ["Trust", 60.0])["Codes"]["B3"].number_format == "0.0"


def test_words_stand_a_step_from_the_number_before_them() -> None:
    sheet = read(["Fear", 45, "Bold vision"], header=("Code", "Highest", "Codes first used here"))["Codes"]
    assert [sheet[at].alignment.indent for at in ("B1", "C1", "B2", "C2")] == [0, 1, 0, 1]


def test_the_head_of_numbers_that_are_not_all_there_lies_over_them_too() -> None:
    sheet = read(["Fear", 0.66], ["Trust", ""], header=("Code", "Kappa"))["Codes"]
    assert sheet["B1"].alignment.horizontal == "right"


def test_rows_behind_those_that_are_measured_are_there_too() -> None:
    sheet = read(*([f"Code {n}", n] for n in range(MEASURED + 2)))["Codes"]
    assert [cell.value for cell in sheet[MEASURED + 3]] == [f"Code {MEASURED + 1}", MEASURED + 1]
    assert sheet.max_row == MEASURED + 3


@pytest.mark.parametrize("words", ["=1+1", "+1", "@x", "-x", "|cmd", "\u200b=1+1", "＝1", BREAKOUT])
def test_no_cell_is_ever_a_formula(words: str) -> None:
    sheet = read([words, words], header=(words, "x"))["Codes"]
    cells = [cell for row in sheet.rows for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet["A2"].value == f"'{words}"
    assert (sheet.max_row, sheet.max_column) == (2, 2)


def test_no_cell_is_a_link() -> None:
    assert read(["https://host/x", 1])["Codes"]["A2"].hyperlink is None


@pytest.mark.parametrize("words", ["كنت خائفا", "no 👩🏽‍✈️ way", "two\nlines", " kept ", "<b>&"])
def test_words_stay_as_they_are(words: str) -> None:
    assert read([words, 1])["Codes"]["A2"].value == words


def test_a_sign_that_xml_cannot_hold_breaks_no_file() -> None:
    assert "a" in str(read(["a\x0bb", 1])["Codes"]["A2"].value)


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x0b", "\x1f"])
def test_a_sign_that_xml_cannot_hold_breaks_no_name_of_a_sheet(sign: str) -> None:
    front = replace(front_of(), title=f"A{sign}B", study=f"C{sign}D")
    book = workbook({f"A{sign}B": Table(["Code"], [["Fear"]])}, front)
    with ZipFile(BytesIO(book)) as parts:
        for name in parts.namelist():
            etree.fromstring(parts.read(name))
    names = load_workbook(BytesIO(book)).sheetnames
    assert [name[0] + name[-1] for name in names] == ["AB", "At"]
    assert sign not in names[0]


def test_the_last_sheet_says_what_the_report_is() -> None:
    book = load_workbook(BytesIO(workbook({"Codes": Table(["Code"], [["Fear"]])}, front_of())))
    assert book.sheetnames == ["Codes", "About"]
    told = {row[0].value: row[1].value for row in book["About"].iter_rows(min_row=2)}
    assert told["Study"] == "Police and social media"
    assert told["Codes"] == "Fear"
    assert told["Codebook edition"] == "31 (v3)"
    assert isinstance(told["Made"], datetime)
    assert told["Program"] == "Verbatim 0.1.0"
    assert book["About"].auto_filter.ref is None
    assert book.properties.title == "Coded excerpts"


def test_names_of_sheets_are_cut_and_told_apart() -> None:
    long = "What one called this, the other called that"
    assert sheet_names([long, long, "a/b:c", "History", "'x'", ""]) == [
        "What one called this, the other",
        "What one called this, the o (2)",
        "a b c",
        "History (2)",
        "x",
        "Sheet",
    ]


@given(st.lists(st.text(max_size=40), max_size=6))
def test_excel_takes_every_name(wished: list[str]) -> None:
    names = sheet_names(wished)
    assert len({name.casefold() for name in names}) == len(wished)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST_NAME
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name


def test_more_rows_than_a_sheet_holds_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coding.exports.excel.MOST_ROWS", 2)
    with pytest.raises(Refused, match="too many for an Excel sheet"):
        read(["a", 1], ["b", 2], ["c", 3])


def test_a_long_table_says_again_and_again_that_it_is_being_written() -> None:
    told: list[str] = []
    workbook({"Codes": Table(["Code"], ([n] for n in range(2 * BEAT + 1)))}, watch=told.append)
    assert told == ["writing", "writing"]


def test_so_do_files_of_rows() -> None:
    told: list[str] = []
    part = Part("Codes", [], {"Codes": Table(["Code"], ([n] for n in range(BEAT + 1)))})
    as_csv_files(front_of(), [part], told.append)
    assert told == ["writing"]
