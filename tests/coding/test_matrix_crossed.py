"""Rows that are no participants, presence and words, and columns that are open into a qualifier."""

import pytest

from coding.excerpts.retrieval import Basis, Whose
from coding.matrix.cells import theme_matrix
from coding.matrix.grouping import Arrangement, Condition
from coding.matrix.rows import By
from coding.matrix.wish import Crossing, Shows, Wish
from coding.models import Coding, CodingQualifier, Layer, Qualifier, QualifierValue, Round
from coding.reports.matrix import Heard, ThemeMatrix
from interviews.models import Attribute, AttributeValue, Participant, Transcript
from projects.models import User
from tests import make

pytestmark = pytest.mark.django_db

TALK = "Interviewer: Why not?\n{0}: Because of the chief, they said.\nInterviewer: And then?\n{0}: I stopped."


class Study:
    """Two participants, a theme with a code, and a qualifier with two values."""

    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(self.ana, self.ben)
        self.org = make.code("Organisation", self.project)
        self.chiefs = make.code("Chiefs", self.project, self.org)
        self.p1, self.p2 = make.participant(self.project, "P1"), make.participant(self.project, "P2")
        self.talk1, self.talk2 = self.talk(self.p1), self.talk(self.p2)
        self.direction = Qualifier.objects.create(project=self.project, name="Direction")
        self.helps, self.mutes = (
            QualifierValue.objects.create(qualifier=self.direction, value=value, position=place)
            for place, value in enumerate(("facilitates", "mutes"))
        )

    def talk(self, person: Participant) -> Transcript:
        return make.transcript(TALK.format(person.code), self.project, person, title=f"Talk {person.code}")

    def marked(self, words: str, value: QualifierValue | None, by: User | None = None) -> Coding:
        coding = make.coding(words, self.chiefs, by or self.ana, self.talk1)
        if value:
            CodingQualifier.objects.create(coding=coding, value=value)
        return coding

    def matrix(self, by: By = By.PARTICIPANTS, shows: Shows = Shows.COUNTS, **wish: object) -> ThemeMatrix:
        wish.setdefault("arrangement", Arrangement(by))
        return theme_matrix(self.project, self.ana, Wish(shows=shows, **wish))  # type: ignore[arg-type]

    def group(self, *people: Participant) -> Arrangement:
        attribute = Attribute.objects.create(project=self.project, name="Posts", kind=Attribute.Kind.YES_NO)
        for person in people:
            AttributeValue.objects.create(participant=person, attribute=attribute, flag=True)
        return Arrangement(attribute=attribute, is_grouped=True)


@pytest.fixture
def study() -> Study:
    return Study()


def counts(matrix: ThemeMatrix) -> dict[str, list[int]]:
    return {line.row.label: [cell.count for cell in line.cells] for line in matrix.lines}


def said(matrix: ThemeMatrix) -> dict[str, list[str]]:
    return {line.row.label: [matrix.shown(line, cell) for cell in line.cells] for line in matrix.lines}


def test_transcripts_are_rows_that_are_read_each_for_itself(study: Study) -> None:
    again = study.talk(study.p1)
    make.coding("the chief", study.chiefs, study.ana, study.talk1)
    make.complete(again, study.ana)
    matrix = study.matrix(By.TRANSCRIPTS)
    assert [(line.row.label, line.row.note, line.cells[0].count) for line in matrix.lines] == [
        ("Talk P1", "P1", 1),
        ("Talk P1", "P1", 0),
        ("Talk P2", "P2", 0),
    ]
    assert [line.heard for line in matrix.lines] == [Heard.NONE, Heard.ALL, Heard.NONE]
    assert (matrix.out_of, matrix.columns[0].participants) == (2, 1)


def test_speakers_are_rows_and_the_interviewers_words_are_their_own(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk1)
    make.coding("Why not?", study.chiefs, study.ana, study.talk1)
    make.coding("And then?", study.chiefs, study.ana, study.talk2)
    matrix = study.matrix(By.SPEAKERS)
    assert counts(matrix) == {"P1": [1], "P2": [0], "Interviewer": [2]}
    assert matrix.columns[0].participants == 1
    assert "not counted" not in " ".join(matrix.sentences)


def test_each_coder_has_what_they_coded_and_the_total_counts_it_once(study: Study) -> None:
    for coder in (study.ana, study.ben):
        make.coding("the chief", study.chiefs, coder, study.talk1)
    make.coding("stopped", study.chiefs, study.ben, study.talk2)
    make.coding("Why not?", study.chiefs, study.ben, study.talk1)
    make.complete(study.talk1, study.ben)
    matrix = study.matrix(By.CODERS)
    assert counts(matrix) == {"Ana": [1], "Ben": [2]}
    assert (matrix.columns[0].passages, matrix.passages, matrix.asked) == (2, 2, 1)
    assert [line.state for line in matrix.lines] == ["not yet read", "1 of 2 transcripts read"]


