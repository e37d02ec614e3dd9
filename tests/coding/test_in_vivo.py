"""Codes made while coding, of an interviewee's words or one's own, and what a withdrawal leaves of them."""

import uuid

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import PermissionDenied

from coding.codebook import changes
from coding.codebook.merging import merge
from coding.codebook.moving import move, promote
from coding.codebook.retiring import Children, bring_back, retire
from coding.models import Code, Coding
from coding.workspace.codings import Wish, apply
from coding.workspace.in_vivo import Named, code_anew, fitting, recode_anew
from interviews import withdrawal
from interviews.models import Transcript
from interviews.models.participants import Consent
from interviews.spans import Span
from projects import undo
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
        code, _coding = code_anew(self.talk, self.wish(words), Named(name), self.ana)
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
        code_anew(stale, study.wish(), Named(WORDS), study.ana)


def test_its_event_tells_the_transcript_and_its_edition_does_not_repeat_the_words(study: Study) -> None:
    study.spoken()
    event = study.project.events.get(verb="added")
    assert event.facts["transcript"] == study.talk.pk
    assert study.reasons()[-1] == "A code made while coding (in vivo)"


def test_a_code_of_ones_own_is_told_without_a_transcript(study: Study) -> None:
    study.spoken(name="Bodily limits")
    assert "transcript" not in study.project.events.get(verb="added").facts
    assert study.reasons()[-1] == "“Bodily limits” added"


def test_a_withdrawal_leaves_the_words_in_no_row_and_the_code_a_name_of_no_ones(study: Study) -> None:
    code = study.spoken()
    kept = apply(study.other, study.wish("Nothing", code.pk, study.other), study.ana)
    theme = changes.add(study.project, study.ana, name="Body")
    move(code, theme, study.ana)
    changes.change(code, study.ana, reason=f"As “{WORDS}” was said", definition=f"Says {WORDS.title()}.")
    assert WORDS in contents()
    erased = withdrawal.withdraw(study.first, study.ana)
    code.refresh_from_db()
    assert WORDS not in contents().lower()
    assert (code.name, code.is_in_vivo) == (f"In vivo {code.pk} (words erased)", True)
    assert code.definition == f"Says In vivo {code.pk} (words erased)."
    assert list(code.codings.all()) == [kept]
    assert study.reasons()[-1] == f"As “In vivo {code.pk} (words erased)” was said"
    assert erased["code named in their words"] == 1


@pytest.mark.parametrize("name", ["My back would have", f"Body: {WORDS} it"])
def test_a_code_promoted_under_the_words_loses_them_in_every_edition(study: Study, name: str) -> None:
    code = study.spoken()
    promote(code, None, study.ana, name=name)
    withdrawal.delete(study.talk, study.ana)
    code.refresh_from_db()
    neutral = f"In vivo {code.pk} (words erased)"
    assert WORDS not in contents().lower()
    assert {code.name, *code.revisions.values_list("name", flat=True)} == {neutral}


def test_a_code_promoted_under_a_name_of_the_teams_keeps_that_name(study: Study) -> None:
    code = study.spoken()
    promote(code, None, study.ana, name="Bodily limits")
    withdrawal.withdraw(study.first, study.ana)
    code.refresh_from_db()
    assert WORDS not in contents()
    assert code.name == "Bodily limits"
    assert list(code.revisions.values_list("name", flat=True)) == [
        f"In vivo {code.pk} (words erased)",
        "Bodily limits",
    ]


def test_words_of_codes_merged_deleted_brought_back_renamed_and_unmade_go_too(study: Study) -> None:
    code = study.spoken()
    health = changes.add(study.project, study.ana, name="Health")
    merge(code, health, study.ana)
    retire(bring_back(code, study.ana)[0], study.ana, Children.WITH)
    spoken = study.spoken("I said my", "I said my back")
    changes.change(spoken, study.ana, name="said my back")
    for _act in range(2):
        undo.undo(study.project, study.ana)
    assert not Code.objects.filter(pk=spoken.pk).exists()
    assert "said my back" in contents()
    withdrawal.withdraw(study.first, study.ana)
    left = contents()
    assert WORDS not in left
    assert "said my" not in left
    assert study.reasons()[3] == f"“In vivo {code.pk} (words erased)” merged into “Health”"


def test_after_a_withdrawal_undo_and_redo_bring_no_words_back(study: Study) -> None:
    study.spoken()
    undo.undo(study.project, study.ana)
    withdrawal.withdraw(study.first, study.ana)
    with pytest.raises(Refused):
        undo.redo(study.project, study.ana)
    with pytest.raises(Refused):
        undo.undo(study.project, study.ana)
    assert WORDS not in contents()


