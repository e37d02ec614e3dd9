import time
from datetime import date

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from coding.analysis.query import (
    All,
    Any,
    Coded,
    CodedBy,
    CodedOn,
    Having,
    InRound,
    InTranscript,
    Near,
    Nearness,
    Not,
    OfParticipant,
    Saying,
    SpokenBy,
    Tagged,
    Tree,
    Voice,
    WithMemo,
)
from coding.analysis.query_json import dump
from coding.excerpts.filters import Filters
from coding.excerpts.listing import Listing, tree_to_list
from coding.excerpts.retrieval import Basis, Whose
from coding.models import Code, Coding, Layer, Memo, Round, SavedQuery
from coding.models.codings import TaggedCoding
from coding.retrieval.question import Question
from interviews.models import Attribute, AttributeValue, Participant, Revision, Transcript
from interviews.models.participants import Consent
from projects.models import ProjectTag, User
from tests import make

pytestmark = pytest.mark.django_db

FIRST = (
    "Interviewer: Why 👮🏽?\nP01: I was afraid of blame, of error.\nInterviewer: And?\n"
    "P01: Then we hoped. שָׁלוֹם to all."
)
GROUP = "P02: We hoped too.\nP03: I was afraid."


class Study:
    """Two interviews: P01 alone; P02, a constable, with P03. Fear has Blame under it; Hope stands beside."""

    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(self.ana, self.ben)
        self.fear = make.code("Fear", self.project)
        self.blame = make.code("Blame", self.project, self.fear)
        self.hope = make.code("Hope", self.project)
        self.people = [make.participant(self.project, f"P0{number}") for number in (1, 2, 3)]
        self.first = make.transcript(FIRST, self.project, self.people[0], title="First")
        self.group = make.transcript(GROUP, self.project, *self.people[1:], title="Group")
        self.afraid = self.code("afraid of blame, of error", self.fear)
        self.code("blame", self.blame)
        self.code("hoped", self.hope)
        self.code("hoped", self.hope, self.group)
        self.code("afraid", self.fear, self.group, self.ben)

    def code(self, words: str, code: Code, in_: Transcript | None = None, by: User | None = None) -> Coding:
        return make.coding(words, code, by or self.ana, in_ or self.first)

    def question(self, tree: Tree) -> Question:
        saved = SavedQuery(project=self.project, by=self.ana, wishes={"query": dump(tree)})
        return Question(self.project, tree_to_list(self.project), tree, saved)

    def listing(self, tree: Tree, by: User | None = None, **more: object) -> Listing:
        question = self.question(tree)
        filters = Filters(question=question, **more)  # type: ignore[arg-type]
        return Listing(question.tree, self.project, by or self.ana, filters)

    def found(self, tree: Tree, by: User | None = None, **more: object) -> list[str]:
        """The words found, each passage once, by transcript and place."""
        question = self.question(tree)
        listing = self.listing(tree, by, **more)
        places = question.passages(by or self.ana, listing.everything, listing.people) or set()
        texts = {self.first.pk: FIRST, self.group.pk: GROUP}
        return [texts[transcript][start:end] for transcript, start, end in sorted(places)]


@pytest.fixture
def study() -> Study:
    return Study()


LONG = "afraid of blame, of error"


def test_a_code_is_asked_for_with_those_under_it_or_by_itself(study: Study) -> None:
    assert study.found(Coded(study.fear.pk)) == [LONG, "blame", "afraid"]
    assert study.found(Coded(study.fear.pk, False)) == [LONG, "afraid"]


def test_two_codes_are_both_on_the_same_words(study: Study) -> None:
    assert study.found(All((Coded(study.fear.pk), Coded(study.hope.pk)))) == []
    study.code("hoped", study.fear)
    assert study.found(All((Coded(study.fear.pk), Coded(study.hope.pk)))) == ["hoped"]


