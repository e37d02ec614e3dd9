"""What a page is told of what others did meanwhile, and who is here."""

from datetime import timedelta
from time import perf_counter
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from coding.codebook import changes
from coding.memos import writing
from coding.models import Coding, Layer, Presence, Round
from coding.rounds import closing, planning
from coding.rounds.planning import Draw, Plan
from coding.workspace import codings, news, presence
from coding.workspace.codings import Wish
from coding.workspace.rows import Shown
from interviews.models import Transcript
from interviews.spans import Span
from interviews.withdrawal import delete, withdraw
from projects import undo
from projects.acts import act
from projects.models import Project, Role, User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\nP07: Nobody did, honestly."
QUIET = {"codings": [], "whole": False, "gone": [], "codebook": False, "still": None, "memos": False} | {
    "reading": False
}


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project: Project = make.project(None, self.ana, self.ben)
        self.person = make.participant(self.project, "P07")
        self.transcript = make.transcript(TEXT, self.project, self.person)
        self.code = make.code("Training", self.project)

    def apply(self, words: str = "Nobody", by: User | None = None) -> Coding:
        start = TEXT.index(words)
        wish = Wish(uuid4(), self.code.pk, Span(start, start + len(words)), 1)
        return codings.apply(self.transcript, wish, by or self.ana)

    def last(self) -> int:
        return Project.objects.get(pk=self.project.pk).last_event

    def url(self, end: str = "news") -> str:
        return f"/api/{self.project.slug}/transcripts/{self.transcript.pk}/{end}"

    def ask(self, who: User | Client, since: int = 0, **asked: Any) -> dict[str, Any]:
        client = who if isinstance(who, Client) else make.browser(who)
        answer = client.get(self.url(), {"since": since, **asked})
        assert answer.status_code == 200
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture
def study() -> Study:
    return Study()


def test_another_s_new_coding_is_told_as_a_row_and_only_once(study: Study) -> None:
    coding = study.apply()
    told = study.ask(study.ben)
    row = [str(coding.guid), study.code.pk, study.ana.pk, 34, 40, [], int(coding.made.timestamp()), 0]
    assert told == QUIET | {"last": 2, "codings": [row]}
    assert study.ask(study.ben, since=2) == QUIET | {"last": 2}


def test_what_was_changed_comes_as_it_now_stands_and_what_was_removed_by_its_guid(study: Study) -> None:
    one, two = study.apply(), study.apply("honestly")
    since = study.last()
    codings.resize(one, Span(34, 44), 1, study.ana)
    codings.remove(two, study.ana)
    told = study.ask(study.ben, since)
    assert [row[:5] for row in told["codings"]] == [[str(one.guid), study.code.pk, study.ana.pk, 34, 44]]
    assert told["gone"] == [str(two.guid)]


def test_undo_is_news_as_any_change_is(study: Study) -> None:
    coding = study.apply()
    since = study.last()
    undo.undo(study.project, study.ana)
    assert study.ask(study.ben, since)["gone"] == [str(coding.guid)]


def test_a_change_of_the_codebook_and_a_memo_are_told_as_such(study: Study) -> None:
    changes.add(study.project, study.ana, name="Nervousness")
    told = study.ask(study.ben)
    assert (told["codebook"], told["memos"]) == (True, False)
    since = study.last()
    writing.write(study.project, study.ana, "Why?", study.code)
    told = study.ask(study.ben, since)
    assert (told["codebook"], told["memos"]) == (False, True)


def test_what_happens_in_another_transcript_is_none_of_this_one_s_news(study: Study) -> None:
    other = make.transcript(TEXT, study.project)
    codings.apply(other, Wish(uuid4(), study.code.pk, Span(34, 40), 1), study.ana)
    assert study.ask(study.ben) == QUIET | {"last": 2}


def test_of_coders_who_are_not_shown_nothing_appears(study: Study) -> None:
    coding = study.apply()
    told = study.ask(study.ben, coders=study.ben.pk)
    assert (told["codings"], told["gone"]) == ([], [str(coding.guid)])


