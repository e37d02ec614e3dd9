"""The reporting checklist: what the study knows by itself, what the team says, and who may."""

import csv
import io
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from docx import Document
from pypdf import PdfReader
from pytest_django.fixtures import DjangoAssertNumQueries

from coding.checklist.facts import Known
from coding.checklist.items import DOMAINS, ITEMS
from coding.checklist.known import ASKED
from coding.checklist.writing import MOST, Words, write
from coding.exports import checklist as exports
from coding.memos import writing as memos
from coding.models import ChecklistAnswer
from coding.reports.checklist import Line, checklist
from coding.row_versions import Outdated
from interviews.models import Attribute, AttributeValue, Turn
from interviews.models.participants import Consent
from interviews.withdrawal import withdraw
from projects import jobs, undo
from projects.models import Project, Role, User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\n{0}: Nobody did, honestly.\n{0}: We waited for years."


class Study:
    """Ana and Ben coded P07 and P08; P08 was interviewed twice; a code was made while they coded."""

    def __init__(self) -> None:
        self.olga, self.ana, self.ben = (make.user(name) for name in ("olga", "ana", "ben"))
        self.project: Project = make.project(self.olga, self.ana, self.ben)
        self.people = [make.participant(self.project, code) for code in ("P07", "P08")]
        first, second = self.people
        self.talks = [
            make.transcript(TEXT.format("P07"), self.project, first, title="Sergeant"),
            make.transcript(TEXT.format("P08"), self.project, second, title="Constable"),
            make.transcript(TEXT.format("P08"), self.project, second, title="Constable again"),
        ]
        self.theme = make.code("Practice", self.project, definition="What they do.")
        self.code = make.code("Training", self.project, self.theme)
        make.coding("Nobody did", self.code, self.ana, self.talks[0])
        make.coding("Nobody did", self.code, self.ben, self.talks[0])
        make.coding("We waited", self.theme, self.ana, self.talks[1])
        self.later = make.code("Waiting", self.project, self.theme, is_in_vivo=True)
        make.coding("We waited", self.later, self.ana, self.talks[1])

    def lines(self, by: User | None = None) -> dict[int, Line]:
        self.project.refresh_from_db()
        return {line.item.number: line for line in checklist(self.project, by or self.ana).lines}

    def told(self, item: int, by: User | None = None) -> str:
        known = self.lines(by)[item].known
        return known.sentence if known else ""

    def url(self, more: str = "") -> str:
        return f"/{self.project.slug}/checklist{more}"

    def get(self, url: str, by: User | None = None) -> str:
        response = make.browser(by or self.ana).get(url)
        assert response.status_code == 200
        return unescape(response.content.decode())


@pytest.fixture
def study() -> Study:
    return Study()


def test_there_are_32_items_in_three_domains_numbered_as_in_the_paper() -> None:
    assert list(ITEMS) == list(range(1, 33))
    sizes = [sum(len(group.items) for group in domain.groups) for domain in DOMAINS]
    assert sizes == [8, 15, 9]
    assert set(ASKED) <= set(ITEMS)


def test_sample_repeats_and_withdrawals_are_counted(study: Study) -> None:
    assert study.told(12) == "2 participants in 3 transcripts."
    assert study.told(18) == "1 participant appears in more than one transcript (up to 2)."
    assert study.told(13) == ""
    withdraw(study.people[1], study.olga)
    assert study.told(12) == "1 participant in 1 transcript."
    assert study.told(18) == "Nobody appears in more than one transcript."
    assert study.told(13) == "1 participant withdrew after the interview, which was erased."


def test_the_sample_is_described_by_what_may_be_printed(study: Study) -> None:
    assert study.told(16) == ""
    for name, never in (("Rank", False), ("Force", True)):
        attribute = Attribute.objects.create(
            project=study.project, name=name, kind="one of", position=1, never_print=never
        )
        choice = attribute.choices.create(value=f"{name} one", position=1)
        AttributeValue.objects.create(attribute=attribute, participant=study.people[0], choice=choice)
    assert study.told(16) == "Rank: Rank one (1), not recorded (1)."


def test_durations_come_from_the_last_time_marks(study: Study) -> None:
    assert study.told(19) == ""
    assert study.told(21) == "Spoken in an interview: 10 words."
    for talk, minutes in zip(study.talks, (40, 60), strict=False):
        turns = Turn.objects.filter(revision=talk.current_id)
        turns.filter(number=1).update(at_ms=0)
        turns.filter(number=3).update(at_ms=minutes * 60_000)
    assert study.told(19).startswith("2 of 3 transcripts bear time marks")
    assert study.told(21).startswith(
        "By their last time marks 2 of 3 interviews lasted 40 to 60 minutes (median 50)."
    )
    assert not study.lines()[21].is_answered


def test_who_coded_and_how_differences_were_settled(study: Study) -> None:
    assert study.told(24) == (
        "2 people coded (Ana, Ben). 1 of 2 coded transcripts were coded by two or more of them."
    )
    make.finished_round(study.project, (study.ana, study.ben), (study.talks[0],), "Pilot")
    known = study.lines()[24].known
    assert known is not None
    assert known.sentence.endswith("Agreement was measured in 1 round of independent coding (Pilot).")
    assert [source.label for source in known.sources] == ["Agreement in “Pilot”", "Comparison of open work"]


