"""A composed report as PDF, read back: text, links, outline, page labels, tags, attachments, fonts."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pikepdf import Pdf
from pypdf import PdfReader
from pypdf.generic import Destination

from coding.exports import recipes as exports
from coding.framework import writing as summaries
from coding.framework.cells import Cell, Part
from coding.models import Recipe
from coding.recipes.composed import compose
from interviews.models import Attribute, AttributeValue
from interviews.models.participants import Consent
from interviews.withdrawal import withdraw
from projects import jobs
from projects.models import Access, Project, User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TALK = (
    "Interviewer: Who taught you?\nP07: Nobody did, honestly.\nInterviewer: And then?\n"
    "P07: We learned it from each other."
)
PAGES_SHARED = [False, False, True, False, True, True]
"""Whether each part begins on the page of the one before, where both lie on the same paper."""
PARTS = (
    "sample",
    "codebook",
    "matrix?shows=quotes",
    "framework?quotes=on",
    "excerpts?question=on",
    "memos",
    "trail",
)


@dataclass
class Study:
    ana: User = field(default_factory=lambda: make.user("ana"))

    def __post_init__(self) -> None:
        self.project: Project = make.project(self.ana)
        self.person = make.participant(self.project, "P07")
        rank = Attribute.objects.create(project=self.project, name="Rank")
        AttributeValue.objects.create(participant=self.person, attribute=rank, text="sergeant")
        self.talk = make.transcript(TALK, self.project, self.person)
        self.theme = make.code("Practice", self.project, definition="What is done.")
        self.code = make.code("Training", self.project, self.theme, apply_when="It is taught.")
        for words in ("Nobody did", "We learned it"):
            make.coding(words, self.code, self.ana, self.talk)
        make.complete(self.talk, self.ana)
        cell = Cell(self.project, Part.CELL, self.person, self.theme)
        summaries.write(cell, self.ana, summaries.Words("Taught by nobody."), None)
        for each in summaries.codings_under(cell, self.ana).values():
            summaries.quote(cell, self.ana, each.passage, True)
        self.project.refresh_from_db()

    def recipe(self, *parts: str, **fields: object) -> Recipe:
        return make.recipe(self.project, self.ana, *(parts or PARTS), **fields)

    def made(self, recipe: Recipe, form: str = "pdf") -> jobs.Result:
        wishes = {"recipe": str(recipe.guid), "format": form, "address": "http://x"}
        job = make.job(self.project, self.ana, exports.KIND, wishes=wishes)
        return jobs.made(job, jobs.Progress(job))

    def pdf(self, *parts: str, **fields: object) -> PdfReader:
        return PdfReader(io.BytesIO(self.made(self.recipe(*parts, **fields)).content))


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.fixture
def paper(study: Study) -> PdfReader:
    """Every kind of check on one report, which takes a while to set."""
    return study.pdf(
        title="Half a conversation",
        subtitle="What mutes it",
        authors="Ana and Ben",
        conventions="(.) a short pause",
        language="cy",
    )


def words(paper: PdfReader) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in paper.pages]


def entries(part: Any) -> Iterator[Destination]:
    for entry in part:
        if isinstance(entry, Destination):
            yield entry
        else:
            yield from entries(entry)


def outline(part: Any, depth: int = 0) -> list[tuple[int, str]]:
    told: list[tuple[int, str]] = []
    for entry in part:
        if isinstance(entry, Destination):
            told.append((depth, " ".join(str(entry.title).split())))
        else:
            told += outline(entry, depth + 1)
    return told


def test_the_report_holds_up_when_it_is_read_back(study: Study, paper: PdfReader) -> None:
    pages = words(paper)
    _title_page(pages, paper)
    _contents_agree_with_the_pages(pages, paper)
    _links_lead_there_and_back(paper)
    _is_tagged_labelled_and_in_its_language(paper)
    _rows_are_attached(paper)
    _fonts_are_embedded(paper)
    _is_sound(paper)
    for page in pages[1:]:
        assert f"/ {len(pages)}" in page
        assert study.project.name in page


def _title_page(pages: list[str], paper: PdfReader) -> None:
    for said in ("Half a conversation", "What mutes it", "Ana and Ben", "edition 1", "Verbatim 0."):
        assert said in pages[0], said
    assert paper.metadata is not None
    assert paper.metadata.title == "Half a conversation · Police and social media"
    assert paper.metadata.author == "Ana and Ben"
    assert "(.) a short pause" in pages[2]


def _contents_agree_with_the_pages(pages: list[str], paper: PdfReader) -> None:
    told = outline(paper.outline)
    assert [title for depth, title in told if depth == 0] == [
        "Half a conversation",
        "Contents",
        "Reading this report",
        "1 The sample",
        "2 Codebook",
        "3 Theme matrix: participants by themes",
        "4 Framework: Practice",
        "5 Coded excerpts",
        "6 Memos",
        "7 Audit trail",
    ]
    assert (1, "2.1 Practice") in told
    assert (1, "5.1 Practice") in told
    numbered = [each for each in entries(paper.outline) if re.match(r"\d|Reading", str(each.title))]
    printed = [int(word) for word in takewhile(str.isdigit, pages[1].split())]
    assert printed == [(paper.get_destination_page_number(each) or 0) + 1 for each in numbered]
    starts = {
        str(entry.title).split()[0]: paper.get_destination_page_number(entry)
        for entry in paper.outline
        if isinstance(entry, Destination)
    }
    pages_of = [starts[str(number)] or 0 for number in range(1, 8)]
    assert pages_of == sorted(pages_of)
    # The two matrices share one, and so do the few excerpts, the heading over no memos, and the trail.
    assert [pages_of[place] == pages_of[place + 1] for place in range(6)] == PAGES_SHARED


def _links_lead_there_and_back(paper: PdfReader) -> None:
    """From the cell of the matrix to the excerpt, from the quote under the summary, and back to both."""
    places = paper.named_destinations
    inner = [
        (number, str(note.get_object()["/Dest"]))
        for number, page in enumerate(paper.pages)
        for note in page.get("/Annots", ())
        if "/Dest" in note.get_object()
    ]
    assert all(name in places for _number, name in inner)
    leads = {name for _number, name in inner}
    assert {"p5-x1", "p5-x2"} <= leads
    assert any(name.startswith("p3-c-") for name in leads)
    assert any(name.startswith("p4-") and name.endswith("-1") for name in leads)
    pages = {name: paper.get_destination_page_number(places[name]) for name in leads}
    assert "Nobody did" in paper.pages[pages["p5-x1"] or 0].extract_text()


def _is_tagged_labelled_and_in_its_language(paper: PdfReader) -> None:
    root = paper.root_object
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert str(root["/Lang"]) == "cy"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert paper.page_labels == [str(number) for number in range(1, len(paper.pages) + 1)]
    assert paper.xmp_metadata is not None
    assert b"pdfuaid" in paper.xmp_metadata.stream.get_data()


def _rows_are_attached(paper: PdfReader) -> None:
    names = list(paper.attachments)
    assert "01-participants.csv" in names
    (rows,) = paper.attachments["05-excerpts.csv"]
    table = list(csv.DictReader(io.StringIO(rows.decode("utf-8-sig"))))
    assert [row["excerpt"] for row in table] == ["Nobody did", "We learned it"]
    assert {"02-codebook.csv", "03-theme-matrix.csv", "04-framework.csv", "07-audit-trail.csv"} <= set(names)


def _fonts_are_embedded(paper: PdfReader) -> None:
    fonts = [
        font.get_object()
        for page in paper.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert fonts
    for font in fonts:
        (below,) = font["/DescendantFonts"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(
            below.get_object()["/FontDescriptor"].get_object()
        )


def _is_sound(paper: PdfReader) -> None:
    """As ``qpdf --check`` judges it, whose library this is."""
    assert isinstance(paper.stream, io.BytesIO)
    with Pdf.open(io.BytesIO(paper.stream.getvalue())) as opened:
        assert opened.check_pdf_syntax() == []


def test_each_part_lies_on_the_paper_that_suits_it_or_that_was_chosen(study: Study) -> None:
    recipe = study.recipe("sample", "matrix", "memos", paper="letter")
    recipe.parts = [recipe.parts[0], recipe.parts[1], recipe.parts[2] | {"paper": "A3", "turned": "across"}]
    recipe.save()
    paper = PdfReader(io.BytesIO(study.made(recipe).content))
    sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in paper.pages]
    assert sizes == [(612, 792), (612, 792), (612, 792), (792, 612), (1191, 842)]
    assert "The sample" in words(paper)[3]
    assert "Theme matrix" in words(paper)[3]


def test_a_page_says_at_its_head_which_part_and_chapter_it_begins_with(study: Study) -> None:
    both, sample = words(study.pdf("codebook", "quotes", "sample"))[-2:]
    assert "2 Selected quotes" in both
    assert both.count("2 Selected quotes") == 1
    assert "1 Codebook Verbatim" in both
    assert sample.count("3 The sample") == 2


def test_a_part_that_can_not_be_made_says_why_in_the_report_and_on_the_job(study: Study) -> None:
    made = study.made(study.recipe("sample", "matrix?tag=99"))
    assert "Parts that could not be made: Theme matrix: What was asked for is no longer" in made.words
    pages = words(PdfReader(io.BytesIO(made.content)))
    assert "This part could not be made." in pages[-1]
    assert "sergeant" in pages[3]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_could_not_be_made_stands_in_the_files_of_rows_too(study: Study, form: str) -> None:
    content = io.BytesIO(study.made(study.recipe("sample", "matrix?tag=99"), form).content)
    if form == "csv":
        said = zipfile.ZipFile(content).read("00-about.csv").decode()
    else:
        said = " ".join(str(cell.value) for row in load_workbook(content)["About"] for cell in row)
    assert "Parts that could not be made" in said
    assert "Theme matrix: What was asked for is no longer" in said


def test_signs_that_no_font_has_are_named_on_the_title_page_and_on_the_job(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coding.exports.glyphs.covered", lambda: ([0x20], [0x2BFF]))
    make.coding("each other", make.code("漢", study.project), study.ana, study.talk)
    pages: list[str] = []

    def keep(html: str, _progress: object, **_more: object) -> bytes:
        pages.append(html)
        return b""

    monkeypatch.setattr("coding.exports.pdf.render", keep)
    made = study.made(study.recipe("codebook"))
    assert "CJK, 1 sign: U+6F22" in made.words
    title, _mark, _rest = pages[0].partition('id="contents"')
    assert "no font of this server has them: CJK, 1 sign: U+6F22" in title


def test_the_same_report_is_a_workbook_and_files_of_rows(study: Study) -> None:
    recipe = study.recipe()
    book = load_workbook(io.BytesIO(study.made(recipe, "xlsx").content))
    assert {"About", "1 participants", "1 sample counts"} <= set(book.sheetnames)
    assert [cell.value for cell in book["1 participants"][2]] == ["P07", "sergeant", 1]
    made = study.made(recipe, "csv")
    assert made.name.endswith(".zip")
    box = zipfile.ZipFile(io.BytesIO(made.content))
    (excerpts,) = (name for name in box.namelist() if "coded-excerpts" in name)
    assert b"We learned it" in box.read(excerpts)


def test_the_same_report_is_a_word_document(study: Study) -> None:
    recipe = study.recipe(title="Half a conversation", subtitle="What mutes it", language="en-gb")
    paper = Document(io.BytesIO(study.made(recipe, "docx").content))
    headings = [each.text for each in paper.paragraphs if each.style and each.style.name == "Heading 1"]
    for title in ("The sample", "Codebook", "Framework: Practice", "Coded excerpts", "Memos", "Audit trail"):
        assert any(title in heading for heading in headings), (title, headings)
    text = "\n".join(each.text for each in paper.paragraphs)
    for said in ("Half a conversation", "What mutes it", "What is done.", "It is taught.", "We learned it"):
        assert said in text
    assert "sergeant" in {cell.text for table in paper.tables for cell in table._cells}


def test_a_report_without_a_title_is_called_as_it_is_and_not_as_the_study(study: Study) -> None:
    paper = study.pdf("sample", name="Appendix B")
    assert paper.metadata
    assert paper.metadata.title == "Appendix B · Police and social media"
    assert words(paper)[0].count("Police and social media") == 1
    assert "Appendix B" in words(paper)[0]


def titles(study: Study, *parts: str) -> list[str]:
    recipe = study.recipe(*parts, name=" ".join(parts))
    made = compose(recipe, study.project, study.ana, "http://x", lambda *_told: None)
    return [part.title for part in made.parts]


def test_parts_that_would_be_called_alike_are_told_apart_by_what_they_ask(study: Study) -> None:
    theme, code = study.theme.pk, study.code.pk
    assert titles(study, "excerpts", "memos", f"excerpts?code={code}") == [
        "Coded excerpts",
        "Memos",
        "Coded excerpts: Training",
    ]
    assert titles(study, f"excerpts?code={theme}", f"excerpts?code={theme}&whose=coder-{study.ana.pk}") == [
        "Coded excerpts: Practice · consensus, else all coders",
        "Coded excerpts: Practice · Ana",
    ]
    assert titles(study, "memos", "memos") == ["Memos", "Memos (2)"]
    assert titles(study, "sample", "picture-sample") == ["Sample table", "Picture: the sample"]


def test_a_title_that_somebody_gave_is_not_changed(study: Study) -> None:
    recipe = study.recipe("memos", "memos")
    recipe.parts = [each | {"title": "Notes"} for each in recipe.parts]
    made = compose(recipe, study.project, study.ana, "http://x", lambda *_told: None)
    assert [part.title for part in made.parts] == ["Notes", "Notes"]


def test_whole_transcripts_and_the_checklist_are_parts_on_paper(study: Study) -> None:
    paper = study.pdf("transcripts?times=on", "checklist")
    pages = words(paper)
    assert [told for told in outline(paper.outline) if told[0] == 1 or told[1][0].isdigit()] == [
        (0, "1 Coded transcripts"),
        (1, "1.1 P07 · Interview"),
        (0, "2 Reporting checklist (COREQ)"),
        (1, "2.1 Domain 1: Research team and reflexivity"),
        (1, "2.2 Domain 2: Study design"),
        (1, "2.3 Domain 3: Analysis and findings"),
    ]
    assert {f"p1-talk-{study.talk.pk}", "p2-domain-1"} <= set(paper.named_destinations)
    assert "Who taught you?" in pages[3]
    assert "1 participant in 1 transcript." in " ".join(pages[4:])
    (rows,) = paper.attachments["01-coded-transcripts.csv"]
    turns = list(csv.DictReader(io.StringIO(rows.decode("utf-8-sig"))))
    assert [(row["turn"], row["speaker"], row["codes"]) for row in turns] == [
        ("1", "Interviewer", ""),
        ("2", "P07", "Practice › Training"),
        ("3", "Interviewer", ""),
        ("4", "P07", "Practice › Training"),
    ]


def test_whole_transcripts_and_the_checklist_are_parts_in_word_and_in_excel(study: Study) -> None:
    recipe = study.recipe("transcripts", "checklist")
    paper = Document(io.BytesIO(study.made(recipe, "docx").content))
    headings = [each.text for each in paper.paragraphs if each.style and each.style.name == "Heading 1"]
    assert headings == ["Coded transcripts", "Reporting checklist (COREQ)"]
    assert [each.text for each in paper.comments] == ["Practice › Training"] * 2
    book = load_workbook(io.BytesIO(study.made(recipe, "xlsx").content))
    assert book.sheetnames == ["1 Coded transcripts", "2 Reporting checklist (COREQ)", "About"]
    assert book.worksheets[0].max_row == 5
    assert book.worksheets[1].max_row == 33


@pytest.mark.parametrize("form", ["pdf", "docx", "csv"])
def test_the_access_log_tells_which_transcripts_a_report_takes_out(study: Study, form: str) -> None:
    study.made(study.recipe("transcripts"), form)
    line = Access.objects.get(project=study.project, kind="transcript")
    assert (line.user, line.verb, line.object_id) == (study.ana, "downloaded", str(study.talk.pk))


def test_a_transcript_that_is_gone_or_may_not_be_printed_is_no_part(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = study.recipe("sample", f"transcripts?transcript={study.talk.pk}")
    monkeypatch.setattr("coding.exports.transcripts.MOST_IN_PDF", 20)
    assert "too long for one PDF" in study.made(recipe, "csv").words
    study.person.consent = Consent.NO_QUOTES
    study.person.save()
    assert "Nothing is left to print" in study.made(recipe, "csv").words
    withdraw(study.person, study.ana)
    made = study.made(recipe, "csv")
    assert "no longer in the study (Transcripts)" in made.words
    names = zipfile.ZipFile(io.BytesIO(made.content)).namelist()
    assert not [name for name in names if "transcripts" in name]


def test_headings_of_ones_own_stand_in_the_report(study: Study) -> None:
    recipe = study.recipe("sample")
    recipe.parts = [recipe.parts[0] | {"title": "Who <spoke> to us"}]
    recipe.save()
    assert "1 Who <spoke> to us" in words(PdfReader(io.BytesIO(study.made(recipe).content)))[3]


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv"])
def test_an_empty_report_and_one_that_is_gone_are_refused_in_words(study: Study, form: str) -> None:
    recipe = study.recipe(name="Empty")
    recipe.parts = []
    recipe.save()
    with pytest.raises(Refused, match="no parts yet"):
        study.made(recipe, form)
    Recipe.objects.all().delete()
    with pytest.raises(Refused, match="deleted meanwhile"):
        study.made(recipe, form)
