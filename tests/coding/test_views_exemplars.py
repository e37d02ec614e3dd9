import json
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coding.models import Code, Coding, Exemplar, Layer, Round
from interviews.models import Transcript
from projects.models import Project, Role, User
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: And then?\nP01: I was afraid of blame."


@pytest.fixture
def talk(study: Project) -> Transcript:
    return make.transcript(TEXT, study, make.participant(study, "P01"))


@pytest.fixture
def coding(ana: User, fear: Code, talk: Transcript) -> Coding:
    return make.coding("afraid of blame", fear, ana, talk)


@pytest.fixture
def browser(client: Client, ana: User) -> Client:
    client.force_login(ana)
    return client


def add(study: Project, code: Code) -> str:
    return reverse("exemplar_add", args=[study.slug, code.pk])


def form(talk: Transcript, **more: object) -> dict[str, object]:
    return {"transcript": talk.pk, "turn": 2, "words": "of blame", "kind": "near miss", "note": "", **more}


def api(study: Project, code: Code) -> str:
    return f"/api/{study.slug}/codes/{code.pk}/exemplars"


def post(client: Client, study: Project, code: Code, talk: Transcript, **more: object) -> Any:
    wish = {"guid": str(uuid.uuid4()), "transcript": talk.pk, "start": 34, "end": 49, "revision": 1}
    wish |= {"kind": "typical", "note": "plain", **more}
    return client.post(api(study, code), json.dumps(wish), content_type="application/json")


PIN = [(None, 404, False), (Role.READER, 403, False), (Role.CODER, 200, True), (Role.OWNER, 200, True)]


@pytest.mark.parametrize(("role", "answer", "pinned"), PIN)
def test_coders_and_owners_pin_by_the_form(
    client: Client, study: Project, fear: Code, talk: Transcript, role: Role | None, answer: int, pinned: bool
) -> None:
    client.force_login(make.member(study, role) if role else make.user("zoe"))
    assert client.get(add(study, fear)).status_code == answer
    assert client.post(add(study, fear), form(talk)).status_code == (302 if pinned else answer)
    assert Exemplar.objects.filter(kind="near miss", start=41, end=49).exists() is pinned


@pytest.mark.parametrize(("role", "answer", "pinned"), PIN)
def test_coders_and_owners_pin_and_unpin_by_the_api_and_every_member_reads(
    client: Client, study: Project, fear: Code, talk: Transcript, role: Role | None, answer: int, pinned: bool
) -> None:
    client.force_login(make.member(study, role) if role else make.user("zoe"))
    assert client.get(api(study, fear)).status_code == (404 if role is None else 200)
    assert post(client, study, fear, talk).status_code == answer
    assert Exemplar.objects.exists() is pinned
    made = Exemplar.objects.first() or make.exemplar(make.coding("was", fear, make.user(), talk))
    gone = client.delete(f"/api/{study.slug}/exemplars/{made.guid}")
    assert gone.status_code == (204 if pinned else answer)


@pytest.mark.parametrize(("role", "answer", "pinned"), PIN)
def test_coders_and_owners_unpin_by_a_button(
    client: Client, study: Project, coding: Coding, role: Role | None, answer: int, pinned: bool
) -> None:
    made = make.exemplar(coding)
    client.force_login(make.member(study, role) if role else make.user("zoe"))
    url = reverse("exemplar_unpin", args=[study.slug, made.guid])
    assert client.post(url).status_code == (302 if pinned else answer)
    assert Exemplar.objects.exists() is not pinned


