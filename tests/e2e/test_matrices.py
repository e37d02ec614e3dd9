"""Matrices, co-occurrence and pictures in the browser: by the keyboard, in both themes, on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.e2e.conftest import Login, barriers

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TALK = "Interviewer: Why not?\nP07: Because of the chief, they said.\nP07: I stopped posting."


class Study:
    def __init__(self) -> None:
        self.ana = make.user("ana")
        self.project = make.project(self.ana)
        self.org = make.code("Organisation", self.project, colour="#7a4fa3")
        self.fear = make.code("Fear", self.project, position=1)
        self.talk = make.transcript(TALK, self.project, make.participant(self.project, "P07"))
        make.coding("Because of the chief", self.org, self.ana, self.talk)
        make.coding("the chief, they", self.fear, self.ana, self.talk)

    def open(self, page: Page, path: str) -> None:
        page.goto(f"/{self.project.slug}/{path}")


@pytest.fixture
def study() -> Study:
    return Study()


def test_from_a_number_to_its_passage_and_into_the_text_by_the_keyboard(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page, "cooccurrence/")
    page.get_by_role("region", name="Co-occurrence of codes").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="1", exact=True).first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Organisation with Fear")).to_be_visible()
    expect(page.locator(".passage-list > li")).to_contain_text("the chief, they")
    page.get_by_role("link", name="P07:T2").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-workspace=ready]")


def test_a_wish_is_sent_by_the_keyboard_and_stays_in_the_address(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page, "matrix/")
    page.get_by_label("Cells show").select_option("words")
    page.get_by_role("button", name="Show").press("Enter")
    # "Because of the chief" is four words.
    expect(page.locator("tbody td").first).to_have_text("4")
    assert "shows=words" in page.url
    page.locator("summary", has_text="Save as").click()
    csv = page.get_by_role("link", name="CSV").get_attribute("href")
    assert csv == f"/{study.project.slug}/matrix.csv?{page.url.partition('?')[2]}"


@pytest.mark.parametrize(
    ("theme", "colour"), [("light", "rgb(122, 79, 163)"), ("dark", "rgb(194, 161, 230)")]
)
def test_a_picture_takes_the_colours_of_the_page(study: Study, login: Login, theme: str, colour: str) -> None:
    page = login(study.ana, color_scheme=theme)
    study.open(page, "pictures/portraits/")
    marks = page.locator("svg.picture path")
    colours = marks.evaluate_all("marks => marks.map(mark => getComputedStyle(mark).fill)")
    assert colour in colours
    assert barriers(page) == []


def test_on_a_phone_a_wide_picture_scrolls_in_its_own_frame(study: Study, login: Login) -> None:
    page = login(study.ana, viewport={"width": 400, "height": 800})
    study.open(page, "pictures/portraits/")
    region = page.locator(".picture-region")
    wide, seen = region.evaluate("region => [region.scrollWidth, region.clientWidth]")
    assert wide > seen
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    region.focus()
    end = page.locator("svg.picture text", has_text="end of the interview")
    expect(end).not_to_be_in_viewport()
    for _step in range(30):
        page.keyboard.press("ArrowRight")
    expect(end).to_be_in_viewport()


def test_a_picture_is_called_by_its_name_and_its_words(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page, "pictures/")
    picture = page.get_by_role("img", name="Passages by participant and code")
    expect(picture).to_be_visible()
    expect(page.locator("figcaption")).to_contain_text("The most are 1, of P07")
