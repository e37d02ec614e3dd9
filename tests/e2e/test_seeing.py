"""What is seen of the codings: one code alone, the consensus, time marks, counts, a coding's history."""

import pytest
from playwright.sync_api import Page, expect

from coding.models import Code, Coding, Layer
from coding.workspace import codings
from interviews.models import Turn
from interviews.spans import Span
from tests import make
from tests.e2e.conftest import Login, barriers
from tests.e2e.test_workspace import Study, study

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
__all__ = ["study"]
NO_GROUND = "rgba(0, 0, 0, 0)"


def opacity(page: Page, name: str) -> str:
    stripe = page.get_by_role("button", name=name).locator(".stripe")
    return str(stripe.evaluate("stripe => getComputedStyle(stripe).opacity"))


def test_one_code_or_a_whole_theme_in_the_spotlight_lets_the_others_fade(study: Study, login: Login) -> None:
    other = make.code("Outcomes", study.project)
    make.coding("Nobody sat us down.", study.training, study.ana, study.transcript)
    make.coding("They wanted", study.chiefs, study.ana, study.transcript)
    make.coding("By then", other, study.ana, study.transcript)
    page = login(study.ana)
    study.open(page)
    page.get_by_role("button", name="Training, Ana").click()
    page.keyboard.press("l")
    line = page.locator(".spotlight")
    expect(line).to_contain_text("Training")
    shades = [opacity(page, f"{name}, Ana") for name in ("Training", "Chief officers", "Outcomes")]
    assert shades == ["1", "0.25", "0.25"]
    assert barriers(page) == []
    page.keyboard.press("l")
    expect(line).to_be_hidden()
    assert opacity(page, "Outcomes, Ana") == "1"
    page.get_by_role("treeitem", name="Organisational dynamics").click()
    page.get_by_role("button", name="Spotlight").click()
    expect(line).to_contain_text("Organisational dynamics and 2 under it")
    shades = [opacity(page, f"{name}, Ana") for name in ("Training", "Chief officers", "Outcomes")]
    assert shades == ["1", "1", "0.25"]
    page.get_by_role("button", name="Show all").click()
    expect(line).to_be_hidden()


def test_coded_words_lie_on_the_ground_of_their_code_until_it_goes(study: Study, login: Login) -> None:
    make.coding("Nobody sat us down.", study.training, study.ana, study.transcript)
    page = login(study.ana)
    study.open(page)

    def ground(code: Code) -> str:
        asked = f"getComputedStyle(document.querySelector('#T2 .turn-words'), '::highlight(code-{code.pk})')"
        return str(page.evaluate(f"{asked}.backgroundColor"))

    page.locator("#T2 .stripe-button").click()
    assert ground(study.training) != NO_GROUND
    assert ground(study.chiefs) == NO_GROUND
    page.keyboard.press("u")
    expect(page.locator("#T2 .stripe-button")).to_have_count(0)
    assert ground(study.training) == NO_GROUND


def test_time_marks_are_hidden_by_a_key_and_stay_so(study: Study, login: Login) -> None:
    Turn.objects.filter(number=2).update(at_ms=61_000)
    page = login(study.ana)
    study.open(page)
    mark = page.locator("#T2 .turn-head span")
    expect(mark).to_have_text("01:01")
    page.keyboard.press("h")
    expect(mark).to_be_hidden()
    study.open(page)
    expect(mark).to_be_hidden()
    page.get_by_label("Time marks").check()
    expect(mark).to_be_visible()


def test_the_consensus_is_offered_where_there_is_one_and_is_only_read(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    expect(page.get_by_role("link", name="Consensus")).to_have_count(0)
    layer = Layer.objects.create(project=study.project, kind=Layer.Kind.CONSENSUS)
    make.coding("By then", study.training, study.ben, study.transcript, layer)
    make.coding("Nobody sat", study.training, study.ana, study.transcript)
    study.open(page)
    page.get_by_role("link", name="Consensus").click()
    page.wait_for_selector("html[data-workspace=ready]")
    expect(page.locator(".stripe-button")).to_have_count(1)
    expect(page.get_by_role("button", name="Training, Ben: By then")).to_be_attached()
    expect(page.get_by_text("The consensus, to read")).to_be_visible()
    page.locator("#T2 .turn-words").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("c")
    expect(page.locator("code-picker")).to_be_hidden()
    assert Coding.objects.count() == 2


def test_the_codebook_counts_here_and_in_the_study_and_folds(study: Study, login: Login) -> None:
    elsewhere = make.transcript("Hello there.", study.project)
    make.coding("Nobody sat", study.training, study.ana, study.transcript)
    make.coding("Hello", study.chiefs, study.ben, elsewhere)
    page = login(study.ana)
    study.open(page)
    theme = page.locator(f".code-rows [data-code='{study.theme.pk}']")
    expect(theme.locator(".tree-count")).to_have_attribute("title", "once here, 2 in the study")
    expect(page.get_by_role("treeitem", name="Chief officers 0 times here, 1 in the study")).to_be_visible()
    assert theme.get_attribute("aria-expanded") == "true"
    theme.locator(".tree-fold").click()
    assert theme.get_attribute("aria-expanded") == "false"
    expect(page.get_by_role("treeitem", name="Training")).to_be_hidden()
    study.open(page)
    expect(page.get_by_role("treeitem", name="Training")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("train")
    expect(page.get_by_role("treeitem", name="Training")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("treeitem", name="Training")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("treeitem", name="Training")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(theme).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("treeitem", name="Training")).to_be_hidden()


def test_a_coding_says_who_did_what_to_it(study: Study, login: Login) -> None:
    coding = make.coding("Nobody sat", study.training, study.ana, study.transcript)
    codings.resize(coding, Span(coding.start, coding.end + 3), 1, study.ana)
    page = login(study.ben)
    study.open(page, "?coders=all")
    page.get_by_role("button", name="Training, Ana").click()
    page.get_by_text("Who did what").click()
    expect(page.locator(".inspector-history li")).to_have_count(1)
    expect(page.locator(".inspector-history")).to_contain_text(
        "a coding given other borders (“Training”)" + "Ana, "
    )
    assert barriers(page) == []
