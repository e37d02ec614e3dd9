"""Enter in a field presses the first button of its form, which must take nothing away and decide nothing."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from coding.models import PickedQuote, Resolution
from tests import make
from tests.coding.differing import Study
from tests.e2e.conftest import Login

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_enter_adds_a_tag_to_a_transcript_and_takes_none_off(login: Login) -> None:
    ana = make.user("ana")
    project = make.project(ana)
    talk = make.transcript("P07: I was afraid.", project)
    page = login(ana)
    page.goto(reverse("transcript", args=[project.slug, talk.pk]))
    for tag in ("telephone", "rich"):
        page.get_by_label("New tag").fill(tag)
        page.get_by_label("New tag").press("Enter")
        expect(page.locator(".marks .tag").get_by_text(tag)).to_be_visible()
    assert set(talk.tags.names()) == {"telephone", "rich"}


def test_enter_beside_the_reason_decides_nothing_and_keeps_what_was_decided(login: Login) -> None:
    study = Study()
    study.decide(2, "one", accepted=study.ben.pk)
    page = login(study.olga)
    page.goto(reverse("round_differences", args=[study.project.slug, study.round.pk]))
    page.wait_for_selector("place-list:defined")
    page.locator(f"#reason-{study.place(4).slug}").fill("Not yet.")
    page.locator(f"#reason-{study.place(4).slug}").press("Enter")
    page.locator(f"#reason-{study.place(2).slug}").fill("He was there.")
    page.locator(f"#reason-{study.place(2).slug}").press("Enter")
    expect(page.locator(f"#place-{study.place(2).slug} .place-outcome")).to_contain_text("He was there.")
    kept = Resolution.objects.get()
    assert (kept.outcome, kept.accepted, kept.reason) == ("one", study.ben, "He was there.")


def test_enter_beside_a_tag_for_excerpts_picks_none_of_them(login: Login) -> None:
    ana = make.user("ana")
    project = make.project(ana)
    talk = make.transcript("P07: I was afraid.", project)
    make.coding("afraid", make.code("Fear", project), ana, talk)
    page = login(ana)
    page.goto(reverse("excerpts", args=[project.slug]) + "?tick=on")
    page.locator("input[name=excerpt]").check()
    page.locator("summary", has_text="Tag").click()
    page.get_by_label("Tag the codings").fill("odd")
    page.get_by_label("Tag the codings").press("Enter")
    page.wait_for_load_state("networkidle")
    assert not PickedQuote.objects.exists()
    page.get_by_role("button", name="Tag", exact=True).click()
    expect(page.locator(".notice")).to_contain_text("tagged")
