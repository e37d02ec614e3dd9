"""A coding of the consensus carries the qualifiers that all readings it stands for share."""

import pytest

from coding.consensus.cards import cards_of
from coding.consensus.deciding import Borders, accept_agreed
from coding.models import Coding, CodingQualifier, Layer, Qualifier, QualifierValue
from projects import undo
from projects.models import User
from tests.coding.differing import Study

pytestmark = pytest.mark.django_db


@pytest.fixture
def study() -> Study:
    """Ana: the chief mutes, by own experience; the last turn mutes. Ben: fear facilitates."""
    study = Study()
    direction = Qualifier.objects.create(project=study.project, name="direction")
    source = Qualifier.objects.create(project=study.project, name="source")
    for value in ("mutes", "facilitates"):
        QualifierValue.objects.create(qualifier=direction, value=value)
    QualifierValue.objects.create(qualifier=source, value="own")
    give(study.ana, study, "The chief muted us.", "mutes", "own")
    give(study.ben, study, "Then it stopped.", "facilitates")
    give(study.ana, study, "afraid", "mutes", "own")
    give(study.ben, study, "We were afraid.", "mutes")
    give(study.ana, study, "Nothing came of it.", "mutes")
    return study


def give(coder: User, study: Study, words: str, *values: str) -> None:
    found = Coding.objects.get(
        coder=coder, layer__kind=Layer.Kind.ROUND, start=study.span(words).start, end=study.span(words).end
    )
    for value in QualifierValue.objects.filter(value__in=values):
        CodingQualifier.objects.create(coding=found, value=value)


def carried() -> list[tuple[str, str]]:
    own = Coding.objects.filter(layer__kind=Layer.Kind.CONSENSUS).order_by("start", "code")
    return [(each.code.name, ", ".join(str(value) for value in each.qualifiers.all())) for each in own]


def test_a_reading_that_is_accepted_brings_its_qualifiers(study: Study) -> None:
    study.decide(4, "one", accepted=study.ana.pk)
    assert carried() == [("Chief", "mutes, own")]


def test_of_all_together_each_code_has_those_that_its_coders_share(study: Study) -> None:
    study.decide(4, "all")
    study.decide(6, "all")
    assert carried() == [("Chief", "mutes, own"), ("Fear", "facilitates"), ("Fear", "mutes")]


def test_what_coders_agree_on_has_those_that_all_gave(study: Study) -> None:
    accept_agreed(study.round, Borders.UNION, study.olga)
    assert carried() == [("Fear", "mutes"), ("Fear", "")]


def test_other_borders_keep_their_codings_qualifiers_and_another_code_those_of_its_words(
    study: Study,
) -> None:
    study.decide(4, "other", lines=((study.chief.pk, study.span("muted us")),))
    assert carried() == [("Chief", "mutes, own")]
    study.decide(4, "other", lines=((study.training.pk, study.span("muted us")),))
    assert carried() == [("Training", "mutes, own")]
    study.decide(4, "other", lines=((study.training.pk, study.place(4).span),))
    assert carried() == [("Training", "")]


def test_deciding_again_gives_those_of_the_other_reading_and_undo_brings_them_back(study: Study) -> None:
    study.decide(6, "one", accepted=study.ana.pk)
    first = carried()
    study.decide(6, "one", accepted=study.ben.pk)
    assert (first, carried()) == ([("Fear", "mutes, own")], [("Fear", "mutes")])
    undo.undo(study.project, study.olga)
    assert carried() == first
    undo.undo(study.project, study.olga)
    assert carried() == []
    undo.redo(study.project, study.olga)
    assert carried() == first
    undo.redo(study.project, study.olga)
    assert carried() == [("Fear", "mutes")]


def test_a_card_says_where_coders_who_gave_a_code_differ_in_its_qualifiers(study: Study) -> None:
    cards = cards_of(study.found, [study.place(4), study.place(6), study.place(7)], study.project)
    assert [card.qualified for card in cards] == [
        "",
        "Fear (Ana: mutes, own; Ben: mutes)",
        "Fear (Ana: mutes; Ben: no qualifier)",
    ]
