"""What of a composed report stands together on paper."""

import io
import re
from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict
from pypdf import PdfReader

from coding.exports import recipes as exports
from coding.exports.pictures import PictureReport, report_asked
from coding.exports.tables import Table
from coding.framework.cells import Cell, Part
from coding.framework.writing import Words, write
from coding.models import Qualifier, QualifierValue
from coding.pictures.kinds import Kind
from coding.reports.framework_panels import Head, Panel
from coding.reports.in_blocks.pictures import LONGEST_TABLE
from projects import jobs
from projects.models import Project, User
from tests import make


def pages(project: Project, user: User, *parts: str) -> list[str]:
    wishes = {
        "recipe": str(make.recipe(project, user, *parts).guid),
        "format": "pdf",
        "address": "http://x",
    }
    job = make.job(project, user, exports.KIND, wishes=wishes)
    made = jobs.made(job, jobs.Progress(job))
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made.content)).pages]


@pytest.mark.django_db
def test_thirteen_rows_of_a_crossed_matrix_stand_whole_under_its_head_and_map() -> None:
    ana = make.user("ana")
    project = make.project(ana)
    for number in range(1, 14):
        make.participant(project, f"P{number:02}")
    for number in range(7):
        make.code(f"Theme of several words {number}", project, position=number)
    direction = Qualifier.objects.create(project=project, name="Direction")
    for place, value in enumerate(("facilitates", "mutes", "both")):
        QualifierValue.objects.create(qualifier=direction, value=value, position=place)
    told = pages(project, ana, f"matrix?shows=counts&cross={direction.pk}")
    first = next(words for words in told if "Where the columns are" in words)
    assert [f"P{number:02}" in first for number in range(1, 14)] == [True] * 13
    assert sum("P08" in words for words in told) == 3  # the four parts of the columns follow each other


def heatmap_of(people: int) -> list[str]:
    """The pages that its picture and its numbers are on."""
    ana = make.user("ana")
    project = make.project(ana)
    for number in range(1, people + 1):
        make.participant(project, f"P{number:02}")
    make.code("Fear of error", project)
    return pages(project, ana, "picture-heatmap")[3:]


@pytest.mark.django_db
def test_the_numbers_of_a_picture_begin_beneath_it_where_three_rows_have_room() -> None:
    assert "Participant Fear of error P01 … P02 … P03 …" in heatmap_of(13)[0]


@pytest.mark.django_db
@pytest.mark.parametrize("people", [13, 16, 18, 20, 24])
def test_no_page_has_fewer_than_three_rows_of_numbers(people: int) -> None:
    tables = re.findall(r"Participant Fear of error((?: P\d\d …)+)", " ".join(heatmap_of(people)))
    rows = [len(table.split()) // 2 for table in tables]
    assert sum(rows) == people
    assert min(rows) >= 3


@pytest.mark.django_db
def test_a_picture_that_goes_on_has_its_head_on_each_page() -> None:
    told = heatmap_of(60)
    assert [words.count("Fear of error") for words in told] == [1] * len(told)
    assert len(told) == 3


@pytest.mark.django_db
def test_the_numbers_of_a_row_of_citations_stand_on_one_line() -> None:
    ana = make.user("ana")
    project = make.project(ana)
    talk = make.transcript("P07: Afraid, 7 times.", project, make.participant(project, "P07"))
    make.coding("Afraid", make.code("Fear", project), ana, talk)
    recipe = make.recipe(project, ana, "matrix?shows=citations")
    job = make.job(
        project,
        ana,
        exports.KIND,
        wishes={"recipe": str(recipe.guid), "format": "pdf", "address": "http://x"},
    )
    content = jobs.made(job, jobs.Progress(job)).content
    heights: defaultdict[str, list[float]] = defaultdict(list)

    def read(text: str, cm: Any, tm: Any, *_font: Any) -> None:
        heights[text.strip()].append(round(float(cm[3] * tm[5] + cm[5]), 1))

    PdfReader(io.BytesIO(content)).pages[-1].extract_text(visitor_text=read)
    assert heights["1"].count(heights["P07"][0]) == 2  # of the theme, and of any


def picture_of(rows: int, *, is_part: bool, is_outgoing: bool = False) -> PictureReport:
    ana = make.user("ana")
    report = report_asked(make.project(ana), ana, Kind.HEATMAP, QueryDict())
    table = Table(["Row", "Passages"], [[f"P{number}", number] for number in range(rows)])
    return replace(
        report,
        picture=replace(report.picture, table=table),
        front=replace(report.front, is_outgoing=is_outgoing),
        is_part=is_part,
    )


@pytest.mark.django_db
def test_the_numbers_of_a_picture_follow_it_in_a_report() -> None:
    report = picture_of(LONGEST_TABLE, is_part=True)
    assert report.table is not None
    assert [cell.text for cell in report.table.rows[7].cells] == ["P7", "7"]
    assert [column.is_number for column in report.table.columns] == [False, True]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_outgoing", "said"),
    [(False, "it is attached as CSV."), (True, "the report as a spreadsheet has it.")],
)
def test_a_long_table_is_said_to_be_where_it_is(is_outgoing: bool, said: str) -> None:
    report = picture_of(LONGEST_TABLE + 1, is_part=True, is_outgoing=is_outgoing)
    assert report.table is None
    assert report.elsewhere == f"The table of these numbers is too large to print; {said}"


@pytest.mark.django_db
def test_a_picture_of_nothing_has_no_table_of_heads() -> None:
    report = picture_of(0, is_part=True)
    assert report.table is None
    assert report.elsewhere == "There are no numbers yet."


@pytest.mark.django_db
def test_a_picture_by_itself_has_all_its_rows() -> None:
    report = picture_of(LONGEST_TABLE + 1, is_part=False)
    assert report.table is not None
    assert len(report.table.rows) == LONGEST_TABLE + 1


@pytest.mark.parametrize(
    ("words", "widths"),
    [
        # 234 of 261 mm are left; each of four gets 26, and of the other 130 by roots 3 + 4 + 1 + 2
        ([9, 16, 1, 4], [24, 29, 14, 19]),
        ([0], [89]),
        ([5] * 12, [7] * 12),
    ],
)
def test_a_column_of_the_framework_is_the_wider_the_more_is_written_in_it(
    words: list[int], widths: list[int]
) -> None:
    assert Panel(1, [Head("", "", None, each) for each in words], [], 1.0).widths == widths


@pytest.mark.django_db
def test_the_head_of_a_page_names_the_row_that_goes_on_there_and_no_other() -> None:
    ana = make.user("ana")
    project = make.project(ana)
    theme = make.code("Fear", project)
    for number in range(40):
        person = make.participant(project, f"P{number:02}")
        write(Cell(project, Part.CELL, person, theme), ana, Words("word " * (5 if number else 4000)), None)
    told = [words for words in pages(project, ana, "framework") if "Participant Fear" in words][1:]
    assert "1 Framework: Fear · P00" in told[0]
    assert "Framework: Fear ·" not in told[-1]
