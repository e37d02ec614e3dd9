"""The log in words: who did what, to what, where and when."""

import csv
import io
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coding.codebook import changes, retiring
from coding.codebook.retiring import Children
from coding.memos import writing
from coding.models import Coding, Layer, Round
from coding.progress import audit, marks
from coding.progress.assignments import assign
from coding.progress.audit import Line, Wanted, log_of
from coding.workspace import codings
from coding.workspace.in_vivo import Named, code_anew
from interviews import tags
from interviews.spans import Span
from projects import log, team
from projects.acts import act
from projects.models import Access, Event, Role, User
from projects.undo import redo, undo
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Who taught you?\nP07: Nobody did, honestly.\nP07: Then it stopped."


class Study:
    def __init__(self) -> None:
        self.olga, self.ana, self.ben = make.user("olga"), make.user("ana"), make.user("ben")
        self.project = make.project(self.olga, self.ana, self.ben)
        self.person = make.participant(self.project, "P07")
        self.transcript = make.transcript(TALK, self.project, self.person, title="Sergeant")
        self.training = make.code("Training", self.project)
        self.practice = make.code("Practice", self.project)

    def apply(self, words: str, by: User, code: object = None) -> Coding:
        start = TALK.index(words)
        span = Span(start, start + len(words))
        wish = codings.Wish(uuid4(), getattr(code or self.training, "pk", 0), span, 1)
        return codings.apply(self.transcript, wish, by)

    def lines(self, user: User | None = None, **wanted: object) -> list[Line]:
        self.project.role = Role(self.project.memberships.get(user=user or self.olga).role)
        return log_of(self.project, user or self.olga, Wanted(**wanted), None, None).lines  # type: ignore[arg-type]

    def url(self, name: str = "log") -> str:
        return reverse(name, args=[self.project.slug])


@pytest.fixture
def study() -> Study:
    return Study()


def words(lines: list[Line]) -> list[str]:
    return [" | ".join((line.what, line.named.what, line.named.where)) for line in lines]


def test_each_event_says_what_was_done_to_what_and_where(study: Study) -> None:
    coding = study.apply("Nobody", study.ana)
    codings.recode(coding, study.practice.pk, study.ana)
    marks.mark(study.transcript, 3, study.ana, is_read=True)
    writing.write(study.project, study.ana, "Secret thoughts.", on=study.training)
    writing.write(study.project, study.ana, "Secret thoughts.")
    with transaction.atomic():
        tags.add(study.transcript, "rich case", study.olga)
    assign(study.project, study.olga, add=[(study.transcript.pk, study.ben.pk)])
    assert words(study.lines()) == [
        "a transcript assigned | Ben | Sergeant",
        "a transcript tagged | rich case | Sergeant",
        "a memo written | the journal | ",
        "a memo written | Training | ",
        "a turn marked as read |  | P07:T3",
        "a coding given another code | Practice · before: Training | P07:T2",
        "a coding applied | Training | P07:T2",
    ]


def test_a_citation_leads_to_the_words_and_no_words_are_said(study: Study) -> None:
    study.apply("honestly", study.ana)
    start = TALK.index("honestly")
    (line,) = study.lines()
    place = reverse("workspace", args=[study.project.slug, study.transcript.pk])
    assert line.link == f"{place}?coders=all&at={start}-{start + 8}#T2"
    html = make.browser(study.olga).get(study.url()).content.decode()
    assert "P07:T2" in html
    assert "honestly" not in html


def test_the_team_is_told_of_to_an_owner_alone(study: Study) -> None:
    team.invite(study.project, study.olga, Role.CODER, "somebody@verbatim.test")
    team.change_role(study.project.memberships.get(user=study.ben), Role.READER, study.olga)
    assert words(study.lines()) == [
        "a member's role changed | Ben · reader | ",
        "an invitation made | coder | ",
    ]
    assert study.lines(study.ana) == []
    html = make.browser(study.olga).get(study.url()).content.decode()
    assert "somebody@verbatim.test" not in html


@pytest.fixture
def busy(study: Study) -> Study:
    """Ana codes and retires, Ben codes, in this order."""
    study.apply("Nobody", study.ana)
    study.apply("stopped", study.ben, study.practice)
    retiring.retire(study.training, study.ana, Children.WITH)
    return study


@pytest.mark.parametrize(
    ("narrowed", "left"),
    [
        ({"person": "ben"}, ["applied"]),
        ({"kind": "codings"}, ["applied", "applied"]),
        ({"kind": "codebook"}, ["retired"]),
        ({"kind": "reading"}, ["read", "read"]),
        ({"code": "training"}, ["retired", "applied"]),
        ({"code": "practice"}, ["applied"]),
        ({"transcript": "transcript"}, ["applied", "applied"]),
    ],
)
def test_filters_leave_what_they_name(busy: Study, narrowed: dict[str, str], left: list[str]) -> None:
    chosen: dict[str, Any] = {}
    for name, value in narrowed.items():
        thing: Any = getattr(busy, value, value)
        chosen[name] = thing.pk if name in {"transcript", "participant"} else thing
    assert [line.event.verb for line in busy.lines(**chosen)] == left


