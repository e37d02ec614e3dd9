"""What the mouse or a finger selects is coded as words; what a long coding is called stays in sight."""

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.e2e.conftest import Login
from tests.e2e.test_keyboard import middle, point
from tests.e2e.test_workspace import Study, drag_over, saved

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.fixture
def page(study: Study, login: Login) -> Page:
    page = login(study.ana, viewport={"width": 1440, "height": 900})
    study.open(page)
    return page


def selected(page: Page) -> str:
    return str(page.evaluate("getSelection().toString()"))


def code(page: Page) -> None:
    page.get_by_role("treeitem", name="Training").click()
    saved(page, "Saved: Training")


def test_what_the_mouse_selects_grows_to_whole_words(page: Page, study: Study) -> None:
    drag_over(page, 2, "body sat us dow")
    assert selected(page) == "Nobody sat us down"
    code(page)
    drag_over(page, 5, "ted to see every")
    assert selected(page) == "wanted to see everything"
    code(page)
    assert study.words() == ["Nobody sat us down", "wanted to see everything"]


def test_with_alt_or_switched_off_the_mouse_selects_letters(page: Page, study: Study) -> None:
    page.keyboard.down("Alt")
    drag_over(page, 2, "body sat us dow")
    page.keyboard.up("Alt")
    assert selected(page) == "body sat us dow"
    code(page)
    page.get_by_role("button", name="all keys").click()
    page.get_by_label("The mouse selects whole words").uncheck()
    study.open(page)
    drag_over(page, 5, "ted to see every")
    assert selected(page) == "ted to see every"
    code(page)
    assert study.words() == ["body sat us dow", "ted to see every"]


def test_words_that_are_copied_come_without_the_names_of_their_codes(page: Page) -> None:
    drag_over(page, 2, "Nobody sat us down.")
    code(page)
    page.keyboard.press("t")
    page.keyboard.press("Control+Shift+ArrowDown")
    page.keyboard.press("Control+Shift+ArrowDown")
    copied = selected(page)
    assert "Nobody sat us down." in copied
    assert "And in Hebrew?" in copied
    assert "Training" not in copied


def test_the_name_of_a_coding_longer_than_the_screen_stays_in_sight_while_any_of_it_is(
    study: Study, login: Login
) -> None:
    sentence = "We said what we could and no more than that, and then we waited. "
    study.transcript = make.transcript(
        f"P08: {sentence * 120}", study.project, make.participant(study.project, "P08")
    )
    for coding_code in (study.training, study.chiefs):
        make.coding((sentence * 119).strip(), coding_code, study.ana, study.transcript)
    page = login(study.ana, viewport={"width": 1440, "height": 900})
    study.open(page)
    names = page.locator(".stripe-name .code-name")
    expect(names).to_have_count(2)
    for share in (0, 0.3, 0.6, 0.8):
        page.evaluate(
            "(share) => { const { scrollHeight } = main; main.scrollTop = scrollHeight * share; }", share
        )
        boxes = []
        for number in range(2):
            expect(names.nth(number)).to_be_in_viewport(ratio=1)
            boxes.append(names.nth(number).bounding_box())
        assert boxes[0] is not None
        assert boxes[1] is not None
        assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"] - 1


def test_a_word_that_a_long_press_selects_is_coded_and_its_border_moved_by_touch(
    study: Study, login: Login
) -> None:
    page = login(study.ana, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    study.open(page)
    browser = page.context.new_cdp_session(page)
    browser.send("Emulation.setEmitTouchEventsForMouse", {"enabled": True, "configuration": "mobile"})

    def finger(kind: str, place: tuple[float, float], pause: int = 60) -> None:
        at = {"x": round(place[0]), "y": round(place[1]), "button": "left", "clickCount": 1}
        browser.send("Input.emulateTouchFromMouseEvent", {"type": f"mouse{kind}", **at})
        page.wait_for_timeout(pause)

    def tap(place: tuple[float, float], pause: int = 60) -> None:
        finger("Pressed", place, pause)
        finger("Released", place)

    tap(point(page, 5, "wanted", 0.5), 1000)
    expect(page.locator("floating-code")).to_be_visible()
    tap(middle(page, "floating-code"))
    expect(page.locator("floating-code")).to_be_hidden()
    tap(middle(page, "#pick-" + str(study.training.pk)))
    saved(page, "Saved: Training")
    assert study.words() == ["wanted"]
    finger("Pressed", middle(page, ".border-handle[data-side='1']"))
    for words in ("to see", "everything"):
        finger("Moved", point(page, 5, words, 0.9))
    finger("Released", point(page, 5, "everything", 0.9))
    saved(page, "Borders saved: Training")
    assert study.words() == ["wanted to see everything"]


@pytest.mark.parametrize("touched", [True, False])
def test_on_a_phone_the_bar_is_one_line(study: Study, login: Login, touched: bool) -> None:
    page = login(study.ana, viewport={"width": 390, "height": 800}, has_touch=touched, is_mobile=touched)
    study.open(page)
    names = ("Sections of the study", "Codes", "Undo")
    boxes = [page.get_by_role("button", name=name).bounding_box() for name in names]
    middles = [box["y"] + box["height"] / 2 for box in boxes if box]
    assert len(middles) == 3
    assert max(middles) - min(middles) < 5
