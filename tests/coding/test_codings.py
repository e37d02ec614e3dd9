"""The writers behind the workspace."""

import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from coding.models import Code, Coding, Layer, Qualifier, QualifierValue, Reading
from coding.workspace import codings
from coding.workspace.codings import Wish
from interviews import withdrawal
from interviews.models import Transcript
from interviews.spans import Span
from projects import undo
from projects.models import Event, Project, Role, User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\nP07: Nobody did 👮🏽‍♀️, honestly."


class Study:
    """A transcript, a code and two coders."""

    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project: Project = make.project(None, self.ana, self.ben)
        self.transcript: Transcript = make.transcript(TEXT, self.project)
        self.code: Code = make.code("Training", self.project)

    def wish(self, words: str = "Nobody did", code: Code | None = None, **facts: Any) -> Wish:
        start = TEXT.index(words)
        made = Wish(uuid.uuid4(), (code or self.code).pk, Span(start, start + len(words)), 1)
        return replace(made, **facts)

    def apply(self, by: User | None = None, **facts: Any) -> Coding:
        return codings.apply(self.transcript, self.wish(**facts), by or self.ana)

    def value(self, name: str, value: str) -> QualifierValue:
        qualifier, _made = Qualifier.objects.get_or_create(project=self.project, name=name)
        return QualifierValue.objects.create(qualifier=qualifier, value=value)


@pytest.fixture
def study() -> Study:
    return Study()


def test_a_coding_says_who_applied_what_where_and_under_which_edition(study: Study) -> None:
    coding = study.apply(words="did 👮🏽‍♀️")
    assert TEXT[coding.start : coding.end] == "did 👮🏽‍♀️"
    assert (coding.coder, coding.code, coding.layer.kind) == (study.ana, study.code, Layer.Kind.OPEN)
    assert coding.edition == study.project.editions.get(number=1)
    assert coding.revision == study.transcript.current


def test_the_log_holds_offsets_and_ids_but_no_words(study: Study) -> None:
    coding = study.apply()
    event = Event.objects.get(verb="applied")
    assert event.object_id == str(coding.guid)
    assert event.layer_id == coding.layer_id
    assert (event.facts["start"], event.facts["end"]) == (coding.start, coding.end)
    assert "Nobody" not in str(event.facts)


def test_the_same_request_twice_is_one_coding(study: Study) -> None:
    wish = study.wish()
    first = codings.apply(study.transcript, wish, study.ana)
    assert codings.apply(study.transcript, wish, study.ana) == first
    assert Coding.objects.count() == 1
    assert Event.objects.filter(verb="applied").count() == 1


def test_a_guid_that_another_coding_has_is_refused(study: Study) -> None:
    wish = study.wish()
    codings.apply(study.transcript, wish, study.ana)
    with pytest.raises(Refused, match="already has this number"):
        codings.apply(study.transcript, wish, study.ben)


def test_one_coder_can_not_apply_a_code_twice_to_the_same_words(study: Study) -> None:
    study.apply()
    with pytest.raises(Refused, match="already applied this code"):
        study.apply()


def test_two_coders_and_overlapping_and_nested_codings_stand_beside_each_other(study: Study) -> None:
    other = make.code("Nervousness", study.project)
    study.apply()
    study.apply(by=study.ben)
    study.apply(code=other)
    study.apply(words="did 👮🏽‍♀️, honestly")
    study.apply(words="Nobody")
    assert Coding.objects.count() == 5


@pytest.mark.parametrize("span", [Span(0, 0), Span(5, 3), Span(-1, 4), Span(0, len(TEXT) + 1)])
def test_a_span_outside_the_text_is_refused(study: Study, span: Span) -> None:
    with pytest.raises(Refused, match="outside the text"):
        study.apply(span=span)


def test_the_last_character_of_the_text_can_be_coded(study: Study) -> None:
    assert study.apply(span=Span(len(TEXT) - 1, len(TEXT))).end == len(TEXT)


def test_an_older_text_than_the_current_is_refused(study: Study) -> None:
    with pytest.raises(Refused, match="edited since"):
        study.apply(revision=2)


def test_a_retired_code_and_a_code_of_another_study_are_refused(study: Study) -> None:
    retired = make.code("Old", study.project, retired=timezone.now())
    foreign = make.code("Foreign", make.project())
    with pytest.raises(Refused, match="no longer in use"):
        study.apply(code=retired)
    with pytest.raises(Refused, match="not in this study's codebook"):
        study.apply(code=foreign)


def test_a_closed_layer_refuses_every_change(study: Study) -> None:
    coding = study.apply()
    Layer.objects.filter(pk=coding.layer_id).update(closed=timezone.now())
    coding = Coding.objects.get(pk=coding.pk)
    for change in (
        lambda: study.apply(words="honestly"),
        lambda: codings.remove(coding, study.ana),
        lambda: codings.set_qualifiers(coding, [], study.ana),
        lambda: codings.mark_reading(study.transcript, study.ana, Reading.State.COMPLETE),
    ):
        with pytest.raises(Refused, match="closed"):
            change()
    assert Coding.objects.count() == 1


