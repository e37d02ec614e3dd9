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