def test_what_is_pinned_comes_back_with_its_citation_and_words(
    browser: Client, study: Project, fear: Code, talk: Transcript
) -> None:
    guid = post(browser, study, fear, talk).json()["guid"]
    assert browser.get(api(study, fear)).json() == [
        {
            "guid": guid,
            "kind": "typical",
            "label": "typical",
            "cite": "P01:T2",
            "words": "afraid of blame",
            "note": "plain",
            "by": "Ana",
            "href": f"/{study.slug}/transcripts/{talk.pk}/code/?at=34-49",
        }
    ]


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({"kind": "unsure"}, 422),
        ({"note": "x" * 301}, 422),
        ({"start": -1}, 422),
        ({"end": 900}, 409),
        ({"start": 49}, 409),
        ({"revision": 2}, 409),
        ({"transcript": 2**31 - 1}, 404),
        ({"transcript": 2**40}, 422),
    ],
)
def test_what_cannot_be_pinned_is_refused(
    browser: Client, study: Project, fear: Code, talk: Transcript, wish: dict[str, object], status: int
) -> None:
    answer = post(browser, study, fear, talk, **wish)
    assert answer.status_code == status
    assert answer.json()["detail"]
    assert not Exemplar.objects.exists()


def test_another_studys_transcript_or_exemplar_is_not_found(
    browser: Client, study: Project, fear: Code, coding: Coding
) -> None:
    other = make.project(make.user("ben"))
    away = make.transcript(TEXT, other)
    made = make.exemplar(make.coding("afraid", make.code("There", other), make.user(), away))
    assert post(browser, study, fear, away).status_code == 404
    assert browser.delete(f"/api/{study.slug}/exemplars/{made.guid}").status_code == 404
    assert "transcript" in browser.post(add(study, fear), form(away)).context["form"].errors
    assert coding.pk


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"turn": 9}, "turn"),
        ({"words": "elsewhere"}, "words"),
        ({"kind": "x"}, "kind"),
        ({"turn": ""}, "turn"),
    ],
)
def test_the_form_says_which_answer_is_wrong(
    browser: Client, study: Project, fear: Code, talk: Transcript, wish: dict[str, object], field: str
) -> None:
    page = browser.post(add(study, fear), form(talk, **wish))
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]


def test_words_that_are_pinned_already_are_said_to_be(
    browser: Client, study: Project, fear: Code, talk: Transcript, coding: Coding
) -> None:
    make.exemplar(coding)
    page = browser.post(add(study, fear), form(talk, words="afraid of blame"))
    assert "pinned to this code already" in page.content.decode()


def test_without_words_the_whole_turn_is_pinned(
    browser: Client, study: Project, fear: Code, talk: Transcript
) -> None:
    browser.post(add(study, fear), form(talk, words=""))
    assert Exemplar.objects.get().span == (28, 50)


def test_the_words_of_a_coding_are_proposed(browser: Client, study: Project, coding: Coding) -> None:
    page = browser.get(add(study, coding.code), {"coding": str(coding.guid)})
    assert page.context["form"].initial == {
        "transcript": coding.transcript_id,
        "turn": 2,
        "words": "afraid of blame",
    }


def test_neither_a_hidden_coding_nor_nonsense_proposes_words(
    browser: Client, study: Project, fear: Code, talk: Transcript
) -> None:
    ben = make.user("ben")
    blind = Round.objects.create(project=study, name="First", edition=study.editions.latest("number"))
    layer = Layer.objects.create(project=study, kind="round", round=blind, coder=ben)
    hidden = make.coding("afraid", fear, ben, talk, layer)
    for wish in (str(hidden.guid), "x", str(uuid.uuid4())):
        assert browser.get(add(study, fear), {"coding": wish}).context["form"].initial == {}


def test_the_codes_page_shows_exemplars_with_a_way_to_unpin_for_who_may(
    client: Client, study: Project, coding: Coding
) -> None:
    made = make.exemplar(coding, "near miss", note="of what is told")
    url = reverse("code", args=[study.slug, coding.code_id])
    for role, may in ((Role.READER, False), (Role.CODER, True)):
        client.force_login(make.member(study, role))
        page = client.get(url).content.decode()
        assert "afraid of blame" in page
        assert "of what is told" in page
        assert (str(made.guid) in page) is may


def test_the_list_of_codings_leads_to_pinning_one(browser: Client, study: Project, coding: Coding) -> None:
    page = browser.get(reverse("codings_list", args=[study.slug, coding.transcript_id])).content.decode()
    assert f"{add(study, coding.code)}?coding={coding.guid}" in page