def test_a_refusal_changes_nothing(study: Study) -> None:
    with pytest.raises(Refused):
        study.apply(qualifiers=frozenset({999}))
    assert not Coding.objects.exists()
    assert not Event.objects.exists()
    assert not Reading.objects.exists()


def test_one_removes_ones_own_coding_and_the_log_can_bring_it_back(study: Study) -> None:
    mutes = study.value("direction", "mutes")
    coding = study.apply(qualifiers=frozenset({mutes.pk}))
    codings.remove(coding, study.ana)
    assert not Coding.objects.exists()
    facts = Event.objects.get(verb="removed").facts
    assert (facts["code"], facts["start"]) == (study.code.pk, coding.start)
    undo.undo(study.project, study.ana)
    assert list(Coding.objects.get().qualifiers.all()) == [mutes]


def test_a_coding_that_was_removed_meanwhile_is_neither_removed_again_nor_qualified(study: Study) -> None:
    mutes, coding = study.value("direction", "mutes"), study.apply()
    stale = Coding.objects.select_related("layer", "transcript__project").get(pk=coding.pk)
    codings.remove(coding, study.ana)
    with pytest.raises(Refused, match="removed meanwhile"):
        codings.remove(stale, study.ana)
    with pytest.raises(Refused, match="removed meanwhile"):
        codings.set_qualifiers(stale, [mutes.pk], study.ana)
    assert list(Event.objects.values_list("verb", flat=True)).count("removed") == 1
    assert not Event.objects.filter(verb="qualified").exists()


@pytest.mark.parametrize("role", [Role.OWNER, Role.CODER])
def test_nobody_else_removes_or_qualifies_it_not_even_the_owner(study: Study, role: Role) -> None:
    coding = study.apply()
    other = make.member(study.project, role, "otto")
    with pytest.raises(PermissionDenied):
        codings.remove(coding, other)
    with pytest.raises(PermissionDenied):
        codings.set_qualifiers(coding, [], other)
    assert Coding.objects.filter(pk=coding.pk).exists()


def test_a_coding_carries_one_value_of_each_qualifier(study: Study) -> None:
    mutes, both = study.value("direction", "mutes"), study.value("direction", "both")
    own = study.value("standpoint", "own experience")
    coding = study.apply(qualifiers=frozenset({mutes.pk}))
    codings.set_qualifiers(coding, [both.pk, own.pk], study.ana)
    assert set(coding.qualifiers.all()) == {both, own}
    with pytest.raises(Refused, match="one value of each"):
        codings.set_qualifiers(coding, [both.pk, mutes.pk], study.ana)


def test_a_qualifier_of_another_study_is_refused(study: Study) -> None:
    foreign = Study().value("direction", "mutes")
    with pytest.raises(Refused, match="not one of this study's"):
        study.apply(qualifiers=frozenset({foreign.pk}))


def test_the_same_qualifiers_again_are_no_change(study: Study) -> None:
    coding = study.apply()
    codings.set_qualifiers(coding, [], study.ana)
    assert not Event.objects.filter(verb="qualified").exists()


def test_the_first_coding_says_that_its_coder_has_begun(study: Study) -> None:
    study.apply()
    study.apply(words="honestly")
    reading = Reading.objects.get()
    assert (reading.coder, reading.state) == (study.ana, Reading.State.IN_PROGRESS)
    assert Event.objects.filter(verb="read").count() == 1


def test_a_coding_made_later_leaves_a_complete_transcript_complete(study: Study) -> None:
    codings.mark_reading(study.transcript, study.ana, Reading.State.COMPLETE)
    study.apply()
    assert Reading.objects.get().state == Reading.State.COMPLETE


def test_a_coder_says_complete_and_takes_it_back(study: Study) -> None:
    for state in (Reading.State.COMPLETE, Reading.State.IN_PROGRESS, codings.NOT_STARTED):
        codings.mark_reading(study.transcript, study.ana, state)
        assert list(Reading.objects.values_list("state", flat=True)) == ([state] if state else [])
    assert Event.objects.filter(verb="read").count() == 3


def test_applying_asks_a_fixed_number_of_small_questions(
    study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    study.apply(words="Nobody")
    long = "x" * 100_000
    study.transcript.revisions.update(text=TEXT + long, length=len(TEXT) + len(long))
    with django_assert_num_queries(7) as questions:
        study.apply(span=Span(90_000, 90_010))
    assert not any(long[:100] in question["sql"] for question in questions.captured_queries)
    assert not any('"text"' in question["sql"] for question in questions.captured_queries)


@pytest.mark.parametrize("state", [Reading.State.COMPLETE, codings.NOT_STARTED])
def test_how_far_one_is_with_a_transcript_deleted_meanwhile_is_refused(study: Study, state: str) -> None:
    stale = Transcript.objects.select_related("project").get(pk=study.transcript.pk)
    withdrawal.delete(study.transcript, study.ana)
    with pytest.raises(Refused, match="deleted meanwhile"):
        codings.mark_reading(stale, study.ana, state)
    assert not Reading.objects.exists()
