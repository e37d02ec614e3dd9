"""Pages of the framework matrix, what they let whom do, and the files that are made of them."""

from io import BytesIO

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader
from pytest_django import DjangoCaptureOnCommitCallbacks as OnCommit

from coding.excerpts.retrieval import Passage
from coding.exports.framework import KIND, make_pdf, report_asked
from coding.framework.cells import Cell, Part
from coding.framework.writing import Words, quote, write
from coding.matrix.rows import By
from coding.models import Summary, Support
from interviews.models import Attribute
from interviews.models.participants import Consent
from projects import jobs
from projects.models import Access, Job, Role
from projects.refusals import Refused
from tests import make
from tests.coding.framework_study import TALK, Study

pytestmark = pytest.mark.django_db

PAGES = ("framework", "framework_csv")
OF_P2 = ("framework_participant", "framework_case", "framework_type")
OF_ORG = ("framework_theme", "framework_across")


@pytest.fixture
def study() -> Study:
    return Study()


def addresses(study: Study) -> list[str]:
    return [
        *(study.url(name) for name in PAGES),
        *(study.url(name, study.p2.pk) for name in OF_P2),
        *(study.url(name, study.org.pk) for name in OF_ORG),
        study.url("framework_cell", study.p2.pk, study.org.pk),
    ]


@pytest.mark.parametrize("role", Role.values)
def test_every_member_may_look_and_export(study: Study, role: str) -> None:
    client = make.browser(make.member(study.project, Role(role)))
    assert {client.get(address).status_code for address in addresses(study)} == {200}
    assert client.post(study.url("framework_pdf")).status_code == 302


@pytest.mark.parametrize("name", ["framework", "framework_csv", "contrast", "contrast_csv"])
@pytest.mark.parametrize("rows", ["speakers", "transcripts", "coders"])
def test_rows_are_participants_whatever_the_address_says(study: Study, name: str, rows: str) -> None:
    client = make.browser(study.ana)
    asked = client.get(study.url(name) + f"?rows={rows}")
    assert asked.status_code == 200
    if not name.endswith("csv"):
        assert asked.context["form"].asked().arrangement.by == By.PARTICIPANTS


@pytest.mark.parametrize("name", ["framework", "contrast"])
def test_nothing_is_asked_that_changes_nothing(study: Study, name: str) -> None:
    page = make.browser(study.ana).get(study.url(name)).content.decode()
    assert "Only participants" in page
    assert "Percent from N" not in page
    assert "Columns open into" not in page


def test_a_stranger_finds_nothing_and_who_is_not_signed_in_is_sent_to_the_login(study: Study) -> None:
    stranger = make.browser(make.user("zoe"))
    assert {stranger.get(address).status_code for address in addresses(study)} == {404}
    assert {Client().get(address).status_code for address in addresses(study)} == {302}


def test_readers_read_and_coders_and_owners_write(study: Study) -> None:
    address = study.url("framework_cell", study.p2.pk, study.org.pk)
    for role, status in ((Role.READER, 403), (Role.CODER, 302), (Role.OWNER, 302)):
        client = make.browser(make.member(study.project, role))
        version = Summary.objects.values_list("version", flat=True).first() or ""
        answer = client.post(address, {"body": f"By {role}.", "answer": "", "version": version})
        assert answer.status_code == status
        assert ("<textarea" in client.get(address).content.decode()) == (status == 302)
    assert Summary.objects.get().body == "By owner."


def test_the_grid_shows_words_links_counts_and_who_wrote(study: Study) -> None:
    coding = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    study.write("<b>All</b> of [him](P2:T2).")
    page = study.page()
    workspace = reverse("workspace", args=[study.project.slug, study.talk2.pk])
    assert "&lt;b&gt;All&lt;/b&gt; of " in page
    assert f'href="{workspace}?coders=all&amp;at={coding.start}-{coding.end}"' in page
    assert "1 passage" in page
    assert 'class="initials">A</span>' in page
    assert "1 of 4 cells have a summary." in page


