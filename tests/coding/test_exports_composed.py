"""A whole of several reports as one file."""

import csv
import zipfile
from io import BytesIO, TextIOWrapper

from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from coding.exports.composed import as_csv_files, as_word, as_workbook
from coding.exports.parts import Cover, Part
from coding.exports.tables import Share, Table
from coding.reports.blocks import (
    Heading,
    Orientation,
    Quote,
    Run,
    column,
    paragraph,
    passage_anchor,
    row,
)
from coding.reports.blocks import Table as Grid
from tests.coding.fronts import front_of

ANCHOR = passage_anchor(1, 2, 3)


def parts() -> list[Part]:
    cell = paragraph(Run("T2", href=f"#{ANCHOR}"))
    grid = Grid(
        [column("Who"), column("Fear")],
        [row("P07", "")._replace(cells=(row("P07").cells[0], column("").head._replace(paragraphs=(cell,))))],
    )
    excerpts = Table(["code", "excerpt"], [["=Fear", "I stopped."]])
    pairs = {"Pairs": Table(["share"], [[Share(0.5)]]), "Codes": Table(["n"], [[3]])}
    return [
        Part("Theme matrix", [grid], {"Theme matrix": Table(["Row"], [["P07"]])}, Orientation.LANDSCAPE),
        Part(
            "Excerpts",
            [Heading(1, "Fear"), Quote((paragraph("I stopped."),), anchor=ANCHOR)],
            {"x": excerpts},
        ),
        Part("Together", [], pairs),
    ]


def test_a_cell_of_the_matrix_leads_to_the_excerpt_in_another_part() -> None:
    paper = Document(BytesIO(as_word(Cover(front_of()), parts(), lambda _step: None)))
    links = [each.get(qn("w:anchor")) for each in paper.element.body.iter(qn("w:hyperlink"))]
    marks = [each.get(qn("w:name")) for each in paper.element.body.iter(qn("w:bookmarkStart"))]
    assert "to_passage_1_2_3" in links
    assert "to_passage_1_2_3" in marks


def test_a_workbook_has_a_sheet_for_each_table_with_the_number_of_its_part() -> None:
    book = load_workbook(BytesIO(as_workbook(front_of(), parts(), lambda _step: None, "A3")))
    assert book.sheetnames == ["1 Theme matrix", "2 Excerpts", "3 Pairs", "3 Codes", "About"]
    assert book["2 Excerpts"]["A2"].value == "'=Fear"
    assert book["3 Pairs"]["A2"].number_format == "0.0%"
    assert {sheet.page_setup.paperSize for sheet in book} == {8}


def test_csv_files_bear_the_number_of_their_part_once() -> None:
    folder = zipfile.ZipFile(BytesIO(as_csv_files(front_of(), parts(), lambda _step: None)))
    assert folder.namelist() == [
        "00-about.csv",
        "01-theme-matrix.csv",
        "02-excerpts.csv",
        "03-pairs.csv",
        "03-codes.csv",
    ]
    with folder.open("02-excerpts.csv") as file:
        assert list(csv.reader(TextIOWrapper(file, "utf-8-sig", newline=""))) == [
            ["code", "excerpt"],
            ["'=Fear", "I stopped."],
        ]


def test_no_csv_file_takes_the_place_of_another_whose_name_has_the_same_letters() -> None:
    tables = {name: Table(["n"], [[name]]) for name in ("Ängste", "Angste", "Страх", "恐れ")}
    part = Part("Fears", [], tables)
    folder = zipfile.ZipFile(BytesIO(as_csv_files(front_of(), [part], lambda _step: None)))
    assert folder.namelist() == ["00-about.csv", "01-angste.csv", "01-angste-2.csv", "01.csv", "01-2.csv"]
