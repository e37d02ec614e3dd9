"""Each report as a Word document or workbook, made by its job and read back as its reader opens it."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.http import QueryDict
from docx import Document
from docx.document import Document as Paper
from openpyxl import load_workbook

from coding.exports.tables import Table as Rows
from coding.forms.pictures import PictureForm
from coding.framework import writing as summaries
from coding.framework.cells import Cell, Part
from coding.memos import writing
from coding.pictures.kinds import Kind, picture
from coding.reports.blocks import Block, Paragraph, Role, Table
from coding.reports.in_blocks.markdown import blocks_of_markdown
from coding.reports.in_blocks.pictures import LONGEST_TABLE, blocks_of_picture
from interviews.models.participants import Consent
from projects import jobs
from projects.models import Project
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why?\nP07: Because of the chief 👮🏽.\nP07: كنت خائفا\nP08: LOUDWORDS here."
KINDS = {
    "excerpts_pdf": "whose=all&question=on&context=500&coders=on",
    "matrix_pdf": "shows=quotes&whose=all",
    "framework_pdf": "quotes=on",
    "contrast_pdf": "quotes=on&first={fear}&second={trust}",
    "cooccurrence_pdf": "whose=all&near=10",
    "picture_pdf": "whose=all",
    "memos_pdf": "",
    "comparison_pdf": "coders={ana}&coders={ben}&transcripts={talk}",
}
WITHOUT_WORDS = {"cooccurrence_pdf", "picture_pdf"}


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project: Project = make.project(self.ana, self.ben)
        self.fear, self.trust = make.code("=Fear", self.project), make.code("Trust", self.project)
        self.silent, self.loud = (make.participant(self.project, code) for code in ("P07", "P08"))
        self.talk = make.transcript(TALK, self.project, self.silent, self.loud)
        for words in ("the chief 👮🏽", "كنت خائفا", "LOUDWORDS"):
            coding = make.coding(words, self.fear, self.ana, self.talk)
            writing.write(self.project, self.ana, f"**Think** of it, {words[:3]}.", coding)
        make.coding("LOUDWORDS here", self.trust, self.ben, self.talk)
        make.complete(self.talk, self.ana, self.ben)
        cell = Cell(self.project, Part.CELL, self.silent, self.fear)
        summaries.write(cell, self.ana, summaries.Words("He names [the boss](P07:T2)."), None)
        for each in summaries.codings_under(cell, self.ana).values():
            summaries.quote(cell, self.ana, each.passage, True)

    def made(self, kind: str, form: str) -> bytes:
        query = KINDS[kind].format(
            ana=self.ana.pk, ben=self.ben.pk, talk=self.talk.pk, fear=self.fear.pk, trust=self.trust.pk
        )
        wishes = {"query": query, "address": "http://x", "picture": "heatmap", "format": form}
        job = make.job(self.project, self.ana, kind, wishes=wishes)
        return jobs.made(job, jobs.Progress(job)).content

    def word(self, kind: str) -> Paper:
        return Document(BytesIO(self.made(kind, "docx")))


@pytest.fixture
def study() -> Study:
    return Study()


def said(paper: Paper) -> str:
    """All words of the document, in its tables too."""
    return "\n".join(paper.element.body.itertext())


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_report_is_a_word_document(study: Study, kind: str) -> None:
    paper = study.word(kind)
    whole = said(paper)
    assert study.project.name in whole
    assert "edition 1" in whole
    assert "=Fear" in whole or kind == "picture_pdf"
    if kind not in WITHOUT_WORDS:
        assert "the chief 👮🏽" in whole
    for table in paper.tables[1:]:
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in WITHOUT_WORDS])
def test_no_document_quotes_who_allows_no_quotes(study: Study, kind: str) -> None:
    study.silent.consent = Consent.NO_QUOTES
    study.silent.save()
    whole = said(study.word(kind))
    assert "the chief" not in whole
    assert "كنت" not in whole.replace("of it, كنت", "")
    if kind != "framework_pdf":
        assert "LOUDWORDS" in whole


def test_the_chapters_of_the_excerpts_are_the_themes(study: Study) -> None:
    paper = study.word("excerpts_pdf")
    told = {
        name: [p.text for p in paper.paragraphs if p.style and p.style.name == name]
        for name in ("Heading 1", "Quote", "Citation", "Question")
    }
    assert told["Heading 1"] == ["=Fear", "Trust"]
    assert any("the chief 👮🏽" in quote for quote in told["Quote"])
    assert any("P07:T2" in cite for cite in told["Citation"])
    assert told["Question"][0] == "Why?"


def test_the_excerpts_as_workbook_have_a_row_each(study: Study) -> None:
    book = load_workbook(BytesIO(study.made("excerpts_pdf", "xlsx")))
    assert book.sheetnames == ["Excerpts", "About"]
    head, *rows = ([cell.value for cell in row] for row in book["Excerpts"].rows)
    assert len(rows) == 4
    first = dict(zip(head, rows[0], strict=True))
    assert (first["number"], first["code"], first["excerpt"]) == (1, "'=Fear", "the chief 👮🏽")
    assert {cell.data_type for row in book["Excerpts"].rows for cell in row} <= {"s", "n", "inlineStr"}


def test_the_numbers_of_a_picture_stand_behind_it_unless_they_fill_pages(study: Study) -> None:
    drawn = picture(
        Kind.HEATMAP, PictureForm(QueryDict("whose=all"), study.project, Kind.HEATMAP).asked(study.ana)
    )
    header = ["Row", "Passages"]

    def numbers(rows: int) -> list[Block]:
        table = Rows(header, [[f"P{n}", n] for n in range(rows)])
        return list(blocks_of_picture(replace(drawn, table=table)))

    assert isinstance(numbers(LONGEST_TABLE)[-1], Table)
    *_drawn, said = numbers(LONGEST_TABLE + 1)
    assert isinstance(said, Paragraph)
    assert said.text == "The table of these numbers has 31 rows; the spreadsheet and the CSV have them."


def test_a_picture_stands_in_the_document_with_its_table(study: Study) -> None:
    paper = study.word("picture_pdf")
    assert len(paper.inline_shapes) == 1
    assert paper.inline_shapes[0]._inline.docPr.get("descr")
    assert len(paper.tables) == 2  # what it is made of, and the numbers


def test_a_memo_s_markdown_is_paragraphs_lists_and_emphasis() -> None:
    text = (
        "# Why\n\nIt is **new** and *odd*, see [this](https://host/x).\n\n"
        "1. one\n2. two\n   - deep\n\n> said\n\n`x` ~~y~~"
    )
    blocks = [each for each in blocks_of_markdown(text) if isinstance(each, Paragraph)]
    assert [(each.role, each.text) for each in blocks] == [
        (Role.BODY, "Why"),
        (Role.BODY, "It is new and odd, see this."),
        (Role.NUMBERED, "one"),
        (Role.NUMBERED, "two"),
        (Role.BULLET, "deep"),
        (Role.SAID, "said"),
        (Role.BODY, "x y"),
    ]
    assert blocks[0].runs[0].bold
    looks = {run.text: run for run in blocks[1].runs}
    assert looks["new"].bold
    assert looks["odd"].italic
    assert looks["this"].href == "https://host/x"
    assert [each.begins for each in blocks[2:4]] == [True, False]
    assert [each.depth for each in blocks[2:5]] == [1, 1, 2]
