"""What a newcomer who coded by keyboard stumbled over, and what must hold instead."""

from collections import Counter
from collections.abc import Sequence
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect

from coding.codebook import changes
from coding.models import Code, Coding, Memo, ReadTurn
from coding.workspace import codings
from tests import make
from tests.e2e.conftest import Login
from tests.e2e.test_keyboard import applied, pick, press, selected
from tests.e2e.test_workspace import Study, saved

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.fixture
def page(study: Study, login: Login) -> Page:
    page = login(study.ana, viewport={"width": 1440, "height": 900})
    study.open(page)
    return page


def chosen(page: Page) -> str:
    return str(page.locator("coding-inspector .inspector-title span").nth(1).inner_text())


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("j j ArrowRight Shift+ArrowRight Shift+ArrowRight Shift+ArrowLeft", "Nobody sat"),
        ("j j ArrowDown Shift+ArrowDown Shift+ArrowUp", "Nobody sat us down."),
        ("j j j j ArrowLeft Shift+ArrowLeft Shift+ArrowLeft Shift+ArrowRight", "אמרו לי"),
    ],
)
def test_after_a_selection_was_shrunk_the_new_coding_is_the_chosen_one(
    page: Page, keys: str, words: str
) -> None:
    press(page, keys)
    press(page, "c")
    pick(page, "train")
    saved(page, "Saved: Training")
    assert applied() == [("Training", words)]
    press(page, "b")
    expect(page.locator("body")).to_have_class("workspace-body moves-borders")
    press(page, "Escape u")
    saved(page, "Removed: Training")


def test_words_that_were_drawn_with_the_blank_behind_them_are_chosen_when_coded(page: Page) -> None:
    press(page, "j j")
    page.evaluate(
        """() => {
          const node = document.querySelector('#T2 .turn-words').firstChild;
          document.getSelection().setBaseAndExtent(node, 0, node, 7);
        }"""
    )
    press(page, "c")
    pick(page, "train")
    saved(page, "Saved: Training")
    assert applied() == [("Training", "Nobody")]
    press(page, "u")
    saved(page, "Removed: Training")
    assert applied() == []


def test_undo_asks_before_it_takes_back_what_was_done_on_another_page(page: Page, study: Study) -> None:
    changes.change(study.chiefs, study.ana, name="Chiefs")
    press(page, "j j ArrowDown c")
    pick(page, "train")
    saved(page, "Saved: Training")
    press(page, "Control+z")
    toast = page.get_by_role("alert")
    expect(toast).to_contain_text("Undone: a coding applied (“Training”, P07:T2)")
    press(page, "Control+z")
    dialog = page.get_by_role("dialog", name="Undo what you did elsewhere?")
    expect(dialog).to_contain_text("The last thing that you did was: a code changed (“Chiefs”). Undo it?")
    expect(dialog.get_by_role("button", name="Undo it")).to_be_focused()
    press(page, "Escape")
    expect(dialog).to_be_hidden()
    assert Code.objects.get(pk=study.chiefs.pk).name == "Chiefs"
    press(page, "Control+z")
    expect(dialog).to_be_visible()
    press(page, "Enter")
    expect(toast).to_have_text("Undone: a code changed (“Chief officers”)")
    assert Code.objects.get(pk=study.chiefs.pk).name == "Chief officers"


def test_undo_asks_about_a_coding_of_another_transcript_and_says_where(page: Page, study: Study) -> None:
    other = make.transcript("P08: It never did.", study.project, make.participant(study.project, "P08"))
    make.coding("never", study.training, study.ana, other)
    codings.remove(Coding.objects.get(), study.ana)
    press(page, "Control+z")
    expect(page.get_by_role("dialog")).to_contain_text("a coding removed (“Training”, P08:T1). Undo it?")
    press(page, "Enter")
    expect(page.get_by_role("alert")).to_contain_text("P08:T1")
    assert Coding.objects.count() == 1


def test_a_removal_that_is_undone_is_chosen_again(page: Page) -> None:
    press(page, "j j ArrowDown c")
    pick(page, "train")
    press(page, "u")
    saved(page, "Removed: Training")
    press(page, "j j Control+z")
    expect(page.locator("coding-inspector .inspector-title")).to_contain_text("Training")
    press(page, "b")
    expect(page.locator("body")).to_have_class("workspace-body moves-borders")


