"""Codes made while coding, of the words of interviewees or one's own, and what a withdrawal leaves of them."""

import uuid

import pytest
from django.apps import apps
from django.core import serializers

from coding.models import Code, Coding
from coding.workspace.codings import Wish
from coding.workspace.in_vivo import code_anew
from interviews import withdrawal
from interviews.models import Transcript
from interviews.models.participants import Consent
from interviews.spans import Span
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

WORDS = "my back would have"
TEXT = f"Interviewer: And then?\nP01: I said {WORDS} let me.\nP02: So it goes."


class Study:
    """Ana codes a talk with P01 and P02, and one with P03 alone."""

    def __init__(self) -> None:
        self.ana = make.user("ana")
        self.project = make.project(None, self.ana)
        self.first, self.second, self.third = (
            make.participant(self.project, code) for code in ("P01", "P02", "P03")
        )
        self.talk = make.transcript(TEXT, self.project, self.first, self.second)
        self.other = make.transcript("P03: Nothing of the kind.", self.project, self.third)

    def wish(self, words: str = WORDS, code: int = 0, talk: Transcript | None = None) -> Wish:
        text = (talk or self.talk).current
        assert text is not None
        start = text.text.index(words)
        return Wish(uuid.uuid4(), code, Span(start, start + len(words)), 1)

    def spoken(self, name: str = WORDS, words: str = WORDS) -> Code:
        code, _coding = code_anew(self.talk, self.wish(words), name, None, self.ana)
        return code

    def reasons(self) -> list[str]:
        return list(self.project.editions.order_by("number").values_list("reason", flat=True))


@pytest.fixture
def study() -> Study:
    return Study()


def silence(study: Study) -> None:
    study.first.consent = Consent.NO_QUOTES
    study.first.save()


def contents() -> str:
    """Every row of the database."""
    return "".join(serializers.serialize("json", model._default_manager.all()) for model in apps.get_models())


def test_words_of_who_allows_no_quotes_become_no_codes_name(study: Study) -> None:
    silence(study)
    with pytest.raises(Refused, match=r"allows no quotes.* name of your own"):
        study.spoken()
    assert (Code.objects.count(), Coding.objects.count()) == (0, 0)


def test_a_name_of_ones_own_is_made_while_coding_who_allows_no_quotes(study: Study) -> None:
    silence(study)
    code = study.spoken(name="Bodily limits")
    assert (code.name, code.is_in_vivo, code.codings.count()) == ("Bodily limits", False, 1)


def test_words_of_the_other_speaker_of_the_interview_become_a_codes_name(study: Study) -> None:
    silence(study)
    assert study.spoken("So it goes", "So it goes").is_in_vivo


def test_words_in_an_interview_that_was_deleted_meanwhile_are_refused(study: Study) -> None:
    stale = Transcript.objects.select_related("project").get(pk=study.talk.pk)
    withdrawal.delete(study.talk, study.ana)
    with pytest.raises(Refused, match="deleted meanwhile"):
        code_anew(stale, study.wish(), WORDS, None, study.ana)


def test_its_event_tells_the_transcript_and_its_edition_does_not_repeat_the_words(study: Study) -> None:
    study.spoken()
    event = study.project.events.get(verb="added")
    assert event.facts["transcript"] == study.talk.pk
    assert study.reasons()[-1] == "A code made while coding (in vivo)"


def test_a_code_of_ones_own_is_told_without_a_transcript(study: Study) -> None:
    study.spoken(name="Bodily limits")
    assert "transcript" not in study.project.events.get(verb="added").facts
    assert study.reasons()[-1] == "“Bodily limits” added"
