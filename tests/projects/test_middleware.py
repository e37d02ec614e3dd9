"""What holds for every request."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests import make

pytestmark = pytest.mark.django_db


def test_what_a_signed_in_person_sees_is_kept_in_no_cache() -> None:
    ana = make.user()
    project = make.project(ana)
    client = Client()
    client.force_login(ana)
    for name in ("project", "excerpts", "excerpts_csv"):
        assert "no-store" in client.get(reverse(name, args=[project.slug])).headers["Cache-Control"]


def test_moments_are_said_in_the_persons_zone_and_in_one_style() -> None:
    ana = make.user()
    project = make.project(ana)
    project.memberships.update(joined="2026-03-01T20:30Z")
    project.editions.update(made="2026-03-01T20:30Z", named="2026-03-01T20:30Z", name="Pilot")
    ana.time_zone = "Asia/Tokyo"
    ana.save()
    client = make.browser(ana)
    assert "2 Mar 2026" in client.get(reverse("team", args=[project.slug])).text
    assert "2 Mar 2026, 05:30" in client.get(reverse("versions", args=[project.slug])).text


def test_a_request_that_says_it_is_too_large_is_refused_in_words(settings: Settings) -> None:
    settings.MAX_REQUEST_BYTES = 1000
    answer = Client().post(reverse("account_login"), {"login": "x" * 2000})
    assert answer.status_code == 413
    assert "nothing" in answer.text.lower()


def test_an_address_for_forms_alone_says_so_and_is_no_blank_page() -> None:
    ana = make.user()
    address = reverse("query_build", args=[make.project(ana).slug])
    answer = make.browser(ana).get(address, headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "It takes what a form sends" in answer.text
    assert make.browser(ana).get(address).text == ""