def test_the_same_undone_twice_is_announced_twice(page: Page) -> None:
    press(page, "j j j j")
    for _time in range(3):
        press(page, "ArrowLeft c")
        pick(page, "train")
        saved(page, "Saved: Training")
    said = "Undone: a coding applied (“Training”, P07:T4)"
    press(page, "Control+z")
    expect(page.get_by_role("alert")).to_have_text(said)
    first = page.locator("#said").text_content()
    press(page, "Control+z")
    page.wait_for_function("(first) => document.querySelector('#said').textContent !== first", arg=first)
    expect(page.get_by_role("alert")).to_have_text(said)


def test_in_vivo_uses_the_code_that_has_this_name_under_whatever_theme(page: Page, study: Study) -> None:
    make.code("sat", study.project, make.code("Practice", study.project))
    study.open(page)
    press(page, "j j ArrowDown c")
    pick(page, "train")
    saved(page, "Saved: Training")
    press(page, "ArrowRight ArrowLeft ArrowLeft ArrowLeft")
    assert selected(page) == "sat"
    press(page, "v")
    saved(page, "Used the code “sat”, which there is under Practice")
    assert Code.objects.filter(name="sat").count() == 1
    assert applied()[-1] == ("sat", "sat")


def test_in_vivo_stands_under_the_theme_of_what_was_used_last_and_not_undone(
    page: Page, study: Study
) -> None:
    practice = make.code("Practice", study.project)
    make.code("Routine", study.project, practice)
    other = make.transcript("P08: It never did.", study.project, make.participant(study.project, "P08"))
    study.open(page)
    for typed in ("routine", "train"):
        press(page, "j j ArrowDown c")
        pick(page, typed)
        expect(page.locator("#saved")).to_contain_text("Saved")
    press(page, "Control+z")
    expect(page.get_by_role("alert")).to_contain_text("Undone")
    page.goto(reverse("workspace", args=[study.project.slug, other.pk]))
    page.wait_for_selector("html[data-workspace=ready]")
    press(page, "j ArrowRight ArrowRight v")
    expect(page.locator("#saved")).to_contain_text("Made “never” under “Practice”")


def test_a_long_name_in_vivo_is_cut_between_words_with_a_sign(study: Study, login: Login) -> None:
    words = "we were told again and again that nobody " * 4
    text = f"P08: {words.strip()}."
    other = make.transcript(text, study.project, make.participant(study.project, "P08"))
    page = login(study.ana)
    page.goto(reverse("workspace", args=[study.project.slug, other.pk]))
    page.wait_for_selector("html[data-workspace=ready]")
    press(page, "j t v")
    expect(page.locator("#saved")).to_contain_text("Made")
    code = Code.objects.get(is_in_vivo=True)
    assert code.name.endswith("again that…") or code.name.endswith("nobody…") or code.name.endswith("…")
    assert words.startswith(code.name.removesuffix("…"))
    assert words[len(code.name) - 1] == " "


def test_ctrl_enter_with_the_name_of_a_code_makes_none(page: Page) -> None:
    press(page, "j j ArrowDown c")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("training")
    press(page, "Control+Enter")
    expect(page.locator(".picker-none")).to_contain_text("“Training” is a code already")
    expect(page.get_by_role("combobox")).to_be_focused()
    assert Code.objects.filter(name__iexact="training").count() == 1


def test_a_new_code_names_its_parent_and_shows_it_before_enter(page: Page, study: Study) -> None:
    press(page, "j j ArrowDown c")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("chief off > rank")
    expect(page.get_by_role("option").last).to_contain_text("New code “rank” under Chief officers")
    press(page, "Enter")
    saved(page, "Made “rank” under “Chief officers” and applied it")
    assert Code.objects.get(name="rank").parent == study.chiefs
    press(page, "r")
    pick(page, "/ Fear")
    saved(page, "Changed to: Fear")
    assert Code.objects.get(name="Fear").parent is None
    assert [name for name, _words in applied()] == ["Fear"]
    press(page, "Control+z")
    expect(page.get_by_role("alert")).to_contain_text("Undone")
    assert not Code.objects.filter(name="Fear").exists()
    assert [name for name, _words in applied()] == ["rank"]


