"""People build a query by clicking, save it, pick what it finds for the report, and take that back."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from coding.models import PickedQuote, SavedQuery
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
