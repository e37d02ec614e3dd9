"""What pictures count; how they look is looked at."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from coding.codebook.tree import tree_of
from coding.exports.tables import Table
from coding.matrix.grouping import Condition
from coding.models import Code, Coding
from coding.pictures.asked import CODES, Asked
from coding.pictures.first_uses import first_uses
from coding.pictures.groups import codes_by_group
from coding.pictures.heatmap import heatmap
from coding.pictures.picture import Picture
from coding.pictures.portraits import portraits
from coding.pictures.sample import sample
from coding.reports.in_blocks.pictures import numbers_of
from interviews.models import Attribute, AttributeChoice, AttributeValue, Participant, Transcript
from projects.models import Project, User
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why?\n{0}: Because of the chief."


class Study:
    """Two interviews; the code Chiefs is made after coding began."""

    def __init__(self) -> None:
        self.ana: User = make.user("ana")
        self.project: Project = make.project(self.ana)
        self.org = make.code("Organisation", self.project)
        self.fear = make.code("Fear", self.project, position=1)
        self.p1, self.p2 = make.participant(self.project, "P1"), make.participant(self.project, "P2")
        self.talk1, self.talk2 = self.talk(self.p1), self.talk(self.p2)

    def talk(self, person: Participant) -> Transcript:
        return make.transcript(TALK.format(person.code), self.project, person, title=f"Talk {person.code}")

    def code(self, code: Code, talk: Transcript, words: str = "the chief") -> Coding:
        return make.coding(words, code, self.ana, talk)

    def asked(self, **wishes: object) -> Asked:
        return Asked(self.project, self.ana, tree_of(self.project), **wishes)  # type: ignore[arg-type]

    def attribute(self, name: str, kind: str, **more: object) -> Attribute:
        return Attribute.objects.create(project=self.project, name=name, kind=kind, **more)


@pytest.fixture
def study() -> Study:
    return Study()


def rows(picture: Picture) -> list[list[object]]:
    return [list(row) for row in picture.table.rows]


def test_a_heatmap_tells_nothing_found_from_not_read(study: Study) -> None:
    study.code(study.org, study.talk1)
    make.complete(study.talk1, study.ana)
    assert rows(heatmap(study.asked())) == [["P1", 1, 0], ["P2", "…", "…"]]
    assert "The most are 1, of P1 under “Organisation”." in heatmap(study.asked()).words


def test_all_codes_are_shown_with_their_themes_or_those_of_one(study: Study) -> None:
    make.code("Chiefs", study.project, study.org)
    names = [node.code.name for node in study.asked(level=CODES).nodes]
    assert names == ["Organisation", "Chiefs", "Fear"]
    assert [node.code.name for node in study.asked(level=str(study.org.pk)).nodes] == names[:2]
    assert [node.code.name for node in study.asked().nodes] == ["Organisation", "Fear"]


def test_codes_of_a_group_are_out_of_its_participants_with_a_transcript(study: Study) -> None:
    rank = study.attribute("Rank", Attribute.Kind.ONE_OF)
    sergeant = AttributeChoice.objects.create(attribute=rank, value="sergeant")
    for person in (study.p1, study.p2, make.participant(study.project, "P3")):
        AttributeValue.objects.create(participant=person, attribute=rank, choice=sergeant)
    study.code(study.org, study.talk1)
    assert rows(codes_by_group(study.asked(attribute=rank))) == [["Organisation", 1, 2], ["Fear", 0, 2]]


def test_a_portrait_marks_where_passages_fall_and_not_what_is_asked(study: Study) -> None:
    study.code(study.org, study.talk1)
    study.code(study.fear, study.talk1, "Why?")
    picture = portraits(study.asked())
    assert rows(picture) == [["P1", 1, 0]]
    length = len(study.talk1.current.text)  # type: ignore[union-attr]
    start = study.talk1.current.text.index("the chief")  # type: ignore[union-attr]
    (strip,) = picture.chart.strips  # type: ignore[attr-defined]
    assert strip.marks[0] == (0, start / length, (start + 9) / length)
    assert "1 passage in the interviewer’s turns is not drawn." in picture.sentences


def test_a_theme_has_the_marks_of_its_codes_in_its_own_lane(study: Study) -> None:
    chiefs = make.code("Chiefs", study.project, study.org)
    study.code(chiefs, study.talk1)
    assert rows(portraits(study.asked())) == [["P1", 1, 0]]
    assert rows(portraits(study.asked(level=CODES))) == [["P1", 1, 1, 0]]


def test_codes_made_after_coding_began_stand_apart(study: Study) -> None:
    Code.objects.update(made=timezone.now() - timedelta(days=9))
    first = study.code(study.org, study.talk1)
    Coding.objects.filter(pk=first.pk).update(made=timezone.now() - timedelta(days=5))
    chiefs = make.code("Chiefs", study.project)
    study.code(chiefs, study.talk1, "chief")
    study.code(study.fear, study.talk2)
    picture = first_uses(study.asked())
    # First uses, of codes made later, and seen so far.
    assert [row[:4] for row in rows(picture)] == [["P1", 2, 1, 2], ["P2", 1, 0, 3]]
    assert rows(picture)[0][-1] == "Organisation; Chiefs"
    assert "1 code was made after coding began" in " ".join(picture.sentences)


def test_with_a_codebook_that_was_there_before_no_bar_is_called_a_discovery(study: Study) -> None:
    study.code(study.org, study.talk1)
    Code.objects.update(made=timezone.now() - timedelta(days=9))
    said = " ".join(first_uses(study.asked()).sentences)
    assert "All were there before coding began" in said
    assert "saturat" not in (said + first_uses(study.asked()).words).casefold()


def test_interviews_come_by_their_participants_or_as_they_were_added(study: Study) -> None:
    study.code(study.org, study.talk1)
    study.code(study.org, study.talk2)
    Transcript.objects.filter(pk=study.talk1.pk).update(made=timezone.now() + timedelta(days=1))
    assert [row[0] for row in rows(first_uses(study.asked()))] == ["P1", "P2"]
    assert [row[0] for row in rows(first_uses(study.asked(by_upload=True)))] == ["P2", "P1"]


def test_the_sample_counts_each_value_and_who_has_none(study: Study) -> None:
    age, posts = (
        study.attribute("Age", Attribute.Kind.NUMBER),
        study.attribute("Posts", Attribute.Kind.YES_NO),
    )
    study.attribute("Remarks", Attribute.Kind.TEXT)
    AttributeValue.objects.create(participant=study.p1, attribute=age, number=40)
    for person in (study.p1, study.p2):
        AttributeValue.objects.create(participant=person, attribute=posts, flag=True)
    picture = sample(study.asked())
    assert rows(picture) == [
        ["Age", "40", 1, 2],
        ["Age", "not recorded", 1, 2],
        ["Posts", "yes", 2, 2],
        ["Posts", "no", 0, 2],
    ]
    assert "2 values are those of one participant alone" in " ".join(picture.sentences)


def test_many_numbers_are_put_into_five_spans(study: Study) -> None:
    age = study.attribute("Age", Attribute.Kind.NUMBER)
    for number in (20, 21, 22, 29, 30, 40, 45):
        person = make.participant(study.project, f"P{number}")
        AttributeValue.objects.create(participant=person, attribute=age, number=number)
    # From 20 to 45 in steps of 5, the last with both ends.
    found = [row[1:3] for row in rows(sample(study.asked()))]
    assert found == [
        ["20 up to 25", 3],
        ["25 up to 30", 1],
        ["30 up to 35", 1],
        ["35 up to 40", 0],
        ["40 up to 45", 2],
        ["not recorded", 2],
    ]


def test_pictures_are_drawn_of_chosen_participants_and_say_so(study: Study) -> None:
    rank = study.attribute("Rank", Attribute.Kind.ONE_OF)
    sergeant = AttributeChoice.objects.create(attribute=rank, value="sergeant")
    AttributeValue.objects.create(participant=study.p2, attribute=rank, choice=sergeant)
    study.code(study.org, study.talk1)
    study.code(study.fear, study.talk2)
    asked = study.asked(where=Condition(rank, sergeant))
    said = "Only participants with Rank: sergeant."
    for drawn, table in (
        (heatmap(asked), [["P2", "0", "1"]]),
        (portraits(asked), [["P2", 0, 1]]),
        (
            codes_by_group(study.asked(where=Condition(rank, sergeant), attribute=rank)),
            [["Organisation", 0, 1], ["Fear", 1, 1]],
        ),
    ):
        assert said in drawn.sentences
        if drawn.title.startswith("Passages"):
            assert [row[0] for row in rows(drawn)] == ["P2"]
        else:
            assert rows(drawn) == table


def test_one_of_a_thing_is_no_plural(study: Study) -> None:
    study.talk2.delete()
    study.p2.delete()
    study.code(study.org, study.talk1)
    make.complete(study.talk1, study.ana)
    asked = study.asked(level=str(study.org.pk))
    assert "A table of 1 participant by 1 code, darker" in heatmap(asked).words
    assert "1 of 2 codes are used in 1 interview." in first_uses(asked).sentences


def test_numbers_of_a_column_have_as_many_decimals(study: Study) -> None:
    rows = [["P1", 38.64, 1, 0.5], ["P2", 60.0, 1200, 0.25]]
    picture = replace(sample(study.asked()), table=Table(["Who", "Mean", "Codes", "Part"], rows))
    told = [[cell.text for cell in line.cells] for line in numbers_of(picture, rows).rows]
    assert told == [["P1", "38.64", "1", "0.50"], ["P2", "60.00", "1,200", "0.25"]]
