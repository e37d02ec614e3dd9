import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from interviews.models import Speaker
from interviews.places import Places, places_of
from interviews.spans import Span
from interviews.turns import NONE
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why not?\nP07: Because of the chief.\nInterviewer: And then?\nP07: I stopped. 👮🏽 Done."


def places(text: str = TALK, *codes: str) -> Places:
    project = make.project()
    people = [make.participant(project, code) for code in codes or ("P07",)]
    talk = make.transcript(text, project, *people)
    return places_of([talk.pk])[talk.pk]


def span(words: str, text: str = TALK) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_a_passage_is_cited_by_participant_and_turn() -> None:
    assert places().cite(span("the chief")) == "P07:T2"


def test_a_passage_across_turns_is_cited_with_the_first_and_the_last() -> None:
    assert places().cite(Span(span("chief").start, span("Done").end)) == "P07:T2–4"


def test_offsets_after_an_emoji_are_code_points() -> None:
    assert places().cite(span("Done")) == "P07:T4"


def test_a_span_on_a_label_stands_in_the_turn_that_follows() -> None:
    assert places().cite(span("P07: B")) == "P07:T2"
    assert places().cite(span("P07")) == "P07:T2"


def test_an_interviewers_turn_is_cited_by_the_first_participant() -> None:
    assert places().cite(span("Why not?")) == "P07:T1, interviewer"


def test_a_passage_is_the_interviewers_only_where_nobody_else_speaks() -> None:
    asked = [places().is_asked(span(words)) for words in ("Why not?", "the chief", "Why not?\nP07: Because")]
    assert asked == [True, False, False]
    assert not Places("Notes", NONE, {}).is_asked(Span(0, 4))


def test_the_second_transcript_of_a_participant_is_told_apart() -> None:
    project = make.project()
    person = make.participant(project, "P07")
    make.transcript(TALK, project, person)
    second = make.transcript(TALK, project, person)
    assert places_of([second.pk])[second.pk].cite(span("the chief")) == "P07.2:T2"


def test_a_transcript_without_participants_is_cited_by_its_title() -> None:
    talk = make.transcript(TALK, make.project(), title="Focus group")
    assert places_of([talk.pk])[talk.pk].cite(span("the chief")) == "Focus group:T2"


def test_in_a_joint_interview_the_one_who_speaks_is_cited() -> None:
    text = "P11: I design it.\nP12: I learnt it."
    joint = places(text, "P11", "P12")
    assert joint.cite(span("learnt", text)) == "P12:T2"
    assert joint.cite(span("design it.\nP12: I", text)) == "P11:T1–2"
    assert len(joint.participants(span("design it.\nP12: I", text))) == 2
    assert len(joint.participants(span("learnt", text))) == 1


def test_a_speaker_whom_nobody_named_may_be_anyone_in_the_transcript() -> None:
    text = "P11: I design it.\nVoice: I learnt it."
    joint = places(text, "P11", "P12")
    Speaker.objects.filter(label="Voice").update(participant=None)
    again = places_of(Speaker.objects.filter(label="Voice").values_list("transcript", flat=True))
    (found,) = again.values()
    assert found.participants(span("learnt", text)) == frozenset(joint.appearing)


def test_the_question_before_is_the_interviewers_last_turn() -> None:
    found = places().question_before(span("stopped"))
    assert found is not None
    assert TALK[slice(*found)].strip() == "And then?"


def test_nothing_was_asked_before_the_first_words_or_before_a_question() -> None:
    text = "P07: Hello."
    assert places(text).question_before(span("Hello", text)) is None
    assert places().question_before(span("And then?")) is None


def test_pieces_leave_out_the_labels_between_turns() -> None:
    pieces = places().pieces(Span(span("chief").start, span("I stopped").end))
    assert [(who, TALK[slice(*part)].strip()) for who, part in pieces] == [
        ("P07", "chief."),
        ("Interviewer", "And then?"),
        ("P07", "I stopped"),
    ]


def test_around_is_the_whole_of_the_turns() -> None:
    assert TALK[slice(*places().around(span("the chief")))].strip() == "Because of the chief."


def test_a_transcript_without_turns_can_still_be_cited() -> None:
    empty = Places("Notes", NONE, {})
    assert empty.cite(Span(0, 4)) == "Notes"
    assert empty.pieces(Span(0, 4)) == [("", Span(0, 4))]
    assert empty.around(Span(0, 4)) == Span(0, 4)
    assert empty.question_before(Span(0, 4)) is None


@pytest.mark.parametrize(
    "words", ["the chief", "P07: B", "P07", "Why not?", "chief.\nInterviewer: And", "Done."]
)
def test_everything_at_once_says_the_same(words: str) -> None:
    place, here = places(), span(words)
    stand, turns = place.stand(here), place.turns(here)
    assert (stand.cite, stand.participant) == (place.cite(here), place.participant(here))
    assert (stand.first, stand.last) == (turns[0].number, turns[-1].number)
    assert (stand.pieces, stand.at_ms) == (place.pieces(here), turns[0].at_ms)
    assert stand.is_asked == place.is_asked(here)


def test_without_turns_there_is_no_number() -> None:
    stand = Places("Notes", NONE, {}).stand(Span(0, 4))
    assert (stand.cite, stand.first, stand.last, stand.pieces) == ("Notes", 0, 0, [("", Span(0, 4))])


def test_places_are_read_in_two_queries_however_many_transcripts(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    project = make.project()
    talks = [make.transcript(TALK, project, make.participant(project)).pk for _ in range(5)]
    with django_assert_num_queries(2):
        assert len(places_of(talks)) == 5
