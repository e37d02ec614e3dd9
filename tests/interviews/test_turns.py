"""Turns are remembered by text and speakers, and never tell of speakers as they were."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from interviews import speakers, turns
from interviews.models import Speaker, Transcript
from interviews.places import places_of
from interviews.spans import Span
from interviews.speakers import Said
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Hm?\nAna: Yes.\nAnna: No."
NO = Span(TALK.index("No."), len(TALK))


@pytest.fixture
def talk() -> Transcript:
    project = make.project()
    return make.transcript(TALK, project, make.participant(project, "P01"))


def said_no(transcript: Transcript) -> str | None:
    """The kind of speaker who says no."""
    return places_of([transcript.pk])[transcript.pk].turns(NO)[0].kind


def test_what_was_read_is_read_no_more(
    talk: Transcript, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        first = places_of([talk.pk])[talk.pk]
    with django_assert_num_queries(1):
        again = places_of([talk.pk])[talk.pk]
    assert first.stand(NO) == again.stand(NO)


def test_another_kind_of_speaker_is_seen_at_once(talk: Transcript) -> None:
    assert said_no(talk) == Speaker.Kind.PARTICIPANT
    anna = talk.speakers.get(label="Anna")
    speakers.assign(talk, {anna.pk: Said(Speaker.Kind.INTERVIEWER)}, make.user())
    assert said_no(talk) == Speaker.Kind.INTERVIEWER


def test_a_speaker_who_becomes_another_speaks_as_that_one_at_once(talk: Transcript) -> None:
    before = places_of([talk.pk])[talk.pk].participant(NO)
    labels = dict(talk.speakers.values_list("label", "pk"))
    speakers.assign(
        talk, {labels["Ana"]: Said(code="P02"), labels["Anna"]: Said(same_as=labels["Ana"])}, make.user()
    )
    after = places_of([talk.pk])[talk.pk]
    assert before != after.participant(NO)
    assert after.cite(NO) == "P02:T3"


def test_more_texts_than_are_remembered_are_each_read_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOST", 2)
    project = make.project()
    talks = [make.transcript(f"P0{n}: {'So. ' * n}", project, make.participant(project)) for n in range(1, 6)]
    for _ in range(2):
        places = places_of([talk.pk for talk in talks])
        ends = [places[talk.pk].turns(Span(0, 99))[0].end for talk in talks]
        assert ends == [9, 13, 17, 21, 25]
