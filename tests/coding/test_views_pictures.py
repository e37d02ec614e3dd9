import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks as OnCommit

from coding.pictures.kinds import Kind
from interviews.models import Attribute, AttributeValue
from interviews.models.participants import Consent
from interviews.withdrawal import withdraw
from projects.models import Access, Job, Project, Role
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why not?\n{0}: Because of the chief.\n{0}: I stopped."
ROUTES = [
    ("picture", "get", 200),
    ("picture_svg", "get", 200),
    ("picture_csv", "get", 200),
    ("picture_pdf", "post", 302),
]
KINDS = list(Kind)


class Study:
    def __init__(self) -> None:
        self.ana = make.user("ana")
        self.project: Project = make.project(self.ana)
        self.org, self.fear = (
            make.code("Organisation", self.project),
            make.code("Fear & <worry>", self.project),
        )
        self.chiefs = make.code("Chiefs", self.project, self.org)
        self.attribute = Attribute.objects.create(
            project=self.project, name="Posts", kind=Attribute.Kind.YES_NO
        )
        self.person = self.spoken("P07")
        self.client = make.browser(self.ana)

    def spoken(self, code: str) -> object:
        person = make.participant(self.project, code)
        talk = make.transcript(TALK.format(code), self.project, person, title=f"Talk {code}")
        make.coding("the chief", self.chiefs, self.ana, talk)
        make.coding("chief", self.fear, self.ana, talk)
        AttributeValue.objects.create(participant=person, attribute=self.attribute, flag=True)
        return person

    def url(self, name: str, kind: str, query: str = "") -> str:
        return f"{reverse(name, args=[self.project.slug, kind])}?{query}"

    def read(self, kind: str, name: str = "picture", query: str = "") -> str:
        response = self.client.get(self.url(name, kind, query))
        assert response.status_code == 200
        streamed = response.streaming and b"".join(response.streaming_content)  # type: ignore[attr-defined]
        return (streamed or response.content).decode()


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.mark.parametrize(("name", "method", "status"), ROUTES)
@pytest.mark.parametrize("role", Role.values)
def test_every_member_may_look_and_download(
    study: Study, name: str, method: str, status: int, role: str
) -> None:
    client = make.browser(make.member(study.project, Role(role)))
    assert getattr(client, method)(study.url(name, "heatmap")).status_code == status


@pytest.mark.parametrize(("name", "method"), [route[:2] for route in ROUTES])
def test_a_stranger_finds_nothing(study: Study, name: str, method: str) -> None:
    assert getattr(make.browser(make.user("zoe")), method)(study.url(name, "heatmap")).status_code == 404


@pytest.mark.parametrize(("name", "method"), [route[:2] for route in ROUTES])
def test_who_is_not_signed_in_is_sent_to_the_login(study: Study, name: str, method: str) -> None:
    assert getattr(Client(), method)(study.url(name, "heatmap")).status_code == 302


@pytest.mark.parametrize(("name", "method"), [route[:2] for route in ROUTES])
def test_a_picture_that_there_is_not_is_not_found(study: Study, name: str, method: str) -> None:
    assert getattr(study.client, method)(study.url(name, "cloud")).status_code == 404


def test_the_first_picture_is_shown_without_choice(study: Study) -> None:
    page = study.client.get(reverse("pictures", args=[study.project.slug])).content.decode()
    assert "Passages by participant and code" in page


@pytest.mark.parametrize("kind", KINDS)
def test_each_picture_has_a_name_words_and_a_table_beside_it(study: Study, kind: Kind) -> None:
    page = study.read(kind)
    assert 'role="img" aria-labelledby="picture-title picture-words"' in page
    words = re.search('<desc id="picture-words">(.+?)</desc>', page)
    assert words
    assert f"<figcaption>{words[1]}</figcaption>" in page
    assert "The same as a table" in page


@pytest.mark.parametrize("kind", KINDS)
def test_a_downloaded_picture_needs_nothing_but_itself(study: Study, kind: Kind) -> None:
    svg = study.read(kind, "picture_svg", "level=codes")
    root = ElementTree.fromstring(svg)  # noqa: S314  our own words
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    for outside in ("var(", "light-dark", "currentColor", "href", "style=", 'class="code'):
        assert outside not in svg


