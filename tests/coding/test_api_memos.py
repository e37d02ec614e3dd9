"""What pages call about memos."""

import json
import uuid
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from coding.memos import writing
from coding.models import Layer, Memo, Round
from projects.models import Project, Role, User
from projects.undo import undo
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\nP07: Nobody did, honestly."
GUID = str(uuid.UUID(int=7))


class Study:
    def __init__(self) -> None:
        self.olga, self.ana, self.ben = make.user("olga"), make.user("ana"), make.user("ben")
        self.project: Project = make.project(self.olga, self.ana, self.ben)
        self.person = make.participant(self.project, "P07")
        self.transcript = make.transcript(TEXT, self.project, self.person)
        self.code = make.code("Training", self.project)
        self.coding = make.coding("Nobody", self.code, self.ana, self.transcript)
        self.url = f"/api/{self.project.slug}/memos"

    def write(self, body: str, on: Any = None) -> Memo:
        return writing.write(self.project, self.ana, body, on)

    def ask(self, method: str, path: str = "", by: User | None = None, **wish: object) -> Any:
        client = make.browser(by or self.ana)
        return client.generic(method, self.url + path, json.dumps(wish), "application/json")

    def listed(self, by: User) -> Any:
        return make.browser(by).get(f"/api/{self.project.slug}/transcripts/{self.transcript.pk}/memos").json()


@pytest.fixture
def study() -> Study:
    return Study()


def test_a_memo_is_written_on_a_coding_and_read_back(study: Study, time_machine: Any) -> None:
    time_machine.move_to("2026-03-02 10:00:00+00:00", tick=False)
    answer = study.ask("POST", guid=GUID, body="Says it **twice**.", coding=str(study.coding.guid))
    assert answer.status_code == 200
    assert study.listed(study.ben) == [answer.json()]
    assert answer.json() == {
        "guid": GUID,
        "reply_to": None,
        "on": {"coding": str(study.coding.guid)},
        "author": study.ana.pk,
        "by": "Ana",
        "body": "Says it **twice**.",
        "html": "<p>Says it <strong>twice</strong>.</p>\n",
        "version": 1,
        "made": 1772445600,
        "changed": 1772445600,
        "resolved": False,
        "resolved_by": None,
    }


@pytest.mark.parametrize("kind", ["code", "transcript", "participant"])
def test_memos_on_other_things_of_the_transcript_are_listed_with_it(study: Study, kind: str) -> None:
    on = {"code": study.code.pk, "transcript": study.transcript.pk, "participant": study.person.pk}[kind]
    wish: dict[str, Any] = {kind: on}
    assert study.ask("POST", guid=GUID, body="A memo.", **wish).json()["on"] == wish
    assert [row["on"] for row in study.listed(study.ben)] == [{kind: on}]


def test_the_journal_and_other_transcripts_are_not_listed(study: Study) -> None:
    study.ask("POST", guid=GUID, body="An entry.")
    other = make.transcript(TEXT, study.project, make.participant(study.project, "P08"))
    study.write("Elsewhere.", other)
    assert study.listed(study.ana) == []
    assert Memo.objects.count() == 2


def test_a_memo_is_on_one_thing(study: Study) -> None:
    answer = study.ask("POST", guid=GUID, body="Two.", code=study.code.pk, transcript=study.transcript.pk)
    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        "A memo is on one thing; write another for the other.",
    )


def test_words_that_go_on_are_undone_with_those_before(study: Study) -> None:
    memo = study.ask("POST", guid=GUID, body="F").json()
    address = f"/{memo['guid']}"
    study.ask("PUT", address, body="First.", version=memo["version"], goes_on=True)
    undo(study.project, study.ana)
    assert not Memo.objects.exists()


def test_a_change_on_an_older_version_is_answered_with_the_words_that_stand(study: Study) -> None:
    memo = study.write("First.")
    second = study.ask("PUT", f"/{memo.guid}", body="Second.", version=1).json()
    late = study.ask("PUT", f"/{memo.guid}", body="Another second.", version=1)
    assert late.status_code == 409
    assert late.json() == {
        "detail": "This memo was changed since you opened it. Choose which words are kept.",
        "version": second["version"],
        "body": "Second.",
    }
    assert Memo.objects.get().body == "Second."
    assert study.ask("PUT", f"/{memo.guid}", body="Third.", version=second["version"]).status_code == 200


@pytest.mark.parametrize(
    ("role", "status", "delete"),
    [(None, 404, 404), (Role.READER, 403, 403), (Role.CODER, 200, 403), (Role.OWNER, 200, 204)],
)
def test_who_may_do_what_with_anothers_memo(
    study: Study, role: Role | None, status: int, delete: int
) -> None:
    memo = study.write("Ana's.")
    who = make.member(study.project, role) if role else make.user("sam")
    assert study.ask("POST", by=who, guid=str(uuid.UUID(int=8)), body="Mine.").status_code == status
    reply = study.ask("POST", f"/{memo.guid}/replies", by=who, guid=GUID, body="Is it?")
    assert reply.status_code == status
    assert study.ask("PUT", f"/{memo.guid}/resolved", by=who, resolved=True).status_code == status
    change = study.ask("PUT", f"/{memo.guid}", by=who, body="Mine.", version=1)
    assert change.status_code == (404 if role is None else 403)
    assert study.ask("DELETE", f"/{memo.guid}", by=who).status_code == delete
    assert Memo.objects.filter(pk=memo.pk).exists() == (delete != 204)


def test_memos_of_a_blind_round_are_neither_read_nor_answered_by_others(study: Study) -> None:
    first = Round.objects.create(
        project=study.project, name="First", edition=study.project.editions.get(), is_blind=True
    )
    layer = Layer.objects.create(project=study.project, kind="round", round=first, coder=study.ana)
    blind = make.coding("honestly", study.code, study.ana, study.transcript, layer)
    memo = study.write("Blind.", blind)
    for other in (study.ben, study.olga):
        assert study.listed(other) == []
        assert study.ask("POST", by=other, guid=GUID, body="Mine.", coding=str(blind.guid)).status_code == 404
        assert (
            study.ask("POST", f"/{memo.guid}/replies", by=other, guid=GUID, body="Mine.").status_code == 404
        )
        assert study.ask("DELETE", f"/{memo.guid}", by=other).status_code == 404
    assert study.listed(study.ana) == []  # in open work, where no round's memos are
    assert Memo.objects.get() == memo


@pytest.mark.parametrize("body", ["", " \n", "\ud800", "\0", "a" * 20_001, "a" * 40_001])
def test_no_memo_is_made_of_nothing_or_of_too_much(study: Study, body: str) -> None:
    assert study.ask("POST", guid=GUID, body=body).status_code in {409, 422}
    assert not Memo.objects.exists()


def test_the_queries_of_the_list_do_not_grow(
    study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _round in range(2):
        for thing in (study.coding, study.code, study.transcript, study.person):
            writing.reply(study.write("A memo.", thing), study.ben, "A reply.")
        client = make.browser(study.ana)
        with django_assert_num_queries(5):
            client.get(f"/api/{study.project.slug}/transcripts/{study.transcript.pk}/memos")
