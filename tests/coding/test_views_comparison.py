import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks as OnCommit

from coding.models import Layer, Reading, Round
from interviews.models.participants import Consent
from projects.models import Access, Job, Project, Role
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why not?\n{0}: Because of the chief.\n{0}: I stopped."
PAGES = [
    *(("comparison", "get", 200), ("comparison_passages", "get", 200)),
    *(("comparison_csv", "get", 200), ("comparison_pdf", "post", 302)),
]


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project: Project = make.project(self.ana, self.ben)
        self.theme = make.code("Organisation", self.project)
        self.code = make.code("Chiefs", self.project, self.theme)
        self.unused = make.code("Fear", self.project, position=1)
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(TALK.format("P07"), self.project, self.person)
        make.complete(self.talk, self.ana, self.ben)
        make.coding("the chief", self.code, self.ana, self.talk)
        self.client = make.browser(self.ana)

    def url(self, name: str = "comparison", query: str = "") -> str:
        return f"{reverse(name, args=[self.project.slug])}?{query}"

    def page(self, query: str = "", name: str = "comparison") -> str:
        return self.client.get(self.url(name, query)).content.decode()

    def passages(self, query: str = "") -> str:
        return self.page(query, "comparison_passages")

    def csv(self, query: str = "") -> str:
        response = self.client.get(self.url("comparison_csv", query))
        return b"".join(response).decode("utf-8-sig")


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


def test_a_post_makes_a_pdf_for_its_owner(study: Study, django_capture_on_commit_callbacks: OnCommit) -> None:
    assert study.client.get(study.url("comparison_pdf")).status_code == 405
    with pytest.MonkeyPatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr("coding.exports.pdf.render", lambda _html, _progress: b"%PDF")
        study.client.post(study.url("comparison_pdf", "sort=alpha"))
    job = Job.objects.get()
    assert (job.kind, job.owner, job.state) == ("comparison_pdf", study.ana, Job.State.DONE)
    assert job.title == "Comparison of Ana, Ben"


def test_the_page_says_on_what_and_by_which_rule(study: Study) -> None:
    page = study.page()
    for said in (
        *("Agreement of Ana and Ben", "2 turns; the interviewer’s turns are left out"),
        *("threshold 0.5", "hides swaps between them", "Not calculable, since nobody used it: 1 code."),
    ):
        assert said in page


def test_codes_that_nobody_used_are_named_and_shown_on_request(study: Study) -> None:
    assert "not calculable: nobody used it" not in study.page()
    assert "not calculable: nobody used it" in study.page("unused=1")


def test_a_differing_passage_leads_to_both_coders_stripes(study: Study) -> None:
    workspace = reverse("workspace", args=[study.project.slug, study.talk.pk])
    page = study.passages()
    assert f"{workspace}?at=" in page
    assert f"&amp;coders={study.ana.pk},{study.ben.pk}" in page
    assert "the chief</blockquote>" in page


def test_passages_are_filtered_by_code(study: Study) -> None:
    make.coding("stopped", study.unused, study.ben, study.talk)
    assert "stopped</blockquote>" in study.passages()
    assert "stopped</blockquote>" not in study.passages(f"code={study.code.pk}")


def test_sorted_by_a_column_there_are_no_themes(study: Study) -> None:
    assert "the theme with all its codes" in study.page()
    page = study.page("sort=-alpha")
    assert "the theme with all its codes" not in page
    assert 'aria-sort="descending"' in page


def test_many_differences_stand_on_several_pages(study: Study) -> None:
    talk = make.transcript(
        "\n".join(f"P07: Turn {number}." for number in range(60)), study.project, study.person, title="Long"
    )
    make.complete(talk, study.ana, study.ben)
    for number in range(60):
        make.coding(f"Turn {number}.", study.unused, study.ana, talk)
    assert study.passages().count("<article") == 40
    assert study.passages("page=2").count("<article") == 21


def test_words_of_who_may_not_be_quoted_are_withheld(study: Study) -> None:
    study.person.consent = Consent.NO_QUOTES
    study.person.save()
    assert "the chief" not in study.passages()
    assert "may not be quoted" in study.passages()
    assert "[not to be quoted]" in study.csv("list=passages")


def test_both_tables_are_downloaded_and_noted(study: Study) -> None:
    assert study.csv().startswith("Code,Level,Turns,")
    assert study.csv("list=passages").startswith("Transcript,Citation,")
    line = Access.objects.get(project=study.project)
    assert (line.verb, line.kind, line.times) == (Access.Verb.DOWNLOADED, "comparison", 2)


def test_without_two_readers_the_page_says_what_to_do(study: Study) -> None:
    Reading.objects.filter(coder=study.ben).delete()
    assert "Nothing to compare yet" in study.page()
    assert study.client.get(study.url("comparison_csv")).status_code == 302
    assert not Access.objects.exists()


def test_a_blind_round_shows_in_no_number(study: Study) -> None:
    round_ = Round.objects.create(project=study.project, name="one", edition=study.project.editions.get())
    layer = Layer.objects.create(project=study.project, kind=Layer.Kind.ROUND, round=round_, coder=study.ben)
    before = study.csv(), study.csv("list=passages")
    make.coding("the chief", study.code, study.ben, study.talk, layer)
    Reading.objects.create(
        layer=layer, transcript=study.talk, coder=make.user("cem"), state=Reading.State.COMPLETE
    )
    assert (study.csv(), study.csv("list=passages")) == before
    assert "Cem" not in study.page()


def test_three_coders_are_shown_pair_by_pair(study: Study) -> None:
    cem = make.user("cem")
    make.complete(study.talk, cem)
    page = study.page("&".join(f"coders={user.pk}" for user in (study.ana, study.ben, cem)))
    assert "by all 3" in page
    assert "A–C" in page
    assert "mean over the pairs that have one" in page


def test_the_page_asks_no_more_of_the_database_when_the_study_grows(study: Study) -> None:
    study.page()
    with CaptureQueriesContext(connection) as few:
        study.page()
    for number in range(6):
        talk = make.transcript(TALK.format("P07"), study.project, study.person, title=f"More {number}")
        make.complete(talk, study.ana, study.ben)
        make.coding("stopped", make.code(f"More {number}", study.project), study.ben, talk)
    study.page()
    with CaptureQueriesContext(connection) as many:
        study.page()
    assert len(many) == len(few)