def test_a_coding_has_a_history_of_its_own(busy: Study) -> None:
    coding = Coding.objects.get(code=busy.practice)
    codings.resize(coding, Span(coding.start - 3, coding.end), 1, busy.ben)
    codings.remove(coding, busy.ben)
    verbs = [line.event.verb for line in busy.lines(coding=coding.guid)]
    assert verbs == ["removed", "resized", "applied"]


def test_a_code_that_codings_were_taken_from_keeps_them_in_its_history(study: Study) -> None:
    coding = study.apply("Nobody", study.ana)
    codings.recode(coding, study.practice.pk, study.ana)
    codings.recode(Coding.objects.get(), study.training.pk, study.ana)
    undo(study.project, study.ana)
    verbs = [line.event.verb for line in study.lines(code=study.practice)]
    assert verbs == ["undid", "recoded", "recoded"]


def test_a_participant_s_history_is_theirs(study: Study) -> None:
    writing.write(study.project, study.ana, "Quiet.", on=study.person)
    writing.write(study.project, study.ana, "Loud.", on=make.participant(study.project, "P08"))
    assert words(study.lines(participant=study.person.pk)) == ["a memo written | P07 | "]


def test_days_are_those_of_the_person_and_both_count(study: Study, time_machine: object) -> None:
    for moment in ("2026-03-01 23:59", "2026-03-02 00:00", "2026-03-03 23:59", "2026-03-04 00:00"):
        time_machine.move_to(f"{moment}:00+00:00", tick=False)  # type: ignore[attr-defined]
        writing.write(study.project, study.ana, "A memo.")
    client = make.browser(study.olga)  # in London, where March has no summer time
    shown = client.get(study.url(), {"since": "2026-03-02", "until": "2026-03-03"})
    assert [line.event.at for line in shown.context["log"].lines] == [
        datetime(2026, 3, 3, 23, 59, tzinfo=UTC),
        datetime(2026, 3, 2, 0, 0, tzinfo=UTC),
    ]
    study.olga.time_zone = "Asia/Tokyo"  # nine hours ahead: there the first of them was on the 2nd
    study.olga.save()
    shown = client.get(study.url(), {"since": "2026-03-02", "until": "2026-03-02"})
    assert len(shown.context["log"].lines) == 2


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_the_first_and_last_days_of_the_calendar_leave_everything(study: Study, zone: str) -> None:
    study.apply("Nobody", study.ana)
    study.olga.time_zone = zone
    study.olga.save()
    client = make.browser(study.olga)
    for query in ({"since": "0001-01-01"}, {"until": "9999-12-31"}):
        assert [line.event.verb for line in client.get(study.url(), query).context["log"].lines] == [
            "applied"
        ]
        assert [row[4] for row in table(study, study.olga, **query)[1:]][:1] == ["a coding applied"]
    for query in ({"since": "9999-12-31"}, {"until": "0001-01-01"}):
        assert client.get(study.url(), query).context["log"].lines == []
        assert table(study, study.olga, **query)[1:] == []


def many(study: Study, size: int) -> None:
    with act(study.project, study.ana) as doing:
        layer = Layer.objects.open_work(study.project)
        for number in range(size):
            doing.record(
                "auto-coded", study.training, layer=layer, transcript=study.transcript.pk, hit=number
            )


def test_an_act_of_many_events_is_one_line_that_opens(study: Study) -> None:
    study.apply("Nobody", study.ana)
    many(study, 120)
    (act_line, coding_line) = study.lines()
    assert (act_line.size, coding_line.size) == (120, 2)  # the first coding also began the reading
    client = make.browser(study.olga)
    assert "and 119 more" in client.get(study.url()).content.decode()
    opened = client.get(study.url(), {"act": act_line.event.act}).context["log"]
    assert len(opened.lines) == 50
    assert opened.lines[0].event.facts["hit"] == 119
    rest = client.get(study.url(), {"act": act_line.event.act, "before": opened.older}).context["log"]
    assert rest.lines[0].event.facts["hit"] == 69


