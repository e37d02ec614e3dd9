"""Finding in one transcript, as the workspace's find bar asks for it."""

import json
import time

import pytest
from django.http import HttpResponse

from coding.analysis.finding import Deadline
from coding.search import hits
from projects.models import Role, User
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who is chief?\nP07: 🎉 The Straße, the CHIÉF. שָׁלוֹם"


class Study:
    def __init__(self) -> None:
        self.project = make.project(make.user("olga"))
        self.coder = make.member(self.project, Role.CODER)
        self.reader = make.member(self.project, Role.READER)
        self.stranger = make.user("sam")
        person = make.participant(self.project, "P07")
        self.transcript = make.transcript(TEXT, self.project, person)
        self.other = make.transcript("P07: the chief again", self.project, person)

    def find(self, by: User, **wish: object) -> HttpResponse:
        url = f"/api/{self.project.slug}/transcripts/{self.transcript.pk}/find"
        return make.browser(by).post(url, json.dumps(wish), "application/json")  # type: ignore[return-value]

    def words(self, **wish: object) -> list[str]:
        return [TEXT[start:end] for start, end in json.loads(self.find(self.coder, **wish).content)["hits"]]


def test_places_are_code_points_of_this_transcript_alone() -> None:
    study = Study()
    assert study.words(words=r"chief|stra\w+|שלום") == ["chief", "Straße", "CHIÉF", "שָׁלוֹם"]
    assert study.words(words="chief.", way="") == ["CHIÉF."]
    assert study.words(words="the strasse", way="words") == ["The", "Straße", "the"]


def test_readers_may_find_and_strangers_may_not() -> None:
    study = Study()
    answers = {who: study.find(getattr(study, who), words="a").status_code for who in ("reader", "stranger")}
    assert answers == {"reader": 200, "stranger": 404}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("(", 409),
        ("", 409),
        ("(?R)", 409),
        ("a{1⁰⁰⁰⁰⁰⁰}", 409),
        ("(?x)a{1 0 0 0}", 409),
        ("a" * 201, 422),
        (5, 422),
        (None, 422),
    ],
)
def test_what_is_no_expression_is_refused_in_words(words: object, status: int) -> None:
    study = Study()
    answer = study.find(study.coder, words=words)
    assert answer.status_code == status
    assert json.loads(answer.content)["detail"]


def test_a_search_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hits, "SECONDS", 0.1)
    study = Study()
    study.transcript = make.transcript("P07: " + "a" * 4000 + "b", study.project)
    began = time.monotonic()
    answer = study.find(study.coder, words="(a+)+$")
    assert answer.status_code == 409
    assert "stopped" in json.loads(answer.content)["detail"]
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("way", ["", "words", "pattern"])
@pytest.mark.parametrize("is_out", ["before", "within"])
def test_time_that_is_out_is_said_whatever_is_looked_for(
    monkeypatch: pytest.MonkeyPatch, way: str, is_out: str
) -> None:
    if is_out == "before":
        monkeypatch.setattr(hits, "SECONDS", 1e-9)
    else:
        monkeypatch.setattr(Deadline, "left", 1e-6)
    study = Study()
    study.transcript = make.transcript("P07: " + "zzz ab " * 50_000, study.project)
    answer = study.find(study.coder, words="zzz abq", way=way)
    assert (answer.status_code, "stopped" in json.loads(answer.content)["detail"]) == (409, True)