def test_work_in_a_blind_round_is_not_counted_before_the_reveal(study: Study) -> None:
    round_ = make.running_round(study.project, (study.ana, study.olga), (study.talks[2],))
    make.coding("Nobody", study.code, study.olga, study.talks[2], make.round_layer(round_, study.olga))
    assert "2 people coded (Ana, Ben)" in study.told(24)
    assert "3 people coded (Ana, Ben, Olga)" in study.told(24, study.olga)


def test_the_coding_tree_and_where_codes_came_from(study: Study) -> None:
    assert study.told(25) == (
        "1 theme with 2 codes below, in edition 1 of the codebook; with a definition: 1 of 3."
    )
    assert study.told(26) == (
        "Codes in use: 3; there before coding began: 2; made later: 1. "
        "1 of them is named in a participant’s words."
    )


def test_software_quotations_and_themes(study: Study) -> None:
    assert study.told(27).startswith("Verbatim ")
    study.people[0].consent = Consent.NO_QUOTES
    study.people[0].save()
    assert study.told(29).endswith("1 of 2 participants allow quotes.")
    assert study.told(31).endswith("Practice (1).")
    assert study.told(32) == "1 code is found with one participant alone: Waiting."


def test_field_notes_are_memos_on_transcripts_and_participants(study: Study) -> None:
    assert study.told(20) == ""
    memos.write(study.project, study.ana, "Tired.", study.talks[0])
    assert study.told(20) == "The team wrote 1 memo on transcripts and 0 on participants."


def test_an_empty_study_knows_only_the_software() -> None:
    ana = make.user("ana")
    found = checklist(make.project(ana), ana)
    assert [line.item.number for line in found.lines if line.known] == [27]
    assert (found.answered, found.items) == (1, 32)


def test_an_item_is_answered_by_what_is_known_whole_or_by_the_team(study: Study) -> None:
    before = checklist(study.project, study.ana).answered
    write(study.project, study.ana, 1, Words("Ana did."), None)
    write(study.project, study.ana, 23, Words("None left the house.", does_not_apply=True), None)
    lines = study.lines()
    assert sum(line.is_answered for line in lines.values()) == before + 2
    assert (lines[1].state, lines[23].state, lines[2].state) == ("answered", "does not apply", "open")
    assert lines[23].own == "Does not apply: None left the house."


def test_an_answer_is_undone_and_told_in_the_log(study: Study) -> None:
    write(study.project, study.ana, 1, Words("Ana did."), None)
    log = study.get(f"/{study.project.slug}/log/?kind=checklist")
    assert "tem of the checklist written" in log
    assert "item 1" in log
    study.project.refresh_from_db()
    undo.undo(study.project, study.ana)
    assert not ChecklistAnswer.objects.exists()


def test_a_change_on_an_older_version_is_refused_with_both(study: Study) -> None:
    answer = write(study.project, study.ana, 1, Words("Ana did."), None)
    assert answer is not None
    write(study.project, study.ben, 1, Words("Ben did."), answer.version)
    with pytest.raises(Outdated) as refusal:
        write(study.project, study.ana, 1, Words("Olga did."), answer.version)
    assert refusal.value.stands.body == "Ben did."
    page = make.browser(study.ana).post(
        study.url("/item/?item=1"), {"body": "Olga", "version": answer.version}
    )
    assert page.status_code == 409
    html = page.content.decode()
    assert "Ben did." in html
    assert "Olga" in html
    assert f'value="{refusal.value.stands.version}"' in html


