"""What is decided where coders differ becomes codings of the consensus, once, and can be undone."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.consensus.deciding import Borders, DecidedSince, Decision, accept_agreed, decide
from coding.consensus.listing import Wanted, progress_of
from coding.consensus.places import Kind
from coding.models import Coding, Layer, Reading, Resolution
from coding.workspace import codings
from projects import undo
from projects.models import Event, Role
from projects.refusals import Refused
from tests import make
from tests.coding.differing import Study
from tests.rows import rows

pytestmark = pytest.mark.django_db
Outcome = Resolution.Outcome


@pytest.fixture
def study() -> Study:
    return Study()


def state(study: Study) -> str:
    own = Reading.objects.filter(layer__kind=Layer.Kind.CONSENSUS, transcript=study.talk)
    return ", ".join(own.values_list("state", flat=True))


def test_places_are_units_in_which_somebody_coded_and_say_how_coders_differ(study: Study) -> None:
    assert [place.kind for place in study.found.places] == [Kind.SOME, Kind.CODE, Kind.BORDERS, Kind.SAME]
    assert len(study.found.differing) == 2


def test_a_place_costs_by_how_many_codes_differ(study: Study) -> None:
    # Turn 2 differs in one code, turn 4 in two: a third and two thirds.
    assert [round(place.share, 3) for place in study.found.places] == [0.333, 0.667, 0, 0]
    listed = Wanted().listed(study.found)
    assert [place.kind for place in listed] == [Kind.CODE, Kind.SOME]
    assert [place.kind for place in Wanted(in_text_order=True).listed(study.found)] == [Kind.SOME, Kind.CODE]


def test_one_coders_reading_is_taken_as_it_is(study: Study) -> None:
    resolution = study.decide(4, "one", accepted=study.ben.pk, reason="It stopped because of fear.")
    assert study.agreed == [("Fear", "Then it stopped.")]
    assert (resolution.by, resolution.accepted_id, resolution.reason) == (
        *(study.olga, study.ben.pk),
        "It stopped because of fear.",
    )
    coding = Coding.objects.get(layer__kind=Layer.Kind.CONSENSUS)
    assert (coding.coder, coding.is_auto, coding.edition) == (study.olga, False, study.project.editions.get())


def test_all_together_takes_each_code_once(study: Study) -> None:
    study.decide(4, "all")
    assert study.agreed == [("Chief", "The chief muted us."), ("Fear", "Then it stopped.")]


def test_overlapping_words_of_a_code_become_one_coding(study: Study) -> None:
    study.decide(6, "all")
    assert study.agreed == [("Fear", "We were afraid.")]


def test_no_code_and_a_meeting_leave_nothing_there(study: Study) -> None:
    study.decide(2, "none")
    study.decide(4, "meeting")
    assert study.agreed == []
    assert progress_of(study.found).whole == (2, 1, 1)


def test_other_codes_and_words_are_taken_as_written(study: Study) -> None:
    lines = ((study.chief.pk, study.span("muted us")), (study.fear.pk, study.span("it stopped")))
    study.decide(4, "other", lines=lines)
    assert study.agreed == [("Chief", "muted us"), ("Fear", "it stopped")]


def test_other_words_must_lie_within_the_passage_and_codes_be_in_use(study: Study) -> None:
    with pytest.raises(Refused, match="outside the passage"):
        study.decide(4, "other", lines=((study.fear.pk, study.span("Nobody")),))
    with pytest.raises(Refused, match="at least one code"):
        study.decide(4, "other")
    with pytest.raises(Refused, match="no longer in use"):
        study.decide(4, "other", lines=((0, study.span("muted us")),))
    assert study.agreed == []


def test_deciding_again_replaces_what_stood_there(study: Study) -> None:
    study.decide(4, "all")
    kept = Coding.objects.get(layer__kind=Layer.Kind.CONSENSUS, code=study.fear)
    study.decide(4, "one", accepted=study.ben.pk)
    assert study.agreed == [("Fear", "Then it stopped.")]
    assert Coding.objects.get(layer__kind=Layer.Kind.CONSENSUS) == kept
    study.decide(4, "none")
    assert study.agreed == []


def test_a_reason_stays_with_its_decision_and_goes_with_it(study: Study) -> None:
    study.decide(4, "one", accepted=study.ben.pk, reason="It is fear.")
    assert study.decide(4, "one", accepted=study.ben.pk).reason == "It is fear."
    assert study.decide(4, "one", accepted=study.ana.pk).reason == ""


def test_a_decision_over_what_one_has_not_seen_is_refused(study: Study) -> None:
    first = study.decide(4, "one", accepted=study.ben.pk)
    with pytest.raises(DecidedSince, match="Olga decided here") as refused:
        decide(study.round, study.place(4).key, Decision(Outcome.NONE, seen=0), study.olga)
    assert refused.value.resolution == first
    assert study.agreed == [("Fear", "Then it stopped.")]


def test_an_undo_and_another_decision_are_not_taken_for_the_first(study: Study) -> None:
    first = study.decide(4, "none")
    undo.undo(study.project, study.olga)
    study.decide(4, "all")
    with pytest.raises(DecidedSince):
        decide(study.round, study.place(4).key, Decision(Outcome.NONE, first.version), study.olga)


def test_nothing_is_decided_before_the_reveal(study: Study) -> None:
    study.round.revealed = None
    study.round.save()
    with pytest.raises(Refused, match="once the round is closed"):
        decide(study.round, (study.talk.current_id or 0, 0, 5), Decision(Outcome.NONE, 0), study.olga)


@pytest.mark.parametrize(
    ("borders", "words"),
    [
        (Borders.UNION, "We were afraid."),
        (Borders.INTERSECTION, "afraid"),
        (Borders.LONGEST, "We were afraid."),
    ],
)
def test_what_coders_agree_on_is_taken_over_at_once(study: Study, borders: Borders, words: str) -> None:
    assert accept_agreed(study.round, borders, study.olga) == 2
    assert study.agreed == [("Fear", words), ("Fear", "Nothing came of it.")]
    with pytest.raises(Refused, match="already"):
        accept_agreed(study.round, borders, study.olga)


def test_where_they_share_no_word_all_words_are_taken(study: Study) -> None:
    study.code("So", study.chief, study.ana)
    study.code("it goes", study.chief, study.ben)
    accept_agreed(study.round, Borders.INTERSECTION, study.olga)
    assert study.agreed[:2] == [("Chief", "So"), ("Chief", "it goes")]


def test_what_was_decided_one_by_one_is_left_alone(study: Study) -> None:
    study.decide(6, "none")
    assert accept_agreed(study.round, Borders.UNION, study.olga) == 1
    assert study.agreed == [("Fear", "Nothing came of it.")]


def test_undo_takes_a_decision_back_and_redo_makes_it_again(study: Study) -> None:
    study.decide(2, "meeting")
    before = rows()
    study.decide(4, "all", reason="Both.")
    after = rows()
    undo.undo(study.project, study.olga)
    assert {name for name in before if before[name] != rows()[name]} <= {
        "coding.Resolution",
        "coding.Reading",
    }
    assert study.found.resolution(study.place(4)).outcome == ""
    undo.redo(study.project, study.olga)
    assert rows()["coding.Coding"] == after["coding.Coding"]
    assert rows()["coding.Resolution"] == after["coding.Resolution"]


def test_taking_over_what_is_agreed_is_one_act_and_one_undo(study: Study) -> None:
    accept_agreed(study.round, Borders.UNION, study.olga)
    assert study.project.events.values("act").distinct().count() == 1
    undo.undo(study.project, study.olga)
    assert study.agreed == []


def test_a_decision_on_which_another_stands_is_not_undone(study: Study) -> None:
    other = make.member(study.project, Role.OWNER, "otto")
    study.decide(4, "all")
    study.decide(4, "none", by=other)
    with pytest.raises(undo.BuiltUpon):
        undo.undo(study.project, study.olga)
    assert study.agreed == []


def test_a_consensus_is_complete_when_all_is_decided_and_taken_over(study: Study) -> None:
    assert state(study) == ""
    study.decide(2, "none")
    assert state(study) == "in progress"
    study.decide(4, "all")
    assert state(study) == "in progress"
    accept_agreed(study.round, Borders.UNION, study.olga)
    assert state(study) == "complete"
    study.decide(2, "meeting")
    assert state(study) == "in progress"
    undo.undo(study.project, study.olga)
    assert state(study) == "complete"


def test_a_later_round_does_not_undo_that_a_consensus_is_complete(study: Study) -> None:
    study.decide(2, "none")
    study.decide(4, "all")
    accept_agreed(study.round, Borders.UNION, study.olga)
    later = make.finished_round(study.project, (study.ana, study.ben), (study.talk,), name="Round 2")
    make.coding("So it goes.", study.fear, study.ana, study.talk, make.round_layer(later, study.ana))
    assert state(study) == "complete"
    study.round, earlier = later, study.round
    study.decide(5, "one", accepted=study.ana.pk)
    assert state(study) == "complete"
    assert ("Fear", "So it goes.") in study.agreed
    study.round = earlier


def test_a_merged_code_counts_as_what_it_became(study: Study) -> None:
    study.chief.merged_into, study.chief.retired = study.fear, study.round.revealed
    study.chief.save()
    assert study.place(4).kind == Kind.BORDERS
    assert [place.kind for place in study.found.differing] == [Kind.SOME]


def test_a_code_out_of_use_is_left_out_and_counted(study: Study) -> None:
    study.training.retired = study.round.revealed
    study.training.save()
    assert study.found.out_of_use == 1
    assert [place.kind for place in study.found.differing] == [Kind.CODE]


def test_a_transcript_that_one_coder_did_not_complete_has_no_places(study: Study) -> None:
    Reading.objects.filter(coder=study.ben).delete()
    assert study.found.places == ()
    assert study.found.unread == ("Sergeant",)


def test_by_sentences_each_sentence_is_a_place(study: Study) -> None:
    study.round.unit = "sentence"
    study.round.save()
    assert [place.kind for place in study.found.differing] == [Kind.SOME, Kind.SOME, Kind.SOME]


def test_by_characters_other_borders_differ_too(study: Study) -> None:
    study.round.unit = "character"
    study.round.save()
    assert [place.kind for place in study.found.differing] == [Kind.SOME, Kind.CODE, Kind.BORDERS]


def test_a_coding_over_two_turns_comes_in_whole(study: Study) -> None:
    study.code("So it goes.\nP07: We were afraid.", study.chief, study.ana)
    for turn in (5, 6):
        study.decide(turn, "one", accepted=study.ana.pk)
    assert ("Chief", "So it goes.\nP07: We were afraid.") in study.agreed


def test_what_was_decided_is_changed_by_decisions_alone(study: Study) -> None:
    study.decide(4, "one", accepted=study.ben.pk)
    coding = Coding.objects.get(layer__kind=Layer.Kind.CONSENSUS)
    for change in (
        lambda: codings.remove(coding, study.olga),
        lambda: codings.recode(coding, study.chief.pk, study.olga),
        lambda: codings.resize(coding, study.span("it stopped"), 1, study.olga),
    ):
        with pytest.raises(Refused, match="where it was decided"):
            change()
    assert study.agreed == [("Fear", "Then it stopped.")]


def test_the_log_tells_what_was_decided_without_a_word_of_it(study: Study) -> None:
    study.decide(4, "one", accepted=study.ben.pk, reason="Secret reason")
    head = Event.objects.order_by("number").first()
    assert head is not None
    assert (head.verb, head.kind, head.facts["outcome"]) == ("decided", "resolution", "one")
    assert "Secret" not in str(list(Event.objects.values_list("facts", flat=True)))


steps = st.lists(
    st.tuples(st.sampled_from((2, 4, 5, 6, 7)), st.sampled_from(("one", "all", "none", "meeting", "agreed"))),
    min_size=1,
    max_size=7,
)


def test_whatever_is_decided_is_undone_step_by_step_and_never_coded_twice(study: Study) -> None:
    study.code("So it goes.\nP07: We were afraid.", study.chief, study.ana)
    study.code("it goes.\nP07: We were", study.chief, study.ben)

    def standing() -> tuple[list[tuple[str, str]], list[tuple[int, str]]]:
        decided = Resolution.objects.exclude(outcome="").order_by("start").values_list("start", "outcome")
        return study.agreed, list(decided)

    @settings(max_examples=20)
    @given(steps=steps)
    def check(steps: list[tuple[int, str]]) -> None:
        with transaction.atomic():
            before = [standing()]
            for turn, outcome in steps:
                take(study, turn, outcome)
                if standing() != before[-1]:
                    before.append(standing())
                assert len(set(study.agreed)) == len(study.agreed)
            while undo.next_undo(study.project, study.olga):
                undo.undo(study.project, study.olga)
                assert standing() in before
            assert standing() == before[0]
            transaction.set_rollback(True)

    check()


def take(study: Study, turn: int, outcome: str) -> None:
    if outcome == "agreed":
        with suppress(Refused):
            accept_agreed(study.round, Borders.UNION, study.olga)
    else:
        accepted = study.ana.pk if outcome == "one" else None
        study.decide(turn, outcome, accepted=accepted)
