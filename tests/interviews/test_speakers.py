"""Saying later who speaks in a stored transcript."""

import pytest

from interviews import speakers
from interviews.models import Speaker, Transcript
from interviews.speakers import Said
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Hm?\nAna: Yes.\nAnna: No."
KIND = Speaker.Kind


def stored() -> tuple[Transcript, dict[str, int]]:
    project = make.project()
    transcript = make.transcript(TALK, project, make.participant(project, "P01"))
    return transcript, dict(transcript.speakers.values_list("label", "pk"))


def cited(transcript: Transcript) -> list[str]:
    return [str(each) for each in transcript.appearances.all()]


def test_another_participant_takes_the_place_of_the_first() -> None:
    transcript, labels = stored()
    said = {labels["Ana"]: Said(code="P02"), labels["Anna"]: Said(code="P02")}
    speakers.assign(transcript, said, make.user())
    assert cited(transcript) == ["P02"]


def test_a_participant_who_comes_back_gets_a_fresh_number() -> None:
    transcript, labels = stored()
    by = make.user()
    everybody = [labels["Ana"], labels["Anna"]]
    for code in ("P02", "P01", "P02"):
        speakers.assign(transcript, {pk: Said(code=code) for pk in everybody}, by)
    assert cited(transcript) == ["P02.2"]


def test_an_interviewer_is_no_participant_any_more() -> None:
    transcript, labels = stored()
    said = {labels["Ana"]: Said(KIND.INTERVIEWER), labels["Anna"]: Said(KIND.INTERVIEWER)}
    speakers.assign(transcript, said, make.user())
    assert cited(transcript) == []


def test_the_turns_of_one_who_is_the_same_as_another_become_theirs() -> None:
    transcript, labels = stored()
    said = {labels["Ana"]: Said(code="P01"), labels["Anna"]: Said(same_as=labels["Ana"])}
    speakers.assign(transcript, said, make.user())
    assert Speaker.objects.get(label="Ana").turns.count() == 2
    assert not Speaker.objects.filter(label="Anna").exists()


def test_two_can_not_each_be_the_same_as_the_other() -> None:
    transcript, labels = stored()
    said = {labels["Ana"]: Said(same_as=labels["Anna"]), labels["Anna"]: Said(same_as=labels["Ana"])}
    with pytest.raises(Refused, match="each be the same"):
        speakers.assign(transcript, said, make.user())
    assert transcript.speakers.count() == 3


def test_somebody_can_be_interviewed_though_no_label_says_so() -> None:
    transcript, labels = stored()
    said = {labels["Ana"]: Said(code="P01"), labels["Anna"]: Said(code="P01")}
    speakers.assign(transcript, said, make.user(), "P09")
    assert cited(transcript) == ["P01", "P09"]