def test_what_does_not_apply_needs_a_reason(study: Study) -> None:
    with pytest.raises(Refused, match="Say why"):
        write(study.project, study.ana, 1, Words(" ", does_not_apply=True), None)
    with pytest.raises(Refused, match="5,001 characters"):
        write(study.project, study.ana, 1, Words("a" * (MOST + 1)), None)
    with pytest.raises(Refused, match="no such item"):
        write(study.project, study.ana, 33, Words("a"), None)
    for fields in ({"item": 33, "body": "a"}, {"item": 3, "does_not_apply": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ChecklistAnswer.objects.create(project=study.project, by=study.ana, **fields)


def test_an_empty_answer_is_none_and_one_can_be_emptied(study: Study) -> None:
    assert write(study.project, study.ana, 1, Words(" \r\n"), None) is None
    answer = write(study.project, study.ana, 1, Words("Ana did.\r\nAlone."), None)
    assert answer is not None
    assert answer.body == "Ana did.\nAlone."
    write(study.project, study.ana, 1, Words(""), answer.version)
    assert study.lines()[1].state == "open"


def test_a_quotation_goes_with_its_interview_and_what_undo_kept_of_it_too(study: Study) -> None:
    said = "One said “We waited for years”, another “I never thought so much of it”."
    write(study.project, study.ana, 31, Words(said), None)
    withdraw(study.people[0], study.olga)
    assert "We waited" not in ChecklistAnswer.objects.get().body
    assert "“I never thought so much of it”" in ChecklistAnswer.objects.get().body
    assert study.project.events.get(kind="checklistanswer").rows is None


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [(None, 404, 404), (Role.READER, 200, 403), (Role.CODER, 200, 302), (Role.OWNER, 200, 302)],
)
def test_members_read_and_export_and_coders_write(
    study: Study, role: Role | None, reads: int, writes: int
) -> None:
    client = make.browser(make.member(study.project, role) if role else make.user("sam"))
    for more in ("/", "/item/?item=1", ".csv"):
        assert client.get(study.url(more)).status_code == reads
    answer = client.post(study.url("/item/?item=1"), {"body": "Ana did."})
    assert answer.status_code == writes
    assert ChecklistAnswer.objects.exists() == (writes == 302)
    if writes == 302:
        assert answer["Location"] == study.url("/#item-1")
    for form in (".pdf", ".docx"):
        assert client.post(study.url(form)).status_code == (302 if role else 404)


@pytest.mark.parametrize("item", ["", "0", "33", "x", "٣", "999999"])
def test_what_is_no_item_is_not_found(study: Study, item: str) -> None:
    client, url = make.browser(study.ana), study.url(f"/item/?item={item}")
    assert client.get(url).status_code == 404
    assert client.post(url, {"body": "a"}).status_code == 404


def test_the_page_shows_what_is_known_with_its_source_and_a_form_to_who_may_write(study: Study) -> None:
    write(study.project, study.ana, 9, Words("<b>Framework</b> analysis."), None)
    page = study.get(study.url("/"))
    assert "2 participants in 3 transcripts." in page
    assert f'href="/{study.project.slug}/participants/"' in page
    assert page.count("<textarea") == 32
    read = study.get(study.url("/"), make.member(study.project, Role.READER))
    assert "<textarea" not in read
    assert "Nobody has answered this yet." in read
    raw = make.browser(study.ana).get(study.url("/")).content.decode()
    assert "&lt;b&gt;Framework&lt;/b&gt; analysis." in raw


def test_the_page_asks_the_database_no_more_for_more_interviews(
    study: Study, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    study.get(study.url("/"))
    for number in range(4):
        talk = make.transcript(TEXT.format("P07"), study.project, study.people[0], title=f"More {number}")
        make.coding("Nobody did", study.code, study.ana, talk)
    study.get(study.url("/"))
    with django_assert_max_num_queries(60):
        study.get(study.url("/"))


def rows_of(study: Study) -> list[dict[str, str]]:
    response: Any = make.browser(study.ana).get(study.url(".csv"))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_has_a_row_for_each_item_and_a_column_for_the_authors(study: Study) -> None:
    write(study.project, study.ana, 1, Words("=Ana()"), None)
    rows = rows_of(study)
    assert [row["item"] for row in rows] == [str(number) for number in range(1, 33)]
    assert rows[0]["in the team’s words"] == "'=Ana()"
    assert rows[11]["what Verbatim knows"] == "2 participants in 3 transcripts."
    assert {row["reported on page"] for row in rows} == {""}


def made(study: Study, form: str) -> bytes:
    job = make.job(study.project, study.ana, kind=exports.KIND, wishes={"format": form})
    return exports.make_pdf(job, jobs.Progress(job)).content


def test_the_word_document_has_the_head_and_the_styles_of_every_other(study: Study) -> None:
    paper = Document(io.BytesIO(made(study, "docx")))
    told = {each.style.name: each.text for each in paper.paragraphs if each.style}
    assert told["Title"] == "Reporting checklist (COREQ)"
    assert told["Heading 1"] == "Domain 3: Analysis and findings"
    first = paper.tables[1]
    assert [cell.text for cell in first.rows[0].cells] == ["", "Item", "Reported", "On page"]
    assert {each.style.name for each in paper.tables if each.style} == {"Report"}
    assert "codebook edition" in paper.sections[-1].footer.paragraphs[0].text


def test_the_word_document_and_the_pdf_say_the_same(study: Study) -> None:
    write(study.project, study.ana, 1, Words("Ana did.\x0b"), None)
    write(study.project, study.ana, 23, Words("None left.", does_not_apply=True), None)
    paper = Document(io.BytesIO(made(study, "docx")))
    cells = " ".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    result = made(study, "pdf")
    pdf = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(result)).pages)
    for said in ("Ana did.", "Does not apply: None left.", "2 participants in 3 transcripts.", "Interviewer"):
        assert said in cells
        assert said in pdf
    for said in (pdf, cells):
        assert "Tong, A., Sainsbury, P., & Craig, J. (2007)" in said
    assert timezone.localtime().strftime("%Y") in pdf


@pytest.mark.parametrize(("words", "goes_on"), [(250, False), (400, True)])
def test_only_an_item_of_more_than_half_a_page_goes_on_on_the_next(words: int, goes_on: bool) -> None:
    assert Line(ITEMS[15], Known("word " * words), None).is_long == goes_on