def test_who_coded_only_in_a_blind_round_is_no_row(study: Study) -> None:
    round_ = Round.objects.create(project=study.project, name="Pilot", edition=study.project.editions.get())
    layer = Layer.objects.create(project=study.project, kind="round", round=round_, coder=study.ben)
    make.coding("the chief", study.chiefs, study.ben, study.talk1, layer)
    assert study.matrix(By.CODERS).lines == ()


@pytest.mark.parametrize("by", [By.TRANSCRIPTS, By.SPEAKERS, By.CODERS])
def test_a_condition_on_participants_holds_in_every_kind_of_row(study: Study, by: By) -> None:
    attribute = study.group(study.p2).attribute
    assert attribute is not None
    for talk in (study.talk1, study.talk2):
        make.coding("the chief", study.chiefs, study.ana, talk)
    wish = Arrangement(by, where=Condition(attribute, flag=True))
    assert study.matrix(arrangement=wish).columns[0].passages == 1


def test_presence_is_a_mark_for_one_and_how_many_of_n_for_a_group(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk1)
    make.coding("stopped", study.chiefs, study.ana, study.talk1)
    assert said(study.matrix(shows=Shows.PRESENCE))["P1"] == ["●"]
    everybody = study.matrix(shows=Shows.PRESENCE, arrangement=study.group(study.p1, study.p2))
    assert said(everybody) == {"yes": ["1 of 2"]}
    # 1 of 2 is half of five shades, rounded up.
    assert everybody.lines[0].cells[0].shade == 3


def test_a_percentage_is_given_out_of_enough_participants_alone(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk1)
    group = study.group(study.p1, study.p2)
    enough = study.matrix(shows=Shows.PRESENCE, arrangement=group, percent_from=2)
    assert said(enough) == {"yes": ["1 of 2 (50 %)"]}
    assert "given out of 2 or more" in " ".join(enough.sentences)
    assert not study.matrix(shows=Shows.PRESENCE, arrangement=group).has_percentages


def test_words_are_the_participants_and_counted_once_where_passages_overlap(study: Study) -> None:
    # "Because of the chief" and "the chief, they said" are six words together.
    make.coding("Because of the chief", study.chiefs, study.ana, study.talk1)
    make.coding("the chief, they said", study.chiefs, study.ben, study.talk1)
    make.coding("said.\nInterviewer: And then?\nP1: I stopped", study.org, study.ana, study.talk1)
    matrix = study.matrix(shows=Shows.WORDS, opened=frozenset({study.org.pk}))
    # The theme has "I stopped" as well, and neither the question nor the labels.
    assert said(matrix)["P1"] == ["8", "6"]


def test_a_column_is_open_into_the_values_of_a_qualifier(study: Study) -> None:
    study.marked("the chief", study.mutes)
    study.marked("Because", study.helps)
    study.marked("stopped", None)
    matrix = study.matrix(crossing=Crossing.of(study.direction))
    names = ["Organisation", "facilitates", "mutes", "not marked"]
    assert [column.name for column in matrix.columns] == names
    assert counts(matrix)["P1"] == [3, 1, 1, 1]
    assert [column.long_name for column in matrix.columns][1] == "Organisation: facilitates"


def test_a_passage_that_coders_mark_differently_stands_in_both_and_in_no_unmarked(study: Study) -> None:
    study.marked("the chief", study.mutes)
    study.marked("the chief", study.helps, study.ben)
    crossing = Crossing.of(study.direction)
    assert counts(study.matrix(crossing=crossing))["P1"] == [1, 1, 1, 0]
    by_coder = study.matrix(By.CODERS, crossing=crossing)
    assert counts(by_coder) == {"Ana": [1, 0, 1, 0], "Ben": [1, 1, 0, 0]}
    only = study.matrix(crossing=crossing, whose=Whose(Basis.CODER, study.ben))
    assert counts(only)["P1"] == [1, 1, 0, 0]


def test_factor_by_direction_by_role_is_one_table(study: Study) -> None:
    study.marked("the chief", study.mutes)
    crossed = study.matrix(
        shows=Shows.PRESENCE,
        crossing=Crossing.of(study.direction),
        arrangement=study.group(study.p1),
        opened=frozenset({study.org.pk}),
    )
    assert said(crossed)["yes"] == ["1 of 1", "0 of 1", "1 of 1", "0 of 1"] * 2
    assert counts(crossed)["not recorded"] == [0] * 8
