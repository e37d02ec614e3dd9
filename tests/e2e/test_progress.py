"""A coder says what they have read, and sees how far they are."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from coding.models import Assignment, Coding, ReadTurn
from coding.progress import marks
from projects.models import User
from tests import make
from tests.e2e.conftest import Login, barriers

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TURNS = (
    "Interviewer: Who taught you?",
    "P07: Nobody sat us down.",
    "P07: We learned it from each other.",
    "Interviewer: And then?",
    "P07: Then it stopped.",
    "P07: So it goes.",
)


class Study:
    def __init__(self) -> None:
        self.olga, self.ana = make.user("olga"), make.user("ana")
        self.project = make.project(self.olga, self.ana)
        person = make.participant(self.project, "P07")
        self.transcript = make.transcript("\n".join(TURNS), self.project, person, title="Sergeant")
        self.code = make.code("Training", self.project)

    def open(self, page: Page) -> None:
        page.goto(reverse("workspace", args=[self.project.slug, self.transcript.pk]))
        page.wait_for_selector("html[data-workspace=ready]")

    def marked(self, user: User) -> list[int]:
        return marks.progress_of(self.transcript, user).marked


@pytest.fixture
def study() -> Study:
    return Study()


def here(page: Page) -> str:
    """The turn on which the keys act."""
    return str(page.locator(".turn.current").get_attribute("id"))


def test_y_marks_the_turn_and_goes_on_to_the_next_unread_one(study: Study, login: Login) -> None:
    make.coding("We learned it", study.code, study.ana, study.transcript)
    page = login(study.ana)
    study.open(page)
    row, bar = page.locator(".neighbours [aria-current]"), page.locator(".neighbours [aria-current] progress")
    expect(page.locator("#share")).to_have_text("25 % read")
    for _turn in range(2):
        page.keyboard.press("j")
    assert here(page) == "T2"
    page.keyboard.press("y")
    expect(page.locator("#saved")).to_have_text("Turn 2 is read")
    assert here(page) == "T5"  # the third is coded, the fourth is the interviewer's
    expect(row).to_contain_text("50 % read · 1 coding")
    expect(bar).to_have_js_property("value", 50)
    expect(page.get_by_role("radio", name="in progress")).to_be_checked()
    page.keyboard.press("y")
    assert here(page) == "T6"
    page.keyboard.press("y")
    expect(page.locator("#said")).to_contain_text("No turn after this one is left")
    expect(page.locator("#share")).to_have_text("100 % read")
    expect(page.locator("#saved")).to_have_text("Turn 6 is read")
    assert study.marked(study.ana) == [2, 5, 6]
    page.reload()
    expect(page.locator("#share")).to_have_text("100 % read")
    expect(page.locator("#T5 .turn-read")).to_have_attribute("aria-pressed", "true")


def test_the_key_on_a_coded_or_asked_turn_only_goes_on(study: Study, login: Login) -> None:
    make.coding("Nobody", study.code, study.ana, study.transcript)
    page = login(study.ana)
    study.open(page)
    page.keyboard.press("j")
    page.keyboard.press("y")
    assert here(page) == "T3"
    assert not ReadTurn.objects.exists()


def test_a_button_beside_the_turn_marks_and_unmarks_it(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    button = page.get_by_role("button", name="Turn 2: read, nothing to code")
    expect(button).to_have_css("opacity", "0")
    page.locator("#T2").hover()
    expect(button).to_have_css("opacity", "1")
    button.click()
    expect(page.locator("#saved")).to_have_text("Turn 2 is read")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.mouse.move(0, 0)
    expect(button).to_have_css("opacity", "1")
    button.press("Enter")
    expect(page.locator("#saved")).to_have_text("Turn 2 is no longer marked as read")
    assert study.marked(study.ana) == []
    assert page.get_by_role("button", name="Turn 1: read, nothing to code").count() == 0


def test_a_mark_that_the_server_refuses_is_taken_back(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    page.route("**/turns/2/read", lambda route: route.fulfill(status=409, json={"detail": "No."}))
    button = page.get_by_role("button", name="Turn 2: read, nothing to code")
    button.focus()
    button.press("Enter")
    expect(page.locator("#saved")).to_have_text("Not saved")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#share")).to_have_text("0 % read")


def test_coding_and_removing_move_the_share_too(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    for key in ("j", "j", "t", "c", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#share")).to_have_text("25 % read")
    expect(page.locator("#saved")).to_have_text("Saved: Training")
    page.keyboard.press("u")
    expect(page.locator("#share")).to_have_text("0 % read")


def test_a_turn_in_which_only_a_search_coded_still_waits_to_be_read(study: Study, login: Login) -> None:
    coding = make.coding("Nobody", study.code, study.ana, study.transcript)
    Coding.objects.filter(pk=coding.pk).update(is_auto=True)
    page = login(study.ana, viewport={"width": 1440, "height": 900})
    study.open(page)
    page.keyboard.press("g")
    expect(page.locator("#spoken")).to_have_text("Turn 2 has no coding of yours but from a search")
    page.keyboard.press("n")
    expect(page.locator(".inspector-by")).to_contain_text(", from a search")
    page.keyboard.press("y")
    expect(page.locator("#saved")).to_have_text("Turn 2 is read")
    assert study.marked(study.ana) == [2]


def test_marks_made_elsewhere_show_with_the_news(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    marks.mark(study.transcript, 5, study.ana, is_read=True)
    page.evaluate("document.dispatchEvent(new CustomEvent('verbatim:news', {detail: {reading: true}}))")
    expect(page.locator("#share")).to_have_text("25 % read")
    expect(page.get_by_role("radio", name="in progress")).to_be_checked()


def test_complete_asks_once_what_is_unread(study: Study, login: Login) -> None:
    make.coding("Nobody", study.code, study.ana, study.transcript)
    page = login(study.ana)
    study.open(page)
    complete = page.locator("reading-state .segments").get_by_text("complete")
    complete.click()
    dialog = page.get_by_role("dialog", name="Is it complete?")
    expect(dialog).to_contain_text("3 turns are neither coded nor marked as read.")
    assert barriers(page) == []
    dialog.get_by_role("link", name="Go to the first of them, T3").click()
    expect(dialog).to_be_hidden()
    assert here(page) == "T3"
    expect(page.get_by_role("radio", name="not started")).to_be_checked()
    complete.click()
    dialog.get_by_role("button", name="It is complete").click()
    expect(page.locator("#saved")).to_have_text("Saved: complete")
    expect(page.locator(".neighbours [aria-current]")).to_contain_text("complete · 1 coding")


def test_an_owner_assigns_and_a_coder_begins_where_the_front_page_says(study: Study, login: Login) -> None:
    owner, coder = login(study.olga), login(study.ana)
    owner.goto(reverse("progress", args=[study.project.slug]))
    owner.get_by_role("link", name="Assign").click()
    owner.get_by_role("checkbox", name="Sergeant is assigned to Ana").check()
    owner.get_by_role("button", name="Save the assignments").click()
    expect(owner.get_by_text("1 assignment changed.")).to_be_visible()
    assert Assignment.objects.get().coder == study.ana
    coder.goto(reverse("project", args=[study.project.slug]))
    expect(coder.get_by_text("Sergeant is assigned to you and not begun.")).to_be_visible()
    coder.get_by_role("link", name="Begin to code it").click()
    coder.wait_for_selector("html[data-workspace=ready]")
    owner.goto(reverse("log", args=[study.project.slug]))
    expect(owner.locator("tbody tr").first).to_contain_text("A transcript assigned")
    assert Coding.objects.count() == 0
