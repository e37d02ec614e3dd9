"""A coder says of a turn: read, nothing to code."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from coding.models import Layer, Reading, ReadTurn
from coding.progress import marks
from coding.workspace.news import news_since
from coding.workspace.rows import Shown
from interviews import withdrawal
from interviews.models import Transcript, Turn
from projects.models import Event, Role
from projects.refusals import Refused
from projects.undo import redo, undo
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Who taught you?\nP01: Nobody did.\nP01: We learned it.\nP01: Then it stopped."


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(None, self.ana, self.ben)
        self.transcript = make.transcript(TALK, self.project, make.participant(self.project, "P01"))

    def url(self, name: str, *more: object) -> str:
        return reverse(name, args=[self.project.slug, self.transcript.pk, *more])

    def api(self, number: int) -> str:
        return f"/api/{self.project.slug}/transcripts/{self.transcript.pk}/turns/{number}/read"


@pytest.fixture
def study() -> Study:
    return Study()


def marked() -> list[tuple[str, int]]:
    return [(mark.coder.name, mark.turn.number) for mark in ReadTurn.objects.order_by("pk")]


def test_a_mark_is_told_with_its_place_and_without_a_word(study: Study) -> None:
    marks.mark(study.transcript, 2, study.ana, is_read=True)
    assert marked() == [("Ana", 2)]
    event = Event.objects.get(verb="marked read")
    start = TALK.index("Nobody")
    assert event.facts == {"transcript": study.transcript.pk, "turn": 2, "start": start, "end": start + 11}
    assert event.layer_id == Layer.objects.open_work(study.project).pk


def test_the_first_mark_says_that_the_transcript_is_begun(study: Study) -> None:
    marks.mark(study.transcript, 2, study.ana, is_read=True)
    reading = Reading.objects.get()
    assert (reading.coder, reading.state) == (study.ana, "in progress")


def test_the_same_mark_again_changes_nothing(study: Study) -> None:
    for _time in range(2):
        marks.mark(study.transcript, 2, study.ana, is_read=True)
    marks.mark(study.transcript, 3, study.ana, is_read=False)
    assert Event.objects.filter(kind="turn").count() == 1


def test_undo_takes_the_mark_and_the_beginning_back_and_redo_makes_both_again(study: Study) -> None:
    marks.mark(study.transcript, 2, study.ana, is_read=True)
    pk = ReadTurn.objects.get().pk
    undo(study.project, study.ana)
    assert (marked(), Reading.objects.count()) == ([], 0)
    redo(study.project, study.ana)
    assert (ReadTurn.objects.get().pk, Reading.objects.count()) == (pk, 1)


def test_undo_brings_back_a_mark_that_was_taken_away(study: Study) -> None:
    marks.mark(study.transcript, 2, study.ana, is_read=True)
    marks.mark(study.transcript, 2, study.ana, is_read=False)
    assert marked() == []
    undo(study.project, study.ana)
    assert marked() == [("Ana", 2)]


def test_a_mark_on_a_coded_turn_stays_when_the_coding_goes(study: Study) -> None:
    coding = make.coding("Nobody", make.code("Training", study.project), study.ana, study.transcript)
    marks.mark(study.transcript, 2, study.ana, is_read=True)
    coding.delete()
    assert marks.progress_of(study.transcript, study.ana).unread == [3, 4]


def test_nothing_is_marked_once_the_work_is_closed(study: Study) -> None:
    Layer.objects.update(closed=study.transcript.made)
    with pytest.raises(Refused, match="closed"):
        marks.mark(study.transcript, 2, study.ana, is_read=True)
    assert marked() == []


def test_the_marks_go_with_the_transcript(study: Study) -> None:
    marks.mark(study.transcript, 2, study.ana, is_read=True)
    Turn.objects.filter(number=2).delete()
    assert marked() == []


def test_progress_is_ones_own(study: Study) -> None:
    make.coding("Nobody", make.code("Training", study.project), study.ana, study.transcript)
    marks.mark(study.transcript, 3, study.ana, is_read=True)
    marks.mark(study.transcript, 4, study.ben, is_read=True)
    progress = marks.progress_of(study.transcript, study.ana)
    assert (progress.turns, progress.coded, progress.marked, progress.unread) == ([2, 3, 4], [2], [3], [4])
    assert marks.progress_of(study.transcript, study.ben).unread == [2, 3]


@pytest.mark.parametrize(
    ("role", "status"), [(None, 404), (Role.READER, 403), (Role.CODER, 204), (Role.OWNER, 204)]
)
def test_who_may_mark_through_the_api(study: Study, role: Role | None, status: int) -> None:
    person = make.member(study.project, role) if role else make.user("stranger")
    answer = make.browser(person).put(study.api(2), json.dumps({"read": True}), "application/json")
    assert answer.status_code == status
    assert len(marked()) == (status == 204)


def test_the_api_takes_the_mark_back_and_knows_no_other_turn(study: Study) -> None:
    client = make.browser(study.ana)
    client.put(study.api(2), json.dumps({"read": True}), "application/json")
    assert client.get(f"/api/{study.project.slug}/transcripts/{study.transcript.pk}/reading").json() == {
        "state": "in progress",
        "manner": "participant",
        "turns": [2, 3, 4],
        "marked": [2],
        "coded": [],
        "closes": False,
    }
    assert client.put(study.api(2), json.dumps({"read": False}), "application/json").status_code == 204
    assert marked() == []
    for strange in (5, 2**40):
        assert client.put(study.api(strange), "{}", "application/json").status_code == 404


def test_ones_own_marks_are_news_to_oneself_alone(study: Study) -> None:
    marks.mark(study.transcript, 2, study.ana, is_read=True)
    study.project.refresh_from_db()
    study.transcript.project = study.project
    news = {who: news_since(0, study.transcript, who, Shown(None)).reading for who in (study.ana, study.ben)}
    assert news == {study.ana: True, study.ben: False}


def test_without_script_turns_are_marked_on_the_list(study: Study) -> None:
    client = make.browser(study.ana)
    html = client.get(study.url("codings_list")).content.decode()
    assert "3 of 3 turns are neither coded nor marked as read" in html
    answer = client.post(study.url("read_turn"), {"turn": "3"}, follow=True).content.decode()
    assert "Turn 3 is read." in answer
    assert "2 of 3 turns are neither coded nor marked as read" in answer
    assert "Turn 3: take the mark away" in answer
    client.post(study.url("read_turn"), {"turn": "3", "read": "no"})
    assert marked() == []
    assert client.post(study.url("read_turn"), {"turn": "9"}).status_code == 404


@pytest.mark.parametrize(("role", "status"), [(None, 404), (Role.READER, 403), (Role.CODER, 302)])
def test_who_may_mark_without_script(study: Study, role: Role | None, status: int) -> None:
    person = make.member(study.project, role) if role else make.user("stranger")
    assert make.browser(person).post(study.url("read_turn"), {"turn": "2"}).status_code == status


def test_a_transcript_with_unread_turns_is_complete_after_a_question(study: Study) -> None:
    client = make.browser(study.ana)
    make.coding("Nobody", make.code("Training", study.project), study.ana, study.transcript)
    asked = client.post(study.url("reading"), {"state": "complete"})
    html = asked.content.decode()
    assert "2 turns are neither coded nor marked as read." in html
    assert f'{study.url("workspace")}#T3"' in html
    assert not Reading.objects.exists()
    answer = client.post(study.url("reading"), {"state": "complete", "sure": "yes"})
    assert answer.status_code == 302
    assert Reading.objects.get().state == "complete"


def test_nothing_is_asked_where_every_turn_is_read(study: Study) -> None:
    for number in (2, 3, 4):
        marks.mark(study.transcript, number, study.ana, is_read=True)
    answer = make.browser(study.ana).post(study.url("reading"), {"state": "complete"})
    assert answer.status_code == 302
    assert Reading.objects.get().state == "complete"


def test_a_stranger_can_not_tell_which_turns_there_are(study: Study) -> None:
    client = make.browser(make.user("stranger"))
    answers = {client.put(study.api(n), "{}", "application/json").content for n in (2, 99)}
    assert len(answers) == 1


def test_a_turn_of_a_transcript_deleted_meanwhile_is_not_marked(study: Study) -> None:
    stale = Transcript.objects.select_related("project").get(pk=study.transcript.pk)
    withdrawal.delete(study.transcript, study.ana)
    with pytest.raises(Refused, match="deleted meanwhile"):
        marks.mark(stale, 2, study.ana, is_read=True)


def test_a_turn_that_the_text_no_longer_has_is_not_marked(study: Study) -> None:
    with pytest.raises(Refused, match="no longer in the text"):
        marks.mark(study.transcript, 9, study.ana, is_read=True)


def test_without_script_it_is_said_when_nothing_can_change_any_more(study: Study) -> None:
    Layer.objects.update(closed=timezone.now())
    page = make.browser(study.ana).post(study.url("reading"), {"state": "in progress"}, follow=True)
    assert "This work is closed" in page.content.decode()
    assert not Reading.objects.exists()
