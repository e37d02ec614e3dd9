"""A turn is coded, and all that follows is done, by what a screen reader is told: roles and names alone."""

import pytest
from playwright.sync_api import Page, expect

from coding.models import Coding, Memo, Qualifier, QualifierValue, Reading, ReadTurn
from tests.e2e.conftest import Login
from tests.e2e.test_workspace import Study

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def said(page: Page, words: str) -> None:
    """One of the places that are read out says so."""
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()


def test_a_turn_is_coded_and_the_transcript_completed_by_roles_and_names_alone(login: Login) -> None:
    study = Study()
    direction = Qualifier.objects.create(project=study.project, name="direction")
    for value in ("facilitates", "mutes"):
        QualifierValue.objects.create(qualifier=direction, value=value)
    page = login(study.ana, viewport={"width": 1440, "height": 900})
    page.goto("/")
    page.get_by_role("link", name=study.project.name).click()
    page.get_by_role("navigation").get_by_role("link", name="Transcripts").click()
    page.get_by_role("link", name="Interview").first.click()
    main = page.get_by_role("main", name="Transcript")
    expect(page.get_by_role("button", name="Turn 2: read, nothing to code")).to_be_attached()
    for key in ("j", "j", "t"):
        main.press(key)
    said(page, "Nobody sat us down.")
    page.get_by_role("treeitem", name="Training").click()
    said(page, "Saved: Training")
    chosen = page.get_by_role("region", name="What is chosen")
    chosen.get_by_role("button", name="Change code…").click()
    finder = page.get_by_role("combobox", name="Find a code")
    finder.fill("officers")
    finder.press("Enter")
    said(page, "Changed to: Chief officers")
    assert Coding.objects.get().code == study.chiefs
    chosen.get_by_role("combobox", name="direction").select_option("mutes")
    said(page, "Saved")
    memos = page.get_by_role("region", name="Memos on this coding")
    memos.get_by_role("button", name="Write a memo").click()
    words = memos.get_by_role("textbox", name="Memo")
    words.fill("Who is nobody?")
    words.press("Escape")
    expect(memos.get_by_role("list")).to_contain_text("Who is nobody?")
    assert Memo.objects.get().body == "Who is nobody?"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("alert")).to_contain_text("Undone: a memo written")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("alert")).to_contain_text("Undone: a coding qualified")
    page.get_by_role("button", name="Redo").click()
    expect(page.get_by_role("alert")).to_contain_text("Redone: a coding qualified")
    page.get_by_role("button", name="Turn 4: read, nothing to code").click()
    said(page, "Turn 4 is read")
    page.get_by_role("radio", name="complete").press("Space")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 turn")
    dialog.get_by_role("button", name="It is complete").click()
    said(page, "complete")
    assert Reading.objects.get().state == Reading.State.COMPLETE
    assert ReadTurn.objects.count() == 1
