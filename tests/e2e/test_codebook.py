"""The codebook's page in a browser: it stays where the person is."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import make
from tests.e2e.conftest import Login

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1440, 400])
def test_a_code_chosen_far_down_is_seen_and_the_page_does_not_run_away(login: Login, width: int) -> None:
    ana = make.user("ana")
    project = make.project(None, ana)
    for number in range(60):
        make.code(f"Code {number}", project)
    page = login(ana, viewport={"width": width, "height": 700})
    page.goto(reverse("codebook", args=[project.slug]))
    link = page.get_by_role("link", name="Code 40", exact=True)
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    link.click()
    expect(page.get_by_role("heading", name="Code 40")).to_be_in_viewport()
    if width == 1440:
        assert page.evaluate("scrollY") == before
    page.get_by_role("link", name="Add a code under it").click()
    expect(page.get_by_label("Name")).to_be_focused()
    expect(page.get_by_label("Name")).to_be_in_viewport()
    if width == 1440:
        assert page.evaluate("scrollY") == before


def test_a_swap_carries_no_style_over_which_the_policy_forbids(login: Login) -> None:
    ana = make.user("ana")
    project = make.project(None, ana)
    make.code("Fear", project)
    page = login(ana)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(reverse("codebook", args=[project.slug]))
    page.get_by_role("link", name="Fear", exact=True).click()
    # What an extension of the browser, or a picture that is taken, leaves behind.
    page.locator("#code-add").evaluate("(link) => { link.style.color = 'red'; link.style.color = ''; }")
    page.get_by_role("button", name="Down").click()
    expect(page.locator("#code-add")).not_to_have_attribute("style", "")
    assert complaints == []


def test_keys_lead_from_a_code_to_what_is_said_of_it_and_back(login: Login) -> None:
    ana = make.user("ana")
    project = make.project(None, ana)
    make.code("Fear", project)
    make.code("Trust", project, position=1)
    page = login(ana)
    page.goto(reverse("codebook", args=[project.slug]))
    link, heading = (page.get_by_role(role, name="Fear", exact=True) for role in ("link", "heading"))
    link.focus()
    page.keyboard.press("ArrowRight")
    expect(heading).to_be_visible()
    expect(link).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(heading).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_the_focus_is_not_lost_where_a_swap_takes_away_what_had_it(login: Login) -> None:
    ana = make.user("ana")
    project = make.project(None, ana)
    fear = make.code("Fear", project, is_in_vivo=True)
    page = login(ana)
    page.goto(reverse("code", args=[project.slug, fear.pk]))
    for opener, heading in (("Promote…", "Promote “Fear”"), ("Delete…", "Delete “Fear”?")):
        page.get_by_role("link", name=opener).press("Enter")
        expect(page.get_by_role("heading", name=heading)).to_be_focused()
        page.get_by_role("link", name="Cancel" if opener == "Promote…" else "Keep it").press("Enter")
        expect(page.get_by_role("heading", name="Fear", exact=True)).to_be_focused()
