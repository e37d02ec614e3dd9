"""Long lists are one stop of Tab, and arrows go through their rows."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from projects.models import Project
from tests import make
from tests.e2e.conftest import Login, barriers
from tests.e2e.test_keyboard import press

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ROWS = 14


@pytest.fixture
def study() -> Project:
    project = make.project(make.user("olga"))
    for number in range(1, ROWS + 1):
        person = make.participant(project, f"P{number:02}")
        make.transcript("P: Yes.", project, person, title=f"Talk {number:02}")
    return project


@pytest.fixture
def page(study: Project, login: Login) -> Page:
    page = login(study.memberships.get().user)
    page.goto(reverse("transcripts", args=[study.slug]))
    return page


def here(page: Page) -> str:
    return str(page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent.trim()"))


def test_one_tab_leads_into_the_list_and_one_out_of_it(page: Page) -> None:
    page.get_by_role("button", name="Take off").focus()
    press(page, "Tab")
    assert here(page) == "Talk 01"
    keys = "↓ ↑ from row to row, → ← along a row, ↵ opens"
    expect(page.get_by_role("grid", name="Transcripts")).to_have_accessible_description(keys)
    press(page, "ArrowDown ArrowDown Tab")
    assert page.evaluate("document.activeElement.closest('table')") is None
    press(page, "Shift+Tab")
    assert here(page) == "Talk 03"
    assert not barriers(page)


def test_arrows_go_from_row_to_row_and_along_one(page: Page) -> None:
    page.get_by_role("link", name="Talk 01", exact=True).focus()
    press(page, "ArrowUp ArrowDown ArrowRight")
    assert here(page) == "P02"
    press(page, "ArrowDown ArrowRight ArrowRight")
    assert here(page) == "Settings of Talk 03"
    press(page, "Home Space End Control+End ArrowDown")
    assert here(page) == "Settings of Talk 14"
    press(page, "Home ArrowLeft Space Control+Home PageDown")
    assert here(page) == "Tick Talk 11"
    ticked = page.locator("tbody input:checked")
    assert [box.get_attribute("aria-label") for box in ticked.all()] == ["Tick Talk 03", "Tick Talk 14"]
    press(page, "ArrowRight Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Talk 11")


def test_after_the_filter_the_first_that_is_found_is_one_tab_away(page: Page) -> None:
    field = page.get_by_label("Title contains")
    field.fill("13")
    field.press("Enter")
    expect(page.get_by_role("row")).to_have_count(2)
    expect(field).to_be_in_viewport()
    press(page, "Tab")
    assert here(page) == "Talk 13"


def test_a_value_of_a_participant_is_changed_on_the_way_through_the_list(page: Page, study: Project) -> None:
    study.attributes.create(name="Rank", kind="text")
    page.goto(reverse("participants", args=[study.slug]))
    page.get_by_role("link", name="P01", exact=True).focus()
    press(page, "ArrowDown ArrowRight Enter")
    expect(page.get_by_role("textbox", name="Rank, P02")).to_be_focused()
    page.keyboard.type("Sergeant")
    press(page, "ArrowLeft Enter")
    expect(page.get_by_role("link", name="Rank, P02: Sergeant")).to_be_focused()
    press(page, "ArrowDown")
    assert here(page) == "Rank, P03: empty"
    press(page, "Tab Shift+Tab")
    assert here(page) == "Rank, P03: empty"


def test_what_arrows_lead_to_lies_under_no_head_and_no_first_column(page: Page, study: Project) -> None:
    for number in range(16):
        study.attributes.create(name=f"Attribute {number}", kind="text")
    page.set_viewport_size({"width": 900, "height": 500})
    page.goto(reverse("participants", args=[study.slug]))
    page.get_by_role("link", name="P01", exact=True).focus()
    press(page, "End Control+End")
    for key in ["ArrowUp"] * (ROWS - 1) + ["ArrowLeft"] * 15:
        press(page, key)
        seen = page.evaluate(
            """() => {
              const { left, top } = document.activeElement.getBoundingClientRect();
              return document.activeElement.contains(document.elementFromPoint(left + 2, top + 5));
            }"""
        )
        assert seen, f"{key} to {here(page)}"