def test_a_new_code_under_a_theme_that_is_not_there_makes_both(page: Page) -> None:
    press(page, "j j ArrowDown c")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("Ethics > Consent")
    expect(page.get_by_role("option").last).to_contain_text("New code “Consent” under a new theme “Ethics”")
    press(page, "Control+Enter")
    saved(page, "Made “Consent” under “Ethics” and applied it")
    made = Code.objects.get(name="Consent")
    assert (str(made.parent), [name for name, _words in applied()]) == ("Ethics", ["Consent"])
    levels = [page.get_by_role("treeitem", name=name) for name in ("Ethics", "Consent")]
    assert [row.get_attribute("aria-level") for row in levels] == ["1", "2"]
    press(page, "r")
    pick(page, "Trust > Openness")
    saved(page, "Changed to: Openness")
    press(page, "Control+z Control+z")
    expect(page.get_by_role("treeitem", name="Ethics")).to_have_count(0)
    assert not Code.objects.in_use().filter(name__in=["Ethics", "Consent", "Trust", "Openness"]).exists()


def test_tab_moves_in_the_picker_and_typing_goes_on(page: Page) -> None:
    press(page, "j j ArrowDown c")
    expect(page.get_by_role("combobox")).to_be_focused()
    press(page, "Tab Tab Shift+Tab")
    expect(page.get_by_role("combobox")).to_be_focused()
    expect(page.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.type("chief")
    press(page, "Enter")
    saved(page, "Saved: Chief officers")


def test_a_code_is_pinned_to_a_digit_in_the_picker_and_on_the_chosen_coding(page: Page, study: Study) -> None:
    press(page, "j j ArrowDown c")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("chief")
    press(page, "Alt+5")
    expect(page.get_by_role("alert")).to_have_text("5 is now Chief officers, pinned: it stays there")
    expect(page.get_by_role("option").first.locator("kbd")).to_have_text("5")
    press(page, "Enter")
    saved(page, "Saved: Chief officers")
    row = page.get_by_role("treeitem", name="Chief officers").locator("kbd")
    expect(row).to_have_class("pinned")
    press(page, "Alt+2")
    expect(row).to_have_text("2")
    study.open(page)
    expect(row).to_have_text("2")
    expect(row).to_have_class("pinned")


def test_a_code_that_takes_over_a_digit_is_told(page: Page, study: Study) -> None:
    for number in range(9):
        make.code(f"Kind {number}", study.project, study.theme)
    study.open(page)
    press(page, "j j ArrowDown")
    for number in range(9):
        press(page, "c")
        pick(page, f"kind {number}", "Shift+Enter")
        saved(page, f"Saved: Kind {number}")
    press(page, "c")
    pick(page, "train")
    expect(page.get_by_role("alert")).to_have_text("1 is now Training")
    saved(page, "Saved: Training")
    expect(page.get_by_role("alert")).to_have_text("1 is now Training")


def test_where_nobody_is_known_to_speak_all_turns_wait_and_can_be_marked(study: Study, login: Login) -> None:
    vtt = make.transcript("It never did.\nSo they say.\nNot to me.", study.project)
    page = login(study.ana)
    page.goto(reverse("workspace", args=[study.project.slug, vtt.pk]))
    page.wait_for_selector("html[data-workspace=ready]")
    count = page.locator(".turn").count()
    press(page, "Control+Home j y")
    if count > 1:
        expect(page.locator("#saved")).to_contain_text("is read")
        press(page, "Shift+G")
    assert ReadTurn.objects.count() == 1
    expect(page.get_by_role("alert")).not_to_contain_text("Select")


def test_y_on_a_turn_of_the_interviewer_says_why_nothing_is_marked(page: Page) -> None:
    press(page, "j y")
    expect(page.get_by_role("alert")).to_contain_text("Turn 1 is not a participant’s")
    assert ReadTurn.objects.count() == 0


def test_the_right_arrow_passes_a_right_to_left_turn(page: Page) -> None:
    press(page, "j j j ArrowDown ArrowRight")
    assert selected(page) == "אמרו"
    press(page, "ArrowRight")
    assert selected(page) == "They"
    press(page, "ArrowLeft")
    assert selected(page) == "אישור"
    press(page, "ArrowLeft")
    assert selected(page) == "Hebrew"


def test_the_left_arrow_reads_right_to_left_words_on_into_the_next_turn(page: Page) -> None:
    press(page, "j j j ArrowDown ArrowRight")
    for _word in range(7):
        press(page, "ArrowLeft")
    assert selected(page) == "אישור"
    press(page, "ArrowLeft")
    assert selected(page) == "They"


def test_the_sentence_of_a_found_word_is_selected_by_a_key(page: Page) -> None:
    press(page, "j j ArrowRight ArrowRight s")
    assert selected(page) == "Nobody sat us down."
    press(page, "ArrowRight ArrowLeft ArrowLeft ArrowLeft Shift+ArrowUp")
    assert selected(page) == "Nobody sat"
    press(page, "Escape Shift+ArrowDown")
    assert selected(page) == "Nobody sat us down."


def test_escape_leads_from_the_codebook_back_to_the_words(page: Page) -> None:
    press(page, "j j ArrowRight /")
    expect(page.get_by_label("Filter the codes")).to_be_focused()
    page.keyboard.type("chief")
    press(page, "Escape")
    expect(page.get_by_label("Filter the codes")).to_have_value("")
    press(page, "Escape")
    expect(page.locator("#T2 .turn-words")).to_be_focused()
    assert selected(page) == "Nobody"
    press(page, "/ ArrowDown ArrowDown Escape ArrowRight")
    assert selected(page) == "sat"
    press(page, "/")
    page.keyboard.type("chief")
    press(page, "ArrowDown")
    expect(page.get_by_role("treeitem", name="Training")).to_be_hidden()
    press(page, "Escape ArrowRight")
    expect(page.get_by_role("treeitem", name="Training")).to_be_visible()
    assert selected(page) == "us"


def test_under_a_spotlight_only_codings_that_it_shows_are_gone_to(page: Page) -> None:
    for typed, down in (("train", 1), ("chief", 1), ("train", 1)):
        press(page, "j " if down == 0 else "Escape")
        press(page, "ArrowDown c" if applied() else "j j ArrowDown c")
        pick(page, typed)
        expect(page.locator("#saved")).to_contain_text("Saved")
    press(page, "l Home n")
    expect(page.locator("#spoken")).to_contain_text("1 of 2")
    press(page, "n")
    expect(page.locator("#spoken")).to_contain_text("Training, Ana: It worked.. 2 of 2")


def test_tab_goes_to_the_chosen_coding_and_few_stops_lie_before_the_memos(page: Page) -> None:
    press(page, "j j ArrowDown c")
    pick(page, "train", "Shift+Enter")
    press(page, "c")
    pick(page, "chief")
    saved(page, "Saved: Chief officers")
    press(page, "Tab")
    assert page.evaluate("document.activeElement.ariaLabel").startswith("Chief officers")
    press(page, "Enter Tab")
    expect(page.get_by_role("button", name="Change code…")).to_be_focused()
    press(page, "ArrowRight")
    expect(page.get_by_role("button", name="Remove", exact=True)).to_be_focused()
    assert page.locator("coding-inspector .actions > [tabindex='0']").count() == 1


def test_a_picture_alone_is_a_word(page: Page) -> None:
    press(page, "j j ArrowDown ArrowDown ArrowRight")
    press(page, "ArrowLeft")
    assert selected(page) == "🎉"


def test_the_transcript_is_completed_by_key(page: Page) -> None:
    press(page, "j x")
    expect(page.get_by_role("dialog", name="Is it complete?")).to_be_visible()
    press(page, "Escape j y y y x")
    saved(page, "Saved: complete")
    press(page, "x")
    saved(page, "Saved: in progress")


def test_the_codebook_shows_where_the_code_of_the_chosen_coding_stands(study: Study, login: Login) -> None:
    for number in range(60):
        make.code(f"Kind {number:02}", study.project, study.theme)
    coding = make.coding("Nobody", Code.objects.get(name="Kind 59"), study.ana, study.transcript)
    make.coding("sat", Code.objects.get(name="Kind 01"), study.ana, study.transcript)
    for number in range(5):
        Memo.objects.create(project=study.project, coding=coding, author=study.ana, body=f"Memo {number}")
    page = login(study.ana, viewport={"width": 1440, "height": 900})
    study.open(page)
    press(page, "n")
    expect(page.locator("memo-panel")).to_contain_text("Memo 4")
    expect(page.get_by_role("treeitem", name="Kind 59")).to_be_in_viewport(ratio=0.9)
    press(page, "n")
    row, field = (
        page.get_by_role("treeitem", name="Kind 01").bounding_box(),
        page.locator("#filter").bounding_box(),
    )
    assert row
    assert field
    assert row["y"] >= field["y"] + field["height"]


def test_a_code_is_looked_at_where_the_mouse_goes_and_not_where_the_codes_move_under_it(
    study: Study, login: Login
) -> None:
    for number in range(60):
        make.code(f"Kind {number:02}", study.project, study.theme)
    make.coding("Nobody", Code.objects.get(name="Kind 59"), study.ana, study.transcript)
    page = login(study.ana, viewport={"width": 1440, "height": 900})
    study.open(page)
    heading = page.locator("coding-inspector").get_by_role("heading").first
    page.get_by_role("treeitem", name="Kind 05").hover()
    expect(heading).to_contain_text("Kind 05")
    press(page, "n")
    expect(heading).to_contain_text("Kind 59")
    page.wait_for_timeout(600)
    expect(heading).to_contain_text("Kind 59")
    page.get_by_role("treeitem", name="Kind 58").hover()
    expect(heading).to_contain_text("Kind 58")


def test_a_long_selection_is_not_spoken_from_the_middle_of_a_word(page: Page) -> None:
    press(page, "Home Shift+End")
    spoken = page.locator("#spoken")
    expect(spoken).to_contain_text("… ")
    tail = str(spoken.text_content()).removeprefix("… ").split()[0]
    assert f" {tail} " in " ".join(page.locator(".turn-words").all_inner_texts())


def test_all_keys_of_the_borders_show_in_a_small_window(study: Study, login: Login) -> None:
    page = login(study.ana, viewport={"width": 720, "height": 450})
    study.open(page)
    press(page, "j j ArrowDown c")
    pick(page, "train")
    saved(page, "Saved: Training")
    press(page, "b")
    bar = page.locator(".foot-keys").bounding_box()
    last = page.locator(".border-keys").last.bounding_box()
    assert bar
    assert last
    assert last["y"] + last["height"] <= bar["y"] + bar["height"] + 1
    assert bar["y"] + bar["height"] <= 450


def test_signing_in_begins_with_the_email_and_goes_on_to_the_password(login: Login) -> None:
    page = login(make.user("ana"))
    page.context.clear_cookies()
    page.goto(reverse("account_login"))
    expect(page.get_by_label("Email")).to_be_focused()
    press(page, "Tab")
    expect(page.get_by_label("Password")).to_be_focused()


def luminance(pixel: Sequence[int]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in pixel)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_grey_words_under_three_codings_are_readable_as_pixels_say(
    study: Study, login: Login, scheme: str
) -> None:
    """The darkest (or lightest) pixel of an interviewer's words, against the ground that most pixels have."""
    for colour in ("#2f6fb0", "#b1522a", "#876510"):
        code = make.code(f"Of {colour}", study.project, colour=colour)
        make.coding("Who taught you?", code, study.ana, study.transcript)
    page = login(
        study.ana, viewport={"width": 1440, "height": 900}, color_scheme=scheme, device_scale_factor=3
    )
    study.open(page)
    page.wait_for_timeout(500)
    x, y, width, height = page.evaluate(
        """() => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector('#T1 .turn-words'));
          const box = range.getBoundingClientRect();
          return [box.x + 1, box.y + 1, box.width - 2, box.height - 2];
        }"""
    )
    shot = page.screenshot(clip={"x": x, "y": y, "width": width, "height": height})
    with Image.open(BytesIO(shot)) as picture:
        flat = picture.convert("RGB").tobytes()
    pixels = [luminance(flat[at : at + 3]) for at in range(0, len(flat), 3)]
    ground = Counter(pixels).most_common(1)[0][0]
    words = (min if scheme == "light" else max)(pixels)
    lighter, darker = max(words, ground), min(words, ground)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
