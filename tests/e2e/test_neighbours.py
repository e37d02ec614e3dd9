"""The transcripts beside the text, in a study that has many."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import make
from tests.e2e.conftest import Login
from tests.e2e.test_workspace import Study, study

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
__all__ = ["study"]
MANY = 30


def shown(page: Page) -> int:
    """Those out of sight have a place too."""
    count = "rows => rows.filter((row) => row.getClientRects().length).length"
    return int(page.locator(".neighbours > li").evaluate_all(count))


@pytest.fixture
def many(study: Study) -> Study:
    """The one that is opened stands last."""
    for number in range(MANY):
        make.transcript("P: Yes.", study.project, make.participant(study.project, f"A{number:02}"))
    return study


def top(page: Page) -> float:
    row = page.locator(".neighbours [aria-current]")
    return float(row.evaluate("row => row.getBoundingClientRect().top"))


def test_all_transcripts_are_there_a_moment_after_the_text_and_the_open_one_stays(
    many: Study, login: Login
) -> None:
    page = login(many.ana)
    many.open(page)
    stood = top(page)
    expect(page.locator(".neighbours > li").first).to_be_visible()
    assert shown(page) == MANY + 1
    assert abs(top(page) - stood) < 1
    expect(page.locator(".neighbours [aria-current]")).to_be_in_viewport()


def test_who_goes_to_the_list_at_once_finds_all_of_it(many: Study, login: Login) -> None:
    page = login(many.ana)
    page.clock.install()  # time stands still
    many.open(page)
    assert shown(page) < MANY + 1
    page.locator(".neighbours a").last.focus()
    assert shown(page) == MANY + 1


def test_without_script_the_list_is_whole(many: Study, login: Login) -> None:
    page = login(many.ana, java_script_enabled=False)
    page.goto(reverse("workspace", args=[many.project.slug, many.transcript.pk]))
    assert shown(page) == MANY + 1
