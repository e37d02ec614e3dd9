"""Pinning an exemplar while coding, and seeing it with the code."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from coding.codebook import changes as codebook
from coding.models import Exemplar
from tests import make
from tests.e2e.conftest import Login

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_a_coding_is_pinned_shown_with_its_code_and_unpinned(login: Login) -> None:
    ana = make.user("ana")
    project = make.project(ana)
    talk = make.transcript("P01: I was afraid of blame.", project, make.participant(project, "P01"))
    fear, pride = (codebook.add(project, ana, name=name) for name in ("Fear", "Pride"))
    make.coding("afraid of blame", fear, ana, talk)
    page = login(ana)
    page.goto(reverse("workspace", args=[project.slug, talk.pk]))
    page.wait_for_selector("[data-workspace=ready]")
    page.locator(".stripe-button").first.click()
    page.get_by_role("button", name="Pin as an exemplar…").click()
    dialog = page.get_by_role("dialog", name="Pin as an exemplar")
    expect(dialog).to_contain_text("afraid of blame")
    dialog.get_by_label("a near miss").check()
    dialog.get_by_label("Code", exact=True).select_option("Pride")
    dialog.get_by_label("Why").fill("afraid, not proud")
    dialog.get_by_role("button", name="Pin", exact=True).click()
    expect(page.locator("#saved")).to_have_text("Pinned to the code")
    made = Exemplar.objects.get()
    assert (made.code, made.kind, made.span) == (pride, "near miss", (11, 26))
    page.locator(f"[data-code='{pride.pk}']").click()
    shown = page.locator("coding-inspector figure")
    expect(shown).to_contain_text("afraid of blame")
    expect(shown).to_contain_text("afraid, not proud")
    page.get_by_role("button", name="Unpin: P01:T1").click()
    expect(shown).to_have_count(0)
    assert not Exemplar.objects.exists()


def test_others_exemplars_are_read_anew_when_the_codebook_changed(login: Login) -> None:
    ana = make.user("ana")
    project = make.project(ana)
    talk = make.transcript("P01: I was afraid of blame.", project, make.participant(project, "P01"))
    fear = codebook.add(project, ana, name="Fear")
    page = login(ana)
    page.goto(reverse("workspace", args=[project.slug, talk.pk]))
    page.wait_for_selector("[data-workspace=ready]")
    with page.expect_response(lambda answer: answer.url.endswith(f"/codes/{fear.pk}/exemplars")):
        page.locator(f"[data-code='{fear.pk}']").click()
    make.exemplar(make.coding("afraid", fear, ana, talk))
    page.evaluate("document.dispatchEvent(new CustomEvent('verbatim:news', {detail: {codebook: true}}))")
    expect(page.locator("coding-inspector figure")).to_contain_text("afraid")
