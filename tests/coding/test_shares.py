"""How much of a transcript somebody has read: coded or marked turns of all that participants speak."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coding.models import Coding, Layer, ReadTurn
from coding.progress import marks
from coding.progress.shares import Share, Shares, TurnsToRead, shares_of
from coding.workspace import codings
from coding.workspace.neighbours import beside, neighbours_of
from interviews.models import Transcript, Turn
from interviews.spans import Span
from projects.models import Project, User
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Who taught you?\nP01: Nobody did.\nP01: We learned it.\nP01: Then it stopped.\nP01: "
TURNS = [(1, 0, 10, "interviewer"), (2, 12, 20, "participant"), (3, 22, 30, "participant"), (4, 31, 40, None)]


def shares(project: Project, *coders: User) -> dict[int, Shares]:
    project.refresh_from_db()
    texts = {each.pk: each.current_id or 0 for each in project.transcripts.all()}
    return shares_of(project, [coder.pk for coder in coders], texts)


@pytest.fixture
def ana() -> User:
    return make.user("ana")


@pytest.fixture
def study(ana: User) -> Project:
    return make.project(None, ana)


@pytest.fixture
def talk(study: Project) -> Transcript:
    return make.transcript(TALK, study, make.participant(study, "P01"))


def test_only_turns_of_participants_are_to_be_read_where_there_are_any() -> None:
    assert [key for key, _start, _end in TurnsToRead(TURNS).turns] == [2, 3]
    assert [key for key, _start, _end in TurnsToRead([TURNS[0], TURNS[3]]).turns] == [4]
    assert TurnsToRead(TURNS[:1]).share([Span(0, 10)], ()) == Share(0, 0, 1)


@pytest.mark.parametrize(
    ("span", "coded"),
    [
        (Span(12, 20), {2}),
        (Span(19, 23), {2, 3}),
        (Span(0, 10), set()),
        (Span(20, 22), set()),  # between two turns
        (Span(5, 40), {2, 3}),
    ],
)
def test_a_span_is_in_each_turn_with_which_it_shares_a_character(span: Span, coded: set[int]) -> None:
    assert TurnsToRead(TURNS).coded([span]) == coded


def test_a_turn_that_is_both_coded_and_marked_counts_once() -> None:
    assert TurnsToRead(TURNS).share([Span(12, 14), Span(15, 16)], {2, 1}) == Share(1, 2, 2)


@pytest.mark.parametrize(
    ("read", "of", "percent"), [(0, 0, 0), (0, 7, 0), (1, 300, 1), (299, 300, 99), (3, 3, 100), (2, 3, 66)]
)
def test_only_all_is_a_hundred_and_only_nothing_is_none(read: int, of: int, percent: int) -> None:
    assert Share(read, of).percent == percent


def test_a_share_is_what_one_coded_or_marked_oneself(study: Project, talk: Transcript, ana: User) -> None:
    ben = make.user("ben")
    code = make.code("Training", study)
    make.coding("Nobody", code, ana, talk)
    make.coding("We learned", code, ben, talk)
    marks.mark(talk, 4, ana, is_read=True)
    # Of three turns with words Ana coded one and marked one, Ben coded one.
    assert shares(study, ana, ben) == {
        ana.pk: {talk.pk: Share(2, 3, 1)},
        ben.pk: {talk.pk: Share(1, 3, 1)},
    }


def test_what_a_search_found_is_a_coding_in_a_turn_that_is_not_read(
    study: Project, talk: Transcript, ana: User
) -> None:
    coding = make.coding("Nobody", make.code("Training", study), ana, talk)
    Coding.objects.filter(pk=coding.pk).update(is_auto=True)
    assert shares(study, ana)[ana.pk][talk.pk] == Share(0, 3, 1)
    assert marks.progress_of(talk, ana).coded == []


def test_work_in_another_layer_is_not_counted(study: Project, talk: Transcript, ana: User) -> None:
    consensus = Layer.objects.create(project=study, kind="consensus")
    make.coding("Nobody", make.code("Training", study), ana, talk, consensus)
    turn = Turn.objects.get(revision=talk.current_id, number=3)
    ReadTurn.objects.create(layer=consensus, turn=turn, coder=ana)
    assert shares(study, ana)[ana.pk][talk.pk] == Share(0, 3, 0)


def test_what_was_counted_before_follows_each_act_and_its_undo(
    study: Project, talk: Transcript, ana: User, apply: Callable[[str], None]
) -> None:
    assert shares(study, ana)[ana.pk][talk.pk] == Share(0, 3, 0)
    apply("Nobody")
    assert shares(study, ana)[ana.pk][talk.pk] == Share(1, 3, 1)
    marks.mark(talk, 3, ana, is_read=True)
    assert shares(study, ana)[ana.pk][talk.pk] == Share(2, 3, 1)
    marks.mark(talk, 3, ana, is_read=False)
    assert shares(study, ana)[ana.pk][talk.pk] == Share(1, 3, 1)


@pytest.fixture
def apply(study: Project, talk: Transcript, ana: User) -> Callable[[str], None]:
    code = make.code("Training", study)

    def apply_to(words: str) -> None:
        start = TALK.index(words)
        wish = codings.Wish(uuid4(), code.pk, Span(start, start + len(words)), 1)
        codings.apply(talk, wish, ana)

    return apply_to


def test_only_what_changed_since_is_counted_again(
    study: Project, talk: Transcript, ana: User, apply: Callable[[str], None]
) -> None:
    other = make.transcript(TALK, study, make.participant(study, "P02"))
    shares(study, ana)
    make.coding("Nobody", make.code("Silent", study), ana, other)  # past the writers: no event tells of it
    apply("Nobody")
    found = shares(study, ana)[ana.pk]
    assert (found[talk.pk].read, found[other.pk].read) == (1, 0)
    cache.clear()
    assert shares(study, ana)[ana.pk][other.pk].read == 1


def test_a_new_transcript_is_counted_too(study: Project, talk: Transcript, ana: User) -> None:
    shares(study, ana)
    other = make.transcript("P02: Yes.", study, make.participant(study, "P02"))
    assert shares(study, ana)[ana.pk] == {talk.pk: Share(0, 3, 0), other.pk: Share(0, 1, 0)}


def test_the_list_beside_the_text_asks_as_often_for_many_transcripts(
    study: Project, talk: Transcript, ana: User
) -> None:
    def queries() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            neighbours_of(study, ana)
        return len(captured)

    make.coding("Nobody", make.code("Training", study), ana, talk)
    few = queries()
    for number in range(4):
        more = make.transcript(TALK, study, make.participant(study), title=f"More {number}")
        make.coding("Nobody", make.code(f"Code {number}", study), ana, more)
    assert queries() == few


def test_a_transcript_that_is_complete_has_a_full_bar_whatever_is_unread(
    study: Project, talk: Transcript, ana: User
) -> None:
    assert [each.bar for each in neighbours_of(study, ana)] == [0]
    make.complete(talk, ana)
    assert [(each.bar, each.share.percent) for each in neighbours_of(study, ana)] == [(100, 0)]


def test_the_list_says_of_each_transcript_how_far_one_is(study: Project, talk: Transcript, ana: User) -> None:
    begun, done, other = (make.transcript(TALK, study, make.participant(study)) for _ in range(3))
    make.coding("Nobody", make.code("Training", study), ana, begun)
    codings.mark_reading(begun, ana, "in progress")
    make.complete(done, ana)
    found = neighbours_of(study, ana)
    here = next(each for each in found if each.pk == other.pk)
    told = {each["href"]: each for each in beside(found, here, study.slug, None)}
    lines = {pk: told[reverse("workspace", args=[study.slug, pk])] for pk in (talk.pk, begun.pk, done.pk)}
    assert [(line["state"], line["look"], line["count"]) for line in lines.values()] == [
        ("not started", "", ""),
        ("33 % read", "busy", "· 1 coding"),
        ("complete", "good", ""),
    ]
    assert [line["bar"] for line in lines.values()] == ["", "33", ""]
    assert [each["is_here"] for each in told.values()].count(True) == 1


@pytest.mark.parametrize(("opened", "near"), [(0, (0, 25)), (5, (0, 25)), (15, (3, 28)), (29, (5, 30))])
def test_those_around_the_open_transcript_show_with_it_and_the_others_later(
    study: Project, ana: User, opened: int, near: tuple[int, int]
) -> None:
    for number in range(30):
        make.transcript("P: Yes.", study, make.participant(study), title=f"More {number:02}")
    found = neighbours_of(study, ana)
    lines = list(beside(found, found[opened], study.slug, None))
    assert [place for place, line in enumerate(lines) if not line["is_far"]] == list(range(*near))
