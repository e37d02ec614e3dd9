"""The report of a round, as it is opened by who gets it."""

from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from coding.exports.excel import workbook
from coding.exports.round_report import KIND, make_report
from coding.exports.tables import Table
from coding.models import Memo, Resolution, Round
from interviews.models.participants import Consent
from projects import jobs
from projects.models import Job
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why?\nP07: Because of the chief.\nP07: I stopped.\nP07: Then I left."


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(self.ana, self.ben)
        self.edition = self.project.editions.get()
        self.fear = make.code("=Fear", self.project)
        self.fear.revisions.create(edition=self.edition, name="=Fear")
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(TALK, self.project, self.person, title="First")
        self.round = make.finished_round(
            self.project,
            (self.ana, self.ben),
            (self.talk,),
            sampling={"way": "random", "of": 4, "study": 4, "drawn": 1},
            seed=7,
        )
        layer = make.round_layer(self.round, self.ana)
        make.coding("the chief", self.fear, self.ana, self.talk, layer)

    def job(self, form: str, query: str = "") -> Job:
        wishes = {"round": self.round.pk, "format": form, "query": query}
        return make.job(self.project, self.ana, KIND, wishes=wishes)

    def made(self, form: str, query: str = "") -> BytesIO:
        job = self.job(form, query)
        return BytesIO(make_report(job, jobs.Progress(job)).content)

    def pdf(self, query: str = "") -> str:
        return " ".join(
            " ".join(page.extract_text().split()) for page in PdfReader(self.made("pdf", query)).pages
        )


@pytest.fixture
def study() -> Study:
    return Study()


def test_the_pdf_answers_a_reviewer(study: Study) -> None:
    study.project.editions.create(number=2)
    assert study.talk.current is not None
    Resolution.objects.create(
        round=study.round, revision=study.talk.current, start=0, end=9, outcome="none", by=study.ana
    )
    whole = study.pdf()
    for said in (
        *("Round 1: agreement of Ana and Ben", "drawn at random, 1 of 4, number 7", "edition 1"),
        *(
            "1 of the study’s 4 transcripts",
            "3 turns",
            "half (threshold 0.5)",
            "blind: nobody could see another’s codings",
        ),
        *("For the methods section", "Krippendorff’s alpha", "Further coefficients", "Gwet, K. L. (2008)"),
        *("coders differed in 1 turn", "Afterwards 1 place was decided by Ana (no code: 1).", "as planned"),
        *(
            "all codes together",
            "pooled by the rule of De Vries",
            "Fixed beforehand was Krippendorff’s alpha",
        ),
        *("Transcript by transcript", "the chief", "Verbatim 0"),
        *("Quotations, thresholds and sets of codes", "Jaccard", "MASI", "Characters, as NVivo counts them"),
    ):
        assert said in whole
    for invented in ("edition 2", "discussion (", "wrote memos"):
        assert invented not in whole


def test_only_memos_and_meetings_that_there_are_are_told(study: Study) -> None:
    assert study.talk.current is not None
    at = {"round": study.round, "revision": study.talk.current}
    one = Resolution.objects.create(**at, start=0, end=9, outcome="none", by=study.ben)
    Resolution.objects.create(**at, start=9, end=12, outcome="all", by=study.ana)
    Resolution.objects.create(**at, start=12, end=15, outcome="meeting", by=study.ana)
    Memo.objects.create(project=study.project, author=study.ana, body="Why?", resolution=one)
    whole = study.pdf()
    for said in (
        "Afterwards 2 places were decided by Ana, Ben (all readings together: 1; no code: 1).",
        "On 1 of them coders wrote memos. 1 place is left for a meeting.",
    ):
        assert said in whole


def test_the_passages_that_differ_say_what_was_decided(study: Study) -> None:
    assert study.talk.current is not None
    turn = study.talk.current.turns.get(number=2)
    place = {"revision": study.talk.current, "start": turn.start, "end": turn.end}
    Resolution.objects.create(
        round=study.round, **place, outcome="one", accepted=study.ben, by=study.ana, reason="Secret."
    )
    whole = study.pdf()
    assert "Decided: Ben’s reading, Ana." in whole
    assert "Secret." not in whole


def test_the_earlier_round_that_the_plan_names_stands_beside(study: Study) -> None:
    assert "Beside Round" not in study.pdf()
    earlier, coders = study.round, (study.ana, study.ben)
    study.round = make.finished_round(study.project, coders, (study.talk,), "Round 2", earlier=earlier)
    for coder in coders:
        make.coding("the chief", study.fear, coder, study.talk, make.round_layer(study.round, coder))
    # One of six alone: 1 - 5 * 2 / (2 * 1 * 5) = 0; then both the same.
    whole = study.pdf()
    for said in ("Beside Round 1", "Pooled α was 0.00", "is now 1.00", "+1.00", "tells a change from chance"):
        assert said in whole
    assert "Beside Round 1" not in study.pdf("unit=sentence")


def test_the_pdf_says_what_dropped_out(study: Study) -> None:
    study.round.sampling |= {"drawn": 2, "withdrawn": 1}
    study.round.save()
    whole = study.pdf()
    said = "Planned were 2 coders on 2 transcripts; used are the readings of 2 coders on 1 transcript"
    assert whole.count(said) == 3  # the title page, the paragraph, what a reviewer asks
    assert "1 transcript was withdrawn with its participant" in whole
    assert "on less than was planned" in whole


