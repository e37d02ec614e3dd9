"""People code by keyboard alone, and drag borders, words and codes with the mouse, in any script."""

import pytest
from playwright.sync_api import Page, Route, expect

from coding.models import Code, Coding, Qualifier, QualifierValue
from tests import make
from tests.e2e.conftest import Login
from tests.e2e.test_workspace import TEXT, Study, drag_over, saved

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

FIRST = "Nobody sat us down."
SECOND = "I put a 👮🏽‍♀️ on it, and the cafe\u0301 answered 🎉🎉."


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.fixture
def page(study: Study, login: Login) -> Page:
    page = login(study.ana, viewport={"width": 1440, "height": 900})
    study.open(page)
    return page


def press(page: Page, keys: str) -> None:
    for key in keys.split():
        page.keyboard.press(key)


def selected(page: Page) -> str:
    return str(page.evaluate("document.getSelection().toString()"))


def applied() -> list[tuple[str, str]]:
    """Codes with the words they were applied to, in the order in which they were."""
    rows = Coding.objects.order_by("pk").values_list("code__name", "start", "end")
    return [(name, TEXT[start:end]) for name, start, end in rows]


def pick(page: Page, typed: str, key: str = "Enter") -> None:
    expect(page.get_by_role("combobox", name="Find a code")).to_be_focused()
    page.keyboard.type(typed)
    page.keyboard.press(key)


