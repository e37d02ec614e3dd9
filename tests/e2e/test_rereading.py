"""Reading again in a browser: one stays where one is, by finger and by keys."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from coding.codebook import changes as codebook
from coding.models import Coding
from tests import make
from tests.e2e.conftest import Login, barriers

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WORDS = [f"Sentence {number} of the interview says something." for number in range(1, 13)]


@pytest.fixture
def page(login: Login) -> Page:
    """Twelve codings, made before their code was redefined, on a narrow page."""
    ana = make.user("ana")
    project = make.project(None, ana)
    talk = make.transcript("\n".join(f"P07: {words}" for words in WORDS), project)
    code = codebook.add(project, ana, name="Fear", definition="Fear of error.")
    codebook.add(project, ana, name="Trust")
    for words in WORDS:
        make.coding(words, code, by=ana, in_=talk)
    codebook.change(code, ana, definition="Fear of blame.")
    page = login(ana, viewport={"width": 400, "height": 700})
    page.goto(reverse("rereading", args=[project.slug]))
    return page


def fits(page: Page, number: int) -> None:
    """Whether the words that the focus is on are those of this number."""
    here = page.locator("li", has=page.locator("button:focus"))
    expect(here).to_contain_text(f"Sentence {number} of")


def test_after_an_answer_the_next_one_has_its_place_and_the_focus(page: Page) -> None:
    page.locator("#fits-6").click()
    expect(page.get_by_role("status").filter(has_text="1 coding still fits.")).to_be_in_viewport()
    fits(page, 7)
    assert page.evaluate("scrollY") > 300
    page.keyboard.press("Enter")
    expect(page.locator(".reread > li")).to_have_count(10)
    fits(page, 8)
    page.locator("#fits-10").press("Enter")
    expect(page.locator(".reread > li")).to_have_count(9)
    fits(page, 11)
    page.get_by_role("button", name="Undo").last.click()
    expect(page.locator(".reread > li")).to_have_count(10)


def test_answers_come_into_sight_where_something_is_ticked_and_the_last_one_leads_to_what_is_said(
    page: Page,
) -> None:
    remove = page.get_by_role("button", name="Remove")
    expect(remove).not_to_be_in_viewport()
    page.locator(".reread input").first.check()
    expect(remove).to_be_in_viewport()
    assert not barriers(page)
    remove.click()
    expect(page.get_by_role("status")).to_contain_text("1 coding is removed.")
    expect(page.locator(".reread > li")).to_have_count(11)
    assert Coding.objects.count() == 11
    for box in page.locator(".reread input").all():
        box.check()
    page.get_by_role("button", name="Still fit", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="11 codings still fit.")).to_be_focused()