def test_what_was_not_planned_is_exploratory_in_print(study: Study) -> None:
    whole = study.pdf("unit=sentence")
    assert "(exploratory)" in whole
    assert "[Exploratory: these values were not planned.]" in whole


def test_words_that_may_not_be_quoted_are_in_no_format(study: Study) -> None:
    study.person.consent = Consent.NO_QUOTES
    study.person.save()
    assert "the chief" not in study.pdf()
    cells = [cell.value for sheet in load_workbook(study.made("xlsx")) for row in sheet.rows for cell in row]
    assert "[not to be quoted]" in cells
    assert not any("the chief" in str(value) for value in cells)
    assert "the chief" not in "".join(Document(study.made("docx")).element.body.itertext())


def test_word_holds_the_paragraph_and_every_table(study: Study) -> None:
    paper = Document(study.made("docx"))
    told = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "2 coders (Ana, Ben) coded 1 of the study’s 4 transcripts" in told
    assert "Krippendorff, K. (2019)" in told
    front, terms, transcripts, codes, further, quotations, characters = (
        [cell.text for cell in table.columns[0].cells] for table in paper.tables
    )
    assert "Codebook" in front
    assert "Sample" in terms
    assert codes == further == ["Code", "=Fear", "all codes together"]
    assert "Fixed beforehand was Krippendorff’s alpha" in told
    assert quotations == ["Code", "=Fear", "all codes"]
    assert characters == ["Code", "=Fear"]
    assert transcripts == ["Transcript", "First"]


def test_word_holds_the_passages_that_differ_with_what_was_decided(study: Study) -> None:
    assert study.talk.current is not None
    turn = study.talk.current.turns.get(number=2)
    place = {"revision": study.talk.current, "start": turn.start, "end": turn.end}
    Resolution.objects.create(round=study.round, **place, outcome="one", accepted=study.ben, by=study.ana)
    told = [paragraph.text for paragraph in Document(study.made("docx")).paragraphs]
    for said in ("P07:T2", "=Fear Ana used it, Ben did not", "the chief", "Decided: Ben’s reading, Ana."):
        assert said in told


def test_excel_holds_numbers_as_numbers_and_no_formula(study: Study) -> None:
    book = load_workbook(study.made("xlsx"))
    assert book.sheetnames == [
        *("Codes", "Further coefficients", "Characters", "Transcripts"),
        *("Passages that differ", "Plan", "About"),
    ]
    header, row, _all = ([cell.value for cell in cells] for cells in book["Codes"].rows)
    told = dict(zip(header, row, strict=True))
    assert (told["Code"], told["Turns"], told["Ana / Ben: first only"]) == ("'=Fear", 3, 1)
    assert told["AC1"] == pytest.approx(0.538462)
    assert {cell.data_type for cells in book["Codes"].rows for cell in cells} <= {"s", "n", "inlineStr"}


def test_what_flatters_a_rare_code_is_marked_in_every_format(study: Study) -> None:
    long = make.transcript(TALK + "\nP07: And so on." * 9, study.project, study.person, title="Long")
    study.round = make.finished_round(study.project, (study.ana, study.ben), (long,), "Round 2")
    # One yes in 24 judgements.
    make.coding("the chief", study.fear, study.ana, long, make.round_layer(study.round, study.ana))
    further = Document(study.made("docx")).tables[4]
    heads = [cell.text for cell in further.rows[0].cells]
    assert [head for head in heads if "‡" in head] == ["BP ‡", "AC1 ‡", "absence ‡", "CR ‡"]
    assert further.columns[0].cells[1].text == "=Fear †"
    paper = study.pdf()
    for said in ("AC1 ‡", "=Fear †", "‡ flatters a code that is rare (†)"):
        assert said in paper
    codes = load_workbook(study.made("xlsx"))["Codes"]
    header, row, _all = ([cell.value for cell in cells] for cells in codes.rows)
    told = dict(zip(header, row, strict=True))["Rare: these are high whoever is right"]
    assert told == "percent agreement, Brennan–Prediger, AC1, absence, Holsti’s CR"


def test_a_cell_too_long_for_excel_is_cut_and_says_so() -> None:
    book = load_workbook(BytesIO(workbook({"A": Table(["words"], [["x" * 40_000]])})))
    value = book["A"]["A2"].value
    assert len(value) == 32_767
    assert value.endswith("…")


def test_before_the_reveal_there_is_no_report(study: Study) -> None:
    job = study.job("pdf")
    Round.objects.update(revealed=None)
    with pytest.raises(Refused):
        make_report(job, jobs.Progress(job))


def test_a_round_that_is_gone_has_no_report(study: Study) -> None:
    job = study.job("pdf")
    Round.objects.all().delete()
    with pytest.raises(Refused):
        make_report(job, jobs.Progress(job))


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_of_very_many_places_that_differ_the_first_are_printed_and_the_others_are_in_the_workbook(
    study: Study, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    make.coding("I stopped", study.fear, study.ana, study.talk, make.round_layer(study.round, study.ana))
    monkeypatch.setattr("coding.exports.comparison.MOST_TURNS", 1)
    whole = (
        study.pdf()
        if form == "pdf"
        else " ".join(each.text for each in Document(study.made(form)).paragraphs)
    )
    assert "1 places are printed, the first of each transcript. The other 1 stand in the list" in whole
    assert "I stopped" not in whole
    rows = load_workbook(study.made("xlsx"))["Passages that differ"]
    assert "I stopped" in " ".join(str(cell.value) for row in rows for cell in row)
