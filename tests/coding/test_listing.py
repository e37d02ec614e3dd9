import random
from collections.abc import Iterable

import pytest
from django.db.models import Q
from pytest_django.fixtures import DjangoAssertNumQueries

from coding.codebook.tree import tree_of
from coding.excerpts import listing as listings
from coding.excerpts.excerpts import Cited, Excerpt, Extras
from coding.excerpts.filters import Filters, Wanted
from coding.excerpts.listing import Listing, SearchTooLong, tree_to_list
from coding.excerpts.retrieval import Basis, Whose
from coding.models import Code, Coding, TaggedCoding
from interviews.models import Attribute, AttributeValue, Participant, Transcript
from interviews.models.participants import Consent
from interviews.models.transcripts import TaggedTranscript
from projects.models import ProjectTag
from tests import make

pytestmark = pytest.mark.django_db

TALK = (
    "Interviewer: Why not?\nP{a}: Because of the chief. She was there every day.\nInterviewer: And then?\n"
    "P{b}: I stopped. Café talk 👮🏽 is over."
)


class Study:
    """A small study with a theme, two codes and two coders."""

    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(self.ana, self.ben)
        self.theme = make.code("Organisation", self.project)
        self.fear = make.code("Fear", self.project, self.theme, position=1)
        self.hope = make.code("Hope", self.project, self.theme, position=2)

    def talk(self, *people: Participant, a: str = "07", b: str = "07") -> Transcript:
        return make.transcript(TALK.format(a=a, b=b), self.project, *people)

    def person(self, code: str, **fields: object) -> Participant:
        return make.participant(self.project, code, **fields)

    def listing(self, **asked: object) -> Listing:
        return Listing(tree_to_list(self.project), self.project, self.ana, Filters(**asked))  # type: ignore[arg-type]

    def excerpts(self, extras: Extras | None = None, **asked: object) -> list[Excerpt]:
        return list(Cited(self.listing(**asked), extras or Extras()).all())


@pytest.fixture
def study() -> Study:
    return Study()


def texts(excerpts: Iterable[Excerpt]) -> list[str]:
    return [excerpt.text for excerpt in excerpts]


def test_excerpts_stand_in_codebook_order_then_by_participant_and_place(study: Study) -> None:
    tenth, second = study.person("P10"), study.person("P2")
    late, early = study.talk(tenth), study.talk(second)
    make.coding("stopped", study.hope, study.ana, early)
    make.coding("stopped", study.fear, study.ana, late)
    make.coding("stopped", study.fear, study.ana, early)
    make.coding("chief", study.fear, study.ana, early)
    make.coding("chief", study.theme, study.ana, late)
    assert [(excerpt.node.code.name, excerpt.cite) for excerpt in study.excerpts()] == [
        ("Organisation", "P10:T2"),
        ("Fear", "P2:T2"),
        ("Fear", "P2:T4"),
        ("Fear", "P10:T4"),
        ("Hope", "P2:T4"),
    ]
    assert [excerpt.number for excerpt in study.excerpts()] == [1, 2, 3, 4, 5]


def test_a_passage_stands_once_under_a_code_and_counts_once_in_all(study: Study) -> None:
    talk = study.talk(study.person("P07"))
    for code, by in ((study.fear, study.ana), (study.fear, study.ben), (study.hope, study.ana)):
        make.coding("the chief", code, by, talk)
    listing = study.listing()
    assert (listing.counts.passages, listing.excerpts) == (1, 2)
    fear, hope = study.excerpts(Extras(coders=True))
    assert (fear.also, hope.also) == (("Hope",), ("Fear",))
    assert [user.initials for user in fear.coders] == ["A", "B"]
    assert study.excerpts()[0].coders == ()


def test_a_code_is_asked_with_or_without_the_codes_under_it(study: Study) -> None:
    talk = study.talk(study.person("P07"))
    make.coding("chief", study.theme, study.ana, talk)
    make.coding("stopped", study.fear, study.ana, talk)
    theme = tree_of(study.project)[study.theme.pk]
    assert texts(study.excerpts(code=theme)) == ["chief", "stopped"]
    assert texts(study.excerpts(code=theme, with_below=False)) == ["chief"]


def test_participant_transcript_tag_and_coder_narrow_the_list(study: Study) -> None:
    seven, eight = study.person("P07"), study.person("P08")
    one, two = study.talk(seven), study.talk(eight)
    chief = make.coding("chief", study.fear, study.ana, one)
    make.coding("stopped", study.fear, study.ben, two)
    tag = ProjectTag.objects.create(project=study.project, name="later", slug="later")
    TaggedCoding.objects.create(tag=tag, content_object=chief)
    assert texts(study.excerpts(participant=seven)) == ["chief"]
    assert texts(study.excerpts(transcript=two)) == ["stopped"]
    assert texts(study.excerpts(tag=tag)) == ["chief"]
    TaggedTranscript.objects.create(tag=tag, content_object=two)
    assert texts(study.excerpts(tag=tag)) == ["chief", "stopped"]
    assert texts(study.excerpts(whose=Whose(Basis.CODER, study.ben))) == ["stopped"]
    assert study.listing(participant=seven).people.interviewed == {seven.pk}


def test_attributes_narrow_the_participants(study: Study) -> None:
    seven, eight = study.person("P07"), study.person("P08")
    make.coding("chief", study.fear, study.ana, study.talk(seven))
    make.coding("stopped", study.fear, study.ana, study.talk(eight))
    rank = Attribute.objects.create(project=study.project, name="rank")
    for person, text in ((seven, "sergeant"), (eight, "constable")):
        AttributeValue.objects.create(participant=person, attribute=rank, text=text)
    asked = (Wanted(rank, Q(text="sergeant"), "sergeant"),)
    assert texts(study.excerpts(attributes=asked)) == ["chief"]


