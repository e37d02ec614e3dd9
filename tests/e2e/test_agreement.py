"""The agreement of a round, by mouse, keys and without seeing it."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from coding.models import Code, Round
from interviews.models import Transcript
from projects.models import Project, User
from tests import make
from tests.e2e.conftest import Login, barriers

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TALK = "Interviewer: Why?\n" + "\n".join(
    f"P07: The {word} was here." for word in ("first", "second", "third")
)


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project: Project = make.project(self.ana, self.ben)
        self.fear, self.hope = make.code("Fear", self.project), make.code("Hope", self.project)
        for code in (self.fear, self.hope):
            code.revisions.create(edition=self.project.editions.get(), name=code.name)
        person = make.participant(self.project, "P07")
        talks = [make.transcript(TALK, self.project, person, title=f"Talk {n}") for n in range(5)]
        self.earlier = self.coded("Round 1", talks)
        self.round = self.coded("Round 2", talks, earlier=self.earlier)
        self.talk = talks[0]

    def coded(self, name: str, talks: list[Transcript], **fields: object) -> Round:
        made = make.finished_round(self.project, (self.ana, self.ben), tuple(talks), name, **fields)
        for talk in talks:
            self.mark(made, talk, "The first", self.fear, self.ana)
            self.mark(made, talk, "first was", self.fear, self.ben)
            self.mark(made, talk, "The second", self.fear, self.ana)
            self.mark(made, talk, "second", self.hope, self.ben)
            self.mark(made, talk, "The third", self.hope, self.ana)
        return made

    def mark(self, round_: Round, talk: Transcript, words: str, code: Code, by: User) -> None:
        make.coding(words, code, by, talk, make.round_layer(round_, by))

    def url(self, name: str, *more: int) -> str:
        return reverse(name, args=[self.project.slug, self.round.pk, *more])


def beside(login: Login, study: Study) -> Page:
    page = login(study.ana)
    page.goto(study.url("round_side_by_side", study.talk.pk))
    page.wait_for_function("Boolean(customElements.get('differing-places'))")
    return page


def test_n_and_p_go_from_difference_to_difference(login: Login) -> None:
    page = beside(login, Study())
    differences = page.locator("[data-differs]")
    expect(differences).to_have_count(5)
    page.keyboard.press("n")
    expect(differences.nth(0)).to_be_focused()
    page.keyboard.press("n")
    expect(differences.nth(1)).to_be_focused()
    page.keyboard.press("p")
    expect(differences.nth(0)).to_be_focused()


def test_n_and_p_go_through_the_passages_and_their_pages(
    login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coding.reports.passages_page.PLACES_ON_A_PAGE", 4)
    study = Study()
    page = login(study.ana)
    page.goto(study.url("round_passages"))
    page.wait_for_function("Boolean(customElements.get('differing-places'))")
    places = page.locator("[data-differs]")
    expect(places).to_have_count(4)
    page.keyboard.press("p")
    expect(places.nth(3)).to_be_focused()
    page.keyboard.press("n")
    page.wait_for_url("**page=2**")
    page.wait_for_function("Boolean(customElements.get('differing-places'))")
    page.keyboard.press("n")
    expect(places.nth(0)).to_be_focused()


def test_letters_typed_into_a_field_go_nowhere(login: Login) -> None:
    page = beside(login, Study())
    code = page.get_by_label("Code", exact=True)
    code.focus()
    page.keyboard.press("n")
    expect(code).to_be_focused()


def test_without_keys_each_difference_links_to_the_next(login: Login) -> None:
    page = beside(login, Study())
    page.locator("#d-1").get_by_role("link").click()
    expect(page.locator("#d-2")).to_be_in_viewport()
    assert page.url.endswith("#d-2")


def test_a_number_opens_its_passages_and_they_the_transcript(login: Login) -> None:
    study = Study()
    page = login(study.ana)
    page.goto(study.url("round_agreement"))
    page.get_by_role("row", name="Fear").first.get_by_role("link", name="5", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fear: marked by both")
    expect(page.get_by_role("article")).to_have_count(5)
    page.get_by_role("link", name="P07:T2", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ana · Ben")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_a_round_have_no_known_fault_of_access(login: Login, scheme: str) -> None:
    study = Study()
    page = login(study.ana, color_scheme=scheme)
    for url in (
        *(study.url("round_agreement"), study.url("round_passages"), study.url("round_over_time")),
        study.url("round_side_by_side", study.talk.pk),
        reverse("comparison_file", args=[study.project.slug]),
    ):
        page.goto(url)
        for folded in page.locator("details.more > summary").all():
            folded.click()
        assert barriers(page) == [], url
