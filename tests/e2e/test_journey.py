"""The main job from the login to three PDFs, as a team does it."""

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from coding.models import Coding, Reading
from projects.models import Membership, Project, Role
from tests import make
from tests.e2e.conftest import Login

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

FIRST = """Interviewer: Who taught you to post?

P01: Nobody sat us down. There was a page of do's and don'ts.

Interviewer: And the communications team?

P01: They wanted to see everything first. So you send it and you wait. 🐢
"""
SECOND = """Interviewer: What did you hope for?

P02: A conversation, honestly. People answering back.

Interviewer: Did it come?

P02: Mostly we announce things. Bins, bikes, meetings.
"""
CODED = {"P01": ("Nobody sat us down.", "Not provided"), "P02": ("Mostly we announce things.", "One-way")}


def sign_in(page: Page, email: str) -> None:
    page.goto("/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(make.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="My projects")).to_be_visible()


def start_a_study(page: Page) -> Project:
    page.get_by_role("link", name="New project").first.click()
    page.get_by_label("Name").fill("Night shift")
    page.get_by_role("button", name="Start the project").click()
    expect(page.get_by_role("heading", name="Night shift")).to_be_visible()
    return Project.objects.get(name="Night shift")


def upload(page: Page, project: Project, folder: Path) -> None:
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
    page.goto(f"/{project.slug}/transcripts/upload/")
    page.locator("input[type=file]").set_input_files([folder / "first.txt", folder / "second.txt"])
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Store 2 transcripts").click()
    expect(page.get_by_role("link", name="P02")).to_be_visible()


def code_by_keyboard(page: Page, project: Project, participant: str, words: str, wanted: str) -> None:
    """Select the words, open the picker, type what is looked for, apply, and say that one is done."""
    transcript = project.transcripts.get(participants__code=participant)
    page.goto(f"/{project.slug}/transcripts/{transcript.pk}/code/")
    page.wait_for_selector("html[data-workspace=ready]")
    page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.querySelector('#main'), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const start = node.data.indexOf(words);
            if (start < 0) continue;
            getSelection().setBaseAndExtent(node, start, node, start + words.length);
            return;
          }
        }""",
        words,
    )
    page.keyboard.press("c")
    page.keyboard.type(wanted)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved").first).to_be_visible()
    with page.expect_response("**/reading**") as answer:
        page.locator("reading-state label", has_text="complete").click()
        if page.locator("#unread").is_visible():
            page.get_by_role("button", name="It is complete").click()
    assert answer.value.ok


def print_pdf(page: Page, project: Project, name: str) -> str:
    """Ask for the PDF on its page, wait for the job, and read what was downloaded."""
    page.goto(f"/{project.slug}/{name}/")
    page.get_by_role("button", name="Print as PDF").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click(timeout=30_000)
    reader = PdfReader(BytesIO(download.value.path().read_bytes()))
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in reader.pages)


def test_from_the_login_to_three_pdfs(login: Login, page: Page, tmp_path: Path) -> None:
    olga, ben = make.user("olga"), make.user("ben")
    page.context.clear_cookies()
    sign_in(page, olga.email)
    project = start_a_study(page)
    upload(page, project, tmp_path)
    Membership.objects.create(project=project, user=ben, role=Role.CODER)
    for coder in (page, login(ben)):
        for participant, (words, wanted) in CODED.items():
            code_by_keyboard(coder, project, participant, words, wanted)
    assert Coding.objects.of(project).count() == 4
    assert Reading.objects.filter(transcript__project=project, state="complete").count() == 4
    excerpts = print_pdf(page, project, "excerpts")
    assert "Nobody sat us down." in excerpts
    assert "P01:T2" in excerpts
    assert "Mostly we announce things." in excerpts
    matrix = print_pdf(page, project, "matrix")
    assert "Organisational dynamics" in matrix
    assert "1 of 2" in matrix
    comparison = print_pdf(page, project, "comparison")
    assert "Krippendorff" in comparison
    assert "1.00" in comparison
