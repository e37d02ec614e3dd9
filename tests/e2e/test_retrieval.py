"""People build a query by clicking, save it, pick what it finds for the report, and take that back."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from coding.analysis.query import All, Coded, Saying, Tree
from coding.analysis.query_json import parse
from coding.models import PickedQuote, SavedQuery
from coding.retrieval.question import keep
from tests import make
from tests.e2e.conftest import Login, barriers

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TEXT = "P07: I was afraid of blame, of error.\nInterviewer: And then?\nP07: Then we hoped 👮🏽."


class Study:
    def __init__(self) -> None:
        self.ana = make.user("ana")
        self.project = make.project(None, self.ana)
        self.talk = make.transcript(TEXT, self.project, make.participant(self.project, "P07"))
        self.fear, self.hope = make.code("Fear", self.project), make.code("Hope", self.project)
        for words, code in (("afraid of blame", self.fear), ("error", self.fear), ("hoped", self.hope)):
            make.coding(words, code, self.ana, self.talk)


@pytest.fixture
def study() -> Study:
    return Study()


def test_a_query_is_built_saved_and_its_quotes_are_picked_and_taken_back(study: Study, login: Login) -> None:
    page = login(study.ana)
    page.goto(reverse("excerpts", args=[study.project.slug]))
    page.get_by_role("link", name="Build a query").click()
    page.wait_for_url("**build=on**")
    page.wait_for_load_state("networkidle")  # its fields are heard once the script is there
    add(page, "a code")
    page.get_by_role("combobox", name="Code", exact=True).select_option(label="Fear")
    expect(page.locator(".query-sentence")).to_have_text("Passages coded “Fear”.")
    add(page, "near a passage with a code")
    page.get_by_role("combobox", name="How near").select_option(label="followed, within so many turns, by")
    page.get_by_role("spinbutton", name="Turns").fill("2")
    page.get_by_role("combobox", name="Code", exact=True).nth(1).select_option(label="Hope")
    sentence = "Passages coded “Fear” and followed within 2 turns by a passage coded “Hope”."
    expect(page.locator(".query-sentence")).to_have_text(sentence)
    expect(page.locator(".query-figures dd").first).to_have_text("2")
    add(page, "words")
    page.get_by_role("textbox", name="Words in the passage").fill("blame")
    page.get_by_role("textbox", name="Words in the passage").press("Enter")
    expect(page.locator(".query-figures dd").first).to_have_text("1")
    expect(page.locator(".query-sentence")).to_contain_text("coded “Fear”, with the words “blame” and")
    assert barriers(page) == []
    page.get_by_role("textbox", name="Name of the query").fill("Blame before hope")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Blame before hope")
    assert SavedQuery.objects.filter(name="Blame before hope").exists()
    page.get_by_role("link", name="Tick several").click()
    page.get_by_role("checkbox", name="P07:T1").check()
    page.get_by_text("Pick for the report", exact=True).click()
    assert barriers(page) == []
    page.get_by_label("Pick for the report as").select_option(label="vivid")
    page.get_by_role("button", name="Pick", exact=True).click()
    expect(page.locator(".notice")).to_contain_text("1 quote was picked for the report.")
    page.get_by_role("link", name="Quotes for the report").click()
    expect(page.locator(".quote blockquote")).to_have_text("afraid of blame")
    assert barriers(page) == []
    page.locator("body").press("Control+z")
    expect(page.locator(".quote")).to_have_count(0)
    assert not PickedQuote.objects.exists()


def add(page: Page, label: str) -> None:
    page.get_by_role("combobox", name="Add a condition").last.select_option(label=label)


def build(page: Page, study: Study, tree: Tree | None = None) -> None:
    kept = f"&query={keep(study.project, study.ana, tree)}" if tree else ""
    page.goto(reverse("excerpts", args=[study.project.slug]) + f"?build=on{kept}")
    page.wait_for_load_state("networkidle")


def hold_answers(page: Page, held: list[Route]) -> None:
    """Keeps what the builder sends from the server, until the test lets it go on."""
    page.route("**/excerpts/query/?**", lambda route: held.append(route))


def test_what_is_removed_stays_so_when_another_change_follows_at_once(study: Study, login: Login) -> None:
    page, held = login(study.ana), list[Route]()
    build(page, study, All((Coded(study.hope.pk), Coded(study.fear.pk), Saying("of"))))
    hold_answers(page, held)
    page.get_by_role("button", name="Remove this condition").first.click()
    page.get_by_label("Words in the passage").fill("error")
    page.get_by_label("Grouped by").focus()
    page.get_by_label("Grouped by").select_option("participant")
    page.wait_for_timeout(100)
    held[-1].continue_()
    sentence = "Passages coded “Fear” and with the words “error”."
    expect(page.locator(".query-sentence")).to_have_text(sentence)
    expect(page.get_by_label("Grouped by")).to_have_value("participant")
    assert len(held) == 3


def test_what_is_typed_before_an_answer_comes_is_not_lost(study: Study, login: Login) -> None:
    page, held = login(study.ana), list[Route]()
    build(page, study, All((Coded(study.fear.pk), Saying())))
    hold_answers(page, held)
    page.get_by_label("Whether it holds").first.select_option("not")
    page.get_by_label("Words in the passage").fill("hop")
    with page.expect_response("**/excerpts/**"):
        held[-1].continue_()
    page.get_by_label("Words in the passage").press_sequentially("ed")
    page.get_by_label("Name of the query").click()
    page.keyboard.type("Hop")
    page.wait_for_timeout(100)
    held[-1].continue_()
    sentence = "Passages not coded “Fear” and with the words “hoped”."
    expect(page.locator(".query-sentence")).to_have_text(sentence)
    page.keyboard.type("ed")
    expect(page.get_by_label("Name of the query")).to_have_value("Hoped")


def test_a_query_is_saved_with_the_change_that_is_on_its_way(study: Study, login: Login) -> None:
    page, held = login(study.ana), list[Route]()
    build(page, study, All((Coded(study.fear.pk), Saying())))
    page.get_by_label("Name of the query").fill("Errors")
    hold_answers(page, held)
    page.get_by_label("Words in the passage").fill("error")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_timeout(100)
    held[-1].continue_()
    expect(page.get_by_role("heading", level=1)).to_have_text("Errors")
    saved = SavedQuery.objects.get(name="Errors")
    assert parse(saved.wishes["query"]) == All((Coded(study.fear.pk), Saying("error")))


def test_enter_in_a_row_takes_none_away(study: Study, login: Login) -> None:
    page = login(study.ana)
    build(page, study, All((Coded(study.fear.pk), Saying())))
    page.get_by_label("Words in the passage").fill("error")
    page.get_by_label("Words in the passage").press("Enter")
    sentence = "Passages coded “Fear” and with the words “error”."
    expect(page.locator(".query-sentence")).to_have_text(sentence)
    page.wait_for_load_state("networkidle")
    page.get_by_label("Words in the passage").press("Enter")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".query-sentence")).to_have_text(sentence)


def test_a_query_is_built_and_emptied_by_keyboard(study: Study, login: Login) -> None:
    page = login(study.ana)
    build(page, study)
    page.get_by_label("Add a condition").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".query-row")).to_have_count(1)
    expect(page.get_by_label("How near")).to_be_focused()
    page.get_by_label("Add a condition").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("when")
    page.keyboard.press("Enter")
    expect(page.locator(".query-row")).to_have_count(2)
    expect(page.get_by_label("from", exact=True)).to_be_focused()
    for key in "03012026":
        page.keyboard.press(key)
        page.wait_for_timeout(50)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".query-sentence")).to_contain_text("coded since 1 Mar 2026")
    page.get_by_role("button", name="Remove this condition").first.press("Enter")
    expect(page.locator(".query-row")).to_have_count(1)
    expect(page.get_by_role("button", name="Remove this condition")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".query-row")).to_have_count(0)
    expect(page.get_by_label("Add a condition")).to_be_focused()


def test_who_has_a_query_open_that_somebody_deleted_is_told_so(study: Study, login: Login) -> None:
    guid = keep(study.project, study.ana, Coded(study.fear.pk))
    page = login(study.ana)
    page.goto(reverse("excerpts", args=[study.project.slug]) + f"?query={guid}")
    page.wait_for_load_state("networkidle")
    SavedQuery.objects.all().delete()
    page.get_by_label("Grouped by").select_option("participant")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
    expect(page.locator("main")).to_contain_text("the thing may have been removed")