def test_one_word_is_erased_as_a_name_but_not_out_of_what_the_team_wrote(study: Study) -> None:
    code = study.spoken("my", "my back")
    changes.change(code, study.ana, reason="Not in my view", definition="Of my own.")
    promote(code, None, study.ana, name="Keeping to my limits")
    withdrawal.withdraw(study.first, study.ana)
    code.refresh_from_db()
    assert (code.name, code.definition) == ("Keeping to my limits", "Of my own.")
    assert study.reasons()[2:] == ["Not in my view", f"“{code.name}” promoted"]
    assert code.revisions.earliest("pk").name == f"In vivo {code.pk} (words erased)"


def test_the_neutral_name_is_none_that_the_codebook_has(study: Study) -> None:
    code = study.spoken()
    make.code(f"In vivo {code.pk} (words erased)", study.project)
    withdrawal.withdraw(study.first, study.ana)
    code.refresh_from_db()
    assert code.name == f"In vivo {code.pk + 1} (words erased)"


def test_the_log_tells_that_the_code_was_renamed_and_other_codes_can_still_be_undone(study: Study) -> None:
    code = study.spoken()
    changes.add(study.project, study.ana, name="Health")
    withdrawal.withdraw(study.first, study.ana)
    told = study.project.events.get(verb="renamed", kind="code")
    assert (told.object_id, told.rows) == (str(code.guid), None)
    undo.undo(study.project, study.ana)
    assert not Code.objects.filter(name="Health").exists()


def test_codes_made_in_another_interview_keep_their_words(study: Study) -> None:
    code = study.spoken()
    withdrawal.withdraw(study.third, study.ana)
    code.refresh_from_db()
    assert code.name == WORDS
    assert study.project.events.get(verb="added").rows is not None


def test_a_name_that_is_too_long_is_cut_between_words_and_says_so(study: Study) -> None:
    words = "we were told again and again " * 6
    talk = make.transcript(f"P03: {words.strip()}.", study.project, study.third)
    code, _coding = code_anew(talk, study.wish("we", talk=talk), Named(words), study.ana)
    assert len(code.name) <= 120
    assert code.name.endswith(" again…") or code.name.endswith("we…") or code.name.endswith("were…")
    assert fitting("x" * 130) == "x" * 119 + "…"
    assert fitting("x" * 119 + " yz") == "x" * 119 + "…"


def test_a_coding_gets_a_code_that_is_made_for_it_and_one_undo_takes_back_both(study: Study) -> None:
    there = make.code("Back", study.project)
    coding = apply(study.talk, study.wish(code=there.pk), study.ana)
    code = recode_anew(coding, Named("Support", there), study.ana)
    assert (code.parent, Coding.objects.get().code) == (there, code)
    assert recode_anew(Coding.objects.get(), Named("Support", there), study.ana) == code
    undo.undo(study.project, study.ana)
    assert (Coding.objects.get().code, Code.objects.get()) == (there, there)


def test_nobody_gives_anothers_coding_a_new_code(study: Study) -> None:
    coding = apply(study.talk, study.wish(code=make.code("Back", study.project).pk), study.ana)
    with pytest.raises(PermissionDenied):
        recode_anew(coding, Named("Support"), make.user("ben"))
    assert Code.objects.count() == 1


def test_words_of_who_allows_no_quotes_become_no_name_in_recoding_either(study: Study) -> None:
    coding = apply(study.talk, study.wish(code=make.code("Back", study.project).pk), study.ana)
    study.first.consent = Consent.NO_QUOTES
    study.first.save()
    with pytest.raises(Refused):
        recode_anew(coding, Named(WORDS), study.ana)


def test_words_that_became_a_name_in_recoding_are_erased_with_their_interview(study: Study) -> None:
    coding = apply(study.talk, study.wish(code=make.code("Back", study.project).pk), study.ana)
    code = recode_anew(coding, Named(WORDS), study.ana)
    assert code.is_in_vivo
    withdrawal.withdraw(study.first, study.ana)
    code.refresh_from_db()
    assert WORDS not in code.name


def test_a_code_is_made_with_the_theme_that_is_named_and_one_undo_takes_back_all(study: Study) -> None:
    code, coding = code_anew(study.talk, study.wish(), Named("Support", theme="Ethics"), study.ana)
    assert code.parent is not None
    assert (str(code.parent), code.parent.parent, coding.code) == ("Ethics", None, code)
    other, _coding = code_anew(study.talk, study.wish("we"), Named("Consent", theme="Ethics"), study.ana)
    assert other.parent == code.parent
    undo.undo(study.project, study.ana)
    assert [str(each) for each in Code.objects.in_use()] == ["Ethics", "Support"]
    undo.undo(study.project, study.ana)
    assert (Code.objects.in_use().count(), Coding.objects.count()) == (0, 0)
