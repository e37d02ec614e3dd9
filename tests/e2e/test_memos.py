"""Memos are written where one reads: by keyboard, saved by themselves, answered from another browser."""

import json
import time

import pytest
from django.urls import reverse
from playwright.sync_api import Dialog, Locator, Page, Route, expect

from coding.memos import writing
from coding.models import Memo
from tests import make
from tests.e2e.conftest import Login, barriers, stored

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TEXT = "Interviewer: Who taught you?\nP07: Nobody sat us down. They wanted to see everything first."
PAUSE = 1500
NEWS = "document.dispatchEvent(new CustomEvent('verbatim:news', {detail: {memos: true, gone: []}}))"
"""What a page is told when others wrote; here without waiting for its next question."""


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(None, self.ana, self.ben)
        self.person = make.participant(self.project, "P07")
        self.transcript = make.transcript(TEXT, self.project, self.person)
        self.code = make.code("Training", self.project, definition="What was taught.")
        self.coding = make.coding("Nobody sat us down.", self.code, self.ana, self.transcript)

    def open(self, page: Page) -> None:
        page.goto(reverse("workspace", args=[self.project.slug, self.transcript.pk]) + "?coders=all")
        page.wait_for_selector("html[data-workspace=ready]")

    def url(self, name: str, *args: object) -> str:
        return reverse(name, args=[self.project.slug, *args])


@pytest.fixture
def study() -> Study:
    return Study()


def choose_the_coding(page: Page) -> None:
    for key in ("j", "j", "Tab"):
        page.keyboard.press(key)
    page.locator(".stripe-button").click()


def panel(page: Page) -> Locator:
    return page.locator(".workspace-memos")


