"""What every answer says to the browser, and what no page holds."""

import re

import pytest
from django.http import HttpResponseBase
from django.test import Client

from interviews.models import Attribute
from projects.models import ProjectTag, Role
from tests import make

pytestmark = pytest.mark.django_db

HOSTILE = '"><script>alert(1)</script>'
TEXT = f"Interviewer: Who?\nP07: Nobody </script>{HOSTILE} did.\nP08: Yes."
RUNS = re.compile(
    rb'<script(?![^>]*\bsrc=)(?![^>]*"application/json")[^>]*>|<[a-z][^>]*\s(style|on[a-z]+)="|javascript:|<style'
)
PAGES = (
    "/",
    "/account/",
    "/new/",
    "/{slug}/",
    "/{slug}/codebook/",
    "/{slug}/codebook/{code}/",
    "/{slug}/codebook/{code}/delete/",
    "/{slug}/codes.css",
    "/{slug}/transcripts/",
    "/{slug}/transcripts/{transcript}/",
    "/{slug}/transcripts/{transcript}/delete/",
    "/{slug}/transcripts/{transcript}/code/",
    "/{slug}/transcripts/{transcript}/code/list/",
    "/{slug}/participants/",
    "/{slug}/participants/{person}/",
    "/{slug}/participants/{person}/withdraw/",
    "/{slug}/attributes/",
    "/{slug}/attributes/{attribute}/",
    "/{slug}/excerpts/?more=1&coders=on&context=500&question=on",
    "/{slug}/matrix/?shows=quotes",
    "/{slug}/comparison/",
    "/{slug}/team/",
    "/{slug}/team/access/",
    "/{slug}/jobs/",
    "/api/{slug}/transcripts/{transcript}/codings",
)


def hostile_study() -> tuple[Client, dict[str, object]]:
    """A study whose every name is an attempt to run a script."""
    owner = make.user("olga")
    owner.name = HOSTILE
    owner.save()
    project = make.project(owner, name=HOSTILE)
    person = make.participant(project, HOSTILE[:20])
    transcript = make.transcript(TEXT, project, person, title=HOSTILE)
    texts = dict.fromkeys(
        ("definition", "apply_when", "do_not_apply_when", "example_type", "source"), HOSTILE
    )
    code = make.code(HOSTILE, project, make.code(f"Theme {HOSTILE}", project), **texts)
    make.coding("Nobody </script>", code, owner, transcript)
    make.complete(transcript, owner, make.member(project, Role.CODER))
    attribute = Attribute.objects.create(project=project, name=HOSTILE, kind="one of", position=1)
    attribute.choices.create(value=HOSTILE, position=1)
    tag = ProjectTag.objects.create(project=project, name=HOSTILE, slug="x")
    transcript.tagged.create(tag=tag)
    make.job(project, owner, state="failed", problem=HOSTILE)
    client = make.browser(owner)
    return client, {
        "slug": project.slug,
        "code": code.pk,
        "transcript": transcript.pk,
        "person": person.pk,
        "attribute": attribute.pk,
    }


def policy_of(response: HttpResponseBase) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _space, value in parts}


def guarded(response: HttpResponseBase) -> bool:
    policy = policy_of(response)
    return (
        policy["default-src"] == "'none'"
        and policy["script-src"] == policy["style-src"] == "'self'"
        and policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        and response["X-Content-Type-Options"] == "nosniff"
        and response["Referrer-Policy"] == "same-origin"
        and response["X-Frame-Options"] == "DENY"
    )


@pytest.mark.parametrize("page", PAGES)
def test_no_name_becomes_markup_and_no_page_runs_a_script_of_its_own(page: str) -> None:
    client, objects = hostile_study()
    response = client.get(page.format(**objects))
    assert response.status_code == 200
    assert guarded(response)
    assert b"<script>alert" not in response.content
    if response["Content-Type"].startswith("text/html"):
        assert not RUNS.search(response.content)


@pytest.mark.parametrize(
    "page",
    [
        "/account/login/",
        "/nothing/here/",
        "/health/",
        "/api/x/transcripts/1/codings",
        "/join/x/",
        "/account/password/reset/",
    ],
)
def test_pages_for_everybody_and_errors_are_guarded_too(page: str) -> None:
    assert guarded(Client().get(page))


@pytest.mark.parametrize(
    "colour", ["red}*{display:none", "#fff", "#ffffff;}", "url(http://x)", "#ffffff\n", "＃ffffff"]
)
def test_a_colour_is_six_digits_and_nothing_else(colour: str) -> None:
    client, objects = hostile_study()
    code = f"/{objects['slug']}/codebook/{objects['code']}/"
    client.post(code, {"code-name": "A", "code-own_colour": "on", "code-colour": colour})
    sheet = client.get(f"/{objects['slug']}/codes.css").content.decode()
    assert re.fullmatch(
        r"(\.code-\d+ \{ --code: light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\); \}\n"
        r"\.coded-\d+::highlight\(code-\d+\) \{ background-color: "
        r"light-dark\(#[0-9a-f]{8}, #[0-9a-f]{8}\); color: var\(--ink\); \}\n)*",
        sheet,
    )


@pytest.mark.parametrize(
    "target", ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)", "https:evil.test"]
)
def test_login_leads_to_no_other_site(target: str) -> None:
    person = make.user()
    asked = {"login": person.email, "password": make.PASSWORD, "next": target}
    response = Client().post(f"/account/login/?next={target}", asked)
    assert response.status_code == 302
    assert response["Location"] == "/"


def test_the_api_refuses_what_has_no_token_against_forgery() -> None:
    client, objects = hostile_study()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    for kind in ("application/json", "text/plain", "application/x-www-form-urlencoded"):
        url = "/api/{slug}/transcripts/{transcript}/codings".format(**objects)
        assert strict.post(url, "{}", kind).status_code == 403