def test_any_of_several_and_none_of_them(study: Study) -> None:
    either = Any((Coded(study.blame.pk), Coded(study.hope.pk)))
    assert study.found(either) == ["blame", "hoped", "hoped"]
    assert study.found(Not(either)) == [LONG, "afraid"]
    assert study.found(All((Coded(study.fear.pk), Not(Coded(study.blame.pk))))) == [LONG, "afraid"]


@pytest.mark.parametrize(
    ("kind", "turns", "found"),
    [
        (Nearness.OVERLAPPING, 0, [LONG]),
        (Nearness.INSIDE, 0, []),
        (Nearness.WITHIN, 0, [LONG]),
        (Nearness.WITHIN, 1, [LONG]),
    ],
)
def test_near_a_code(study: Study, kind: Nearness, turns: int, found: list[str]) -> None:
    assert study.found(All((Coded(study.fear.pk, False), Near(kind, Coded(study.blame.pk), turns)))) == found


def test_inside_a_passage_with_a_code(study: Study) -> None:
    inside = Near(Nearness.INSIDE, Coded(study.fear.pk, False))
    assert study.found(All((Coded(study.blame.pk), inside))) == ["blame"]
    assert study.found(All((Coded(study.fear.pk), Not(inside)))) == []


def test_followed_by_a_code_counts_the_turns_of_all_who_speak(study: Study) -> None:
    """Blame stands in turn 2, Hope in turn 4, whose question is turn 3; in the group Hope comes first."""
    followed = [Near(Nearness.FOLLOWED, Coded(study.hope.pk), turns) for turns in (1, 2)]
    assert study.found(All((Coded(study.fear.pk), followed[0]))) == []
    assert study.found(All((Coded(study.fear.pk), followed[1]))) == [LONG, "blame"]
    assert study.found(All((Coded(study.fear.pk), Not(followed[1])))) == ["afraid"]


def test_what_lies_near_is_a_query_of_its_own(study: Study) -> None:
    by_ben = All((Coded(study.fear.pk), CodedBy(study.ben.pk)))
    assert study.found(Near(Nearness.WITHIN, by_ben, 1)) == ["hoped", "afraid"]


def test_who_speaks_first_in_it(study: Study) -> None:
    assert study.found(OfParticipant(study.people[2].pk)) == ["afraid"]
    assert study.found(Not(OfParticipant(study.people[0].pk))) == ["hoped", "afraid"]
    assert study.found(OfParticipant(99)) == []


def test_a_value_of_whoever_speaks(study: Study) -> None:
    rank = Attribute.objects.create(project=study.project, name="Rank", kind=Attribute.Kind.ONE_OF)
    constable = rank.choices.create(value="constable")
    years = Attribute.objects.create(project=study.project, name="Years", kind=Attribute.Kind.NUMBER)
    AttributeValue.objects.create(participant=study.people[1], attribute=rank, choice=constable)
    for person, number in zip(study.people, (3, 12, 20), strict=True):
        AttributeValue.objects.create(participant=person, attribute=years, number=number)
    assert study.found(Having(rank.pk, (constable.pk,))) == ["hoped"]
    assert study.found(Having(years.pk, low="12")) == ["hoped", "afraid"]
    assert study.found(Having(years.pk, low="4", high="12.5")) == ["hoped"]
    assert study.found(Having(years.pk, low="many")) == []


@pytest.mark.parametrize(
    ("kind", "value", "asked"),
    [
        ("text", {"text": "North"}, {"text": "North"}),
        ("yes/no", {"flag": True}, {"flag": True}),
        ("date", {"date": date(2026, 3, 1)}, {"low": "2026-03-01", "high": "2026-03-01"}),
    ],
)
def test_values_of_every_kind(
    study: Study, kind: str, value: dict[str, object], asked: dict[str, object]
) -> None:
    attribute = Attribute.objects.create(project=study.project, name="Known", kind=kind)
    AttributeValue.objects.create(participant=study.people[2], attribute=attribute, **value)
    assert study.found(Having(attribute.pk, **asked)) == ["afraid"]  # type: ignore[arg-type]


