"""The demo study is worth looking at, and never mixes with real ones."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from coding.analysis.agreement.intervals import Kind
from coding.comparing.asked import Rule, Wish
from coding.comparing.compared import compare_coders
from coding.comparing.ground import of_round
from coding.comparing.times import training
from coding.consensus.listing import Tally, progress_of
from coding.consensus.places import places_in
from coding.consensus.standing import settled_in
from coding.demo import study
from coding.models import Coding, Memo, Reading, Resolution
from coding.reports.comparison import Agreement
from coding.rounds.closing import missing_in, transcripts_of
from interviews.models import Participant, Turn
from projects import rows
from projects.models import Project, Role, User
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
    pilot, second, third = demo.rounds.filter(purpose="reliability").order_by("made", "pk")
    assert [bool(each.revealed) for each in (pilot, second, third)] == [True, True, False]
    assert [each.edition.number for each in (pilot, second, third)] == [1, 2, 2]
    assert (second.earlier, third.earlier, third.is_blind) == (pilot, second, True)
    drawn = [
        [str(talk.appearances.first()) for talk in transcripts_of(each)] for each in (pilot, second, third)
    ]
    assert drawn == [["P01", "P02"], ["P04", "P05", "P06", "P09", "P10"], ["P03", "P07", "P08"]]
    assert [len(missing_in(each)) for each in (pilot, second, third)] == [0, 0, 6]


def owner_of(demo: Project) -> User:
    return demo.memberships.get(role=Role.OWNER).user


def compared(demo: Project, name: str) -> Agreement:
    round_ = demo.rounds.get(name=name)
    ground = of_round(round_, owner_of(demo))
    wish = Wish(ground.judges, frozenset(ground.titles), Rule.of(round_), round_.coefficient)
    return compare_coders(demo, owner_of(demo), wish, ground).agreement


def test_coders_agree_better_in_the_second_round_than_in_the_pilot_and_on_some_codes_badly(
    demo: Project,
) -> None:
    pilot, second = (compared(demo, name).comparison for name in ("Pilot", "Second round"))
    assert pilot.pooled.number == pytest.approx(0.757, abs=0.001)
    assert second.pooled.number == pytest.approx(0.841, abs=0.001)
    assert second.pooled_interval.kind == Kind.JACKKNIFE
    alphas = [row.alpha.number for row in second.rows if row.used and row.alpha.number is not None]
    assert sum(alpha < 0.667 for alpha in alphas) > 5
    assert sum(alpha >= 0.8 for alpha in alphas) > 30


def test_fear_and_formal_style_are_told_apart_better_once_the_definition_says_how(demo: Project) -> None:
    before, after = (
        {line.node.code.pk: line.row.alpha.number for line in compared(demo, name).lines}
        for name in ("Pilot", "Second round")
    )
    for code in demo.codes.filter(key__in=("culture.nervous", "culture.formal")):
        assert (before[code.pk] or 0) + 0.1 < (after[code.pk] or 0)


def tally(demo: Project, name: str) -> Tally:
    found = places_in(demo.rounds.get(name=name), owner_of(demo))
    return progress_of(found).whole


def test_the_pilot_is_resolved_to_the_end_and_the_second_round_in_part(demo: Project) -> None:
    assert tally(demo, "Pilot") == Tally(places=28, decided=28, meeting=0)
    assert tally(demo, "Second round") == Tally(places=53, decided=14, meeting=1)
    settled = settled_in(demo)
    assert (settled.complete, settled.begun) == (2, 2)


def test_every_decision_has_a_reason_of_its_own(demo: Project) -> None:
    reasons = list(Resolution.objects.filter(round__project=demo).values_list("reason", flat=True))
    assert len(reasons) == 43
    assert len({reason for reason in reasons if reason}) == 43


def test_a_passage_was_discussed_by_all_coders_and_led_to_the_second_edition(demo: Project) -> None:
    place = Resolution.objects.get(round__project=demo, editions__number=2)
    begun = place.memos.get(reply_to=None)
    assert begun.resolved
    assert [memo.author.email for memo in (begun, *begun.replies.order_by("pk"))] == [
        study.email_of(key) for key in ("jonas", "mara", "tess")
    ]


def test_a_new_coder_is_trained_beside_the_consensus(demo: Project) -> None:
    round_ = demo.rounds.get(purpose="training")
    assert round_.revealed
    (told,) = training(demo, owner_of(demo), round_)
    assert str(told.coder) == "Tess Byrne"
    assert len(told.agreement.compared) == 2
    assert any(line.feedback for line in told.agreement.codes)


def test_what_was_done_is_spread_over_ten_weeks_of_working_hours(demo: Project) -> None:
    moments = [timezone.localtime(at) for at in demo.events.order_by("number").values_list("at", flat=True)]
    assert moments == sorted(moments)
    assert moments[-1] < timezone.now()
    assert moments[-1] - moments[0] > timedelta(weeks=9)
    assert all(moment.weekday() < 5 and 9 <= moment.hour < 17 for moment in moments)
    assert len({moment.date() for moment in moments}) > 30


def test_a_coding_was_made_when_the_log_says_so_and_before_its_round_closed(demo: Project) -> None:
    told = dict(demo.events.filter(kind="coding", verb="applied").values_list("object_id", "at"))
    codings = Coding.objects.of(demo).select_related("layer__round")
    assert all(abs(told[str(each.guid)] - each.made) < timedelta(minutes=15) for each in codings)
    closed = [(each.made, each.layer.round.closed) for each in codings if each.layer.round]
    assert all(made <= end for made, end in closed if end)


def test_rounds_open_work_and_memos_follow_each_other(demo: Project) -> None:
    pilot, second, training_, third = demo.rounds.order_by("made", "pk")
    for one, other in pairwise((pilot, second, training_, third)):
        assert one.closed
        assert one.made < one.closed < other.made
    memo = Memo.objects.filter(project=demo, coding=None, resolution=None).latest("made")
    assert demo.made < pilot.made < memo.made < timezone.now()


def test_what_the_log_keeps_of_a_row_is_what_stands(demo: Project) -> None:
    """So that it can be undone though its moment was moved."""
    event = demo.events.filter(verb="applied", kind="coding").latest("number")
    kept = {label: (key, before, after) for label, key, before, after in event.rows or []}
    key, before, after = kept["coding.coding"]
    assert before is None
    assert rows.values(Coding.objects.get(pk=key)) == after


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