def test_a_poll_without_news_costs_one_query_and_no_time(
    study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    study.apply()
    client, since = make.browser(study.ben), study.last()
    study.ask(client, since)
    session_and_user, project = 2, 1
    with django_assert_num_queries(session_and_user + project):
        study.ask(client, since)
    begun = perf_counter()
    for _time in range(20):
        study.ask(client, since)
    assert (perf_counter() - begun) / 20 < 0.05, "5 ms in a quiet hour, ten times that beside others"


def test_a_poll_costs_no_more_where_more_was_done(
    study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = make.browser(study.ben)
    study.apply("Nobody")
    with django_assert_num_queries(8):
        study.ask(client)
    for words in ("did", "honestly", "Nobody did", "did, honestly"):
        study.apply(words)
    with django_assert_num_queries(8):
        assert len(study.ask(client)["codings"]) == 5


def test_above_many_changes_all_of_the_transcript_s_codings_are_sent(study: Study) -> None:
    kept = make.coding("honestly", study.code, study.ben, study.transcript)
    layer = Layer.objects.open_work(study.project)
    with act(study.project, study.ana) as doing:
        made = [
            Coding(
                layer=layer,
                coder=study.ana,
                transcript=study.transcript,
                revision=study.transcript.current,
                code=study.code,
                edition=study.project.editions.get(),
                start=start,
                end=end,
            )
            for start in range(25)
            for end in range(start + 1, start + 22)
        ]
        doing.insert_all(made)
        doing.record_all("applied", made, lambda _coding: {"layer": layer, "transcript": study.transcript.pk})
    assert len(made) > news.MANY
    told = study.ask(study.ben)
    assert (told["whole"], len(told["codings"]), told["gone"]) == (True, len(made) + 1, [])
    assert str(kept.guid) in {row[0] for row in told["codings"]}
    since = study.last()
    undo.undo(study.project, study.ana)
    told = study.ask(study.ben, since)
    assert (told["whole"], [row[0] for row in told["codings"]]) == (True, [str(kept.guid)])
    assert len(told["gone"]) == len(made)


def test_that_the_codebook_stands_still_is_told_when_a_round_begins_and_when_the_last_one_ends(
    study: Study,
) -> None:
    def begin(name: str) -> Round:
        plan = Plan(Round(name=name), (study.ana, study.ben), Draw((study.transcript,), of=1, study=1))
        return planning.begin(study.project, plan, study.ana)

    first = begin("First")
    assert study.ask(study.ben)["still"] is True
    other, since = begin("Other"), study.last()
    study.apply("honestly")
    assert study.ask(study.ben, since)["still"] is None
    closing.close(first, study.ana)
    assert study.ask(study.ben, since)["still"] is True
    closing.cancel(other, study.ana)
    assert study.ask(study.ben, since)["still"] is False


@pytest.mark.parametrize("blind", [True, False])
def test_of_a_round_a_page_of_open_work_is_told_nothing(study: Study, blind: bool) -> None:
    edition = study.project.editions.get()
    made = Round.objects.create(project=study.project, name="First", edition=edition, is_blind=blind)
    layer = Layer.objects.create(project=study.project, kind=Layer.Kind.ROUND, round=made, coder=study.ana)
    coding = make.coding("Nobody", study.code, study.ana, study.transcript, layer)
    codings.resize(coding, Span(34, 44), 1, study.ana)
    writing.write(study.project, study.ana, "Why?", coding)
    for person in (study.ben, study.ana):
        assert study.ask(person) == QUIET | {"last": 0}


@pytest.mark.parametrize("pk", ["its", 10**9], ids=["transcript", "none"])
def test_how_often_and_when_another_codes_blind_does_not_show(study: Study, pk: int | str) -> None:
    edition = study.project.editions.get()
    made = Round.objects.create(project=study.project, name="First", edition=edition, is_blind=True)
    layer = Layer.objects.create(project=study.project, kind=Layer.Kind.ROUND, round=made, coder=study.ana)
    coding = make.coding("Nobody", study.code, study.ana, study.transcript, layer)
    study.apply(by=study.ben)
    seen, client = study.last(), make.browser(study.ben)
    url = study.url() if pk == "its" else study.url().replace(f"/{study.transcript.pk}/", f"/{pk}/")

    def polls() -> list[tuple[int, bytes]]:
        """As the page asks, as one asks who counts on, and as one who was away."""
        told = [client.get(url, {"since": since}) for since in (seen, seen + 2, seen + 50, 1)]
        return [(each.status_code, each.content) for each in told]

    before = polls()
    assert [status for status, _content in before] == [200, 200, 200, 200 if pk == "its" else 404]
    for end in (41, 42, 43):
        codings.resize(coding, Span(34, end), 1, study.ana)
        assert polls() == before
    assert study.last() == seen + 3
    page = client.get(f"/{study.project.slug}/transcripts/{study.transcript.pk}/code/")
    assert page.context["facts"]["last"] == seen
    own = study.ask(study.ana, seen)
    assert (own["last"], own["gone"]) == (seen, [])


def test_what_may_be_seen_is_told_though_another_coded_blind_around_it(study: Study) -> None:
    edition = study.project.editions.get()
    made = Round.objects.create(project=study.project, name="First", edition=edition, is_blind=True)
    layer = Layer.objects.create(project=study.project, kind=Layer.Kind.ROUND, round=made, coder=study.ana)
    coding = make.coding("Nobody", study.code, study.ana, study.transcript, layer)
    codings.resize(coding, Span(34, 41), 1, study.ana)
    open_one = study.apply("honestly", study.ben)
    seen = 2  # of what Ben may know: his coding, and that he reads
    codings.resize(coding, Span(34, 42), 1, study.ana)
    told = study.ask(study.ben)
    assert ([row[0] for row in told["codings"]], told["last"]) == ([str(open_one.guid)], seen)
    assert study.ask(study.ben, seen) == QUIET | {"last": seen}


def test_of_a_withdrawn_interview_and_a_deleted_transcript_there_is_no_news(study: Study) -> None:
    other = make.transcript(TEXT, study.project)
    study.apply()
    withdraw(study.person, study.ben)
    assert make.browser(study.ben).get(study.url()).status_code == 404
    assert news.events_since(0, study.project, study.ben).exclude(rows=None).count() == 0
    study.transcript = other
    delete(study.transcript, study.ben)
    assert make.browser(study.ben).get(study.url()).status_code == 404


def test_a_reader_and_the_owner_are_told_and_a_stranger_finds_nothing(study: Study) -> None:
    study.apply()
    owner = study.project.memberships.get(role=Role.OWNER).user
    for who in (owner, make.member(study.project, Role.READER)):
        assert len(study.ask(who)["codings"]) == 1
    eve = make.browser(make.user("eve"))
    for method, end in (("get", "news"), ("post", "here"), ("delete", "here")):
        assert getattr(eve, method)(study.url(end)).status_code == 404
    assert make.browser().get(study.url()).status_code == 401
    assert not Presence.objects.exists()


def test_a_page_made_for_somebody_else_is_told_to_log_in_as_them(study: Study) -> None:
    answer = make.browser(study.ben).get(study.url(), headers={"X-Verbatim-Person": str(study.ana.pk)})
    assert answer.status_code == 401
    assert answer.json()["detail"].startswith("Somebody else is logged in now")
    own = make.browser(study.ben).get(study.url(), headers={"X-Verbatim-Person": str(study.ben.pk)})
    assert own.status_code == 200


def test_the_others_who_have_the_transcript_open_are_named_when_it_is_asked(study: Study) -> None:
    reader = make.member(study.project, Role.READER, "rosa")
    for who in (study.ana, reader):
        assert make.browser(who).post(study.url("here")).status_code == 204
    assert study.ask(study.ana, here=True)["here"] == [[reader.pk, "Rosa", reader.initials]]
    assert study.ask(study.ben, here=True)["here"] == [
        [study.ana.pk, "Ana", study.ana.initials],
        [reader.pk, "Rosa", reader.initials],
    ]
    assert "here" not in study.ask(study.ben)


def test_who_leaves_or_falls_silent_is_no_longer_here(study: Study) -> None:
    for who in (study.ana, study.ben):
        presence.arrive(study.transcript, who)
    assert make.browser(study.ana).delete(study.url("here")).status_code == 204
    owner = study.project.memberships.get(role=Role.OWNER).user
    assert [name for _pk, name, _initials in study.ask(owner, here=True)["here"]] == ["Ben"]
    Presence.objects.update(seen=timezone.now() - presence.STAYS - timedelta(seconds=1))
    assert study.ask(owner, here=True)["here"] == []
    presence.arrive(study.transcript, study.ben)
    assert [name for _pk, name, _initials in study.ask(owner, here=True)["here"]] == ["Ben"]
    assert Presence.objects.count() == 1


def test_who_is_in_another_transcript_or_study_is_not_here(study: Study) -> None:
    other = make.transcript(TEXT, study.project)
    presence.arrive(other, study.ana)
    assert study.ask(study.ben, here=True)["here"] == []
    foreign = make.project(study.ben)
    presence.arrive(study.transcript, study.ana)
    url = f"/api/{foreign.slug}/transcripts/{study.transcript.pk}/news"
    assert make.browser(study.ben).get(url, {"here": True}).status_code == 404
    assert make.browser(study.ben).get(url, {"here": True, "since": 1}).json()["here"] == []


def test_presence_is_the_same_whether_one_codes_a_blind_round_or_not(study: Study) -> None:
    edition = study.project.editions.get()
    blind = Round.objects.create(project=study.project, name="First", edition=edition)
    Layer.objects.create(project=study.project, kind=Layer.Kind.ROUND, round=blind, coder=study.ana)
    presence.arrive(study.transcript, study.ana)
    assert study.ask(study.ben, here=True)["here"] == [[study.ana.pk, "Ana", study.ana.initials]]


def test_events_are_told_in_their_numbers_order_and_since_the_one_asked(study: Study) -> None:
    study.apply()
    study.apply("honestly")
    told = news.events_since(1, study.project, study.ben).order_by("number")
    assert [event.number for event in told] == [2, 3]
    shown = Shown.asked("all", study.ben, study.project)
    study.project.refresh_from_db()
    assert news.news_since(2, study.transcript, study.ben, shown).last == 3


def test_nobody_arrives_in_a_transcript_deleted_meanwhile(study: Study) -> None:
    stale = Transcript.objects.select_related("project").get(pk=study.transcript.pk)
    delete(study.transcript, study.ana)
    with pytest.raises(Refused, match="deleted meanwhile"):
        presence.arrive(stale, study.ana)
    assert not Presence.objects.exists()