def test_an_attribute_that_must_not_be_printed_finds_nobody_and_is_not_named(study: Study) -> None:
    secret = Attribute.objects.create(project=study.project, name="Illness", kind="text", never_print=True)
    AttributeValue.objects.create(participant=study.people[0], attribute=secret, text="flu")
    asked = Having(secret.pk, text="flu")
    assert study.found(asked) == []
    assert "Illness" not in study.question(asked).sentence


def test_tags_are_those_of_codings_and_of_transcripts(study: Study) -> None:
    tag = ProjectTag.objects.create(project=study.project, name="odd", slug="odd")
    TaggedCoding.objects.create(tag=tag, content_object=study.afraid)
    assert study.found(Tagged(tag.pk)) == [LONG]
    study.group.tags.add("odd", tag_kwargs={"project": study.project})
    assert study.found(Tagged(tag.pk)) == [LONG, "hoped", "afraid"]


def test_transcript_words_and_voice(study: Study) -> None:
    study.code("Why 👮🏽", study.hope)
    study.code("שָׁלוֹם", study.hope)
    assert study.found(InTranscript(study.group.pk)) == ["hoped", "afraid"]
    assert study.found(Saying("BLAME, of")) == [LONG]
    assert study.found(Saying("שלום")) == ["שָׁלוֹם"]
    assert study.found(All((Coded(study.hope.pk), Not(Saying("hoped"))))) == ["Why 👮🏽", "שָׁלוֹם"]
    assert study.found(SpokenBy(Voice.INTERVIEWER)) == ["Why 👮🏽"]
    assert study.found(All((SpokenBy(Voice.PARTICIPANT), InTranscript(study.first.pk)))) == [
        LONG,
        "blame",
        "hoped",
        "שָׁלוֹם",
    ]


def test_who_coded_it_and_when(study: Study) -> None:
    assert study.found(CodedBy(study.ben.pk)) == ["afraid"]
    Coding.objects.filter(pk=study.afraid.pk).update(made="2026-03-01T12:00:00Z")
    assert study.found(CodedOn(date(2026, 3, 1), date(2026, 3, 1))) == [LONG]
    assert study.found(CodedOn(until=date(2026, 3, 1))) == [LONG]
    assert LONG not in study.found(CodedOn(since=date(2026, 3, 2)))


def test_memos_on_codings_that_the_person_may_read(study: Study) -> None:
    Memo.objects.create(project=study.project, author=study.ben, coding=study.afraid, body="A proverb?")
    assert study.found(WithMemo()) == [LONG]
    assert study.found(WithMemo("PROVERB")) == [LONG]
    assert study.found(WithMemo("hope")) == []
    blind = make.running_round(study.project, (study.ana, study.ben), (study.first,))
    Memo.objects.update(layer=make.round_layer(blind, study.ben))
    assert study.found(WithMemo()) == []
    assert study.found(WithMemo(), study.ben) == [LONG]


def test_a_blind_round_hides_its_codings_also_from_queries(study: Study) -> None:
    blind = make.running_round(study.project, (study.ana, study.ben), (study.first,))
    make.coding("error", study.hope, study.ben, study.first, make.round_layer(blind, study.ben))
    before = study.found(Coded(study.fear.pk))
    assert study.found(Coded(study.hope.pk)) == ["hoped", "hoped"]
    assert study.found(Near(Nearness.OVERLAPPING, Coded(study.hope.pk))) == ["hoped", "hoped"]
    assert study.found(Coded(study.hope.pk), whose=Whose(Basis.ROUND, round=blind)) == []
    assert study.found(Coded(study.hope.pk), study.ben, whose=Whose(Basis.ROUND, round=blind)) == ["error"]
    assert study.found(Coded(study.fear.pk)) == before


