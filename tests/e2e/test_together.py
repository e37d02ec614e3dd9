"""Two people in one transcript, a server that goes away, and undo across pages."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from coding.codebook import changes, qualifiers, retiring
from coding.codebook.qualifiers import Meant
from coding.models import Code, Coding
from coding.workspace import codings
from projects import undo
from projects.models import Event
from tests import make
from tests.e2e.conftest import Login, barriers, stored
from tests.e2e.test_workspace import TEXT, TURNS, Study, drag_over, saved, study

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
__all__ = ["study"]

SOON = 3000
"""Milliseconds within which two people see what the other does."""


def code(page: Page, turn: int, words: str, name: str = "Training") -> None:
    drag_over(page, turn, words)
    page.get_by_role("treeitem", name=name).click()


def test_two_people_see_each_other_s_codings_within_three_seconds(study: Study, login: Login) -> None:
    ana, ben = login(study.ana), login(study.ben)
    study.open(ana, "?coders=all")
    study.open(ben, "?coders=all")
    code(ana, 2, "Nobody sat us down.")
    expect(ben.get_by_role("button", name="Training, Ana: Nobody sat us down.")).to_be_attached(timeout=SOON)
    code(ben, 5, "By then it is over.", "Chief officers")
    theirs = ana.get_by_role("button", name="Chief officers, Ben: By then it is over.")
    expect(theirs).to_be_attached(timeout=SOON)
    expect(ana.locator("#tally")).to_have_text("2 codings shown")
    stripe = ana.get_by_role("button", name="Training, Ana: Nobody sat us down.")
    stripe.click()
    expect(stripe).to_have_attribute("aria-current", "true")
    ana.keyboard.press("u")
    expect(ben.locator("#T2 .stripe-button")).to_have_count(0, timeout=SOON)


def test_each_sees_who_else_is_here_and_when_they_have_left(study: Study, login: Login) -> None:
    ana, ben = login(study.ana), login(study.ben)
    study.open(ana)
    study.open(ben)
    expect(ana.get_by_text("Ben is here too")).to_be_attached(timeout=2 * SOON)
    assert ana.locator("people-here .initials").inner_text() == "B\nBen is here too"
    expect(ben.get_by_text("Ana is here too")).to_be_attached(timeout=2 * SOON)
    ben.goto("/")
    expect(ana.locator("people-here")).to_be_hidden(timeout=2 * SOON)


def test_a_code_that_one_adds_and_renames_is_there_for_the_other(study: Study, login: Login) -> None:
    make.coding("Nobody sat", study.training, study.ana, study.transcript)
    page = login(study.ana)
    study.open(page)
    page.get_by_role("button", name="Training, Ana: Nobody sat").click()
    made = changes.add(study.project, study.ben, study.theme, name="Nervousness")
    changes.change(study.training, study.ben, name="What was taught")
    row = page.get_by_role("treeitem", name="Nervousness")
    expect(row).to_be_visible(timeout=SOON)
    expect(page.locator("coding-inspector").get_by_role("heading").first).to_contain_text("What was taught")
    expect(row).to_have_css("--code", re.compile(r"^light-dark\("), timeout=SOON)
    expect(page.get_by_role("button", name="What was taught, Ana: Nobody sat")).to_be_attached()
    code(page, 5, "By then it is over.", "Nervousness")
    saved(page, "Saved: Nervousness")
    page.locator("#T5 .turn-words").focus()
    drag_over(page, 4, "לכתוב כלום")
    page.keyboard.press("c")
    page.keyboard.type("nerv")
    expect(page.get_by_role("option").first).to_contain_text("Nervousness")
    page.keyboard.press("Escape")
    direction = qualifiers.add(study.project, Meant("direction", key="w", more="mutes"), study.ben)
    page.get_by_role("button", name="Nervousness, Ana").first.click()
    choice = page.get_by_role("combobox", name="direction")
    expect(choice.get_by_role("option")).to_have_text(["–", "mutes"], timeout=SOON)
    page.keyboard.press("w")
    saved(page, "Saved: Nervousness")
    mutes = direction.values.get()
    meant = Meant("direction", key="w", values={mutes.pk: "mutes"}, retired={mutes.pk})
    qualifiers.revise(direction, meant, study.ben)
    expect(choice.get_by_role("option")).to_have_text(["–", "mutes (no longer offered)"], timeout=SOON)
    page.keyboard.press("w")
    expect(choice).to_have_count(0)
    saved(page, "Saved: Nervousness")
    assert not Coding.objects.filter(qualifiers=mutes).exists()
    retiring.retire(made, study.ben, retiring.Children.WITH)
    expect(row).to_have_count(0, timeout=SOON)


def test_a_code_that_one_makes_of_words_counts_at_the_other_in_the_study_too(
    study: Study, login: Login
) -> None:
    ana, ben = login(study.ana), login(study.ben)
    study.open(ana, "?coders=all")
    with ben.expect_response(re.compile("/codes/counts")):
        study.open(ben, "?coders=all")
    drag_over(ana, 2, "Nobody sat us down.")
    ana.keyboard.press("v")
    row = ben.get_by_role("treeitem", name="Nobody sat us down")
    expect(row.locator(".tree-count")).to_contain_text("1 · 1", timeout=SOON)


def test_while_the_server_is_away_work_goes_on_and_is_sent_in_order_once_each(
    study: Study, login: Login
) -> None:
    page = login(study.ana)
    study.open(page)
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/codings"):
            sent.append(words_of(request))

    page.on("requestfinished", note)
    go_away(page.context)
    for turn, words in ((2, "Nobody sat us down."), (5, "By then it is over."), (1, "Who taught you?")):
        code(page, turn, words)
    saved(page, "3 changes wait")
    expect(page.get_by_role("alert")).to_contain_text("your changes wait in this page")
    waiting = page.locator(".stripe-button.unsent")
    expect(waiting).to_have_count(3)
    assert waiting.first.evaluate("button => button.ariaDescription") == "waits to be sent"
    assert barriers(page) == []
    assert stored(page) <= {"workspace-digits"}
    assert not Coding.objects.exists()
    come_back(page.context)
    saved(page, "Saved: Training")
    expect(waiting).to_have_count(0)
    assert study.words() == ["Nobody sat us down.", "By then it is over.", "Who taught you?"]
    assert sent == ["2", "5", "1"]


def go_away(context: BrowserContext) -> None:
    context.set_offline(True)


def come_back(context: BrowserContext) -> None:
    context.set_offline(False)


def words_of(request: Request) -> str:
    """In which turn the coding lies that was sent."""
    start = (request.post_data_json or {})["start"]
    return next(str(turn) for turn in (5, 4, 3, 2, 1) if start >= TEXT.index(TURNS[turn - 1]))


def test_an_answer_that_got_lost_makes_no_second_coding(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/codings", lose, times=1)
    code(page, 2, "Nobody sat us down.")
    saved(page, "1 change waits")
    assert lost == [200]
    saved(page, "Saved: Training")
    assert Coding.objects.count() == 1
    assert Event.objects.filter(verb="applied").count() == 1


def test_a_removal_whose_answer_got_lost_is_done(study: Study, login: Login) -> None:
    make.coding("Nobody sat", study.training, study.ana, study.transcript)
    page = login(study.ana)
    study.open(page)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/api/*/codings/*", lose, times=1)
    stripe = page.get_by_role("button", name="Training, Ana: Nobody sat")
    stripe.click()
    expect(stripe).to_have_attribute("aria-current", "true")
    page.keyboard.press("u")
    saved(page, "1 change waits")
    saved(page, "Removed: Training")
    expect(page.locator(".stripe-button")).to_have_count(0)


def test_logged_out_the_page_keeps_what_waits_and_shows_where_to_log_in(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    code(page, 2, "Nobody sat us down.")
    saved(page, "1 change waits")
    expect(page.get_by_role("link", name="Log in in another tab")).to_have_attribute(
        "href", "/account/login/"
    )
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(page, "Saved: Training")
    assert study.words() == ["Nobody sat us down."]


def test_a_page_with_something_that_waits_asks_before_it_is_left(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    go_away(page.context)
    code(page, 2, "Nobody sat us down.")
    saved(page, "1 change waits")
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    come_back(page.context)


def test_undo_and_redo_by_key_take_a_coding_away_and_bring_it_back(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    code(page, 2, "Nobody sat us down.")
    saved(page, "Saved: Training")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("alert")).to_have_text(
        "Undone: a coding applied (“Training”, P07:T2), with 1 more change"
    )
    expect(page.locator(".stripe-button")).to_have_count(0)
    page.keyboard.press("Control+Shift+Z")
    expect(page.locator(".stripe-button")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(page.locator(".stripe-button")).to_have_count(0)
    page.keyboard.press("Control+y")
    expect(page.get_by_role("alert")).to_have_text(
        "Redone: a coding applied (“Training”, P07:T2), with 1 more change"
    )
    expect(page.locator(".stripe-button")).to_have_count(1)
    page.keyboard.press("/")
    page.keyboard.type("chief")
    page.keyboard.press("Control+z")
    expect(page.locator(".stripe-button")).to_have_count(1)


def test_what_another_built_on_is_refused_with_an_offer_to_undo_what_was_before(
    study: Study, login: Login
) -> None:
    page = login(study.ana)
    study.open(page)
    code(page, 2, "Nobody sat us down.")
    saved(page, "Saved: Training")
    changes.change(study.training, study.ana, name="Taught")
    changes.change(study.training, study.ben, name="Learnt")
    page.locator("#main").focus()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Ben has changed it since. Nothing was changed.")
    page.get_by_role("button", name="Undo my change before that one").click()
    expect(page.locator(".stripe-button")).to_have_count(0)
    assert Code.objects.get(pk=study.training.pk).name == "Learnt"


def test_a_coding_and_a_codebook_change_are_undone_from_another_page(study: Study, login: Login) -> None:
    coding = make.coding("Nobody sat", study.training, study.ana, study.transcript)
    codings.remove(coding, study.ana)
    changes.change(study.training, study.ana, name="Taught")
    page = login(study.ana)
    page.goto(reverse("excerpts", args=[study.project.slug]))
    page.keyboard.press("Control+z")
    expect(page.get_by_text("Undone: a code changed (“Training”).")).to_be_visible()
    assert Code.objects.get(pk=study.training.pk).name == "Training"
    assert page.url.endswith(reverse("excerpts", args=[study.project.slug]))
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: a coding removed (“Training”, P07:T2).")).to_be_visible()
    assert Coding.objects.get().guid == coding.guid
    page.wait_for_load_state()
    page.keyboard.press("Control+Shift+Z")
    expect(page.get_by_text("Redone: a coding removed (“Training”, P07:T2).")).to_be_visible()
    assert not Coding.objects.exists()
    assert barriers(page) == []


def test_without_script_undo_and_redo_are_buttons(study: Study, login: Login) -> None:
    changes.add(study.project, study.ana, name="Nervousness")
    page = login(study.ana, java_script_enabled=False)
    page.goto(reverse("codebook", args=[study.project.slug]))
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: a code added (“Nervousness”).")).to_be_visible()
    page.get_by_role("button", name="Redo").click()
    expect(page.get_by_text("Redone: a code added (“Nervousness”).")).to_be_visible()
    assert Code.objects.filter(name="Nervousness").exists()


def test_codings_go_with_a_code_that_somebody_deletes_and_come_back_with_it(
    study: Study, login: Login
) -> None:
    make.coding("Nobody sat", study.training, study.ana, study.transcript)
    page = login(study.ana)
    study.open(page)
    stripe = page.get_by_role("button", name="Training, Ana: Nobody sat")
    expect(stripe).to_be_attached()
    retiring.retire(study.training, study.ben, retiring.Children.WITH)
    expect(stripe).to_have_count(0, timeout=SOON)
    undo.undo(study.project, study.ben)
    expect(stripe).to_be_attached(timeout=SOON)