def point(page: Page, turn: int, words: str, at: float = 1) -> tuple[float, float]:
    """A point in the words, from their start (0) to their end (1)."""
    x, y = page.evaluate(
        """([turn, words, at]) => {
          const node = document.querySelector(`#T${turn} .turn-words`).firstChild;
          const start = node.data.indexOf(words);
          const range = document.createRange();
          range.setStart(node, start); range.setEnd(node, start + words.length);
          const box = range.getBoundingClientRect();
          return [box.left + box.width * at, box.top + box.height / 2];
        }""",
        [turn, words, at],
    )
    return x, y


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=4)
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def middle(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_cursor_goes_by_word_sentence_turn_and_to_the_ends_and_selects_as_far(page: Page) -> None:
    press(page, "j j ArrowDown")
    assert selected(page) == FIRST
    press(page, "ArrowDown ArrowRight")
    assert selected(page) == "It"
    press(page, "ArrowLeft Shift+ArrowLeft")
    assert selected(page) == ""
    press(page, "Home ArrowDown Shift+ArrowDown")
    assert selected(page).split("\n")[-1].strip() == FIRST
    press(page, "End Shift+ArrowLeft Shift+ArrowLeft")
    assert selected(page) == "is over."
    press(page, "Home Shift+End")
    assert page.evaluate("CSS.highlights.get('marked').size") == 5
    press(page, "Control+ArrowUp Control+Shift+ArrowDown")
    assert selected(page).strip() == "אמרו לי לא לכתוב כלום. 👍 בלי אישור."
    assert page.evaluate("document.activeElement.className") == "turn-words"


def test_in_right_to_left_words_the_left_arrow_goes_on(page: Page) -> None:
    press(page, "j j j j ArrowDown")
    assert selected(page) == "אמרו לי לא לכתוב כלום."
    press(page, "ArrowUp j k j")
    press(page, "k j")
    page.locator("#T4 .turn-words").focus()
    press(page, "Control+ArrowUp Control+ArrowDown ArrowLeft")
    assert selected(page) == "אמרו"
    press(page, "ArrowLeft Shift+ArrowLeft")
    assert selected(page) == "לי לא"
    left = page.evaluate("document.getSelection().getRangeAt(0).getBoundingClientRect().left")
    page.wait_for_function(
        """(left) => {
          const box = document.querySelector(".text-cursor").getBoundingClientRect();
          return Math.abs(box.left + box.width / 2 - left) < 2;
        }""",
        arg=left,
    )
    press(page, "ArrowRight")
    assert selected(page) == "אמרו"


def test_a_sentence_after_the_other_is_coded_by_picker_digit_and_quick_code(page: Page) -> None:
    press(page, "j j ArrowDown c")
    pick(page, "train")
    saved(page, "Saved: Training")
    tree = page.get_by_role("treeitem", name="Training")
    expect(tree.locator("kbd")).to_have_text("1")
    expect(tree).to_have_attribute("aria-keyshortcuts", "1")
    press(page, "ArrowDown c")
    pick(page, "off", "Shift+Enter")
    saved(page, "Saved: Chief officers")
    assert selected(page) == SECOND
    press(page, "1")
    saved(page, "Saved: Training")
    press(page, "2")
    expect(page.get_by_role("alert")).to_contain_text("You have already coded these words")
    press(page, "ArrowDown q")
    saved(page, "Saved: Training")
    press(page, "g t 2")
    saved(page, "Saved: Chief officers")
    assert applied() == [
        ("Training", FIRST),
        ("Chief officers", SECOND),
        ("Training", SECOND),
        ("Training", "It worked."),
        ("Chief officers", "אמרו לי לא לכתוב כלום. 👍 בלי אישור."),
    ]


def test_a_digit_codes_the_words_of_the_coding_that_the_cursor_is_in_once_more(page: Page) -> None:
    press(page, "j j ArrowDown c")
    pick(page, "train")
    press(page, "c")
    pick(page, "organ")
    saved(page, "Saved: Organisational dynamics")
    assert applied() == [("Training", FIRST), ("Organisational dynamics", FIRST)]
    press(page, "j 1")
    expect(page.get_by_role("alert")).to_contain_text("Select some words first")


def test_digits_stay_after_a_reload(page: Page, study: Study) -> None:
    press(page, "j j ArrowDown c")
    pick(page, "chief")
    press(page, "ArrowDown c")
    pick(page, "train")
    saved(page, "Saved: Training")
    study.open(page)
    expect(page.get_by_role("treeitem", name="Chief officers").locator("kbd")).to_have_text("1")
    press(page, "j j t 1")
    saved(page, "Saved: Chief officers")


def test_words_become_a_code_in_vivo_under_the_theme_used_last_and_show_at_once(
    page: Page, study: Study
) -> None:
    press(page, "j j ArrowRight Shift+ArrowRight v")
    saved(page, "Made the theme “Nobody sat” and applied it")
    press(page, "ArrowRight c")
    pick(page, "train")
    saved(page, "Saved: Training")
    press(page, "ArrowDown v")
    name = SECOND.removesuffix(".")
    saved(page, f"Made “{name}” under “Organisational dynamics” and applied it")
    made = Code.objects.get(name=name)
    assert (made.parent, made.is_in_vivo) == (study.theme, True)
    row = page.get_by_role("treeitem", name=name)
    expect(row).to_have_attribute("aria-level", "2")
    expect(row.locator(".tree-count [aria-hidden]")).to_have_text("1 · 1")
    expect(row.locator("kbd")).to_have_text("3")
    expect(page.get_by_role("button", name=f"{name}, Ana")).to_be_visible()
    swatch = f"document.querySelector('.code-{made.pk} .swatch')"
    page.wait_for_function(f"getComputedStyle({swatch}).backgroundColor !== 'rgba(0, 0, 0, 0)'")
    assert page.locator("link[data-colours]").count() == 1
    press(page, "j c")
    expect(page.get_by_role("alert")).to_contain_text("Select some words first")


def test_the_picker_makes_a_code_under_the_one_pointed_at(page: Page, study: Study) -> None:
    press(page, "j j ArrowDown c")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("chief")
    new = page.get_by_role("option").last
    expect(new).to_contain_text("New code “chief” under Chief officers")
    page.keyboard.press("Control+Enter")
    saved(page, "Made “chief” under “Chief officers” and applied it")
    assert Code.objects.get(name="chief").parent == study.chiefs
    press(page, "ArrowDown c")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("zebra")
    expect(page.get_by_role("option")).to_have_text("New code “zebra” under chiefCtrl+Enter")
    page.keyboard.press("Enter")
    saved(page, "Made “zebra” under “chief” and applied it")
    press(page, "ArrowDown c")
    pick(page, "zeb")
    saved(page, "Saved: zebra")
    assert [name for name, _words in applied()] == ["chief", "zebra", "zebra"]


def test_a_code_is_found_by_its_definition(page: Page) -> None:
    press(page, "j j ArrowDown c")
    pick(page, "taught")
    saved(page, "Saved: Training")
    assert [name for name, _words in applied()] == ["Training"]


def test_the_first_code_of_an_empty_codebook_is_made_while_coding(login: Login) -> None:
    ana = make.user("ana")
    project = make.project(ana)
    transcript = make.transcript("P01: I was afraid.", project, make.participant(project, "P01"))
    page = login(ana)
    page.goto(f"/{project.slug}/transcripts/{transcript.pk}/code/")
    page.wait_for_selector("html[data-workspace=ready]")
    press(page, "j t c")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("fear")
    expect(page.get_by_role("option")).to_contain_text("New theme “fear”")
    page.keyboard.press("Enter")
    saved(page, "Made the theme “fear” and applied it")
    expect(page.get_by_role("treeitem", name="fear")).to_be_visible()


def test_the_code_of_a_coding_is_changed_and_overlapping_ones_are_gone_through(
    page: Page, study: Study
) -> None:
    press(page, "j j ArrowDown c")
    pick(page, "train", "Shift+Enter")
    press(page, "c")
    pick(page, "organ")
    inspector = page.locator("coding-inspector")
    expect(inspector.get_by_role("heading").first).to_have_text("Organisational dynamics")
    press(page, "o")
    expect(inspector.get_by_role("heading").first).to_contain_text("Training")
    expect(page.locator("#spoken")).to_contain_text("Training, Ana: Nobody sat us down.")
    press(page, "r")
    expect(page.get_by_role("dialog", name="Apply a code")).to_contain_text("Instead of “Training”")
    pick(page, "chief")
    saved(page, "Changed to: Chief officers")
    expect(page.get_by_role("button", name="Chief officers, Ana")).to_be_visible()
    assert set(applied()) == {("Chief officers", FIRST), ("Organisational dynamics", FIRST)}
    assert page.evaluate(f"CSS.highlights.get('code-{study.training.pk}')?.size ?? 0") == 0
    press(page, "o u")
    saved(page, "Removed: Organisational dynamics")
    assert applied() == [("Chief officers", FIRST)]


def test_borders_move_by_word_sentence_and_character_are_saved_or_given_up(page: Page) -> None:
    press(page, "j j ArrowRight ArrowRight c")
    pick(page, "train")
    saved(page, "Saved: Training")
    press(page, "b ArrowRight")
    expect(page.locator("#spoken")).to_have_text("ends: sat us")
    expect(page.locator(".border-handle")).to_have_count(2)
    expect(page.locator(".workspace-foot")).to_contain_text("give up")
    press(page, "ArrowRight Escape")
    assert applied() == [("Training", "sat")]
    press(page, "b ArrowDown Shift+ArrowLeft Alt+ArrowLeft Enter")
    saved(page, "Borders saved: Training")
    assert applied() == [("Training", "Nobody sat us down")]
    press(page, "b ArrowDown ArrowDown Alt+ArrowLeft Alt+Shift+ArrowRight Enter")
    expect(page.get_by_role("button", name="Training, Ana: obody sat")).to_be_visible()
    saved(page, "Borders saved: Training")
    assert applied() == [("Training", f"obody sat us down. {SECOND[:-1]}")]


def test_borders_that_move_stay_as_they_were_when_something_else_is_chosen(page: Page) -> None:
    press(page, "j j ArrowRight c")
    pick(page, "train")
    saved(page, "Saved: Training")
    press(page, "b ArrowRight")
    page.mouse.click(*point(page, 5, "wanted", 0.5))
    expect(page.get_by_role("alert")).to_contain_text("The borders are as they were")
    press(page, "ArrowDown")
    assert selected(page) == "They wanted to see everything first."
    assert applied() == [("Training", "Nobody")]


def test_a_border_that_the_server_refuses_goes_back(page: Page) -> None:
    press(page, "j j ArrowDown c")
    pick(page, "train")
    saved(page, "Saved: Training")

    def refuse(route: Route) -> None:
        route.fulfill(status=409, json={"detail": "The text was edited since you opened it."})

    page.route("**/api/**", refuse)
    press(page, "b ArrowRight Enter")
    expect(page.get_by_role("alert")).to_contain_text("The text was edited since")
    expect(page.get_by_role("button", name="Training, Ana: Nobody sat us down.", exact=True)).to_be_visible()
    press(page, "r")
    pick(page, "chief")
    expect(page.locator("#saved")).to_have_text("Not saved")
    expect(page.get_by_role("button", name="Training, Ana")).to_be_visible()
    press(page, "ArrowRight v")
    expect(page.locator("#saved")).to_have_text("Not saved")
    expect(page.locator(".stripe-button")).to_have_count(1)
    assert selected(page) == "I"


def test_each_qualifier_has_a_key_that_goes_through_its_values(page: Page, study: Study) -> None:
    for name, values in (("direction", ("invites", "mutes")), ("unsure", ("unsure",))):
        qualifier = Qualifier.objects.create(project=study.project, name=name)
        for value in values:
            QualifierValue.objects.create(qualifier=qualifier, value=value)
    study.open(page)
    press(page, "j j ArrowDown c")
    pick(page, "train")
    press(page, "d d e")
    expect(page.locator("#spoken")).to_have_text("unsure: unsure")
    inspector = page.locator("coding-inspector")
    expect(inspector.get_by_text("direction D")).to_be_visible()
    expect(inspector.get_by_label("unsure")).to_have_value(str(QualifierValue.objects.get(value="unsure").pk))
    press(page, "d")
    expect(page.locator("#spoken")).to_have_text("direction: none")
    saved(page, "Saved: Training")
    assert [value.value for value in Coding.objects.get().qualifiers.all()] == ["unsure"]
    press(page, "?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("Qualifiers")
    expect(keys.locator("[data-keys=qualifiers] kbd")).to_have_text(["D", "E"])


def test_next_coding_uncoded_turn_and_transcript(page: Page, study: Study) -> None:
    make.coding("By then", study.training, study.ana, study.transcript)
    make.coding("Nobody sat", study.training, study.ana, study.transcript)
    other = make.transcript("P07: Once more.", study.project, title="Zweites")
    study.open(page)
    spoken = page.locator("#spoken")
    press(page, "n")
    expect(spoken).to_have_text("Training, Ana: Nobody sat. 1 of 2")
    press(page, "n")
    expect(spoken).to_have_text("Training, Ana: By then. 2 of 2")
    press(page, "n")
    expect(page.get_by_role("alert")).to_contain_text("No coding after this one")
    press(page, "Shift+N")
    expect(spoken).to_have_text("Training, Ana: Nobody sat. 1 of 2")
    press(page, "g")
    expect(spoken).to_have_text("Turn 4 has no coding of yours")
    expect(page.locator(".turn.current")).to_have_attribute("id", "T4")
    press(page, "g")
    expect(page.get_by_role("alert")).to_contain_text("No turn after this one")
    press(page, "Shift+J")
    page.wait_for_url(f"**/transcripts/{other.pk}/code/")
    page.wait_for_selector("html[data-workspace=ready]")
    press(page, "ArrowDown")
    assert selected(page) == "Once more."
    press(page, "Shift+K")
    page.wait_for_url(f"**/transcripts/{study.transcript.pk}/code/")


def test_keys_pressed_without_a_pause_work_on_what_they_came_to(page: Page, study: Study) -> None:
    make.coding("Nobody", study.training, study.ana, study.transcript)
    make.coding("wanted", study.training, study.ana, study.transcript)
    study.open(page)
    press(page, "j n n b ArrowRight Enter ArrowRight q")
    expect(page.locator("#T5 .stripe-button:not(.pending)")).to_have_count(2)
    saved(page, "Saved: Training")
    assert applied() == [("Training", "Nobody"), ("Training", "wanted to"), ("Training", "see")]


def test_no_key_works_on_a_coding_that_the_cursor_has_left(page: Page) -> None:
    press(page, "j j ArrowDown c")
    pick(page, "train")
    saved(page, "Saved: Training")
    press(page, "j j u")
    expect(page.get_by_role("alert")).to_contain_text("Choose a coding first")
    assert applied() == [("Training", FIRST)]
    press(page, "k k ArrowDown u")
    saved(page, "Removed: Training")


def test_a_border_is_dragged_with_the_mouse_and_snaps_to_words(page: Page, study: Study) -> None:
    make.coding("sat us", study.training, study.ana, study.transcript)
    study.open(page)
    page.get_by_role("button", name="Training, Ana").click()
    drag(page, middle(page, ".border-handle[data-side='1']"), point(page, 2, "I put", 0.9))
    saved(page, "Borders saved: Training")
    assert applied() == [("Training", "sat us down. I put")]
    drag(page, middle(page, ".border-handle[data-side='0']"), point(page, 2, "Nobody", 0.2))
    expect(page.get_by_role("button", name="Training, Ana: Nobody sat us down. I put")).to_be_visible()
    saved(page, "Borders saved: Training")
    assert applied() == [("Training", "Nobody sat us down. I put")]


def test_selected_words_are_dragged_onto_a_code(page: Page) -> None:
    drag_over(page, 2, "Nobody sat")
    row = page.get_by_role("treeitem", name="Training").bounding_box()
    assert row
    drag(page, point(page, 2, "Nobody", 0.5), (row["x"] + 60, row["y"] + row["height"] / 2))
    saved(page, "Saved: Training")
    assert applied() == [("Training", "Nobody sat")]


def test_a_code_is_dragged_onto_marked_words_or_onto_a_turn(page: Page) -> None:
    drag_over(page, 2, "Nobody sat")
    row = page.get_by_role("treeitem", name="Training").bounding_box()
    assert row
    code = (row["x"] + 60, row["y"] + row["height"] / 2)
    drag(page, code, point(page, 2, "sat", 0.5))
    saved(page, "Saved: Training")
    drag(page, code, point(page, 4, "לכתוב", 0.5))
    expect(page.locator("#T4 .stripe-button:not(.pending)")).to_have_count(1)
    assert applied() == [("Training", "Nobody sat"), ("Training", "אמרו לי לא לכתוב כלום. 👍 בלי אישור.")]


def test_where_one_touches_a_button_stands_near_the_selection(study: Study, login: Login) -> None:
    phone = {"viewport": {"width": 400, "height": 800}, "has_touch": True, "is_mobile": True}
    page = login(study.ana, **phone)
    study.open(page)
    button = page.locator("floating-code button")
    expect(button).to_be_hidden()
    page.evaluate(
        """() => {
          const node = document.querySelector("#T2 .turn-words").firstChild;
          document.getSelection().setBaseAndExtent(node, 0, node, 10);
        }"""
    )
    button.tap()
    pick(page, "train")
    saved(page, "Saved: Training")
    assert applied() == [("Training", "Nobody sat")]
    expect(button).to_be_hidden()