def test_the_cells_page_shows_the_passages_beside_the_form(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    page = study.page("framework_cell", study.p2.pk, study.org.pk)
    assert "the chief" in page
    assert "[…](P2:T2)" in page
    assert f'href="{study.url("framework_cell", study.p10.pk, study.org.pk)}">↓ P10' in page
    assert f'href="{study.url("framework_cell", study.p2.pk, study.fear.pk)}">→ Fear' in page


def test_without_script_the_buttons_save_the_words_and_choose_the_quote(study: Study) -> None:
    coding = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    address = study.url("framework_cell", study.p2.pk, study.org.pk)
    key = f"{study.talk2.pk}-{coding.start}-{coding.end}"
    study.client.post(address, {"body": "One.", "answer": "", "quoted": key})
    summary = Summary.objects.get()
    assert (summary.body, Support.objects.get().mark) == ("One.", "")
    page = study.page("framework_cell", study.p2.pk, study.org.pk)
    assert f'value="{key} no longer"' in page
    study.client.post(
        address, {"body": "One.", "answer": "", "version": summary.version, "quoted": f"{key} no longer"}
    )
    assert not Support.objects.exists()


def test_a_change_on_an_older_version_shows_both_and_overwrites_knowingly(study: Study) -> None:
    first = study.write("First.")
    study.write("Theirs.", first.version, by=study.ben)
    address = study.url("framework_cell", study.p2.pk, study.org.pk)
    page = study.client.post(address, {"body": "Mine.", "answer": "", "version": first.version})
    shown = page.content.decode()
    assert page.status_code == 200
    assert "Theirs.</pre>" in shown
    assert "Mine.</textarea>" in shown
    now = Summary.objects.get()
    assert now.body == "Theirs."
    assert f'name="version" value="{now.version}"' in shown
    study.client.post(address, {"body": "Mine.", "answer": "", "version": now.version})
    assert Summary.objects.get().body == "Mine."


def test_what_is_refused_is_said_and_the_words_stay_in_the_field(study: Study) -> None:
    address = study.url("framework_cell", study.p2.pk, study.org.pk)
    page = study.client.post(address, {"body": "Mine.", "answer": "not found"}).content.decode()
    assert "has marked complete" in page
    assert "Mine.</textarea>" in page
    assert not Summary.objects.exists()


def test_still_fits_is_said_on_the_cells_page(study: Study) -> None:
    study.write("One.")
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    page = study.page("framework_cell", study.p2.pk, study.org.pk)
    assert "Changed since it was written: 1 new coding." in page
    version = Summary.objects.get().version
    address = study.url("framework_cell", study.p2.pk, study.org.pk)
    study.client.post(address, {"body": "One.", "answer": "", "version": version, "confirm": "on"})
    assert "Changed since" not in study.page("framework_cell", study.p2.pk, study.org.pk)


def test_a_participant_is_read_along_and_a_theme_down(study: Study) -> None:
    study.write("Of P2 and Organisation.")
    write(study.cell(study.p10), study.ana, Words("Of P10."), None)
    write(Cell(study.project, Part.TYPE, study.p2), study.ana, Words("gate"), None)
    row, column = (
        study.page("framework_participant", study.p2.pk),
        study.page("framework_theme", study.org.pk),
    )
    assert "Of P2 and Organisation." in row
    assert "gate" in row
    assert "Of P10." not in row
    assert column.index("Of P2 and") < column.index("Of P10.")


@pytest.mark.parametrize("gone", ["withdrawn", "retired"])
def test_what_is_gone_has_no_page(study: Study, gone: str) -> None:
    study.p2.consent = Consent.WITHDRAWN if gone == "withdrawn" else Consent.FULL
    study.p2.save()
    if gone == "retired":
        study.org.retired = study.org.made
        study.org.save()
    assert study.client.get(study.url("framework_cell", study.p2.pk, study.org.pk)).status_code == 404
    assert study.client.get(study.url("framework")).status_code == 200


def test_an_empty_study_says_how_to_begin() -> None:
    ana = make.user("ana")
    project = make.project(ana)
    client = make.browser(ana)
    assert "No codes yet" in client.get(reverse("framework", args=[project.slug])).content.decode()
    make.code("Fear", project)
    assert "No participants yet" in client.get(reverse("framework", args=[project.slug])).content.decode()


def filled(study: Study) -> None:
    coding = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    study.write("=1+1 of [him](P2:T2).")
    quote(study.cell(), study.ana, Passage(study.talk2.pk, coding.start, coding.end), True)
    write(study.cell(study.p10), study.ben, Words("", "not asked"), None)
    write(Cell(study.project, Part.TYPE, study.p2), study.ana, Words("gate"), None)
    write(Cell(study.project, Part.THEME, None, study.org), study.ana, Words("All in all."), None)


def test_the_csv_has_a_row_for_each_participant_and_one_across(study: Study) -> None:
    filled(study)
    response = study.client.get(study.url("framework_csv"))
    lines = b"".join(response).decode("utf-8-sig").splitlines()
    assert lines == [
        "Participant,Note,Organisation,Fear,Case as a whole,Type,Organisation: passages,Fear: passages",
        "P2,,'=1+1 of him (P2:T2).,,,gate,1,0",
        "P10,,[not asked],,,,0,0",
        "Across participants,,All in all.,,,,,",
    ]
    assert Access.objects.get().object_id == "csv"


def test_the_workbook_has_typed_cells_frozen_heads_and_no_formula(study: Study) -> None:
    filled(study)
    job = make.job(study.project, study.ana, KIND, wishes={"query": "quotes=on", "format": "xlsx"})
    book = load_workbook(BytesIO(make_pdf(job, jobs.Progress(job)).content))
    assert book.sheetnames == ["Framework", "Cells", "About"]
    grid, cells = book["Framework"], book["Cells"]
    assert (grid["C2"].value, grid["C2"].data_type) == ("'=1+1 of him (P2:T2).", "s")
    assert (grid["G2"].value, grid["G2"].data_type) == (1, "n")
    assert (grid.freeze_panes, cells.freeze_panes) == ("B2", "B2")
    assert cells["F2"].value == "P2:T2 the chief"
    assert cells["H2"].is_date
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


def printed(study: Study, query: str = "quotes=on") -> str:
    job = make.job(study.project, study.ana, KIND, wishes={"query": query})
    pdf = PdfReader(BytesIO(make_pdf(job, jobs.Progress(job)).content))
    assert all(page.mediabox.width > page.mediabox.height for page in pdf.pages)
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_the_pdf_holds_words_answers_quotes_and_repeats_its_heads(study: Study) -> None:
    filled(study)
    text = printed(study)
    for words in ("of him (P2:T2).", "not asked", "the chief (P2:T2)", "Across participants", "All in all."):
        assert words in text


def test_columns_in_which_nothing_is_written_are_named_and_left_out(study: Study) -> None:
    assert "columns are left out" not in printed(study)  # all are empty, to be filled in by hand
    study.write("Long hours.")
    text = printed(study)
    assert "left out: Fear, Case as a whole, Type." in text
    assert text.count("Fear") == 1


def test_a_column_with_few_words_is_narrow(study: Study) -> None:
    study.write("word " * 90)
    write(study.cell(theme=study.fear), study.ana, Words("Few."), None)
    report = report_asked(study.project, study.ana, QueryDict(), 1.0)
    (panel,) = report.panels
    assert panel.titles == ["Organisation", "Fear"]
    organisation, fear = panel.widths
    assert organisation > 2 * fear


def test_a_summary_longer_than_a_page_goes_on_and_loses_no_word(study: Study) -> None:
    body = " ".join(f"Word{number} is here." for number in range(700))
    study.write(body)
    text = printed(study)
    assert "· P2" in text  # over the pages on which it goes on
    assert all(f"Word{number} " in text for number in range(700))


def test_a_post_starts_the_job_of_the_pdf_and_a_get_does_not(
    study: Study, django_capture_on_commit_callbacks: OnCommit
) -> None:
    assert study.client.get(study.url("framework_pdf")).status_code == 405
    with pytest.MonkeyPatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr("coding.exports.pdf.render", lambda _html, _progress: b"%PDF")
        study.client.post(study.url("framework_pdf", query="quotes=on"))
    job = Job.objects.get()
    assert (job.kind, job.wishes, job.state) == (KIND, {"query": "quotes=on"}, Job.State.DONE)


def test_what_is_never_printed_stays_on_the_screen(study: Study) -> None:
    age = Attribute.objects.create(
        project=study.project, name="Age", kind=Attribute.Kind.YES_NO, never_print=True
    )
    query = f"rows=by-{age.pk}"
    assert "stays on the screen" in study.page(query=query)
    assert study.client.get(study.url("framework_csv", query=query)).status_code == 302
    for name in ("framework_xlsx", "framework_pdf"):
        assert study.client.post(study.url(name, query=query)).status_code == 302
    assert not Job.objects.exists()
    with pytest.raises(Refused, match="never print"):
        printed(study, query)


def test_the_page_asks_no_more_of_the_database_when_the_study_grows(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    study.write("[He](P2:T2).")
    study.page(query="quotes=on")
    with CaptureQueriesContext(connection) as few:
        study.page(query="quotes=on")
    for number in range(11, 16):
        person = make.participant(study.project, f"P{number}")
        talk = make.transcript(TALK.format(person), study.project, person)
        make.coding("the chief", study.chiefs, study.ana, talk)
        write(study.cell(person), study.ben, Words("[He](P2:T2)."), None)
    study.page(query="quotes=on")  # what is remembered between events is read anew after them
    with CaptureQueriesContext(connection) as many:
        study.page(query="quotes=on")
    assert len(many) == len(few)
