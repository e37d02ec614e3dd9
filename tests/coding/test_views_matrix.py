from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoCaptureOnCommitCallbacks as OnCommit

from coding.models import Qualifier
from interviews.models import Attribute, AttributeValue
from interviews.models.participants import Consent
from projects import jobs
from projects.models import Access, Job, Role
from tests import make
from tests.coding.matrix_study import TALK, Study, Together

pytestmark = pytest.mark.django_db

PAGES = [
    (study, f"{study.view}{ending}", method, status)
    for study in (Study, Together)
    for ending, method, status in (("", "get", 200), ("_csv", "get", 200), ("_pdf", "post", 302))
] + [(Study, "matrix_xlsx", "post", 302), (Together, "cooccurrence_cell", "get", 200)]


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.mark.parametrize(("of", "view", "method", "status"), PAGES)
@pytest.mark.parametrize("role", Role.values)
def test_every_member_may_look_and_export(
    of: type[Study], view: str, method: str, status: int, role: str
) -> None:
    study = of()
    client = make.browser(make.member(study.project, Role(role)))
    assert getattr(client, method)(study.url(view)).status_code == status


@pytest.mark.parametrize(("of", "view", "method"), [page[:3] for page in PAGES])
def test_a_stranger_finds_nothing(of: type[Study], view: str, method: str) -> None:
    assert getattr(make.browser(make.user("zoe")), method)(of().url(view)).status_code == 404


@pytest.mark.parametrize(("of", "view", "method"), [page[:3] for page in PAGES])
def test_who_is_not_signed_in_is_sent_to_the_login(of: type[Study], view: str, method: str) -> None:
    assert getattr(Client(), method)(of().url(view)).status_code == 302


def test_a_get_starts_no_job_and_a_post_makes_a_pdf_for_its_owner(
    study: Study, django_capture_on_commit_callbacks: OnCommit
) -> None:
    assert study.client.get(study.url("matrix_pdf")).status_code == 405
    with pytest.MonkeyPatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr("coding.exports.pdf.render", lambda _html, _progress: b"%PDF")
        study.client.post(study.url("matrix_pdf", "shows=quotes"))
    job = Job.objects.get()
    assert (job.kind, job.owner, job.wishes) == ("matrix_pdf", study.ana, {"query": "shows=quotes"})
    assert job.state == Job.State.DONE


def test_the_page_says_what_is_counted_and_whose(study: Study) -> None:
    page = study.page()
    assert "1 distinct passage of 1 participant." in page
    assert "otherwise those of all coders" in page
    assert "1 of 1" in page
    assert "not yet read" in page


def test_citations_lead_into_the_workspace(study: Study) -> None:
    workspace = reverse("workspace", args=[study.project.slug, study.talk.pk])
    link = f'{workspace}?at={study.coding.start}-{study.coding.end}"'
    assert link in study.page("shows=citations")
    assert link in study.page("shows=quotes")
    assert "the chief" in study.page("shows=quotes")
    assert "the chief" not in study.page("shows=citations")


def test_counts_lead_to_the_excerpts_behind_them(study: Study) -> None:
    excerpts = reverse("excerpts", args=[study.project.slug])
    assert f"{excerpts}?code={study.theme.pk}&amp;participant={study.person.pk}" in study.page()


def test_a_number_of_a_group_leads_to_exactly_its_passages(study: Study) -> None:
    posts = Attribute.objects.create(project=study.project, name="Posts", kind=Attribute.Kind.YES_NO)
    for person in (study.person, make.participant(study.project, "P09")):
        AttributeValue.objects.create(participant=person, attribute=posts, flag=True)
    query = f"rows=groups-{posts.pk}"
    other = make.participant(study.project, "P08")
    make.coding("I stopped", study.code, study.ana, make.transcript(TALK.format("P08"), study.project, other))
    cell = f"{reverse('matrix_cell', args=[study.project.slug])}?{query}"
    assert f"{cell}&amp;row=gyes&amp;column={study.theme.pk}" in study.page(query)
    passages = study.client.get(f"{cell}&row=gyes&column={study.theme.pk}").content.decode()
    assert "the chief" in passages
    assert "I stopped" not in passages
    assert "1 distinct passage." in passages
    others = study.client.get(f"{cell}&row=gnone&column={study.theme.pk}").content.decode()
    assert "I stopped" in others


@pytest.mark.parametrize("query", ["", "row=p1", "row=gyes&column=1", "row=p0&column=x-1"])
def test_a_cell_that_is_not_there_is_not_found(study: Study, query: str) -> None:
    url = reverse("matrix_cell", args=[study.project.slug])
    assert study.client.get(f"{url}?{query}").status_code == 404