def test_a_memo_is_written_by_keyboard_and_saves_itself_while_one_pauses(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    choose_the_coding(page)
    page.keyboard.press("m")
    field = panel(page).get_by_label("Memo", exact=True)
    expect(field).to_be_focused()
    page.keyboard.type("**Nobody** cuts just jokes: c, u, t.")
    expect(panel(page).locator(".memo-editor .status")).to_have_text("Not saved yet")
    assert not Memo.objects.exists()
    expect(panel(page).locator(".memo-editor .status")).to_have_text("Saved", timeout=PAUSE * 4)
    memo = Memo.objects.get()
    assert (memo.body, memo.coding) == ("**Nobody** cuts just jokes: c, u, t.", study.coding)
    page.keyboard.type(" More.")
    page.keyboard.press("Escape")
    expect(panel(page).locator(".memo-body")).to_have_text("Nobody cuts just jokes: c, u, t. More.")
    expect(panel(page).locator(".memo-body strong")).to_have_text("Nobody")
    expect(page.locator(".stripe-button")).to_be_focused()
    assert study.transcript.codings.count() == 1
    assert Memo.objects.get().body.endswith(" More.")
    assert barriers(page) == []


def test_what_has_a_memo_carries_a_sign_and_says_so(study: Study, login: Login) -> None:
    writing.write(study.project, study.ben, "On the code.", study.code)
    writing.write(study.project, study.ben, "On the coding.", study.coding)
    page = login(study.ana)
    study.open(page)
    stripe, code = page.locator(".stripe-button"), page.get_by_role("treeitem", name="Training")
    expect(stripe).to_have_accessible_description("has 1 memo")
    expect(code).to_have_accessible_description("has 1 memo")
    expect(panel(page)).to_contain_text("None yet.")
    stripe.click()
    expect(panel(page).locator(".memo-body")).to_have_text(["On the coding.", "On the code."])
    expect(panel(page).locator(".memo-by .tag")).to_have_text(["on the code"])
    page.keyboard.press("Escape")
    code.click()
    expect(panel(page).locator(".memo-body")).to_have_text(["On the code."])
    expect(panel(page).locator(".memo-by .tag")).to_have_count(0)


def test_another_answers_and_settles_it_and_both_see_it(study: Study, login: Login) -> None:
    writing.write(study.project, study.ana, "Says it twice.", study.coding)
    ana, ben = login(study.ana), login(study.ben)
    for page in (ana, ben):
        study.open(page)
        choose_the_coding(page)
    panel(ben).get_by_role("button", name="Reply").click()
    expect(panel(ben).get_by_role("textbox")).to_be_focused()
    ben.keyboard.type("Does he?")
    ben.keyboard.press("Control+Enter")
    expect(panel(ben).locator(".memo-replies .memo-body")).to_have_text("Does he?")
    panel(ana).get_by_role("button", name="Edit").click()
    expect(panel(ana).get_by_role("textbox")).to_be_focused()
    ana.keyboard.type(" Really")
    ana.evaluate(NEWS)
    expect(panel(ana).locator(".memo-replies .memo-body")).to_have_text("Does he?")
    expect(panel(ana).get_by_label("Memo", exact=True)).to_be_focused()
    ana.keyboard.type(".")
    ana.keyboard.press("Escape")
    panel(ben).get_by_role("button", name="Resolve").click()
    expect(panel(ben).locator(".memo-by").first).to_contain_text("resolved by Ben")
    expect(panel(ben).get_by_role("button", name="Open again")).to_be_focused()
    expect(panel(ben).get_by_role("status").first).to_have_text("resolved by Ben")
    ana.evaluate(NEWS)
    expect(panel(ana).locator(".memo-by").first).to_contain_text("resolved by Ben")
    root = Memo.objects.get(reply_to=None)
    assert (root.body, root.resolved_by) == ("Says it twice. Really.", study.ben)


def test_a_key_pressed_right_after_a_click_is_for_what_was_clicked(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    page.evaluate("""() => {
        document.querySelector(".stripe-button").click();
        document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "m", bubbles: true}));
        document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "l", bubbles: true}));
    }""")
    expect(page.locator("#memos-title")).to_have_text("Memos on this coding")
    expect(panel(page).get_by_label("Memo", exact=True)).to_be_focused()
    expect(page.locator(".spotlight")).to_contain_text("Training")


@pytest.mark.parametrize(("choice", "kept"), [("Keep mine", "First, mine."), ("Take these", "Theirs.")])
def test_a_conflict_shows_both_versions_and_one_is_taken(
    study: Study, login: Login, choice: str, kept: str
) -> None:
    memo = writing.write(study.project, study.ana, "First", study.transcript)
    page = login(study.ana)
    study.open(page)
    panel(page).get_by_role("button", name="Edit").click()
    writing.change(memo, study.ana, "Theirs.", 1)
    page.keyboard.type(", mine.")
    expect(panel(page).locator(".memo-other")).to_have_text("Theirs.", timeout=PAUSE * 4)
    field = panel(page).get_by_label("Memo", exact=True)
    expect(field).to_have_value("First, mine.")
    assert Memo.objects.get().body == "Theirs."
    assert barriers(page) == []
    panel(page).get_by_role("button", name=choice).click()
    expect(field).to_have_value(kept)
    expect(panel(page).locator(".memo-editor .status")).to_have_text("Saved")
    assert Memo.objects.get().body == kept


def test_words_wait_while_the_server_is_away_and_are_sent_once(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    asked: list[str] = []

    def away(route: Route) -> None:
        asked.append(str(json.loads(route.request.post_data or "{}").get("body")))
        route.abort()

    page.route("**/api/*/memos", away)
    page.keyboard.press("m")
    page.keyboard.type("Not lost.")
    status = panel(page).locator(".memo-editor .status")
    expect(status).to_contain_text("the server can't be reached", timeout=PAUSE * 4)
    page.locator(".stripe-button").click()
    expect(panel(page)).to_contain_text("1 memo elsewhere is not saved yet.")
    page.unroute("**/api/*/memos")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(panel(page)).not_to_contain_text("elsewhere")
    memo = Memo.objects.get()
    assert (memo.body, memo.transcript, asked[0]) == ("Not lost.", study.transcript, "Not lost.")
    assert stored(page) <= {"workspace-digits"}


def test_who_leaves_the_page_leaves_no_words_behind(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    page.keyboard.press("m")
    page.keyboard.type("Just typed.")
    page.on("dialog", leave_when_saved)
    page.goto(study.url("memos"))
    expect(page.locator(".memo-body")).to_have_text("Just typed.")


def leave_when_saved(dialog: Dialog) -> None:
    """As somebody does who reads the question before they answer it."""
    for _try in range(200):
        if Memo.objects.exists():
            break
        time.sleep(0.02)
    dialog.accept()


def test_a_memo_that_was_deleted_meanwhile_can_be_saved_anew(study: Study, login: Login) -> None:
    memo = writing.write(study.project, study.ana, "First", study.transcript)
    page = login(study.ana)
    study.open(page)
    panel(page).get_by_role("button", name="Edit").click()
    memo.delete()
    page.keyboard.type(" and more.")
    panel(page).get_by_role("button", name="Save them as a new memo").click(timeout=PAUSE * 4)
    expect(panel(page).locator(".memo-editor .status")).to_have_text("Saved")
    assert Memo.objects.get().body == "First and more."


@pytest.mark.parametrize("where", ["code", "transcript", "participant", "project", "memos"])
def test_memos_are_answered_in_place_on_other_pages(study: Study, login: Login, where: str) -> None:
    things: dict[str, writing.Target] = {
        "code": study.code,
        "transcript": study.transcript,
        "participant": study.person,
    }
    thing = things.get(where)
    writing.write(study.project, study.ben, "Says it twice.", thing)
    page = login(study.ana)
    page.goto(study.url("codebook") if where == "code" else study.url(where, *([thing.pk] if thing else [])))
    if where == "code":
        page.get_by_role("link", name="Training", exact=True).click()
    page.get_by_role("button", name="Reply").click()
    expect(page.get_by_role("textbox", name="Reply")).to_be_focused()
    page.keyboard.type("Does he?")
    page.keyboard.press("Escape")
    expect(page.locator(".memo-replies .memo-body")).to_have_text("Does he?")
    if where != "memos":
        page.get_by_role("button", name="Write a memo").click()
        expect(page.get_by_role("textbox", name="Memo", exact=True)).to_be_focused()
        page.keyboard.type("Another.")
        page.get_by_role("button", name="Done").click()
        expect(page.locator(".memo-list > .memo > .memo-view .memo-body")).to_have_text(
            ["Says it twice.", "Another."]
        )
    assert sorted(Memo.objects.exclude(author=study.ben).values_list("body", flat=True)) == sorted(
        ["Does he?"] + ["Another."] * (where != "memos")
    )


def test_deleting_asks_first_and_keeps_the_focus_in_the_list(study: Study, login: Login) -> None:
    memo = writing.write(study.project, study.ana, "First.", study.transcript)
    writing.reply(memo, study.ben, "A reply.")
    page = login(study.ana)
    study.open(page)
    panel(page).get_by_role("button", name="Delete").click()
    expect(panel(page)).to_contain_text("Delete it and 1 reply?")
    expect(panel(page).get_by_role("button", name="Keep")).to_be_focused()
    panel(page).get_by_role("button", name="Delete").click()
    expect(panel(page)).to_contain_text("None yet.")
    expect(panel(page).get_by_role("button", name="Write a memo")).to_be_focused()
    expect(panel(page).get_by_role("status").first).to_have_text("Deleted")
    assert not Memo.objects.exists()


def test_on_a_phone_the_key_opens_the_pane_and_memos_are_read(study: Study, login: Login) -> None:
    writing.write(study.project, study.ben, "Says it twice.", study.transcript)
    page = login(study.ana, viewport={"width": 400, "height": 800})
    study.open(page)
    page.keyboard.press("m")
    expect(panel(page).get_by_label("Memo", exact=True)).to_be_focused()
    expect(panel(page).locator(".memo-body")).to_be_in_viewport()
