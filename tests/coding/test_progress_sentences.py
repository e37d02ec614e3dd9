"""What was done, in words."""

import json
from typing import Any

import pytest

from coding.codebook import changes
from coding.models import Coding, Layer, Round
from coding.progress.sentences import Names, names_of, sentence, told
from coding.workspace import codings
from interviews.spans import Span
from projects import undo
from projects.models import Event, Project, Role
from tests import make

TEXT = "Interviewer: Who taught you?\nP07: Nobody did, honestly."


@pytest.mark.parametrize(
    ("verb", "kind", "names", "size", "words"),
    [
        ("applied", "coding", Names("Tight control", "P07"), 1, "a coding applied (“Tight control”, P07)"),
        ("applied", "coding", Names("Training"), 2, "a coding applied (“Training”), with 1 more change"),
        (
            "retired",
            "code",
            Names("Training"),
            4,
            "a code retired (“Training”), with 3 more changes",
        ),
        ("removed", "coding", Names(), 1, "a coding removed"),
        ("wrote", "memo", Names("", "P07"), 1, "a memo written (P07)"),
        ("defined", "attribute", Names(), 1, "an attribute defined"),
    ],
)
def test_an_act_is_told_as_a_sentence(verb: str, kind: str, names: Names, size: int, words: str) -> None:
    assert sentence(Event(verb=verb, kind=kind), names, size) == words


class Study:
    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project: Project = make.project(None, self.ana, self.ben)
        self.transcript = make.transcript(TEXT, self.project, make.participant(self.project, "P07"))
        self.code = make.code("Training", self.project)
        self.coding = make.coding("Nobody", self.code, self.ana, self.transcript)

    def history(self, who: Any) -> Any:
        url = f"/api/{self.project.slug}/codings/{self.coding.guid}/history"
        return make.browser(who).get(url)


@pytest.fixture
def study(request: pytest.FixtureRequest) -> Study:
    request.getfixturevalue("db")
    return Study()


def test_events_are_told_with_the_names_that_the_study_uses(study: Study) -> None:
    codings.resize(study.coding, Span(34, 44), 1, study.ana)
    changes.change(study.code, study.ben, name="Taught")
    undo.undo(study.project, study.ben)
    events = list(study.project.events.order_by("number"))
    sentences = [
        told(event, names) for event, names in zip(events, names_of(study.project, events), strict=True)
    ]
    assert sentences == [
        "a coding given other borders (“Training”, P07)",
        "a code changed (“Training”)",
        "undone: a code changed (“Training”)",
    ]


def test_a_code_that_undo_took_away_still_has_its_name(study: Study) -> None:
    changes.add(study.project, study.ana, name="Nervousness")
    undo.undo(study.project, study.ana)
    events = list(study.project.events.order_by("number"))
    assert [names.code for names in names_of(study.project, events)] == ["Nervousness", "Nervousness"]


def test_a_transcript_without_participants_is_told_by_its_title(study: Study) -> None:
    other = make.transcript("Hello.", study.project, title="A letter")
    codings.mark_reading(other, study.ana, "complete")
    events = list(study.project.events.all())
    assert told(events[0], names_of(study.project, events)[0]) == "how far a transcript is read (A letter)"


def test_names_are_looked_up_in_as_many_queries_for_many_events_as_for_one(
    study: Study, django_assert_num_queries: Any
) -> None:
    for words in ("did", "honestly"):
        start = TEXT.index(words)
        codings.resize(study.coding, Span(start, start + 3), 1, study.ana)
    events = list(study.project.events.all())
    with django_assert_num_queries(4):
        names_of(study.project, events)


def test_a_coding_s_history_says_who_did_what_to_it_and_no_word_of_it(study: Study) -> None:
    codings.resize(study.coding, Span(34, 44), 1, study.ana)
    codings.recode(study.coding, make.code("Chief officers", study.project).pk, study.ana)
    undo.undo(study.project, study.ana)
    answer = study.history(study.ben)
    changes_told = answer.json()
    assert [(change["by"], change["what"]) for change in changes_told] == [
        ("Ana", "a coding given other borders (“Training”)"),
        ("Ana", "a coding given another code (“Chief officers”)"),
        ("Ana", "undone: a coding given another code (“Chief officers”)"),
    ]
    assert all(change["at"] > 1_700_000_000 for change in changes_told)
    assert "Nobody" not in json.dumps(changes_told)


def test_a_reader_and_the_owner_read_the_history_and_a_stranger_finds_none(study: Study) -> None:
    codings.resize(study.coding, Span(34, 44), 1, study.ana)
    owner = study.project.memberships.get(role=Role.OWNER).user
    for who in (owner, make.member(study.project, Role.READER)):
        assert len(study.history(who).json()) == 1
    assert study.history(make.user("eve")).status_code == 404


def test_the_history_of_a_blind_round_s_coding_is_not_found_by_another_coder(study: Study) -> None:
    blind = Round.objects.create(project=study.project, name="First", edition=study.project.editions.get())
    layer = Layer.objects.create(project=study.project, kind=Layer.Kind.ROUND, round=blind, coder=study.ana)
    Coding.objects.filter(pk=study.coding.pk).update(layer=layer)
    codings.resize(Coding.objects.get(), Span(34, 44), 1, study.ana)
    assert study.history(study.ben).status_code == 404
    assert len(study.history(study.ana).json()) == 1