def test_in_a_joint_interview_each_is_found_by_their_own_turns(study: Study) -> None:
    eleven, twelve = study.person("P11"), study.person("P12")
    joint = study.talk(eleven, twelve, a="11", b="12")
    make.coding("chief", study.fear, study.ana, joint)
    make.coding("stopped", study.fear, study.ana, joint)
    assert [excerpt.cite for excerpt in study.excerpts(participant=twelve)] == ["P12:T4"]
    assert study.listing().counts.participants == {eleven.pk, twelve.pk}


def test_no_quotes_are_withheld_and_said_to_be(study: Study) -> None:
    silent, open_ = study.person("P07", consent=Consent.NO_QUOTES), study.person("P08")
    for person in (silent, open_):
        talk = study.talk(person)
        make.coding("chief", study.fear, study.ana, talk)
        make.coding("chief", study.hope, study.ana, talk)
    counts = study.listing().counts
    assert [excerpt.cite for excerpt in study.excerpts()] == ["P08:T2", "P08:T2"]
    assert (counts.passages, counts.withheld, counts.withheld_from) == (1, 1, frozenset({silent.pk}))


def test_in_a_joint_interview_a_passage_is_withheld_if_anybody_in_it_is_silent(study: Study) -> None:
    silent, open_ = study.person("P11", consent=Consent.NO_QUOTES), study.person("P12")
    joint = study.talk(silent, open_, a="11", b="12")
    make.coding(
        "chief. She was there every day.\nInterviewer: And then?\nP12: I", study.fear, study.ana, joint
    )
    make.coding("stopped", study.fear, study.ana, joint)
    assert texts(study.excerpts(Extras(context=500))) == ["stopped"]
    assert study.excerpts(Extras(context=500))[0].before == "I "
    assert study.listing().counts.withheld == 1


def test_words_are_found_without_regard_to_case_and_accents(study: Study) -> None:
    talk = study.talk(study.person("P07"))
    make.coding("Café talk", study.fear, study.ana, talk)
    make.coding("chief", study.fear, study.ana, talk)
    for words in ("CAFE", "café  TALK", "cafe\u0301"):
        assert texts(study.excerpts(words=words)) == ["Café talk"]
    assert study.excerpts(words="stopped") == []
    assert study.listing(words="cafe").counts.passages == 1


def test_words_are_looked_for_in_what_is_said_and_not_in_labels(study: Study) -> None:
    make.coding("day.\nInterviewer: And", study.fear, study.ana, study.talk(study.person("P07")))
    assert study.excerpts(words="interviewer") == []
    assert len(study.excerpts(words="day. and")) == 1


def test_a_search_that_takes_too_long_is_stopped(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    make.coding("chief", study.fear, study.ana, study.talk(study.person("P07")))
    monkeypatch.setattr(listings, "SEARCH_SECONDS", -1.0)
    with pytest.raises(SearchTooLong):
        study.excerpts(words="chief")


def brute(codings: Iterable[Coding], silent: set[int]) -> tuple[set[tuple[int, int, int]], int, int]:
    """Shown passages, excerpts and withheld passages, by plain loops over all rows."""
    shown, rows, hidden = set(), set(), set()
    for coding in codings:
        (person,) = coding.transcript.participants.all()
        passage = (coding.transcript_id, coding.start, coding.end)
        if person.pk in silent:
            hidden.add(passage)
        else:
            shown.add(passage)
            rows.add((coding.code_id, *passage))
    return shown, len(rows), len(hidden)


@pytest.mark.parametrize("seed", range(6))
def test_totals_and_pages_equal_a_count_by_hand(study: Study, seed: int) -> None:
    chance = random.Random(seed)
    people = [study.person(f"P{n}", consent=chance.choice(Consent.values[:3])) for n in range(6)]
    talks = [study.talk(person) for person in people]
    made: set[tuple[object, ...]] = set()
    codes: list[Code] = [study.theme, study.fear, study.hope]
    for _ in range(60):
        words = chance.choice(["chief", "every day", "stopped", "the chief", "Café talk"])
        by, code = chance.choice([study.ana, study.ben]), chance.choice(codes)
        talk = chance.choice(talks)
        if (words, by, code, talk) not in made:
            made.add((words, by, code, talk))
            make.coding(words, code, by, talk)
    silent = {person.pk for person in people if person.consent == Consent.NO_QUOTES}
    shown, rows, hidden = brute(Coding.objects.all(), silent)
    listing = study.listing()
    assert (listing.counts.passages, listing.excerpts, listing.counts.withheld) == (len(shown), rows, hidden)
    cited, all_ = Cited(listing, Extras()), list(Cited(study.listing(), Extras()).all())
    assert {(one.transcript, one.start, one.end) for one in all_} == shown
    for size in (1, 7, 50):
        paged = [one for first in range(0, rows, size) for one in cited.part(first, first + size)]
        assert paged == all_


def fill(study: Study, transcripts: int) -> None:
    for _ in range(transcripts):
        talk = study.talk(make.participant(study.project))
        for words in ("chief", "stopped", "every day"):
            make.coding(words, study.fear, study.ana, talk)


@pytest.mark.parametrize("transcripts", [2, 12])
def test_a_page_reads_as_often_however_many_rows_there_are(
    study: Study, transcripts: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(study, transcripts)
    with django_assert_num_queries(14):
        listing = study.listing()
        assert listing.counts.passages == 3 * transcripts
        Cited(listing, Extras(question=True, context=150)).part(0, 50)
