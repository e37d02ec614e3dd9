"""From the text to paper, and an item of the checklist answered by two people at once."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from coding.models import ChecklistAnswer
from projects.models import Job
from tests import make
from tests.e2e.conftest import Login

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TEXT = "Interviewer: Who taught you?\nP07: Nobody sat us down."


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(None, self.ana, self.ben)
        person = make.participant(self.project, "P07")
        self.talks = [make.transcript(TEXT, self.project, person, title=title) for title in ("One", "Two")]
        make.coding("Nobody", make.code("Training", self.project), self.ana, self.talks[0])

    def answered(self, page: Page, words: str) -> None:
        said = page.locator("#item-1")
        said.get_by_text("Answer", exact=False).first.click()
        said.get_by_label("In the team’s words").fill(words)
        said.get_by_role("button", name="Save").click()


def test_a_transcript_is_printed_from_where_it_is_coded(login: Login) -> None:
    study = Study()
    page = login(study.ana)
    page.goto(reverse("workspace", args=[study.project.slug, study.talks[0].pk]))
    page.get_by_role("link", name="Print", exact=True).click()
    expect(page.get_by_label("P07 · One")).to_be_checked()
    expect(page.get_by_label("P07.2 · Two")).not_to_be_checked()
    page.get_by_role("button", name="Tick all", exact=True).click()
    expect(page.get_by_text("2 ticked")).to_be_visible()
    page.get_by_role("button", name="Print as PDF").click()
    expect(page.get_by_role("heading", name="2 coded transcripts, as PDF")).to_be_visible()


def test_two_who_answer_the_same_item_see_both_answers(login: Login) -> None:
    study = Study()
    pages = [login(study.ana), login(study.ben)]
    for page in pages:
        page.goto(reverse("checklist", args=[study.project.slug]))
    study.answered(pages[0], "Ana held them.")
    expect(pages[0].get_by_text("Item 1 is saved.")).to_be_visible()
    study.answered(pages[1], "Ben held them.")
    expect(pages[1].get_by_text("Ana held them.")).to_be_visible()
    pages[1].get_by_role("button", name="Save mine").click()
    expect(pages[1].locator("#item-1").get_by_text("Ben held them.").first).to_be_visible()
    assert ChecklistAnswer.objects.get().body == "Ben held them."


def test_the_name_of_a_file_is_read_on_a_narrow_screen(login: Login) -> None:
    ana = make.user("ana")
    project = make.project(ana)
    job = make.job(project, ana)
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED, problem="The engine stopped.")
    page = login(ana, viewport={"width": 400, "height": 800})
    page.goto(reverse("jobs", args=[project.slug]))
    title = page.locator(".job-title").bounding_box()
    actions = page.locator(".job .actions").bounding_box()
    assert title is not None
    assert actions is not None
    assert title["width"] > 300
    assert actions["y"] > title["y"] + title["height"]


def test_a_part_of_a_report_is_moved_by_key_and_stays_the_one_that_is_moved(login: Login) -> None:
    ana = make.user("ana")
    recipe = make.recipe(make.project(ana), ana, "sample", "codebook", "memos")
    page = login(ana)
    page.goto(reverse("report", args=[recipe.project.slug, recipe.guid]))
    parts, up = page.locator(".recipe-part h2"), page.get_by_role("button", name="Move “Memos” up")
    up.focus()
    for order in (["Sample table", "Memos", "Codebook"], ["Memos", "Sample table", "Codebook"]):
        page.keyboard.press("Enter")
        expect(parts).to_have_text(order)
        expect(up).to_be_focused()