def test_pages_follow_each_other_both_ways(study: Study) -> None:
    for number in range(120):
        writing.write(study.project, study.ana, f"Memo {number}")
    client = make.browser(study.olga)

    def page(**query: int) -> tuple[int, int, int | None, int | None]:
        shown = client.get(study.url(), query).context["log"]
        return shown.lines[0].event.number, shown.lines[-1].event.number, shown.newer, shown.older

    assert page() == (120, 71, None, 71)
    assert page(before=71) == (70, 21, 70, 21)
    assert page(before=21) == (20, 1, 20, None)
    assert page(after=20) == (70, 21, 70, 21)
    assert page(after=70) == (120, 71, None, 71)


def test_what_was_undone_is_marked_until_it_is_done_again(study: Study) -> None:
    study.apply("Nobody", study.ana)
    undo(study.project, study.ana)
    assert [(line.what, line.is_undone) for line in study.lines()] == [
        ("undone: a coding applied", False),
        ("a coding applied", True),
    ]
    redo(study.project, study.ana)
    assert [(line.what, line.is_undone) for line in study.lines()] == [
        ("redone: a coding applied", False),
        ("undone: a coding applied", True),
        ("a coding applied", False),
    ]
    undo(study.project, study.ana)
    assert [line.is_undone for line in study.lines()] == [False, True, False, True]


@pytest.fixture
def blind(study: Study) -> Study:
    """Ben codes in a blind round."""
    one = Round.objects.create(
        project=study.project, name="First", edition=study.project.editions.get(), is_blind=True
    )
    layer = Layer.objects.create(project=study.project, kind="round", round=one, coder=study.ben)
    coding = make.coding("Nobody", study.training, study.ben, study.transcript, layer)
    with act(study.project, study.ben) as doing:
        doing.record("applied", coding, layer=layer, **codings.facts_of(coding))
    return study


@pytest.mark.parametrize(("who", "told"), [("ben", 1), ("ana", 0), ("olga", 0)])
def test_nobody_is_told_of_anothers_work_in_a_blind_round(blind: Study, who: str, told: int) -> None:
    client = make.browser(getattr(blind, who))
    coding = Coding.objects.get()
    for query in ({}, {"person": blind.ben.pk}, {"act": 1}, {"coding": str(coding.guid)}):
        assert len(client.get(blind.url(), query).context["log"].lines) == told
    rows = b"".join(client.get(blind.url("log_csv")).streaming_content).decode()  # type: ignore[attr-defined]
    assert rows.count("a coding applied") == told


def test_the_csv_s_numbers_do_not_count_anothers_work_in_a_blind_round(blind: Study) -> None:
    with act(blind.project, blind.ben) as doing:
        for _time in range(3):
            doing.record("applied", blind.training, layer=Layer.objects.get(kind="round"))
    writing.write(blind.project, blind.ana, "A memo.")
    writing.write(blind.project, blind.ana, "Another.")
    assert [row[:2] for row in table(blind, blind.ana)[1:]] == [["1", "1"], ["2", "2"]]


def test_after_the_reveal_everybody_is_told(blind: Study) -> None:
    moment = blind.transcript.made
    Round.objects.update(closed=moment, revealed=moment)
    assert words(blind.lines(blind.ana)) == ["a coding applied | Training | P07:T2"]


def table(study: Study, user: User, **query: str | int) -> list[list[str]]:
    answer = make.browser(user).get(study.url("log_csv"), query)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text)))


def test_the_csv_has_the_same_events_one_a_row_the_oldest_first(study: Study, time_machine: object) -> None:
    time_machine.move_to("2026-07-02 10:00:00+00:00", tick=False)  # type: ignore[attr-defined]
    study.apply("Nobody", study.ana)
    undo(study.project, study.ana)
    writing.write(study.project, study.ben, "A memo.", on=study.training)
    at = "2026-07-02 11:00:00+01:00"
    assert table(study, study.olga)[1:] == [
        ["1", "1", at, "Ana", "a coding applied", "Training", "P07:T2", "undone"],
        ["2", "1", at, "Ana", "how far a transcript is read", "in progress", "Sergeant", "undone"],
        ["3", "2", at, "Ana", "undone: a coding applied", "Training", "P07:T2", ""],
        ["4", "2", at, "Ana", "undone: how far a transcript is read", "in progress", "Sergeant", ""],
        ["5", "3", at, "Ben", "a memo written", "Training", "", ""],
    ]
    assert [row[:2] for row in table(study, study.olga, person=study.ben.pk)[1:]] == [["1", "1"]]
    assert table(study, study.olga, since="nonsense")[1:] == []
    assert Access.objects.filter(kind="log", verb="downloaded").get().times == 3


