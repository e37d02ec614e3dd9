"""Two coders code a round blind, one of them closes it by being the last, and open work never shows it."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from coding.models import Coding, Layer, Memo, Round
from coding.rounds import closing, planning
from coding.rounds.planning import Draw, Plan
from coding.rounds.seats import seat_of
from coding.workspace import codings
from interviews.models import Transcript
from projects.models import User
from tests import make
from tests.e2e.conftest import Login, barriers

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TEXT = "Interviewer: Who taught you?\nP07: Nobody did.\nP07: We learned it from each other."
OTHER = "Interviewer: And you?\nP08: My sergeant showed me."


class Study:
    def __init__(self) -> None:
        self.olga, self.ana, self.ben = make.user("olga"), make.user("ana"), make.user("ben")
        self.project = make.project(self.olga, self.ana, self.ben)
        self.talk = make.transcript(TEXT, self.project, make.participant(self.project, "P07"), title="First")
        self.other = make.transcript(
            OTHER, self.project, make.participant(self.project, "P08"), title="Second"
        )
        self.code = make.code("Training", self.project)
        self.round = make.running_round(self.project, (self.ana, self.ben), (self.talk, self.other))

    def open(self, page: Page, talk: Transcript | None = None, query: str = "") -> None:
        address = reverse("workspace", args=[self.project.slug, (talk or self.talk).pk])
        page.goto(address + (query or f"?round={self.round.pk}"))
        page.wait_for_selector("html[data-workspace=ready]")

    def complete(self, who: User, talk: Transcript) -> None:
        seat = seat_of(talk, who, self.round.pk)
        codings.mark_reading(talk, who, "complete", seat)


@pytest.fixture
def study() -> Study:
    return Study()


def code_a_turn(page: Page, number: int) -> None:
    for _turn in range(number):
        page.keyboard.press("j")
    page.keyboard.press("Shift+T")
    page.keyboard.type("Training")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("Training")


def test_coding_in_a_round_by_keys_stays_in_it_from_one_transcript_to_the_next(
    study: Study, login: Login
) -> None:
    page = login(study.ana)
    page.goto(reverse("project", args=[study.project.slug]))
    page.get_by_role("link", name="Code in the round").click()
    page.wait_for_selector("html[data-workspace=ready]")
    expect(page.locator(".round-line")).to_contain_text("You are coding in the round Round 1.")
    code_a_turn(page, 2)
    expect(page.locator(".neighbours [aria-current]")).to_contain_text("1 coding")
    coding = Coding.objects.get()
    assert coding.layer == study.round.layers.get(coder=study.ana)
    page.keyboard.press("Shift+J")
    page.wait_for_url(re.compile(rf"/{study.other.pk}/code/\?round={study.round.pk}"))
    page.wait_for_selector("html[data-workspace=ready]")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("dialog")).to_contain_text("P07")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_have_text("Undone")
    assert not Coding.objects.exists()
    page.get_by_role("link", name="To open work").click()
    page.wait_for_url(re.compile(rf"/{study.other.pk}/code/$"))
    expect(page.locator(".round-line")).to_have_count(0)


def test_neither_codings_nor_presence_nor_memos_cross_between_the_round_and_open_work(
    study: Study, login: Login
) -> None:
    ana, ben = login(study.ana), login(study.ben)
    study.open(ana)
    study.open(ben, query="?coders=all")
    code_a_turn(ana, 2)
    ana.keyboard.press("Escape")
    ana.keyboard.press("m")
    field = ana.locator("memo-panel").get_by_label("Memo", exact=True)
    expect(field).to_be_focused()
    field.fill("A code is missing.")
    ana.keyboard.press("Control+Enter")
    expect(ana.locator("memo-panel")).to_contain_text("A code is missing.")
    make.coding("Nobody", study.code, study.ben, study.talk)
    with ben.expect_response(re.compile("news.*here=1")) as told:
        pass
    assert told.value.json()["here"] == []
    assert {"codings": [], "memos": False}.items() <= told.value.json().items()
    expect(ben.locator("people-here")).to_be_hidden()
    assert Memo.objects.get().layer == study.round.layers.get(coder=study.ana)


def test_a_new_code_is_refused_in_words_while_the_round_runs(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    for key in ("j", "j", "t"):
        page.keyboard.press(key)
    expect(page.locator("body.has-marked")).to_be_attached()
    expect(page.get_by_role("button", name="Pin as an exemplar")).to_be_hidden()
    page.keyboard.press("v")
    expect(page.get_by_role("alert")).to_contain_text("no code is made while a round runs")
    assert not Coding.objects.exists()


@pytest.mark.parametrize("query", [None, "?coders=all"])
def test_no_new_code_is_offered_while_the_round_runs_and_one_that_is_there_is_applied(
    study: Study, login: Login, query: str | None
) -> None:
    page = login(study.ana)
    study.open(page, query=query or "")
    for key in ("j", "j", "t", "c"):
        page.keyboard.press(key)
    picker = page.get_by_role("dialog", name="Apply a code")
    expect(picker).not_to_contain_text("new code", use_inner_text=True)
    page.keyboard.type("Handover")
    expect(picker.get_by_role("option")).to_have_count(0)
    expect(picker.get_by_role("status")).to_be_visible()
    expect(picker.get_by_role("status")).to_contain_text("no code is made while a round runs")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Enter")
    expect(picker).to_be_visible()
    page.get_by_label("Find a code").fill("Train")
    expect(picker.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    expect(picker.get_by_role("status")).to_contain_text("no code is made while a round runs")
    page.get_by_label("Find a code").fill("training")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#saved")).to_contain_text("Saved: Training")
    assert study.project.codes.count() == 1


def test_a_page_from_before_the_round_stops_to_offer_new_codes_when_it_begins_and_offers_them_when_it_ended(
    study: Study, login: Login
) -> None:
    closing.cancel(study.round, study.olga)
    page = login(study.ana)
    study.open(page, query="?coders=all")
    page.keyboard.press("Shift+?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("in vivo")
    expect(keys).to_contain_text("a new one can be made there too")
    page.keyboard.press("Escape")
    for key in ("j", "j", "t", "c"):
        page.keyboard.press(key)
    picker = page.get_by_role("dialog", name="Apply a code")
    page.keyboard.type("Handover")
    expect(picker.get_by_role("option")).to_have_count(1)
    plan = Plan(Round(name="Again"), (study.ana, study.ben), Draw((study.other,), of=2, study=2))
    begun = planning.begin(study.project, plan, study.olga)
    expect(picker.get_by_role("option")).to_have_count(0)
    expect(picker).not_to_contain_text("new code", use_inner_text=True)
    expect(page.get_by_role("alert")).to_contain_text("A round of independent coding has begun")
    page.keyboard.press("Escape")
    expect(page.locator(".workspace-foot")).not_to_contain_text("in vivo", use_inner_text=True)
    page.keyboard.press("v")
    expect(page.get_by_role("alert")).to_contain_text("no code is made while a round runs")
    page.keyboard.press("Shift+?")
    expect(keys).not_to_contain_text("in vivo", use_inner_text=True)
    expect(keys).not_to_contain_text("a new one", use_inner_text=True)
    page.keyboard.press("Escape")
    closing.cancel(begun, study.olga)
    expect(page.get_by_role("alert")).to_contain_text("codes can be made again")
    page.keyboard.press("v")
    expect(page.locator("#saved")).to_contain_text("and applied it")
    assert study.project.codes.count() == 2


def test_the_last_one_is_asked_and_then_sees_the_round_closed(study: Study, login: Login) -> None:
    for who, talk in ((study.ana, study.talk), (study.ana, study.other), (study.ben, study.other)):
        study.complete(who, talk)
    page = login(study.ben)
    study.open(page)
    page.get_by_text("complete", exact=True).last.click()
    dialog = page.get_by_role("dialog", name="Is it complete?")
    expect(dialog).to_contain_text("You are the last")
    dialog.get_by_role("button", name="Not yet").click()
    expect(page.get_by_role("radio", name="not started")).to_be_checked()
    assert Layer.objects.filter(round=study.round, closed=None).count() == 2
    page.get_by_text("complete", exact=True).last.click()
    dialog.get_by_role("button", name="It is complete").click()
    page.wait_for_url(f"**/rounds/{study.round.pk}/")
    expect(page.locator("main")).to_contain_text("The round is closed")
    study.open(page)
    expect(page.locator(".round-line")).to_contain_text("nothing in it changes any more")
    expect(page.locator("reading-state")).to_have_count(0)


def test_an_owner_plans_a_round_and_begins_it(study: Study, login: Login) -> None:
    page = login(study.olga)
    page.goto(reverse("round_new", args=[study.project.slug]))
    page.get_by_label("Name").fill("Pilot")
    expect(page.get_by_label("Groups by")).to_be_hidden()
    page.get_by_label("How many").fill("1")
    for name in ("Ana", "Ben"):
        page.get_by_label(name).check()
    page.get_by_role("button", name="Look at the plan").click()
    expect(page.locator("main")).to_contain_text(
        "1 of the study's 2 transcripts (50 %) is coded independently"
    )
    assert barriers(page) == []
    page.get_by_role("button", name="Begin the round").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pilot")
    assert study.project.rounds.get(name="Pilot").layers.count() == 2


@pytest.mark.parametrize("name", ["rounds", "round_new", "round", "round_close", "round_cancel"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_rounds_shuts_anybody_out(study: Study, login: Login, name: str, scheme: str) -> None:
    page = login(study.olga, color_scheme=scheme)
    own = [] if name in {"rounds", "round_new"} else [study.round.pk]
    page.goto(reverse(name, args=[study.project.slug, *own]))
    assert barriers(page) == []


def test_the_workspace_in_a_round_shuts_nobody_out(study: Study, login: Login) -> None:
    page = login(study.ana)
    study.open(page)
    assert barriers(page) == []