@pytest.mark.parametrize("kind", KINDS)
def test_on_the_page_a_picture_has_both_its_sides(study: Study, kind: Kind) -> None:
    assert 'fill="light-dark(#' in study.read(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_its_numbers_can_be_had(study: Study, kind: Kind) -> None:
    lines = study.read(kind, "picture_csv").splitlines()
    assert len(lines) > 1
    line = Access.objects.get(project=study.project)
    assert (line.verb, line.kind, line.object_id) == (Access.Verb.DOWNLOADED, "picture", "csv")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != Kind.SAMPLE])
def test_a_picture_of_codings_says_whose(study: Study, kind: Kind) -> None:
    assert "otherwise those of all coders" in study.read(kind)
    assert "Codings are those of Ana" in study.read(kind, query=f"whose=coder-{study.ana.pk}")


@pytest.mark.parametrize("kind", KINDS)
def test_who_allows_no_quotes_is_counted_and_their_words_are_nowhere(study: Study, kind: Kind) -> None:
    study.person.consent = Consent.NO_QUOTES  # type: ignore[attr-defined]
    study.person.save()  # type: ignore[attr-defined]
    assert "the chief" not in study.read(kind, query="level=codes")


@pytest.mark.parametrize("kind", KINDS)
def test_who_withdrew_is_in_no_picture(study: Study, kind: Kind) -> None:
    study.spoken("P08")
    withdraw(study.person, study.ana)  # type: ignore[arg-type]
    assert "P07" not in study.read(kind, query="level=codes")


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_asks_no_more_of_the_database_when_the_study_grows(study: Study, kind: Kind) -> None:
    study.read(kind)
    with CaptureQueriesContext(connection) as few:
        study.read(kind)
    for number in range(8, 14):
        study.spoken(f"P{number:02}")
        make.code(f"Code {number}", study.project)
    study.read(kind)
    with CaptureQueriesContext(connection) as many:
        study.read(kind)
    assert len(many) == len(few)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_study_has_a_page_that_says_how_to_begin(kind: Kind) -> None:
    ana = make.user("ana")
    project = make.project(ana)
    page = make.browser(ana).get(reverse("picture", args=[project.slug, kind])).content.decode()
    assert "Nothing " in page
    assert "<svg xmlns" not in page


@pytest.mark.parametrize("kind", KINDS)
def test_a_post_makes_a_pdf_for_its_owner(
    study: Study, kind: Kind, django_capture_on_commit_callbacks: OnCommit
) -> None:
    pages: list[str] = []

    def keep(html: str, _progress: object) -> bytes:
        pages.append(html)
        return b"%PDF"

    with pytest.MonkeyPatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr("coding.exports.pdf.render", keep)
        study.client.post(study.url("picture_pdf", kind, "level=codes"))
    job = Job.objects.get()
    assert job.state == Job.State.DONE
    assert '<div class="drawn-row"><svg xmlns' in pages[0]
    assert "<td" in pages[0]


def test_an_attribute_never_to_be_printed_is_in_no_picture(study: Study) -> None:
    study.attribute.never_print = True
    study.attribute.save()
    for kind in (Kind.GROUPS, Kind.SAMPLE):
        assert "Posts" not in study.read(kind, query=f"attribute={study.attribute.pk}")
    assert "1 attribute that is never to be printed is left out." in study.read(Kind.SAMPLE)


def test_one_interview_alone_has_a_lane_for_each_code(study: Study) -> None:
    talk = study.project.transcripts.get()
    study.spoken("P08")
    page = study.read(Kind.PORTRAITS, query=f"transcript={talk.pk}&level=codes")
    assert "Where codes fall in “P07”" in page
    assert "2 distinct passages in 1 interview" in page


def test_what_makes_no_sense_is_asked_without(study: Study) -> None:
    for kind in KINDS:
        assert study.read(kind, query="level=999&transcript=x&near=99&attribute=7&order=down&whose=me")
