import uuid

import pytest

from coding.codebook.exemplars import Pin, exemplars_of, pin, unpin
from coding.codebook.retiring import Children, retire
from coding.models import Code, Exemplar, Layer, Round, RoundTranscript
from coding.workspace.codings import Wish
from interviews import withdrawal
from interviews.models import Revision, Transcript
from interviews.models.participants import Consent
from interviews.spans import Span
from projects import undo
from projects.models import Project, User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: And then?\nP01: I was afraid of blame.\nP01: Never of error."


@pytest.fixture
def talk(study: Project) -> Transcript:
    return make.transcript(TEXT, study, make.participant(study, "P01"))


def wanted(words: str, kind: str = "typical", note: str = "", revision: int = 1) -> Pin:
    start = TEXT.index(words)
    wish = Wish(uuid.uuid4(), 0, Span(start, start + len(words)), revision)
    return Pin(wish, Exemplar.Kind(kind), note)


def shown(study: Project, code: Code) -> list[tuple[str, str, str | None, str]]:
    return [(each.kind, each.cite, each.words, each.note) for each in exemplars_of(study, code)]


def test_exemplars_are_cited_and_quoted_the_typical_ones_first(
    study: Project, ana: User, fear: Code, talk: Transcript
) -> None:
    pin(talk, fear, wanted("Never of error", "near miss", " of what \n is not feared "), ana)
    pin(talk, fear, wanted("afraid of blame"), ana)
    assert shown(study, fear) == [
        ("typical", "P01:T2", "afraid of blame", ""),
        ("near miss", "P01:T3", "Never of error", "of what is not feared"),
    ]
    assert exemplars_of(study, fear)[0].href == f"/{study.slug}/transcripts/{talk.pk}/code/?at=34-49"


def test_the_log_tells_of_a_pin_without_a_word(
    study: Project, ana: User, fear: Code, talk: Transcript
) -> None:
    made = pin(talk, fear, wanted("afraid of blame", note="blame"), ana)
    event = study.events.latest("number")
    assert (event.verb, event.kind, event.object_id, event.layer_id) == (
        "pinned",
        "exemplar",
        str(made.guid),
        None,
    )
    assert event.facts == {"transcript": talk.pk, "code": fear.pk, "start": 34, "end": 49}


def test_the_same_request_again_is_the_same_exemplar(
    study: Project, ana: User, fear: Code, talk: Transcript
) -> None:
    wish = wanted("afraid of blame")
    assert pin(talk, fear, wish, ana) == pin(talk, fear, wish, ana)
    assert study.events.filter(verb="pinned").count() == 1


def test_words_are_pinned_to_a_code_once(ana: User, fear: Code, talk: Transcript) -> None:
    pin(talk, fear, wanted("afraid of blame"), ana)
    with pytest.raises(Refused, match="already"):
        pin(talk, fear, wanted("afraid of blame", "near miss"), ana)


def test_an_exemplar_is_pinned_to_a_code_in_use_on_the_text_as_it_is(
    ana: User, fear: Code, talk: Transcript
) -> None:
    with pytest.raises(Refused, match="was edited"):
        pin(talk, fear, wanted("afraid", revision=2), ana)
    beyond = Pin(Wish(uuid.uuid4(), 0, Span(3, 900), 1), Exemplar.Kind.TYPICAL)
    with pytest.raises(Refused, match="outside"):
        pin(talk, fear, beyond, ana)
    retire(fear, ana, Children.WITH)
    with pytest.raises(Refused, match="no longer"):
        pin(talk, fear, wanted("afraid"), ana)
    assert not Exemplar.objects.exists()


def test_nothing_is_pinned_where_the_work_is_closed(
    study: Project, ana: User, fear: Code, talk: Transcript
) -> None:
    Layer.objects.filter(project=study).update(closed="2026-03-01T10:00:00Z")
    with pytest.raises(Refused, match="closed"):
        pin(talk, fear, wanted("afraid"), ana)


