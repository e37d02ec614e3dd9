import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks as OnCommit

from projects.models import Access, Job, Project, Role
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why not?\n{0}: Because of the chief.\n{0}: I stopped."
PAGES = [
    ("cooccurrence", "get", 200),
    ("cooccurrence_cell", "get", 200),
    ("cooccurrence_csv", "get", 200),
    ("cooccurrence_pdf", "post", 302),
]


class Study:
    def __init__(self) -> None:
        self.ana = make.user("ana")
        self.project: Project = make.project(self.ana)
        self.org, self.fear = make.code("Organisation", self.project), make.code("Fear", self.project)
        self.chiefs = make.code("Chiefs", self.project, self.org)
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(TALK.format("P07"), self.project, self.person)
        make.coding("the chief", self.chiefs, self.ana, self.talk)
        make.coding("chief", self.fear, self.ana, self.talk)
        self.client = make.browser(self.ana)

    def url(self, name: str = "cooccurrence", query: str = "") -> str:
        if name == "cooccurrence_cell":
            query = f"row={self.org.pk}&column={self.fear.pk}&{query}"
        return f"{reverse(name, args=[self.project.slug])}?{query}"

    def page(self, name: str = "cooccurrence", query: str = "") -> str:
        return self.client.get(self.url(name, query)).content.decode()


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.mark.parametrize(("name", "method", "status"), PAGES)
@pytest.mark.parametrize("role", Role.values)
def test_every_member_may_look_and_export(
    study: Study, name: str, method: str, status: int, role: str
) -> None:
    client = make.browser(make.member(study.project, Role(role)))
    assert getattr(client, method)(study.url(name)).status_code == status


@pytest.mark.parametrize(("name", "method"), [page[:2] for page in PAGES])
def test_a_stranger_finds_nothing(study: Study, name: str, method: str) -> None:
    assert getattr(make.browser(make.user("zoe")), method)(study.url(name)).status_code == 404


@pytest.mark.parametrize(("name", "method"), [page[:2] for page in PAGES])
def test_who_is_not_signed_in_is_sent_to_the_login(study: Study, name: str, method: str) -> None:
    assert getattr(Client(), method)(study.url(name)).status_code == 302


def test_a_number_leads_to_its_passages_and_these_into_the_workspace(study: Study) -> None:
    cell = reverse("cooccurrence_cell", args=[study.project.slug])
    assert f'{cell}?row={study.org.pk}&amp;column={study.fear.pk}"' in study.page()
    passages = study.page("cooccurrence_cell")
    assert "the chief" in passages
    assert f"{reverse('workspace', args=[study.project.slug, study.talk.pk])}?at=" in passages


def test_the_page_says_what_is_counted_and_how_near_and_whose(study: Study) -> None:
    page = study.page(query="near=2")
    assert "2 distinct passages in 1 transcript" in page
    assert "at most 2 turns from one to the other" in page
    assert "otherwise those of all coders" in page


def test_what_makes_no_sense_is_asked_without(study: Study) -> None:
    page = study.page(query="near=99&shows=nonsense&open=x&tag=4")
    assert "Two passages co-occur if they overlap." in page


@pytest.mark.parametrize("query", ["row=0&column=x", "row=999999&column=1", ""])
def test_a_code_that_is_not_there_has_no_passages(study: Study, query: str) -> None:
    url = reverse("cooccurrence_cell", args=[study.project.slug])
    assert study.client.get(f"{url}?{query}").status_code == 404


def test_a_code_of_another_study_is_not_found(study: Study) -> None:
    other = make.code("Fear", make.project(study.ana))
    url = reverse("cooccurrence_cell", args=[study.project.slug])
    assert study.client.get(f"{url}?row={other.pk}&column={study.fear.pk}").status_code == 404


def test_a_download_is_noted(study: Study) -> None:
    response = study.client.get(study.url("cooccurrence_csv"))
    assert b"Organisation,Fear,1,1,1,1,1.0,1.0,1.0" in b"".join(response)
    assert Access.objects.get(project=study.project).kind == "cooccurrence"


def test_a_post_makes_a_pdf_for_its_owner(study: Study, django_capture_on_commit_callbacks: OnCommit) -> None:
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
def test_the_page_asks_no_more_of_the_database_when_the_study_grows(study: Study, name: str) -> None:
    study.page(name)
    with CaptureQueriesContext(connection) as few:
        study.page(name)
    for number in range(8, 14):
        person = make.participant(study.project, f"P{number:02}")
        talk = make.transcript(TALK.format(person), study.project, person)
        make.coding("the chief", study.chiefs, study.ana, talk)
        make.coding("the chief", study.fear, study.ana, talk)
        make.code(f"Code {number}", study.project)
    with CaptureQueriesContext(connection) as many:
        study.page(name)
    assert len(many) == len(few)
