import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks as OnCommit

from projects.models import Access, Job
from tests import make
from tests.coding.matrix_study import TALK, Together

pytestmark = pytest.mark.django_db


@pytest.fixture
def study() -> Together:
    return Together()


def test_a_number_leads_to_its_passages_and_these_into_the_workspace(study: Together) -> None:
    cell = reverse("cooccurrence_cell", args=[study.project.slug])
    assert f'{cell}?row={study.theme.pk}&amp;column={study.fear.pk}"' in study.page()
    passages = study.page(view="cooccurrence_cell")
    assert "the chief" in passages
    assert f"{reverse('workspace', args=[study.project.slug, study.talk.pk])}?at=" in passages


def test_the_page_says_what_is_counted_and_how_near_and_whose(study: Together) -> None:
    page = study.page("near=2")
    assert "2 distinct passages in 1 transcript" in page
    assert "at most 2 turns from one to the other" in page
    assert "otherwise those of all coders" in page


def test_what_makes_no_sense_is_asked_without(study: Together) -> None:
    page = study.page("near=99&shows=nonsense&open=x&tag=4")
    assert "Two passages co-occur if they overlap." in page


@pytest.mark.parametrize("query", ["row=0&column=x", "row=999999&column=1", ""])
def test_a_code_that_is_not_there_has_no_passages(study: Together, query: str) -> None:
    url = reverse("cooccurrence_cell", args=[study.project.slug])
    assert study.client.get(f"{url}?{query}").status_code == 404


def test_a_code_of_another_study_is_not_found(study: Together) -> None:
    other = make.code("Fear", make.project(study.ana))
    url = reverse("cooccurrence_cell", args=[study.project.slug])
    assert study.client.get(f"{url}?row={other.pk}&column={study.fear.pk}").status_code == 404


def test_a_download_is_noted(study: Together) -> None:
    response = study.client.get(study.url("cooccurrence_csv"))
    assert b"Organisation,Fear,1,1,1,1,1.0,1.0,1.0" in b"".join(response)
    assert Access.objects.get(project=study.project).kind == "cooccurrence"


def test_a_post_makes_a_pdf_for_its_owner(
    study: Together, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with pytest.MonkeyPatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr("coding.exports.pdf.render", lambda _html, _progress: b"%PDF")
        study.client.post(study.url("cooccurrence_pdf", "near=1"))
    job = Job.objects.get()
    assert (job.kind, job.wishes, job.state) == ("cooccurrence_pdf", {"query": "near=1"}, Job.State.DONE)


def test_an_empty_study_says_how_to_begin() -> None:
    ana = make.user("ana")
    project = make.project(ana)
    url = reverse("cooccurrence", args=[project.slug])
    assert "No codes yet" in make.browser(ana).get(url).content.decode()
    make.code("Fear", project)
    assert "Nothing coded yet" in make.browser(ana).get(url).content.decode()


@pytest.mark.parametrize("name", ["cooccurrence", "cooccurrence_cell"])
def test_the_page_asks_no_more_of_the_database_when_the_study_grows(study: Together, name: str) -> None:
    study.page(view=name)
    with CaptureQueriesContext(connection) as few:
        study.page(view=name)
    for number in range(8, 14):
        person = make.participant(study.project)
        talk = make.transcript(TALK.format(person), study.project, person)
        make.coding("the chief", study.code, study.ana, talk)
        make.coding("the chief", study.fear, study.ana, talk)
        make.code(f"Code {number}", study.project)
    study.page(view=name)
    with CaptureQueriesContext(connection) as many:
        study.page(view=name)
    assert len(many) == len(few)