def test_a_revealed_round_is_asked_by_itself(study: Study) -> None:
    shown = make.finished_round(study.project, (study.ana, study.ben), (study.first,))
    make.coding("error", study.hope, study.ben, study.first, make.round_layer(shown, study.ben))
    assert study.found(Coded(study.hope.pk), whose=Whose(Basis.ROUND, round=shown)) == ["error"]


def pilot(study: Study, **fields: object) -> Round:
    """Closed and shown: “error” was coded Hope, “hoped” Fear; open work has coded “hoped” as Hope."""
    made = make.finished_round(study.project, (study.ana, study.ben), (study.first,), "Pilot", **fields)
    layer = make.round_layer(made, study.ben)
    make.coding("error", study.hope, study.ben, study.first, layer)
    make.coding("hoped", study.fear, study.ben, study.first, layer)
    return made


def listed(study: Study, tree: Tree, by: User | None = None) -> list[tuple[str, str]]:
    """The words in the list, each with the code under which they stand."""
    texts, names = (
        {study.first.pk: FIRST, study.group.pk: GROUP},
        {node.code.pk: node for node in tree_to_list(study.project)},
    )
    return [
        (texts[group.transcript][start:end], str(names[group.code]))
        for group in study.listing(tree, by).groups
        for start, end in sorted(group.chosen or ())
    ]


def test_from_a_round_comes_what_was_frozen_in_it(study: Study) -> None:
    asked = InRound(pilot(study).pk)
    assert listed(study, asked) == [("hoped", "Fear"), ("error", "Hope"), ("hoped", "Hope")]
    study.code("error", study.fear)
    assert listed(study, InRound(asked.round, study.fear.pk)) == [("hoped", "Fear")]
    assert listed(study, InRound(asked.round, study.hope.pk)) == [("error", "Hope")]


def test_a_round_goes_with_every_other_condition(study: Study) -> None:
    asked = InRound(pilot(study).pk)
    hope = Coded(study.hope.pk)
    assert listed(study, All((hope, asked))) == [("hoped", "Hope")]
    assert [words for words, _code in listed(study, All((Coded(study.fear.pk), Not(asked))))] == [
        *(LONG, "afraid", "blame")
    ]
    assert listed(study, Near(Nearness.OVERLAPPING, asked)) == [
        *((LONG, "Fear"), ("hoped", "Fear"), ("hoped", "Hope"))
    ]


