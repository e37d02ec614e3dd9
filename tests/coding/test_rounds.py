"""Work in a round: in its coder's own layer alone, on its own terms, until it closes for good."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404

from coding.codebook import changes, importing, merging, moving, retiring, splitting
from coding.codebook.csv_format import Row
from coding.memos import writing
from coding.models import Code, Coding, Edition, Layer, Memo, Reading, ReadTurn, Resolution, Round
from coding.progress import marks
from coding.progress.next_steps import Standing, next_steps
from coding.rounds import closing
from coding.rounds.seats import Seat, acts_of, seat_of
from coding.workspace import codings
from coding.workspace.codings import Wish
from coding.workspace.in_vivo import Named, code_anew
from coding.workspace.neighbours import neighbours_of
from coding.workspace.rows import Shown, rows_of
from interviews.models import Transcript
from interviews.spans import Span
from interviews.withdrawal import delete, withdraw
from projects import undo
from projects.models import Access, Event, Role, User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\nP07: Nobody did, honestly.\nP07: And then it stopped."
OTHER = "Interviewer: And you?\nP08: My sergeant showed me."


class Study:
    """Ana and Ben code two interviews in a blind round; Olga owns the study and does not."""

    def __init__(self) -> None:
        self.olga, self.ana, self.ben = make.user("olga"), make.user("ana"), make.user("ben")
        self.project = make.project(self.olga, self.ana, self.ben)
        self.project.role = Role.CODER
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(TEXT, self.project, self.person, title="First")
        self.other = make.transcript(
            OTHER, self.project, make.participant(self.project, "P08"), title="Second"
        )
        self.code: Code = make.code("Training", self.project)
        self.theme: Code = make.code("Practice", self.project)
        self.round = make.running_round(self.project, (self.ana, self.ben), (self.talk, self.other))

    def seat(self, who: User, talk: Transcript | None = None) -> Seat:
        seat = seat_of(talk or self.talk, who, self.round.pk)
        assert seat is not None
        return seat

    def wish(self, words: str = "Nobody", code: Code | None = None) -> Wish:
        start = TEXT.index(words)
        return Wish(uuid4(), (code or self.code).pk, Span(start, start + len(words)), 1)

    def apply(self, who: User, words: str = "Nobody") -> Coding:
        return codings.apply(self.talk, self.wish(words), who, self.seat(who))

    def complete(self, who: User, talk: Transcript, *, may_close: bool = True) -> None:
        codings.mark_reading(talk, who, "complete", self.seat(who, talk), may_close=may_close)

    def finish(self) -> None:
        for who in (self.ana, self.ben):
            for talk in (self.talk, self.other):
                self.complete(who, talk)
        self.round.refresh_from_db()

    def url(self, name: str = "code/", who: str = "") -> str:
        return f"/{self.project.slug}/transcripts/{self.talk.pk}/{name}?round={self.round.pk}{who}"

    def api(self, name: str, talk: Transcript | None = None) -> str:
        base = f"/api/{self.project.slug}/transcripts/{(talk or self.talk).pk}/{name}"
        return f"{base}?round={self.round.pk}"

    def send(self, method: str, url: str, who: User, **wish: Any) -> Any:
        return make.browser(who).generic(method, url, json.dumps(wish), "application/json")


@pytest.fixture
def study() -> Study:
    return Study()


def test_a_coding_at_a_seat_is_in_the_coder_s_layer_and_not_in_open_work(study: Study) -> None:
    coding = study.apply(study.ana)
    assert coding.layer == study.round.layers.get(coder=study.ana)
    assert Reading.objects.get().layer == coding.layer
    for wish in ("all", str(study.ana.pk)):
        assert rows_of(study.talk, study.ana, Shown.asked(wish, study.ana, study.project)) == []
    seat = study.seat(study.ana)
    assert len(rows_of(study.talk, study.ana, Shown.asked("all", study.ana, study.project, seat))) == 1


def test_the_same_words_are_coded_in_open_work_and_in_the_round(study: Study) -> None:
    open_one = codings.apply(study.talk, study.wish(), study.ana)
    assert study.apply(study.ana).layer != open_one.layer
    with pytest.raises(Refused, match="already applied"):
        study.apply(study.ana)


def test_what_is_done_to_a_coding_by_its_guid_stays_in_its_layer(study: Study) -> None:
    coding = study.apply(study.ana)
    guid = f"/api/{study.project.slug}/codings/{coding.guid}"
    assert study.send("PUT", f"{guid}/span", study.ana, start=34, end=44, revision=1).status_code == 204
    assert study.send("PUT", f"{guid}/code", study.ana, code=study.theme.pk).status_code == 204
    coding.refresh_from_db()
    assert (coding.end, coding.code, coding.layer.kind) == (44, study.theme, Layer.Kind.ROUND)
    assert study.send("DELETE", guid, study.ben).status_code == 404
    assert study.send("DELETE", guid, study.ana).status_code == 204
    assert set(Event.objects.filter(kind="coding").values_list("layer_id", flat=True)) == {coding.layer_id}


def test_marks_and_states_of_a_round_are_not_those_of_open_work(study: Study) -> None:
    seat = study.seat(study.ana)
    assert study.send("PUT", study.api("turns/2/read"), study.ana).status_code == 204
    assert ReadTurn.objects.get().layer == seat.layer
    assert marks.progress_of(study.talk, study.ana, seat).marked == [2]
    assert marks.progress_of(study.talk, study.ana).marked == []
    assert [each.state for each in neighbours_of(study.project, study.ana)] == ["", ""]
    assert [each.state for each in neighbours_of(study.project, study.ana, seat)] == ["in progress", ""]


def test_the_neighbours_in_a_round_are_its_transcripts_with_ones_own_share(study: Study) -> None:
    make.transcript(TEXT.replace("P07", "P09"), study.project, make.participant(study.project, "P09"))
    study.apply(study.ana)
    codings.apply(study.other, Wish(uuid4(), study.code.pk, Span(27, 34), 1), study.ana)
    found = neighbours_of(study.project, study.ana, study.seat(study.ana))
    assert [(each.title, each.share.codings, each.share.percent) for each in found] == [
        ("First", 1, 50),
        ("Second", 0, 0),
    ]


@pytest.mark.parametrize("role", ["owner", "reader", "stranger", "coder of another"])
def test_who_is_no_coder_of_the_round_finds_nothing_at_its_addresses(study: Study, role: str) -> None:
    another = make.member(study.project, Role.CODER, "cleo")
    make.running_round(study.project, (another,), (study.talk,), name="Other")
    who = {
        "owner": study.olga,
        "reader": make.member(study.project, Role.READER),
        "stranger": make.user("sid"),
        "coder of another": another,
    }[role]
    client = make.browser(who)
    for page in (
        study.url(),
        study.url("code/list/"),
        study.api("codings"),
        study.api("news"),
        study.api("memos"),
    ):
        assert client.get(page).status_code == 404, page
    assert study.send("POST", study.api("codings"), who, **wish_of(study)).status_code in {403, 404}
    assert not Coding.objects.exists()


def wish_of(study: Study, **more: object) -> dict[str, object]:
    return {"guid": str(uuid4()), "code": study.code.pk, "start": 34, "end": 40, "revision": 1} | more


def test_a_transcript_that_is_not_in_the_round_is_not_found_in_it(study: Study) -> None:
    third = make.transcript(TEXT, study.project)
    assert make.browser(study.ana).get(study.api("codings", third)).status_code == 404
    with pytest.raises(Http404):
        seat_of(third, study.ana, study.round.pk)


@pytest.mark.parametrize("asked", ["0", "-1", "x", "", "9" * 12, "1&round=2x"])
def test_a_round_that_can_be_none_is_not_found(study: Study, asked: str) -> None:
    client = make.browser(study.ana)
    for page in (study.url(), study.api("reading")):
        assert client.get(f"{page.split('?')[0]}?round={asked}").status_code == 404


def test_the_page_says_that_one_codes_in_a_blind_round_and_leads_back(study: Study) -> None:
    html = make.browser(study.ana).get(study.url()).content.decode()
    assert "You are coding in the round <b>Round 1</b>." in html
    assert "Nobody sees what you code until it is closed" in html
    assert "What others code in this round is hidden until it is closed." in html
    assert f'href="/{study.project.slug}/transcripts/{study.talk.pk}/code/"' in html
    assert f'href="/{study.project.slug}/transcripts/{study.other.pk}/code/?round={study.round.pk}"' in html


def test_counts_beside_codes_are_of_the_round_alone(study: Study) -> None:
    codings.apply(study.talk, study.wish("did"), study.ana)
    study.apply(study.ana)
    study.apply(study.ben, "honestly")
    url = f"/api/{study.project.slug}/codes/counts"
    client = make.browser(study.ana)
    assert client.get(f"{url}?round={study.round.pk}").json() == [[study.code.pk, 1]]
    assert dict(client.get(url).json())[study.code.pk] == 1


def test_a_regular_expression_is_found_in_the_round_s_text(study: Study) -> None:
    found = study.send("POST", study.api("find"), study.ana, words="Nob\\w+").json()
    assert found == {"hits": [[34, 40]]}


def test_a_memo_in_a_round_is_private_until_the_reveal_whatever_it_is_on(study: Study) -> None:
    for on in ({"code": study.code.pk}, {"transcript": study.talk.pk}):
        url = f"/api/{study.project.slug}/memos?round={study.round.pk}"
        assert (
            study.send("POST", url, study.ana, guid=str(uuid4()), body="A code is missing.", **on).status_code
            == 200
        )
    assert {memo.layer for memo in Memo.objects.all()} == {study.seat(study.ana).layer}
    assert len(make.browser(study.ana).get(study.api("memos")).json()) == 2
    assert make.browser(study.ben).get(study.api("memos")).json() == []
    assert b"A code is missing" not in make.browser(study.olga).get(f"/{study.project.slug}/memos/").content
    study.finish()
    assert b"A code is missing" in make.browser(study.olga).get(f"/{study.project.slug}/memos/").content


def test_undo_goes_through_what_was_done_in_the_round_or_through_all_but_that(study: Study) -> None:
    open_one = codings.apply(study.talk, study.wish("did"), study.ana)
    in_round = study.apply(study.ana)
    undo_url = f"/api/{study.project.slug}/undo"
    assert study.send("POST", undo_url, study.ana).status_code == 200
    assert Coding.objects.get() == in_round
    assert study.send("POST", f"{undo_url}?round={study.round.pk}", study.ana).status_code == 200
    assert not Coding.objects.exists()
    page = {"next": study.url(), "round": study.round.pk}
    make.browser(study.ana).post(f"/{study.project.slug}/redo/", page)
    assert Coding.objects.get().guid == in_round.guid
    make.browser(study.ana).post(f"/{study.project.slug}/redo/", {"next": "/"})
    assert {each.guid for each in Coding.objects.all()} == {in_round.guid, open_one.guid}


FROZEN = {
    "add": lambda study: changes.add(study.project, study.olga, name="New"),
    "rename": lambda study: changes.change(study.code, study.olga, name="New"),
    "define": lambda study: changes.change(study.code, study.olga, definition="New."),
    "rule": lambda study: changes.change(study.code, study.olga, apply_when="New."),
    "move": lambda study: moving.move(study.code, study.theme, study.olga),
    "merge": lambda study: merging.merge(study.code, study.theme, study.olga),
    "split": lambda study: splitting.split(
        study.code, study.olga, splitting.Wish([splitting.Half("One"), splitting.Half("Two")])
    ),
    "delete": lambda study: retiring.retire(study.code, study.olga, retiring.Children.WITH),
    "in vivo": lambda study: code_anew(study.talk, study.wish(), Named("Nobody"), study.ana),
    "in vivo in the round": lambda study: code_anew(
        study.talk, study.wish(), Named("Nobody"), study.ana, study.seat(study.ana)
    ),
    "import": lambda study: importing.take_over(study.project, study.olga, [Row(1, ("New",))]),
}


@pytest.mark.parametrize("change", FROZEN)
def test_while_a_round_runs_no_meaning_changes(study: Study, change: str) -> None:
    before = list(Code.objects.values()), Edition.objects.count(), Event.objects.count()
    with pytest.raises(Refused, match="The round “Round 1” runs with edition 1 of the codebook"):
        FROZEN[change](study)  # type: ignore[no-untyped-call]
    assert (list(Code.objects.values()), Edition.objects.count(), Event.objects.count()) == before
    study.finish()
    FROZEN[change.removesuffix(" in the round")](study)  # type: ignore[no-untyped-call]
    assert Edition.objects.count() == 2


def test_a_colour_and_the_order_may_change_meanwhile(study: Study) -> None:
    changes.change(study.code, study.olga, colour="#123456")
    moving.step(study.code, study.olga, 1)
    assert Edition.objects.count() == 1
    assert list(study.project.codes.values_list("name", "colour")) == [
        ("Practice", ""),
        ("Training", "#123456"),
    ]


def test_a_change_of_meaning_is_not_taken_back_meanwhile_whoever_uses_the_code(study: Study) -> None:
    study.finish()
    made = changes.add(study.project, study.olga, name="New")
    second = make.running_round(study.project, (study.ana, study.ben), (study.talk,), name="Second")
    with pytest.raises(Refused, match="“Second” runs with") as alone:
        undo.undo(study.project, study.olga)
    make.coding("did", made, study.ben, study.talk, second.layers.get(coder=study.ben))
    with pytest.raises(Refused) as used:
        undo.undo(study.project, study.olga)
    assert str(used.value) == str(alone.value)


def test_a_code_that_there_is_is_applied_by_its_name_in_the_round(study: Study) -> None:
    wish = wish_of(study, name="Training")
    assert (
        study.send("POST", study.api("codings/anew"), study.ana, **wish).json()["code"]["pk"] == study.code.pk
    )
    wish = wish_of(study, name="Something new")
    refused = study.send("POST", study.api("codings/anew"), study.ana, **wish)
    assert (refused.status_code, "runs with edition" in refused.json()["detail"]) == (409, True)


def test_the_round_closes_with_the_last_coder_who_is_asked_before(study: Study) -> None:
    study.complete(study.ana, study.talk)
    study.complete(study.ana, study.other)
    study.complete(study.ben, study.other)
    assert not study.seat(study.ana).round.closed
    assert make.browser(study.ben).get(study.api("reading")).json()["closes"]
    refused = study.send("PUT", study.api("reading"), study.ben, state="complete")
    assert (refused.status_code, "You are the last" in refused.json()["detail"]) == (409, True)
    assert study.send("PUT", study.api("reading"), study.ben, state="complete", sure=True).status_code == 204
    study.round.refresh_from_db()
    assert study.round.closed == study.round.revealed is not None
    assert not study.round.layers.filter(closed=None).exists()
    last = Event.objects.latest("number")
    assert (last.verb, last.kind, last.by, last.layer_id) == ("closed", "round", study.ben, None)
    assert Event.objects.get(number=last.act).verb == "read"


def test_without_script_the_last_one_is_asked_on_a_page(study: Study) -> None:
    for talk in (study.talk, study.other):
        study.complete(study.ana, talk)
    study.complete(study.ben, study.other)
    client, url = make.browser(study.ben), study.url("reading/")
    assert "You are the last" in client.post(url, {"state": "complete"}).content.decode()
    answer = client.post(url, {"state": "complete", "sure": "yes"})
    assert answer["Location"] == f"/{study.project.slug}/rounds/{study.round.pk}/"


def test_when_it_is_closed_every_writer_refuses_and_so_does_undo(study: Study) -> None:
    coding = study.apply(study.ana)
    memo = writing.write(study.project, study.ana, "Why?", coding)
    seat = study.seat(study.ana)
    study.finish()
    before = list(Coding.objects.values()), list(Memo.objects.values()), list(Reading.objects.values())
    tries: list[Callable[[], object]] = [
        lambda: codings.apply(study.talk, study.wish("did"), study.ana, seat),
        lambda: codings.remove(coding, study.ana),
        lambda: codings.resize(coding, Span(34, 44), 1, study.ana),
        lambda: codings.recode(coding, study.theme.pk, study.ana),
        lambda: codings.set_qualifiers(coding, [], study.ana),
        lambda: codings.mark_reading(study.talk, study.ana, "", seat),
        lambda: marks.mark(study.talk, 2, study.ana, True, seat),
        lambda: writing.write(study.project, study.ana, "More.", coding),
        lambda: writing.write_in(seat.layer, study.ana, "More.", study.code),
        lambda: writing.change(memo, study.ana, "Other.", 1),
        lambda: writing.reply(memo, study.ben, "So?"),
        lambda: undo.undo(study.project, study.ana, among=acts_of(study.project, study.ana, seat.layer)),
        lambda: closing.close(study.round, study.olga),
        lambda: closing.cancel(study.round, study.olga),
    ]
    for attempt in tries:
        with pytest.raises(Refused, match="closed"):
            attempt()
    after = list(Coding.objects.values()), list(Memo.objects.values()), list(Reading.objects.values())
    assert after == before


def test_closed_work_can_still_be_looked_at_and_then_that_of_the_others_too(study: Study) -> None:
    study.apply(study.ana)
    study.apply(study.ben, "honestly")
    assert len(make.browser(study.ana).get(study.api("codings")).json()) == 1
    study.finish()
    page = make.browser(study.ana).get(study.url())
    assert (page.context["facts"]["may"], len(page.context["facts"]["codings"])) == (False, 1)
    assert len(make.browser(study.ana).get(study.api("codings")).json()) == 2


def test_doing_complete_again_closes_no_round_by_surprise(study: Study) -> None:
    study.complete(study.ana, study.other)
    study.complete(study.ana, study.talk)
    among = acts_of(study.project, study.ana, study.seat(study.ana).layer)
    undo.undo(study.project, study.ana, among=among)
    study.complete(study.ben, study.other)
    study.complete(study.ben, study.talk)
    with pytest.raises(Refused, match="You are the last"):
        undo.redo(study.project, study.ana, among)
    study.round.refresh_from_db()
    assert study.round.closed is None


def test_an_owner_closes_early_and_what_is_not_complete_is_listed(study: Study) -> None:
    study.complete(study.ana, study.talk)
    url = f"/{study.project.slug}/rounds/{study.round.pk}/close/"
    client = make.browser(study.olga)
    html = client.get(url).content.decode()
    assert [line in html for line in ("First: Ana", "First: Ben", "Second: Ana", "Second: Ben")] == [
        False,
        True,
        True,
        True,
    ]
    client.post(url)
    study.round.refresh_from_db()
    assert study.round.revealed
    assert Event.objects.latest("number").rows is None
    assert undo.next_undo(study.project, study.olga) is None


def test_an_owner_cancels_a_round_in_which_nobody_has_coded(study: Study) -> None:
    study.send("PUT", study.api("turns/2/read"), study.ana)
    make.browser(study.olga).post(f"/{study.project.slug}/rounds/{study.round.pk}/cancel/")
    assert not Round.objects.exists()
    assert not Layer.objects.filter(kind=Layer.Kind.ROUND).exists()
    assert not Event.objects.exclude(rows=None).exists()
    changes.add(study.project, study.olga, name="New")


def test_a_round_in_which_somebody_has_coded_is_not_cancelled(study: Study) -> None:
    study.apply(study.ben)
    with pytest.raises(Refused, match="can't be cancelled"):
        closing.cancel(study.round, study.olga)
    assert Round.objects.exists()


@pytest.mark.parametrize("way", ["withdraw", "delete"])
@pytest.mark.parametrize("is_closed", [False, True])
def test_a_withdrawal_goes_before_a_round(study: Study, way: str, is_closed: bool) -> None:
    study.apply(study.ana)
    make.browser(study.ana).get(study.url())
    if is_closed:
        study.finish()
    place = {"round": study.round, "revision": study.talk.current, "start": 34, "end": 40}
    resolution = Resolution.objects.create(**place)
    Memo.objects.create(project=study.project, author=study.olga, body="Ana is right.", resolution=resolution)
    study.round.sampling = {"way": "chosen", "drawn": 2, "study": 2}
    study.round.save()
    if way == "withdraw":
        withdraw(study.person, study.olga)
        assert "First" not in Access.objects.get().what
    else:
        delete(study.talk, study.olga)
    assert not Coding.objects.exists()
    assert not Memo.objects.exists()
    assert not Resolution.objects.exists()
    assert [str(each) for each in closing.transcripts_of(study.round)] == ["Second"]
    html = make.browser(study.ana).get(f"/{study.project.slug}/rounds/{study.round.pk}/").content.decode()
    why = {"withdraw": "withdrawn with its participant", "delete": "deleted"}[way]
    assert f"1 transcript was {why}" in html


def test_a_round_waits_on_the_first_page_and_above_the_transcripts(study: Study) -> None:
    study.complete(study.ana, study.talk)
    (step, *_rest) = next_steps(study.project, study.ana, Standing(2, 0, 2, 0, False))
    assert step.words == "“Round 1” waits for you: P08 is still yours to code in this round."
    assert (step.view, step.pk, step.query) == ("workspace", study.other.pk, f"round={study.round.pk}")
    link = f"/{study.project.slug}/transcripts/{study.other.pk}/code/?round={study.round.pk}"
    for page in ("", "transcripts/"):
        assert link in make.browser(study.ana).get(f"/{study.project.slug}/{page}").content.decode()
        assert "Round 1" not in make.browser(study.olga).get(f"/{study.project.slug}/{page}").content.decode()


def test_the_log_leads_from_work_in_a_round_to_the_round(study: Study) -> None:
    study.apply(study.ana)
    html = make.browser(study.ana).get(f"/{study.project.slug}/log/?kind=codings").content.decode()
    assert f'href="/{study.project.slug}/rounds/{study.round.pk}/"' in html
    assert "/code/?" not in html
