"""Undo and redo from any page, as plain forms."""

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from coding.codebook import changes
from coding.models import Code
from coding.workspace import codings
from interviews.models import Transcript
from interviews.spans import Span
from projects.models import Project, Role, User
from tests import make

pytestmark = pytest.mark.django_db


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project: Project = make.project(None, self.ana, self.ben)
        self.code = make.code("Training", self.project)

    def post(self, who: User | None, way: str = "undo", **fields: object) -> object:
        return make.browser(who).post(reverse(way, args=[self.project.slug]), fields)


@pytest.fixture
def study() -> Study:
    return Study()


def said(answer: object) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]  # type: ignore[attr-defined]


def test_the_last_change_is_taken_back_and_done_again_and_the_page_says_what(study: Study) -> None:
    changes.change(study.code, study.ana, name="Taught")
    page = reverse("codebook", args=[study.project.slug])
    undone = study.post(study.ana, next=page)
    assert (undone.status_code, undone.url) == (302, page)  # type: ignore[attr-defined]
    assert said(undone) == ["Undone: a code changed (“Training”)."]
    assert Code.objects.get().name == "Training"
    assert said(study.post(study.ana, "redo")) == ["Redone: a code changed (“Taught”)."]
    assert Code.objects.get().name == "Taught"


def test_where_nothing_is_to_be_undone_or_redone_the_page_says_so(study: Study) -> None:
    assert said(study.post(study.ana)) == ["There is nothing to undo."]
    assert said(study.post(study.ana, "redo")) == ["There is nothing to redo."]


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.test/", "//evil.test/", "javascript:alert(1)", "/\\evil.test", "", "codebook/"],
)
def test_it_goes_back_to_pages_of_this_site_alone(study: Study, elsewhere: str) -> None:
    answer = study.post(study.ana, next=elsewhere)
    assert answer.url == reverse("project", args=[study.project.slug])  # type: ignore[attr-defined]


def test_what_another_built_on_is_refused_with_a_form_to_undo_what_was_before(study: Study) -> None:
    made = changes.add(study.project, study.ana, name="Nervousness")
    changes.change(study.code, study.ana, name="Taught")
    changes.change(study.code, study.ben, name="Learnt")
    refused = study.post(study.ana, next="/")
    assert refused.status_code == 409  # type: ignore[attr-defined]
    page = refused.content.decode()  # type: ignore[attr-defined]
    assert "A code changed (“Learnt”). This can&#x27;t be undone: Ben has changed it since." in page
    assert '<input type="hidden" name="before" value="2">' in page
    assert said(study.post(study.ana, before=2)) == ["Undone: a code added (“Nervousness”)."]
    assert not Code.objects.filter(pk=made.pk).exists()
    assert Code.objects.get().name == "Learnt"


@pytest.mark.parametrize("nonsense", ["x", "-1", "², ", "9" * 40, "1.5"])
def test_a_number_that_is_none_is_passed_over(study: Study, nonsense: str) -> None:
    changes.change(study.code, study.ana, name="Taught")
    assert said(study.post(study.ana, before=nonsense)) == ["Undone: a code changed (“Training”)."]


def test_a_redo_that_another_built_on_is_refused(study: Study) -> None:
    changes.change(study.code, study.ana, name="Taught")
    study.post(study.ana)
    changes.change(study.code, study.ben, name="Learnt")
    (sentence,) = said(study.post(study.ana, "redo"))
    assert sentence == (
        "A code changed (“Learnt”). This can't be redone: Ben has changed it since. Nothing was changed."
    )
    assert Code.objects.get().name == "Learnt"


@pytest.mark.parametrize("way", ["undo", "redo"])
def test_strangers_find_nothing_readers_may_not_and_a_look_is_no_undo(study: Study, way: str) -> None:
    changes.change(study.code, study.ana, name="Taught")
    assert study.post(make.user("eve"), way).status_code == 404  # type: ignore[attr-defined]
    assert study.post(make.member(study.project, Role.READER), way).status_code == 403  # type: ignore[attr-defined]
    assert study.post(None, way).url.startswith("/account/login/")  # type: ignore[attr-defined]
    assert make.browser(study.ana).get(reverse(way, args=[study.project.slug])).status_code == 405
    assert Code.objects.get().name == "Taught"


def test_the_owner_undoes_their_own_changes(study: Study) -> None:
    owner = study.project.memberships.get(role=Role.OWNER).user
    changes.change(study.code, owner, name="Taught")
    assert said(study.post(owner)) == ["Undone: a code changed (“Training”)."]


def test_every_page_of_a_study_offers_it_to_those_who_code_and_not_to_readers(study: Study) -> None:
    form = f'action="{reverse("undo", args=[study.project.slug])}"'
    page = reverse("participants", args=[study.project.slug])
    assert form in make.browser(study.ana).get(page).content.decode()
    reader = make.member(study.project, Role.READER)
    assert form not in make.browser(reader).get(page).content.decode()


class Elsewhere(Study):
    """Ana codes P07; then she renames a code, on another page."""

    def __init__(self) -> None:
        super().__init__()
        self.here, self.there = (
            make.transcript(f"{who}: Nobody did.", self.project, make.participant(self.project, who))
            for who in ("P07", "P08")
        )

    def apply(self, transcript: Transcript) -> None:
        codings.apply(transcript, codings.Wish(uuid4(), self.code.pk, Span(5, 11), 1), self.ana)

    def ask(self, who: User | None = None, **wish: object) -> tuple[int, dict[str, Any]]:
        address = f"/api/{self.project.slug}/undo"
        answer = make.browser(who or self.ana).post(address, wish, "application/json")
        return answer.status_code, answer.json()


def test_undo_within_a_transcript_asks_about_what_was_done_elsewhere_and_then_does_just_that() -> None:
    study = Elsewhere()
    study.apply(study.here)
    changes.change(study.code, study.ana, name="Taught")
    status, asked = study.ask(within=study.here.pk)
    assert (status, asked["elsewhere"]) == (409, True)
    assert asked["detail"] == "The last thing that you did was: a code changed (“Taught”). Undo it?"
    assert Code.objects.get().name == "Taught"
    status, done = study.ask(within=study.here.pk, act=asked["act"])
    assert (status, done["said"]) == (200, "a code changed (“Training”)")
    status, done = study.ask(within=study.here.pk)
    assert (status, done["code"]) == (200, study.code.pk)
    assert done["said"] == "a coding applied (“Training”, P07:T1), with 1 more change"


def test_a_coding_of_another_transcript_is_asked_about_with_its_turn() -> None:
    study = Elsewhere()
    study.apply(study.there)
    status, asked = study.ask(within=study.here.pk)
    assert (status, "P08:T1" in asked["detail"]) == (409, True)
    assert study.ask(within=study.there.pk)[0] == 200


def test_only_who_codes_is_asked_and_nobody_about_anothers_act() -> None:
    study = Elsewhere()
    changes.change(study.code, study.ana, name="Taught")
    assert study.ask(study.ben, within=study.here.pk)[1]["detail"] == "There is nothing to undo."
    assert study.ask(study.ben, act=study.project.events.latest("number").act)[0] == 409
    assert study.ask(make.user("eve"), within=study.here.pk)[0] == 404
    reader = make.member(study.project, Role.READER)
    assert study.ask(reader, within=study.here.pk)[0] == 403
    assert Code.objects.get().name == "Taught"