@pytest.mark.parametrize("is_blind", [True, False])
def test_a_round_that_is_not_revealed_answers_as_one_that_is_gone(
    study: Study, is_blind: bool, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    running = make.running_round(study.project, (study.ana, study.ben), (study.first,), is_blind=is_blind)
    make.coding("error", study.hope, study.ben, study.first, make.round_layer(running, study.ben))
    for asked in (InRound(running.pk), InRound(running.pk + 99)):
        for person in (study.ana, study.ben):
            assert listed(study, asked, person) == []
        assert study.question(asked).sentence == (
            "Passages coded in a round that is gone or not revealed yet, which finds nothing."
        )
        listing, question = study.listing(asked), study.question(asked)
        with django_assert_num_queries(1):
            question.passages(study.ana, listing.everything, listing.people)


def test_the_sentence_says_what_of_the_round_is_gone(study: Study) -> None:
    shown = pilot(study, sampling={"withdrawn": 1, "deleted": 2})
    asked = study.question(InRound(shown.pk, study.hope.pk))
    assert asked.sentence == (
        "Passages coded “Hope” in the round “Pilot” (without 1 transcript that was withdrawn since, "
        "2 transcripts that were deleted since). What was coded in the round is listed too, as it was frozen."
    )
    study.first.current = Revision.objects.create(
        transcript=study.first, number=2, text=FIRST, length=len(FIRST)
    )
    study.first.save()
    assert "1 transcript whose text was edited since" in study.question(InRound(shown.pk)).sentence


def test_asking_of_a_round_takes_as_many_queries_however_much_was_coded(
    study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    shown = pilot(study)
    asked = All((InRound(shown.pk), InRound(shown.pk, study.hope.pk)))
    for more in ((), ("Then", "we", "blame", "all")):
        for words in more:
            make.coding(words, study.hope, study.ana, study.first, make.round_layer(shown, study.ana))
        listing, question = study.listing(asked), study.question(asked)
        with django_assert_num_queries(6):
            question.passages(study.ana, listing.everything, listing.people)


def test_the_list_stands_under_the_codes_that_the_query_names(study: Study) -> None:
    study.code("hoped", study.fear)
    named = study.listing(Coded(study.hope.pk))
    assert [group.code for group in named.groups] == [study.hope.pk] * 2
    assert (named.counts.passages, named.excerpts) == (2, 2)
    other = study.listing(Saying("hoped"))
    assert {group.code for group in other.groups} == {study.hope.pk, study.fear.pk}
    assert (other.counts.passages, other.excerpts) == (2, 3)


def test_what_may_not_be_quoted_is_counted_and_withheld(study: Study) -> None:
    Participant.objects.filter(pk=study.people[0].pk).update(consent=Consent.NO_QUOTES)
    listing = study.listing(Coded(study.fear.pk))
    assert (listing.counts.passages, listing.counts.withheld) == (1, 2)
    assert [group.transcript for group in listing.groups] == [study.group.pk]


def test_a_code_that_is_gone_finds_nothing(study: Study) -> None:
    assert study.found(Coded(99)) == []
    assert study.listing(Coded(99)).groups == []


def test_asking_takes_as_many_queries_for_fifty_passages_as_for_five(
    study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tree = All((Coded(study.fear.pk), Near(Nearness.WITHIN, Coded(study.hope.pk), 9), Not(Saying("xyz"))))
    study.found(tree)
    layer = Layer.objects.open_work(study.project)
    rows = [
        Coding(layer=layer, coder=study.ana, transcript=study.first, revision_id=study.first.current_id or 0,
               code=study.fear, edition=study.project.editions.get(), start=at, end=at + 2)
        for at in range(30, 80)
    ]  # fmt: skip
    listing, question = study.listing(tree), study.question(tree)
    with django_assert_num_queries(7):
        question.passages(study.ana, listing.everything, listing.people)
    Coding.objects.bulk_create(rows)
    listing, question = study.listing(tree), study.question(tree)
    with django_assert_num_queries(7):
        found = question.passages(study.ana, listing.everything, listing.people)
    assert len(found or ()) > 40


def test_five_thousand_codings_are_answered_at_once(study: Study) -> None:
    """Fear on every second character of a long turn, Hope on each from the middle on."""
    text = "P01: " + "ab " * 2500
    talk = make.transcript(text, study.project, study.people[0])
    layer, edition = Layer.objects.open_work(study.project), study.project.editions.get()
    places = [(study.fear, 5 + 2 * at) for at in range(2500)] + [
        (study.hope, 2505 + at) for at in range(2500)
    ]
    Coding.objects.bulk_create(
        Coding(layer=layer, coder=study.ana, transcript=talk, revision_id=talk.current_id or 0, code=code,
               edition=edition, start=at, end=at + 2)
        for code, at in places
    )  # fmt: skip
    tree = All(
        (Coded(study.fear.pk), Near(Nearness.OVERLAPPING, Coded(study.hope.pk)), InTranscript(talk.pk))
    )
    question, listing = study.question(tree), study.listing(tree)
    began = time.monotonic()
    found = question.passages(study.ana, listing.everything, listing.people)
    assert time.monotonic() - began < 1
    # Fear begins at odd places to 5003 and meets Hope, [2505, 5006), from 2505 on: (5003 - 2505) / 2 + 1.
    assert len(found or ()) == 1250
