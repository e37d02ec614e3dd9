"""An owner decides where coders differ, by keys alone and by selecting words."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from coding.models import Memo, Resolution
from tests.coding.differing import Study
from tests.e2e.conftest import Login, barriers

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def study() -> Study:
    return Study()


def open_list(study: Study, page: Page, query: str = "") -> None:
    page.goto(reverse("round_differences", args=[study.project.slug, study.round.pk]) + query)
    page.wait_for_selector("place-list:defined")


def place(study: Study, turn: int) -> str:
    return f"#place-{study.place(turn).slug}"


def test_by_keys_alone_one_goes_from_place_to_place_and_decides(study: Study, login: Login) -> None:
    page = login(study.olga)
    open_list(study, page)
    first, second = page.locator(place(study, 4)), page.locator(place(study, 2))
    page.keyboard.press("j")
    expect(first).to_be_focused()
    page.keyboard.press("2")
    expect(page.locator("#said")).to_have_text("P07:T4: Ben’s reading. 1 left.")
    expect(second).to_be_focused()
    expect(first.locator(".place-outcome")).to_contain_text("Ben’s reading.")
    expect(page.locator(".resolving-share")).to_have_text("1 of 2")
    page.keyboard.press("m")
    expect(page.locator("#said")).to_have_text("P07:T2: left for a meeting. 0 left.")
    expect(second).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#said")).to_have_text("P07:T2: no code here. 0 left.")
    assert study.agreed == [("Fear", "Then it stopped.")]
    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator("#said")).to_contain_text("all coders’ readings together")
    assert study.agreed == [("Chief", "The chief muted us."), ("Fear", "Then it stopped.")]


def test_behind_the_last_place_of_a_page_comes_the_first_of_the_next(
    study: Study, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coding.views.resolving.PER_PAGE", 1)
    page = login(study.olga)
    open_list(study, page)
    page.keyboard.press("j")
    expect(page.locator(place(study, 4))).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(place(study, 2))).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(place(study, 2))).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator(place(study, 4))).to_be_focused()


def test_undo_takes_the_last_decision_back(study: Study, login: Login) -> None:
    page = login(study.olga)
    open_list(study, page)
    page.keyboard.press("j")
    page.keyboard.press("1")
    expect(page.locator("#said")).to_contain_text("Ana’s reading")
    page.keyboard.press("Control+z")
    expect(page.locator(".messages")).to_contain_text("Undone: a difference decided on")
    expect(page.locator(".resolving-share")).to_have_text("0 of 2")
    expect(page.locator(place(study, 2))).to_be_focused()
    assert study.agreed == []


def test_a_reason_goes_with_the_decision(study: Study, login: Login) -> None:
    page = login(study.olga)
    open_list(study, page)
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.type("None of it is said.")
    page.keyboard.press("Escape")
    expect(page.locator(place(study, 4))).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#said")).to_contain_text("no code here")
    assert Resolution.objects.get().reason == "None of it is said."


def test_words_that_are_selected_go_into_a_line(study: Study, login: Login) -> None:
    page = login(study.olga)
    open_list(study, page)
    page.keyboard.press("j")
    page.keyboard.press("o")
    here = page.locator(place(study, 4))
    expect(here.locator("select[name=code-0]")).to_be_focused()
    here.locator("select[name=code-1]").select_option("")
    here.locator("input[name=words-0]").focus()
    here.locator(".drawn").evaluate(
        """drawn => {
          const words = document.createTreeWalker(drawn, NodeFilter.SHOW_TEXT).nextNode();
          const at = words.data.indexOf("muted");
          document.getSelection().setBaseAndExtent(words, at, words, at + 9);
          drawn.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
        }"""
    )
    expect(here.locator("input[name=words-0]")).to_have_value("muted us.")
    here.get_by_role("button", name="Decide so").click()
    expect(page.locator("#said")).to_contain_text("other borders or codes")
    assert study.agreed == [("Chief", "muted us.")]


def test_words_that_do_not_stand_there_are_asked_again_in_place(study: Study, login: Login) -> None:
    page = login(study.olga)
    open_list(study, page)
    page.keyboard.press("j")
    page.keyboard.press("o")
    here = page.locator(place(study, 4))
    here.locator("input[name=words-0]").fill("never said")
    here.get_by_role("button", name="Decide so").click()
    expect(here.locator(".errorlist")).to_contain_text("don't stand in the passage")
    expect(here.locator("input[name=words-0]")).to_have_value("never said")
    assert study.agreed == []


def test_over_another_owners_decision_both_are_shown_in_place(study: Study, login: Login) -> None:
    page = login(study.olga)
    open_list(study, page)
    study.decide(4, "all", reason="Theirs.")
    page.keyboard.press("j")
    page.keyboard.press("n")
    here = page.locator(place(study, 4))
    expect(here.get_by_role("alert")).to_contain_text("You wanted: no code here.")
    expect(here).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#said")).to_contain_text("no code here")
    assert study.agreed == []


def test_a_coder_discusses_a_place_where_it_stands(study: Study, login: Login) -> None:
    page = login(study.ana)
    open_list(study, page)
    here = page.locator(place(study, 4))
    expect(here.get_by_role("button", name="No code")).to_have_count(0)
    here.get_by_role("link", name="Discuss").click()
    here.get_by_role("button", name="Write a memo").click()
    here.get_by_role("textbox", name="Memo").fill("Fear of whom?")
    here.get_by_role("button", name="Done").click()
    expect(here.locator(".memo-body")).to_have_text("Fear of whom?")
    assert Memo.objects.get().body == "Fear of whom?"


def test_without_script_buttons_and_links_do_it(study: Study, login: Login) -> None:
    page = login(study.olga, java_script_enabled=False)
    page.goto(reverse("round_differences", args=[study.project.slug, study.round.pk]) + "?order=text")
    page.locator(place(study, 4)).get_by_role("button", name="Ben").click()
    expect(page.locator(".messages")).to_contain_text("Decided: Ben’s reading.")
    page.locator(place(study, 4)).get_by_role("link", name="Other…").click()
    page.locator("input[name=words-1]").fill("it stopped")
    page.locator("select[name=code-0]").select_option("")
    page.get_by_role("button", name="Decide so").click()
    expect(page.locator(".messages")).to_contain_text("Decided: other borders or codes.")
    assert study.agreed == [("Fear", "it stopped")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_bars_the_way(study: Study, login: Login, scheme: str) -> None:
    page = login(study.olga, color_scheme=scheme)
    study.decide(2, "one", accepted=study.ana.pk, reason="Said so.")
    open_list(study, page)
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator("select[name=code-0]")).to_be_focused()
    found = barriers(page)
    page.goto(reverse("round_mine", args=[study.project.slug, study.round.pk]))
    assert found + barriers(page) == []