def test_nothing_is_pinned_from_an_interview_while_it_is_coded_blind(
    study: Project, ana: User, fear: Code, talk: Transcript
) -> None:
    blind = Round.objects.create(project=study, name="First", edition=study.editions.latest("number"))
    RoundTranscript.objects.create(round=blind, revision=talk.revisions.get())
    with pytest.raises(Refused, match="blind"):
        pin(talk, fear, wanted("afraid"), ana)
    blind.closed = blind.revealed = blind.made
    blind.save()
    assert pin(talk, fear, wanted("afraid"), ana).pk


def test_anybody_who_edits_the_codebook_takes_an_exemplar_off(
    study: Project, ana: User, fear: Code, talk: Transcript
) -> None:
    made = pin(talk, fear, wanted("afraid"), ana)
    unpin(study, made, make.user("ben"))
    assert shown(study, fear) == []
    with pytest.raises(Refused, match="unpinned meanwhile"):
        unpin(study, made, ana)


def test_undo_unpins_and_pins_again_the_same_row(
    study: Project, ana: User, fear: Code, talk: Transcript
) -> None:
    made = pin(talk, fear, wanted("afraid", note="plain"), ana)
    before = list(Exemplar.objects.values())
    unpin(study, made, ana)
    undo.undo(study, ana)
    assert list(Exemplar.objects.values()) == before
    undo.undo(study, ana)
    assert not Exemplar.objects.exists()
    undo.redo(study, ana)
    assert list(Exemplar.objects.values()) == before


def test_an_exemplar_of_an_edited_text_is_not_shown(
    study: Project, ana: User, fear: Code, talk: Transcript
) -> None:
    pin(talk, fear, wanted("afraid"), ana)
    talk.current = Revision.objects.create(transcript=talk, number=2, text="P01: Calm.", length=10)
    talk.save()
    assert shown(study, fear) == []


@pytest.mark.parametrize("consent", [Consent.NO_QUOTES, Consent.WITHDRAWN])
def test_who_allows_no_quotes_is_cited_and_neither_words_nor_note_are_shown(
    study: Project, ana: User, fear: Code, talk: Transcript, consent: Consent
) -> None:
    pin(talk, fear, wanted("afraid", note="says afraid"), ana)
    study.participants.update(consent=consent)
    assert shown(study, fear) == [("typical", "P01:T2", None, "")]


def test_exemplars_are_read_in_as_many_queries_however_many(
    study: Project, ana: User, fear: Code, talk: Transcript, django_assert_num_queries: object
) -> None:
    other = make.transcript(TEXT, study, make.participant(study, "P02"))
    for words in ("afraid", "blame", "error"):
        pin(talk, fear, wanted(words), ana)
        pin(other, fear, wanted(words), ana)
    # exemplars; appearances, turns, texts, who may not be quoted
    with django_assert_num_queries(5):  # type: ignore[operator]
        assert len(exemplars_of(study, fear)) == 6


def test_words_of_an_interview_deleted_meanwhile_are_not_pinned(
    ana: User, fear: Code, talk: Transcript
) -> None:
    stale = Transcript.objects.select_related("project").get(pk=talk.pk)
    withdrawal.delete(talk, ana)
    with pytest.raises(Refused, match="deleted meanwhile"):
        pin(stale, fear, wanted("afraid of blame"), ana)
    assert not Exemplar.objects.exists()


def test_words_of_a_text_that_another_replaced_meanwhile_are_not_pinned(
    ana: User, fear: Code, talk: Transcript
) -> None:
    stale = Transcript.objects.select_related("project").get(pk=talk.pk)
    talk.current = Revision.objects.create(transcript=talk, number=2, text=TEXT, length=len(TEXT))
    talk.save()
    with pytest.raises(Refused, match="text was edited"):
        pin(stale, fear, wanted("afraid of blame"), ana)
