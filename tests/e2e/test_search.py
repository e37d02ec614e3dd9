"""People look for words in a browser, in one transcript and in all, and code what they find."""

import unicodedata

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from coding.analysis.folding import fold
from coding.models import Coding
from tests import make
from tests.e2e.conftest import Login, barriers

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TURNS = (
    "Interviewer: Who taught you about the chief?",
    "P07: The chief did 🎉🎉. The CHIÉF’s friend wasn’t there.",
    "P07: Later the chief left, and then another chief came. שָׁלוֹם to all of it.",
)
TEXT = "\n".join(TURNS)


class Study:
    def __init__(self) -> None:
        self.ana = make.user("ana")
        self.project = make.project(None, self.ana)
        self.person = make.participant(self.project, "P07")
        self.transcript = make.transcript(TEXT, self.project, self.person)
        self.code = make.code("Chief officers", self.project)

    def open(self, page: Page) -> None:
        page.goto(reverse("workspace", args=[self.project.slug, self.transcript.pk]))
        page.wait_for_selector("html[data-workspace=ready]")

    def words(self) -> list[str]:
        return [TEXT[coding.start : coding.end] for coding in Coding.objects.order_by("start")]


@pytest.fixture
def study() -> Study:
    return Study()


def test_words_are_found_as_they_are_typed_and_the_hit_is_coded(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    page.keyboard.press("f")
    bar = page.locator("find-bar")
    page.keyboard.type("chief's")
    expect(bar.locator("output")).to_have_text("1 of 1")
    bar.get_by_role("searchbox").fill("chief")
    expect(bar.locator("output")).to_have_text("1 of 5")
    assert page.evaluate("CSS.highlights.get('found').size") == 5
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(bar.locator("output")).to_have_text("3 of 5")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Enter")
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    assert page.evaluate("getSelection().toString()") == "CHIÉF"
    assert page.evaluate("CSS.highlights.get('found').size") == 0
    page.keyboard.press("c")
    page.keyboard.type("chief")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_have_text("Saved: Chief officers")
    assert study.words() == ["CHIÉF"]


def test_a_regular_expression_is_looked_for_by_the_server(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    page.get_by_role("button", name="find").click()
    bar = page.locator("find-bar")
    bar.get_by_label("regular expression").check()
    bar.get_by_role("searchbox").fill(r"chief \w+$|שלום")
    expect(bar.locator("output")).to_have_text("1 of 1")
    bar.get_by_role("searchbox").fill("(")
    expect(bar.locator("output")).to_contain_text("something is wrong at character 2")
    bar.get_by_role("searchbox").fill("another|friend")
    expect(bar.locator("output")).to_have_text("1 of 2")
    bar.get_by_role("button", name="Next hit").click()
    bar.get_by_role("button", name="Close").click()
    assert page.evaluate("getSelection().toString()") == "another"


def test_the_page_folds_every_character_as_the_server_does(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    folded = page.evaluate(
        """async () => {
          const { fold } = await import("/static/workspace/folding.js");
          const all = [];
          for (let code = 0; code < 0x1fb00; code += 1) {
            if (code < 0xd800 || code > 0xdfff) all.push(fold(String.fromCodePoint(code)));
          }
          return all;
        }"""
    )
    codes = [code for code in range(0x1FB00) if not 0xD800 <= code <= 0xDFFF]
    known = [(chr(code), text) for code, text in zip(codes, folded, strict=True)]
    differing = [each for each, text in known if fold(each) != text and unicodedata.category(each) != "Cn"]
    assert differing == []


def test_hits_are_ticked_previewed_coded_and_taken_back(study: Study, login: Login) -> None:
    page = login(study.ana)
    page.goto(reverse("search", args=[study.project.slug]))
    page.get_by_label("Look for").fill("CHIEF")
    page.get_by_label("in", exact=True).select_option("participants")
    page.get_by_role("button", name="Search").click()
    assert "chief" not in page.url.lower()
    expect(page.locator(".lead")).to_contain_text("4 hits in 1 transcript.")
    assert barriers(page) == []
    page.get_by_role("button", name="Tick none").click()
    expect(page.locator("tick-all output")).to_have_text("0 ticked")
    page.locator("[name=hit]").nth(0).check()
    page.locator("[name=hit]").nth(1).check()
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_label("Code", exact=True)).to_be_focused()
    expect(page.locator("tick-all output")).to_have_text("2 ticked")
    page.get_by_label("Code", exact=True).select_option(str(study.code.pk))
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".planned blockquote").nth(1)).to_have_text("The CHIÉF’s friend wasn’t there.")
    assert barriers(page) == []
    page.get_by_role("button", name="Add 2 codings").click()
    assert study.words() == ["The chief did 🎉🎉.", "The CHIÉF’s friend wasn’t there."]
    expect(page.locator(".notice")).to_contain_text("2 codings of “Chief officers” were added")
    assert barriers(page) == []
    page.locator(".notice.success").get_by_role("button", name="Undo").click()
    expect(page.locator(".notice")).to_contain_text("Undone: a coding applied")
    assert study.words() == []


def test_a_hit_leads_to_its_place_in_the_workspace(study: Study, login: Login) -> None:
    page = login(study.ana)
    page.goto(reverse("search", args=[study.project.slug]))
    page.get_by_label("Look for").fill("another")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="P07:T3").click()
    page.wait_for_selector("html[data-workspace=ready]")
    words = page.evaluate(
        "[...CSS.highlights.get('passage')].map((range) => [range.startOffset, range.endOffset])"
    )
    start = TURNS[2].index("another") - len("P07: ")
    assert words == [[start, start + len("another")]]
