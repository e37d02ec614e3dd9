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
