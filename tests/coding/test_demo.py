"""The demo study is worth looking at, and never mixes with real ones."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from coding.demo import study
from coding.models import Coding, Memo, Reading
from coding.rounds.closing import missing_in, transcripts_of
from interviews.models import Participant, Turn
from projects.models import Project, User
from tests import make


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Project]:  # noqa: ARG001
    """The study, loaded once for this module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield study.make(make.PASSWORD)
        transaction.set_rollback(True)


def test_each_interview_has_between_1500_and_3000_words() -> None:
    words = {interview.key: len(interview.draft.text.split()) for interview in study.interviews()}
    assert len(words) >= 10
    assert all(1500 <= count <= 3000 for count in words.values()), words


def test_three_coders_made_six_hundred_codings_or_more(demo: Project) -> None:
    codings = Coding.objects.of(demo)
    assert codings.count() >= 600
    assert codings.values("coder").distinct().count() == 3


def test_the_study_has_officers_and_staff_of_several_forces(demo: Project) -> None:
    people = Participant.objects.filter(project=demo)
    ranks = people.filter(values__attribute__name="rank").values_list("values__choice__value", flat=True)
    assert {"constable", "chief officer (ACC/Commander and above)", "not applicable (staff)"} <= set(ranks)
    forces = people.filter(values__attribute__name="force").values_list("values__text", flat=True)
    assert set(forces) == {"Force A", "Force B", "Force C"}


def test_coders_completed_as_many_interviews_as_the_story_says(demo: Project) -> None:
    open_work = Reading.objects.filter(transcript__project=demo, layer__kind="open")
    complete = open_work.filter(state=Reading.State.COMPLETE)
    counts = {key: complete.filter(coder__email=study.email_of(key)).count() for key in study.FINISHED}
    assert counts == study.FINISHED


def test_coders_both_agree_and_differ(demo: Project) -> None:
    mara, jonas = (
        set(
            Coding.objects.of(demo)
            .filter(layer__kind="open", coder__email=study.email_of(key))
            .values_list("transcript", "code", "start", "end")
        )
        for key in ("mara", "jonas")
    )
    assert len(mara & jonas) > 100
    assert len(mara - jonas) > 50
    assert len(jonas - mara) > 50


def test_only_participants_turns_are_coded(demo: Project) -> None:
    asked = Turn.objects.filter(speaker__kind="interviewer", revision__transcript__project=demo)
    questions = {(turn.revision_id, place) for turn in asked for place in range(turn.start, turn.end)}
    assert not [
        coding for coding in Coding.objects.of(demo) if (coding.revision_id, coding.start) in questions
    ]


def test_the_study_says_that_it_is_fiction_and_has_memos(demo: Project) -> None:
    assert demo.is_demo
    assert "fictional" in demo.description
    assert Memo.objects.filter(project=demo, coding__isnull=False).count() >= 12


def test_two_rounds_are_finished_and_a_third_is_running_blind(demo: Project) -> None:
    pilot, second, third = demo.rounds.order_by("made", "pk")
    assert [bool(each.revealed) for each in (pilot, second, third)] == [True, True, False]
    assert [each.edition.number for each in (pilot, second, third)] == [1, 2, 2]
    assert (second.earlier, third.earlier, third.is_blind) == (pilot, second, True)
    drawn = [
        [str(talk.appearances.first()) for talk in transcripts_of(each)] for each in (pilot, second, third)
    ]
    assert drawn == [["P01", "P02"], ["P04", "P05", "P09", "P10"], ["P03", "P06", "P07"]]
    assert [len(missing_in(each)) for each in (pilot, second, third)] == [0, 0, 6]


def test_coders_agree_better_in_the_second_round_than_in_the_pilot(demo: Project) -> None:
    shares = []
    for each in demo.rounds.exclude(closed=None).order_by("made", "pk"):
        rows = [
            set(layer.codings.values_list("transcript", "code", "start", "end"))
            for layer in each.layers.order_by("coder")
        ]
        shares.append(len(rows[0] & rows[1]) / len(rows[0] | rows[1]))
    assert shares[0] + 0.05 < shares[1] < 0.95


@pytest.mark.django_db
def test_it_is_never_loaded_beside_another_study() -> None:
    make.project()
    with pytest.raises(CommandError, match="holds another study"):
        call_command("demo")


@pytest.mark.django_db
def test_a_second_time_changes_nothing() -> None:
    project = make.project()
    Project.objects.filter(pk=project.pk).update(is_demo=True, name="Renamed by its user")
    said = StringIO()
    call_command("demo", stdout=said)
    assert "nothing was changed" in said.getvalue()
    assert [project.name for project in Project.objects.all()] == ["Renamed by its user"]


@pytest.mark.django_db
def test_outside_a_demo_there_are_no_demo_accounts(settings: pytest.FixtureRequest) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="demo machines alone"):
        call_command("demo")
    assert not User.objects.exists()
