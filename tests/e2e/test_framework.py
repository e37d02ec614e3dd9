"""The framework matrix is written by keyboard, by several at once, and nothing is overwritten unseen."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, Route, expect

from coding.framework.cells import Cell, Part
from coding.framework.writing import Words, write
from coding.models import Summary, Support
from projects.models import Role, User
from tests import make
from tests.e2e.conftest import Login, barriers, stored

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TALK = "Interviewer: Why not?\n{0}: Because of the chief.\nInterviewer: And then?\n{0}: I stopped at night."
PAUSE = 1500
NEWS = "document.querySelector('framework-grid').ask()"
"""What the page asks for by itself every few seconds."""


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(self.ana, self.ben)
        self.org, self.fear = (make.code(name, self.project) for name in ("Organisation", "Fear"))
        self.p1, self.p2 = (make.participant(self.project, code) for code in ("P1", "P2"))
        for person in (self.p1, self.p2):
            talk = make.transcript(TALK.format(person.code), self.project, person)
            make.coding("the chief", self.org, self.ana, talk)
            make.coding("at night", self.org, self.ana, talk)

    def open(self, page: Page, query: str = "") -> Page:
        page.goto(reverse("framework", args=[self.project.slug]) + query)
        page.wait_for_selector("framework-grid[data-ready]")
        return page

    def key(self, person: object = None, theme: object = None) -> str:
        cell = Cell(self.project, Part.CELL, person or self.p1, theme or self.org)  # type: ignore[arg-type]
        return cell.key

    def write(self, body: str, by: User, version: int | None = None) -> Summary:
        summary = write(Cell(self.project, Part.CELL, self.p1, self.org), by, Words(body), version)
        assert summary is not None
        return summary


@pytest.fixture
def study() -> Study:
    return Study()


def cell(page: Page, key: str) -> Locator:
    return page.locator(f"[data-cell='{key}']")


def begin(page: Page, key: str) -> Locator:
    """Opens the cell by keyboard; its field, once it is what the server told."""
    cell(page, key).focus()
    page.keyboard.press("Enter")
    field = cell(page, key).locator(".memo-editor textarea")
    expect(field).to_be_focused()
    return field


def status(page: Page, key: str) -> Locator:
    return cell(page, key).locator(".memo-editor .status")


def test_a_row_is_written_by_keyboard_alone(study: Study, login: Login) -> None:
    page = study.open(login(study.ana))
    field = begin(page, study.key())
    expect(field).to_have_attribute("aria-label", "Summary of P1 × Organisation")
    page.keyboard.type("Of one.")
    page.keyboard.press("Tab")
    second = cell(page, study.key(theme=study.fear))
    expect(second.locator(".memo-editor textarea")).to_be_focused()
    page.keyboard.type("Of two.")
    page.keyboard.press("Escape")
    expect(second).to_be_focused()
    expect(second.locator(".cell-words")).to_have_text("Of two.")
    expect(cell(page, study.key()).locator(".cell-words")).to_have_text("Of one.")
    page.keyboard.press("ArrowLeft")
    expect(cell(page, study.key())).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cell(page, study.key(study.p2))).to_be_focused()
    page.keyboard.press("Control+End")
    expect(page.locator("tfoot [data-cell]").last).to_be_focused()
    assert {each.body for each in Summary.objects.all()} == {"Of one.", "Of two."}
    assert stored(page) <= {"htmx-current-path-for-history"}


def test_escape_leaves_the_cell_from_its_answer_too(study: Study, login: Login) -> None:
    page = study.open(login(study.ana))
    begin(page, study.key())
    cell(page, study.key()).get_by_role("combobox").focus()
    page.keyboard.press("Escape")
    expect(cell(page, study.key())).to_be_focused()
    expect(cell(page, study.key()).locator("textarea")).to_have_count(0)


def test_words_are_saved_while_one_pauses_and_linked_and_quoted_in_place(study: Study, login: Login) -> None:
    page = study.open(login(study.ana))
    begin(page, study.key())
    page.keyboard.type("He said so")
    expect(status(page, study.key())).to_have_text("Not saved yet")
    expect(status(page, study.key())).to_have_text("Saved", timeout=PAUSE * 4)
    page.keyboard.press("Shift+Control+ArrowLeft")
    page.keyboard.press("Alt+1")
    aside = page.locator(".framework-beside")
    expect(aside.locator(".beside-excerpt")).to_have_count(2)
    aside.get_by_role("button", name="Quote P1:T4").click()
    expect(aside.get_by_role("button", name="Quoted P1:T4")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(cell(page, study.key()).locator("a.led")).to_have_text("so")
    summary = Summary.objects.get()
    assert summary.body == "He said [so](P1:T2)"
    assert sorted(Support.objects.values_list("mark", flat=True)) == ["", "P1:T2"]


def test_two_write_in_different_cells_and_see_each_other(study: Study, login: Login) -> None:
    ana, ben = study.open(login(study.ana)), study.open(login(study.ben))
    begin(ana, study.key())
    begin(ben, study.key(study.p2))
    ana.keyboard.type("By Ana.")
    ben.keyboard.type("By Ben.")
    ana.keyboard.press("Escape")
    ben.keyboard.press("Escape")
    expect(cell(ana, study.key()).locator(".cell-words")).to_have_text("By Ana.")
    expect(cell(ben, study.key(study.p2)).locator(".cell-words")).to_have_text("By Ben.")
    ana.evaluate(NEWS)
    ben.evaluate(NEWS)
    expect(cell(ana, study.key(study.p2)).locator(".cell-words")).to_have_text("By Ben.")
    expect(cell(ben, study.key()).locator(".cell-words")).to_have_text("By Ana.")


@pytest.mark.parametrize(
    ("choice", "kept"), [("Keep mine", "First, mine."), ("Take these", "First, theirs.")]
)
def test_two_write_in_one_cell_and_nothing_is_overwritten(
    study: Study, login: Login, choice: str, kept: str
) -> None:
    study.write("First", study.ana)
    ana, ben = study.open(login(study.ana)), study.open(login(study.ben))
    for page in (ana, ben):
        expect(begin(page, study.key())).to_have_value("First")
    ben.keyboard.type(", theirs.")
    ben.keyboard.press("Escape")
    expect(cell(ben, study.key()).locator(".cell-words")).to_have_text("First, theirs.")
    ana.keyboard.type(", mine.")
    other = cell(ana, study.key()).locator(".memo-other")
    expect(other).to_have_text("First, theirs.", timeout=PAUSE * 4)
    assert Summary.objects.get().body == "First, theirs."
    assert barriers(ana) == []
    ana.get_by_role("button", name=choice).click()
    expect(cell(ana, study.key()).locator("textarea")).to_have_value(kept)
    expect(status(ana, study.key())).to_have_text("Saved")
    assert Summary.objects.get().body == kept


def test_what_another_writes_comes_into_a_cell_that_is_open_and_clean(study: Study, login: Login) -> None:
    page = study.open(login(study.ana))
    field = begin(page, study.key())
    study.write("Theirs.", study.ben)
    page.evaluate(NEWS)
    expect(field).to_have_value("Theirs.")
    page.keyboard.type(" Mine.")
    page.keyboard.press("Escape")
    expect(cell(page, study.key()).locator(".cell-words")).to_have_text("Theirs. Mine.")


def test_an_answer_is_chosen_in_place_and_a_refusal_says_why(study: Study, login: Login) -> None:
    page = study.open(login(study.ana))
    begin(page, study.key(theme=study.fear))
    answer = cell(page, study.key(theme=study.fear)).get_by_label("Nothing to summarise:")
    answer.select_option("looked for, not found")
    expect(status(page, study.key(theme=study.fear))).to_contain_text("has marked complete")
    answer.select_option("not asked")
    expect(status(page, study.key(theme=study.fear))).to_have_text("Saved")
    assert Summary.objects.get().answer == "not asked"


def test_words_wait_while_the_server_is_away(study: Study, login: Login) -> None:
    page = study.open(login(study.ana))
    begin(page, study.key())
    page.route("**/framework/cells/*", no_writing)
    page.keyboard.type("Not lost.")
    page.keyboard.press("Tab")
    expect(cell(page, study.key(theme=study.fear)).locator(".memo-editor textarea")).to_be_focused()
    expect(page.locator("framework-grid > .status")).to_contain_text("is not saved yet")
    page.unroute("**/framework/cells/*")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(cell(page, study.key()).locator(".cell-words")).to_have_text("Not lost.", timeout=8000)
    expect(page.locator("framework-grid > .status")).to_be_hidden()
    assert Summary.objects.get().body == "Not lost."


def no_writing(route: Route) -> None:
    if route.request.method == "PUT":
        route.abort()
    else:
        route.continue_()


def test_a_cells_own_page_saves_by_itself(study: Study, login: Login) -> None:
    page = login(study.ana)
    page.goto(reverse("framework_cell", args=[study.project.slug, study.p1.pk, study.org.pk]))
    page.wait_for_selector("form[data-ready]")
    field = page.get_by_label("Summary of P1 × Organisation")
    field.fill("Here.")
    expect(page.locator(".memo-editor .status")).to_have_text("Saved", timeout=PAUSE * 4)
    page.get_by_role("button", name="Link P1:T4").click()
    expect(field).to_have_value("Here.[…](P1:T4)")
    expect(page.locator(".memo-editor .status")).to_have_text("Saved", timeout=PAUSE * 4)
    assert Summary.objects.get().body == "Here.[…](P1:T4)"


def test_a_reader_moves_and_reads_and_writes_nothing(study: Study, login: Login) -> None:
    study.write("By Ana.", study.ana)
    reader = make.member(study.project, Role.READER)
    page = study.open(login(reader))
    cell(page, study.key()).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.split('/framework')[0]}/framework/{study.p1.pk}/{study.org.pk}/")
    expect(page.locator(".reading-summary")).to_have_text("By Ana.")
    expect(page.locator("textarea")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_writing_meets_no_serious_barrier(study: Study, login: Login, theme: str) -> None:
    study.write("First of [him](P1:T2)", study.ana)
    page = study.open(login(study.ana, color_scheme=theme), "?quotes=on")
    assert barriers(page) == []
    begin(page, study.key())
    expect(page.locator(".beside-excerpt")).to_have_count(2)
    assert barriers(page) == []


def test_on_a_phone_no_page_is_wider_than_it(study: Study, login: Login) -> None:
    page = study.open(login(study.ana, viewport={"width": 400, "height": 800}))
    begin(page, study.key())
    expect(page.locator(".beside-excerpt")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