def test_the_csv_tells_the_person_s_own_times_and_has_the_rows_of_the_page(
    study: Study, time_machine: object
) -> None:
    study.olga.time_zone = "Asia/Tokyo"  # nine hours ahead
    study.olga.save()
    for moment in ("2026-03-01 14:59", "2026-03-01 15:00", "2026-03-02 14:59", "2026-03-02 15:00"):
        time_machine.move_to(f"{moment}:00+00:00", tick=False)  # type: ignore[attr-defined]
        writing.write(study.project, study.ana, "A memo.")
    query = {"since": "2026-03-02", "until": "2026-03-02"}
    shown = make.browser(study.olga).get(study.url(), query).context["log"].lines
    times = [row[2] for row in table(study, study.olga, **query)[1:]]
    assert times == ["2026-03-02 00:00:00+09:00", "2026-03-02 23:59:00+09:00"]
    assert [datetime.fromisoformat(each) for each in times] == [line.event.at for line in reversed(shown)]


def test_no_cell_is_a_formula(study: Study) -> None:
    changes.add(study.project, study.ana, name="=1+1")
    assert table(study, study.olga)[1][5] == "'=1+1"


def test_the_csv_goes_on_beyond_a_chunk(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "CHUNK", 2)
    many(study, 5)
    rows = table(study, study.olga)[1:]
    assert [row[:2] for row in rows] == [[str(number), "1"] for number in range(1, 6)]


@pytest.mark.parametrize(
    ("role", "status"), [(None, 404), (Role.READER, 200), (Role.CODER, 200), (Role.OWNER, 200)]
)
@pytest.mark.parametrize("name", ["log", "log_csv"])
def test_every_member_may_read_the_log(study: Study, name: str, role: Role | None, status: int) -> None:
    person = make.member(study.project, role) if role else make.user("stranger")
    assert make.browser(person).get(study.url(name)).status_code == status


def test_the_log_and_the_access_log_lead_to_each_other(study: Study) -> None:
    owner, coder = make.browser(study.olga), make.browser(study.ana)
    assert study.url("access_log") in owner.get(study.url()).content.decode()
    assert study.url("access_log") not in coder.get(study.url()).content.decode()
    assert study.url("log") in owner.get(study.url("access_log")).content.decode()


def test_nonsense_in_the_address_is_said_and_shows_nothing(study: Study) -> None:
    study.apply("Nobody", study.ana)
    for query in ({"since": "31/31"}, {"person": "x"}, {"coding": "1"}, {"act": "-1"}, {"kind": "team\0"}):
        answer = make.browser(study.olga).get(study.url(), query)
        assert (answer.status_code, answer.context["log"]) == (200, None)


def test_a_thing_that_is_gone_is_still_told_of(study: Study) -> None:
    study.apply("Nobody", study.ana)
    Event.objects.filter(kind="transcript").delete()
    Coding.objects.all().delete()
    study.transcript.delete()
    assert words(study.lines()) == ["a coding applied | Training | a transcript that is gone"]


def test_the_log_asks_the_database_as_often_for_many_events(study: Study) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert make.browser(study.olga).get(study.url()).status_code == 200
        return len(captured)

    study.apply("Nobody", study.ana)
    queries()  # reads what is remembered
    few = queries()
    for number in range(5):
        person = make.participant(study.project)
        other = make.transcript(TALK.replace("P07", person.code), study.project, person)
        wish = codings.Wish(uuid4(), make.code(f"Code {number}", study.project).pk, Span(0, 5), 1)
        codings.apply(other, wish, make.member(study.project, Role.CODER))
        with transaction.atomic():
            log.record(study.project, study.ben, "described", person)
    queries()
    assert queries() == few


def test_a_code_made_while_coding_is_placed_where_its_coder_was_and_keeps_its_name_when_undone(
    study: Study,
) -> None:
    wish = codings.Wish(uuid4(), 0, Span(TALK.index("honestly"), TALK.index("honestly") + 8), 1)
    code_anew(study.transcript, wish, Named("Candour"), study.ana)
    undo(study.project, study.ana)
    lines = study.lines(kind="codebook")
    assert [(line.what, line.named.what, line.named.where) for line in lines] == [
        ("undone: a code added", "Candour", "P07:T2"),
        ("a code added", "Candour", "P07:T2"),
    ]


def test_what_somebody_said_is_not_told_of_a_code_that_was_undone(study: Study) -> None:
    wish = codings.Wish(uuid4(), 0, Span(TALK.index("honestly"), TALK.index("honestly") + 8), 1)
    code_anew(study.transcript, wish, Named("honestly"), study.ana)
    undo(study.project, study.ana)
    assert {line.named.what for line in study.lines(kind="codebook")} == {"in vivo"}


def test_a_memo_on_a_coding_is_told_with_its_code_and_turn(study: Study) -> None:
    writing.write(study.project, study.ana, "Why?", on=study.apply("honestly", study.ana))
    (line,) = study.lines(kind="memos")
    assert (line.named.what, line.named.where) == ("Training", "P07:T2")
