"""Work on the codebook in a browser: dragging asks before it merges, keys do the same, undo restores."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from coding.codebook import changes
from coding.codebook.tree import tree_of
from coding.models import Code, Coding
from interviews.models import Transcript
from projects import undo
from projects.models import Project
from tests import make
from tests.e2e.conftest import Login
from tests.rows import rows

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TEXT = "P07: I was afraid, so I asked my sergeant."


class Study:
    """``Fear``, ``Nerves`` and ``Trust`` under ``Culture``, and ``Practice`` beside it."""

    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project: Project = make.project(self.ana, self.ben)
        self.culture = make.code("Culture", self.project, colour="#ad3468")
        make.code("Practice", self.project, colour="#b4552d", position=1)
        for place, name in enumerate(("Fear", "Nerves", "Trust")):
            make.code(name, self.project, self.culture, position=place)
        self.talk: Transcript = make.transcript(TEXT, self.project, make.participant(self.project, "P07"))
        for words, name, coder in (
            ("afraid", "Fear", self.ana),
            ("afraid", "Nerves", self.ana),
            ("afraid", "Fear", self.ben),
            ("asked", "Fear", self.ben),
        ):
            make.coding(words, self.code(name), coder, self.talk)

    def code(self, name: str) -> Code:
        return self.project.codes.get(name=name)

    def names(self) -> list[str]:
        return [node.code.name for node in tree_of(self.project)]

    def coded(self) -> list[tuple[str, str, int]]:
        found = Coding.objects.of(self.project).order_by("code__name", "start", "coder__name")
        return list(found.values_list("code__name", "coder__name", "start"))


def codebook(login: Login, study: Study) -> Page:
    page = login(study.ana, viewport={"width": 1440, "height": 900})
    page.goto(reverse("codebook", args=[study.project.slug]))
    expect(page.get_by_text("Arrange by dragging or by keys")).to_be_visible()
    return page


def link(page: Page, name: str) -> Locator:
    return page.locator(".codebook-tree").get_by_role("link", name=name, exact=True)


def drag(page: Page, name: str, onto: str, share: float = 0.5) -> None:
    """Drop one code's row on another's, at this share of its height."""
    box = link(page, onto).locator("xpath=..").bounding_box()
    assert box is not None
    link(page, name).hover()
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + box["height"] * share - 3, steps=4)
    page.mouse.move(box["x"] + 90, box["y"] + box["height"] * share, steps=2)
    page.mouse.up()


def test_a_code_dragged_onto_another_is_merged_only_when_asked_and_undo_restores_it(login: Login) -> None:
    study = Study()
    page = codebook(login, study)
    before = rows()
    drag(page, "Fear", "Nerves")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="“Fear” onto “Nerves”: merge or nest?")).to_be_focused()
    expect(dialog).to_contain_text("3 codings by 2 coders in 1 transcript become codings with “Nerves”.")
    assert rows() == before
    dialog.get_by_label("Why?").first.fill("One idea in two words")
    dialog.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("“Fear” was merged into “Nerves”.")).to_be_visible()
    expect(link(page, "Fear")).to_have_count(0)
    assert study.coded() == [("Nerves", "Ana", 11), ("Nerves", "Ben", 11), ("Nerves", "Ben", 24)]
    assert study.project.editions.latest("number").reason == "One idea in two words"
    undo.undo(study.project, study.ana)
    assert rows() == before
    page.reload()
    expect(link(page, "Fear")).to_be_visible()


def test_a_code_dragged_onto_another_can_be_nested_instead_or_left(login: Login) -> None:
    study = Study()
    page = codebook(login, study)
    drag(page, "Fear", "Trust")
    page.get_by_role("dialog").get_by_text("Leave it where it is").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(link(page, "Fear")).to_be_focused()
    drag(page, "Fear", "Trust")
    page.get_by_role("dialog").get_by_role("button", name="Nest").click()
    expect(page.get_by_text("“Fear” was moved.")).to_be_visible()
    assert study.code("Fear").parent == study.code("Trust")


@pytest.mark.parametrize(
    ("name", "onto", "share", "order"),
    [
        ("Trust", "Fear", 0.1, ["Trust", "Fear", "Nerves"]),
        ("Fear", "Trust", 0.9, ["Nerves", "Trust", "Fear"]),
    ],
)
def test_a_code_dropped_between_its_siblings_is_reordered(
    login: Login, name: str, onto: str, share: float, order: list[str]
) -> None:
    study = Study()
    page = codebook(login, study)
    drag(page, name, onto, share)
    expect(page.get_by_text(f"“{name}” has another place.")).to_be_visible()
    assert study.names() == ["Culture", *order, "Practice"]


def test_a_code_dropped_between_others_asks_before_it_changes_its_theme(login: Login) -> None:
    study = Study()
    page = codebook(login, study)
    drag(page, "Fear", "Practice", 0.1)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Move: a theme, before “Practice”")
    expect(dialog.get_by_role("button", name="Merge")).to_have_count(0)
    dialog.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("“Fear” was moved.")).to_be_visible()
    assert study.names() == ["Culture", "Nerves", "Trust", "Fear", "Practice"]


def test_the_same_by_keyboard(login: Login) -> None:
    study = Study()
    page = codebook(login, study)
    link(page, "Culture").focus()
    page.keyboard.press("ArrowDown")
    expect(link(page, "Fear")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(link(page, "Fear")).to_be_focused()
    expect(page.locator(".tree-name").nth(2)).to_have_text("Fear")
    expect(link(page, "Fear")).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("[data-status]")).to_contain_text("Cut; go to a code")
    page.keyboard.press("ArrowUp")
    expect(link(page, "Nerves")).to_be_focused()
    page.keyboard.press("v")
    expect(page.get_by_role("heading", name="“Fear” onto “Nerves”: merge or nest?")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("One idea")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“Fear” was merged into “Nerves”.")).to_be_visible()
    expect(page.locator(".messages > .notice")).to_be_focused()
    assert study.names() == ["Culture", "Nerves", "Trust", "Practice"]
    assert study.project.editions.latest("number").reason == "One idea"


def test_a_picker_says_where_to_by_keyboard(login: Login) -> None:
    study = Study()
    page = codebook(login, study)
    link(page, "Fear").focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Where with “Fear”?")).to_be_focused()
    dialog.get_by_label("Merge into or move to").select_option(label="Practice")
    dialog.get_by_role("button", name="Look").press("Enter")
    expect(dialog.get_by_role("heading", name="“Fear” onto “Practice”: merge or nest?")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link(page, "Fear")).to_be_focused()


def test_a_code_is_split_by_keyboard_and_undo_restores_it(login: Login) -> None:
    study = Study()
    page = codebook(login, study)
    before = study.coded(), study.names()
    page.goto(reverse("code", args=[study.project.slug, study.code("Fear").pk]))
    page.get_by_role("link", name="Split…").press("Enter")
    page.get_by_label("Name of the first new code").fill("Own fear")
    page.get_by_label("Name of the second new code").fill("Advice")
    page.get_by_role("radio", name="stays").first.focus()
    page.keyboard.press("1")
    page.keyboard.press("2")
    expect(page.get_by_role("radio", name="first").first).to_be_checked()
    expect(page.get_by_role("radio", name="second").nth(1)).to_be_checked()
    page.get_by_label("Why?").fill("Two ideas")
    page.get_by_label("Why?").press("Enter")
    expect(
        page.get_by_text("“Fear” was split: 3 codings went to “Own fear”, “Advice”, 0 stayed.")
    ).to_be_visible()
    assert study.names() == ["Culture", "Own fear", "Advice", "Nerves", "Trust", "Practice"]
    assert study.coded() == [
        ("Advice", "Ben", 24),
        ("Nerves", "Ana", 11),
        ("Own fear", "Ana", 11),
        ("Own fear", "Ben", 11),
    ]
    undo.undo(study.project, study.ana)
    assert (study.coded(), study.names()) == before


def test_all_of_a_transcript_is_chosen_and_ticked_at_once(login: Login) -> None:
    study = Study()
    page = codebook(login, study)
    fear = study.code("Fear").pk
    page.goto(reverse("code_split", args=[study.project.slug, fear]))
    page.get_by_label("All of this transcript:").select_option("2")
    expect(page.get_by_role("radio", name="second", checked=True)).to_have_count(2)
    page.get_by_role("radio", name="stays").first.check()
    expect(page.get_by_label("All of this transcript:")).to_have_value("")
    page.goto(reverse("code_recode", args=[study.project.slug, fear]))
    page.get_by_role("button", name="Tick all of this transcript").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    page.get_by_label("Give the ticked excerpts the code").select_option(label="\u00a0\u00a0\u00a0Trust")
    page.get_by_label("Whose codings").select_option("all")
    page.get_by_role("button", name="Recode").click()
    expect(page.get_by_text("Recoded as “Trust”: 3 codings got the code.")).to_be_visible()


def test_what_somebody_else_wrote_meanwhile_is_shown_beside_ones_own(login: Login) -> None:
    study = Study()
    page = codebook(login, study)
    link(page, "Nerves").click()
    page.get_by_text("Edit name, meaning and colour").click()
    page.get_by_label("Definition").fill("Mine.")
    changes.change(study.code("Nerves"), study.ben, definition="Theirs.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name="Definition Theirs. Mine.")).to_be_visible()
    assert study.code("Nerves").definition == "Theirs."
    page.get_by_role("button", name="Save mine over it").click()
    expect(page.locator(".codebook-meaning")).to_contain_text("Mine.")
    assert study.code("Nerves").definition == "Mine."
