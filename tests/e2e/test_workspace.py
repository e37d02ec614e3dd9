"""People code in a browser: by mouse, by keyboard alone, in any script."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from coding.memos import writing as memos
from coding.models import Coding, Qualifier, QualifierValue, Reading
from tests import make
from tests.e2e.conftest import Login, barriers

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TURNS = (
    "Interviewer: Who taught you?",
    "P07: Nobody sat us down. I put a 👮🏽‍♀️ on it, and the cafe\u0301 answered 🎉🎉. It worked.",
    "Interviewer: And in Hebrew?",
    "P07: אמרו לי לא לכתוב כלום. 👍 בלי אישור.",
    "P07: They wanted to see everything first. By then it is over.",
)
TEXT = "\n".join(TURNS)


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(None, self.ana, self.ben)
        self.transcript = make.transcript(TEXT, self.project, make.participant(self.project, "P07"))
        self.theme = make.code("Organisational dynamics", self.project)
        self.training = make.code("Training", self.project, self.theme, definition="What was taught.")
        self.chiefs = make.code("Chief officers", self.project, self.theme)

    def open(self, page: Page, query: str = "") -> None:
        page.goto(reverse("workspace", args=[self.project.slug, self.transcript.pk]) + query)
        page.wait_for_selector("html[data-workspace=ready]")

    def words(self) -> list[str]:
        return [TEXT[coding.start : coding.end] for coding in Coding.objects.order_by("pk")]


@pytest.fixture
def study() -> Study:
    return Study()


def drag_over(page: Page, turn: int, words: str) -> None:
    """Selects words with the mouse, from before their first letter to after their last."""
    box = page.evaluate(
        """([turn, words]) => {
          const node = document.querySelector(`#T${turn} .turn-words`).firstChild;
          const start = node.data.indexOf(words);
          const range = document.createRange();
          range.setStart(node, start); range.setEnd(node, start + words.length);
          const boxes = range.getClientRects();
          const [first, last] = [boxes[0], boxes[boxes.length - 1]];
          return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
        }""",
        [turn, words],
    )
    page.mouse.move(box[0] + 0.5, box[1])
    page.mouse.down()
    page.mouse.move((box[0] + box[2]) / 2, box[1], steps=3)
    page.mouse.move(box[2] - 0.5, box[3], steps=3)
    page.mouse.up()


def saved(page: Page, what: str) -> None:
    expect(page.locator("#saved")).to_have_text(what)


def test_words_are_selected_with_the_mouse_and_coded_by_clicking_codes(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    drag_over(page, 2, "Nobody sat us down.")
    page.get_by_role("treeitem", name="Training").click()
    saved(page, "Saved: Training")
    page.get_by_role("treeitem", name="Chief officers").click()
    saved(page, "Saved: Chief officers")
    assert study.words() == ["Nobody sat us down."] * 2
    assert page.evaluate("[...CSS.highlights.keys()].filter((name) => name.startsWith('code-')).length") == 2
    stripes = page.locator("#T2 .stripe-button")
    expect(stripes).to_have_count(2)
    assert Reading.objects.get().state == "in progress"
    study.open(page)
    expect(stripes).to_have_count(2)


def test_all_of_it_is_done_by_keyboard_alone(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    for key in ("j", "j", "ArrowDown", "c"):
        page.keyboard.press(key)
    expect(page.get_by_role("combobox", name="Find a code")).to_be_focused()
    page.keyboard.type("train")
    page.keyboard.press("Enter")
    saved(page, "Saved: Training")
    assert study.words() == ["Nobody sat us down."]
    for key in ("ArrowDown", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type("off")
    page.keyboard.press("Enter")
    saved(page, "Saved: Chief officers")
    assert study.words()[1].startswith("I put a 👮🏽‍♀️ on it, and the cafe\u0301 answered 🎉🎉.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Chief officers, Ana")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    stripe = page.get_by_role("button", name="Training, Ana: Nobody sat us down.")
    expect(stripe).to_be_focused()
    page.keyboard.press("u")
    saved(page, "Removed: Training")
    expect(page.locator("#T2 .stripe-button")).to_be_focused()
    assert len(study.words()) == 1


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        (2, "👮🏽‍♀️ on it"),
        (2, "cafe\u0301 answered 🎉🎉"),
        (2, "It worked."),
        (4, "לכתוב כלום"),
        (4, "👍 בלי אישור."),
    ],
)
def test_the_offsets_in_the_database_are_those_of_the_words(
    study: Study, login: Login, turn: int, words: str
) -> None:
    page = login(study.ana)
    study.open(page)
    page.evaluate(
        """([turn, words]) => {
          const node = document.querySelector(`#T${turn} .turn-words`).firstChild;
          const start = node.data.indexOf(words);
          document.getSelection().setBaseAndExtent(node, start, node, start + words.length);
        }""",
        [turn, words],
    )
    page.keyboard.press("c")
    page.keyboard.type("training")
    page.keyboard.press("Enter")
    saved(page, "Saved: Training")
    assert study.words() == [words]
    study.open(page)
    page.locator(".stripe-button").hover()
    lifted = page.evaluate(
        """() => [...CSS.highlights.get("lifted")]
          .map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset))
          .join("")"""
    )
    assert lifted == words


def test_a_selection_across_turns_is_one_coding_with_a_stripe_in_each(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    page.evaluate(
        """() => {
          const node = (turn) => document.querySelector(`#T${turn} .turn-words`).firstChild;
          document.getSelection().setBaseAndExtent(node(2), 0, node(5), 4);
        }"""
    )
    page.keyboard.press("c")
    page.keyboard.press("Enter")
    saved(page, "Saved: Organisational dynamics")
    expect(page.locator(".stripe-button")).to_have_count(4)
    (words,) = study.words()
    assert words.startswith("Nobody sat")
    assert words.endswith("P07: They")


def test_a_stripe_shows_code_coder_time_and_qualifiers_and_removes_ones_own(
    study: Study, login: Login
) -> None:
    direction = Qualifier.objects.create(project=study.project, name="direction")
    QualifierValue.objects.create(qualifier=direction, value="mutes")
    make.coding("Nobody sat", study.training, study.ana, study.transcript)
    make.coding("sat us down", study.chiefs, study.ben, study.transcript)
    page = login(study.ana)
    study.open(page, "?coders=all")
    inspector = page.locator("coding-inspector")
    page.get_by_role("button", name="Chief officers, Ben").click()
    expect(inspector).to_contain_text("Ben, ")
    expect(inspector.get_by_role("button", name="Remove")).to_have_count(0)
    page.get_by_role("button", name="Training, Ana").click()
    expect(inspector).to_contain_text("What was taught.")
    inspector.get_by_label("direction").select_option("mutes")
    saved(page, "Saved: Training")
    assert Coding.objects.get(coder=study.ana).qualifiers.get().value == "mutes"
    inspector.get_by_role("button", name="Remove").click()
    saved(page, "Removed: Training")
    assert list(Coding.objects.values_list("coder", flat=True)) == [study.ben.pk]


def test_qualifiers_are_reached_by_keyboard_and_escape_leads_back_to_the_stripe(
    study: Study, login: Login
) -> None:
    direction = Qualifier.objects.create(project=study.project, name="direction")
    QualifierValue.objects.create(qualifier=direction, value="mutes")
    coding = make.coding("Nobody sat", study.training, study.ana, study.transcript)
    memos.write(study.project, study.ben, "<b>Nobody</b>, twice.", on=coding)
    page = login(study.ana)
    study.open(page)
    for key in ("j", "j", "Tab", "Enter"):
        page.keyboard.press(key)
    inspector = page.locator("coding-inspector")
    expect(inspector).to_be_focused()
    expect(page.locator(".workspace-memos .memo-body")).to_have_text("<b>Nobody</b>, twice.")
    page.keyboard.press("Tab")
    expect(inspector.get_by_label("direction")).to_be_focused()
    page.keyboard.type("m")
    saved(page, "Saved: Training")
    assert coding.qualifiers.get().value == "mutes"
    page.keyboard.press("Escape")
    expect(page.locator(".stripe-button")).to_be_focused()
    page.get_by_role("treeitem").first.focus()
    expect(inspector).to_contain_text("Ana")


def test_the_state_and_ones_own_count_follow_what_one_does(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    here = page.locator(".neighbours [aria-current] small")
    expect(here).to_have_text("not started", use_inner_text=True)
    for key in ("j", "t", "c", "Enter"):
        page.keyboard.press(key)
    saved(page, "Saved: Organisational dynamics")
    expect(page.get_by_role("radio", name="in progress")).to_be_checked()
    expect(here).to_contain_text("0 % read · 1")
    before = page.locator("reading-state .segments").bounding_box()
    page.locator("reading-state .segments").get_by_text("complete").click()
    page.get_by_role("button", name="It is complete").click()
    saved(page, "Saved: complete")
    expect(here).to_contain_text("complete · 1")
    assert page.locator("reading-state .segments").bounding_box() == before
    page.locator(".stripe-button .stripe").click()
    page.get_by_role("button", name="Remove").click()
    saved(page, "Removed: Organisational dynamics")
    expect(here.locator(".neighbour-count")).to_be_hidden()


def test_a_coding_that_the_server_refuses_is_taken_back(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)

    def refuse(route: Route) -> None:
        route.fulfill(status=409, json={"detail": "The text was edited since you opened it."})

    page.route("**/codings", refuse)
    drag_over(page, 2, "Nobody sat")
    page.get_by_role("treeitem", name="Training").click()
    expect(page.get_by_role("alert")).to_contain_text("The text was edited since")
    saved(page, "Not saved")
    expect(page.locator(".stripe-button")).to_have_count(0)
    assert page.evaluate("document.getSelection().toString()") == "Nobody sat"
    assert not Coding.objects.exists()


def test_a_link_to_a_passage_goes_there_and_shows_both_coders(study: Study, login: Login) -> None:
    make.coding("By then", study.training, study.ana, study.transcript)
    one = make.coding("By then it", study.chiefs, study.ben, study.transcript)
    page = login(study.ana, viewport={"width": 1000, "height": 320})
    study.open(page, f"?at={one.start}-{one.end}&coders={study.ana.pk},{study.ben.pk}")
    expect(page.locator("#T5 .turn-words")).to_be_in_viewport()
    assert page.evaluate("CSS.highlights.get('passage').size") == 1
    assert page.locator(".stripe-name small:first-of-type").all_inner_texts() == ["B", "A"]


def test_single_keys_never_act_while_one_types_and_can_be_switched_off(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    page.keyboard.press("/")
    page.keyboard.type("chief")
    assert page.locator("#filter").input_value() == "chief"
    expect(page.locator("[role=treeitem]:visible")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator("#main").focus()
    page.keyboard.press("?")
    page.get_by_label("Single keys act").uncheck()
    page.get_by_role("button", name="Close").click()
    page.locator("#main").focus()
    page.keyboard.press("j")
    expect(page.locator(".turn.current")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 400])
def test_axe_finds_nothing_grave_with_or_without_the_picker_and_the_keys(
    study: Study, login: Login, scheme: str, width: int
) -> None:
    make.coding("Nobody sat", study.training, study.ana, study.transcript)
    make.coding("sat us down", study.chiefs, study.ben, study.transcript)
    page = login(study.ana, color_scheme=scheme, viewport={"width": width, "height": 900})
    study.open(page, "?coders=all")
    assert barriers(page) == []
    page.locator(".stripe-button .stripe").first.click()
    assert barriers(page) == []
    for key in ("Escape", "j", "t", "c"):
        page.keyboard.press(key)
    expect(page.get_by_role("combobox", name="Find a code")).to_be_focused()
    assert barriers(page) == []
    for key in ("Escape", "?"):
        page.keyboard.press(key)
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert barriers(page) == []