def test_a_cell_is_for_members_and_withholds_words(study: Study) -> None:
    url = reverse("matrix_cell", args=[study.project.slug])
    url = f"{url}?row=p{study.person.pk}&column={study.theme.pk}"
    assert make.browser(make.user("zoe")).get(url).status_code == 404
    for role in Role.values:
        shown = make.browser(make.member(study.project, Role(role))).get(url).content.decode()
        assert "the chief" in shown
    study.person.consent = Consent.NO_QUOTES
    study.person.save()
    assert "the chief" not in study.client.get(url).content.decode()


def test_presence_is_shown_without_choice_and_says_so_to_who_hears_the_page(study: Study) -> None:
    make.complete(study.talk, study.ana)
    make.code("Fear", study.project)
    page = study.page()
    assert '<span aria-hidden="true">●</span><span class="visually-hidden">present</span>' in page
    assert '<span class="visually-hidden">looked for, not found</span>' in page


def test_an_excel_file_has_numbers_and_no_formula(study: Study) -> None:
    study.project.participants.update(code="=1+1")
    wishes = {"query": "shows=counts", "format": "xlsx"}
    job = make.job(study.project, study.ana, "matrix_pdf", wishes=wishes)
    book = load_workbook(BytesIO(jobs.made(job, jobs.Progress(job)).content))
    assert book.sheetnames == ["Theme matrix", "About"]
    sheet = book.active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0][:6] == ["Row", "Note", "Participants", "Transcripts", "Read to the end", "Organisation"]
    assert (cells[1][0], cells[1][5]) == ("'=1+1", 1)
    assert sheet.freeze_panes == "B2"


@pytest.mark.parametrize("query", ["rows=coders", "rows=speakers&shows=words", "rows=transcripts&cross=1"])
def test_every_kind_of_row_makes_every_kind_of_file(
    study: Study, query: str, django_capture_on_commit_callbacks: OnCommit
) -> None:
    assert study.csv(query).startswith("Row,Note,")
    with pytest.MonkeyPatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr("coding.exports.pdf.render", lambda _html, _progress: b"%PDF")
        study.client.post(study.url("matrix_pdf", query))
    assert Job.objects.get().state == Job.State.DONE


def test_themes_open_by_links_and_stay_open_in_the_form(study: Study) -> None:
    assert "Chiefs" not in study.page()
    opened = study.page(f"open={study.theme.pk}")
    assert "Chiefs" in opened
    assert f'<input type="hidden" name="open" value="{study.theme.pk}">' in opened


def test_withheld_words_are_in_neither_page_nor_csv(study: Study) -> None:
    study.person.consent = Consent.NO_QUOTES
    study.person.save()
    assert "the chief" not in study.page("shows=quotes")
    assert "not to be quoted" in study.page("shows=quotes")
    assert "P07:T2 [not to be quoted]" in study.csv("shows=quotes")


def test_a_download_is_noted(study: Study) -> None:
    assert study.csv().startswith("Row,Note,")
    line = Access.objects.get(project=study.project)
    assert (line.verb, line.kind, line.user) == (Access.Verb.DOWNLOADED, "matrix", study.ana)


def test_an_attribute_never_to_be_printed_stays_on_the_screen(study: Study) -> None:
    age = Attribute.objects.create(
        project=study.project, name="Age", kind=Attribute.Kind.YES_NO, never_print=True
    )
    query = f"rows=groups-{age.pk}"
    assert "stays on the screen" in study.page(query)
    assert study.client.get(study.url("matrix_csv", query)).status_code == 302
    for name in ("matrix_xlsx", "matrix_pdf"):
        assert study.client.post(study.url(name, query)).url == study.url()[:-1]  # type: ignore[attr-defined]
    assert not Job.objects.exists()
    assert not Access.objects.exists()


def test_an_empty_study_says_how_to_begin() -> None:
    ana = make.user("ana")
    project = make.project(ana)
    client = make.browser(ana)
    assert "No codes yet" in client.get(reverse("matrix", args=[project.slug])).content.decode()
    make.code("Fear", project)
    assert "No participants yet" in client.get(reverse("matrix", args=[project.slug])).content.decode()


@pytest.mark.parametrize("rows", ["", "rows=transcripts", "rows=speakers", "rows=coders"])
def test_the_page_asks_no_more_of_the_database_when_the_study_grows(study: Study, rows: str) -> None:
    qualifier = Qualifier.objects.create(project=study.project, name="Direction")
    query = f"open={study.theme.pk}&shows=quotes&cross={qualifier.pk}&{rows}"
    Attribute.objects.create(project=study.project, name="A7", kind=Attribute.Kind.YES_NO)
    study.page(query)
    with CaptureQueriesContext(connection) as few:
        study.page(query)
    for number in range(8, 14):
        person = make.participant(study.project, f"P{number:02}")
        make.coding(
            "the chief", study.code, study.ana, make.transcript(TALK.format(person), study.project, person)
        )
        Attribute.objects.create(project=study.project, name=f"A{number}", kind=Attribute.Kind.YES_NO)
    study.page(query)
    with CaptureQueriesContext(connection) as many:
        study.page(query)
    assert len(many) == len(few)
