import pytest
from pytest_django import DjangoAssertNumQueries

from coding.analysis.cooccurrence import Pair
from coding.exports.cooccurrence import table_of
from coding.matrix.grouping import Condition
from coding.matrix.together import Near, TogetherWish, behind_pair, count_together
from coding.models import Code, Layer, Round
from coding.reports.cooccurrence import CoOccurrenceTable, Measure, PairLine, cooccurrence_table
from interviews.models import Attribute, AttributeValue
from interviews.models.participants import Consent
from interviews.withdrawal import withdraw
from tests import make

pytestmark = pytest.mark.django_db

TALK = (
    "Interviewer: Why not?\nP07: Because of the chief, they said.\nInterviewer: And then?\n"
    "P07: I stopped posting.\nInterviewer: And now?\nP07: Nothing."
)


class Study:
    """A theme with a code, and another theme."""

    def __init__(self) -> None:
        self.ana, self.ben = make.user("ana"), make.user("ben")
        self.project = make.project(self.ana, self.ben)
        self.org = make.code("Organisation", self.project)
        self.chiefs = make.code("Chiefs", self.project, self.org)
        self.fear = make.code("Fear", self.project, position=1)
        self.person = make.participant(self.project, "P07")
        self.talk = make.transcript(TALK, self.project, self.person)

    def code(self, words: str, code: Code, by: object = None) -> None:
        make.coding(words, code, by or self.ana, self.talk)  # type: ignore[arg-type]

    def pair(self, first: Code, second: Code, turns: int | None = None) -> Pair:
        opened = frozenset({self.org.pk})
        wish = TogetherWish(near=Near(turns), opened=opened)
        return count_together(self.project, self.ana, wish).counted.pair(first.pk, second.pk)

    def table(self, **wish: object) -> CoOccurrenceTable:
        return cooccurrence_table(self.project, self.ana, TogetherWish(**wish))  # type: ignore[arg-type]


@pytest.fixture
def study() -> Study:
    return Study()


def test_a_passage_is_counted_once_however_many_coders_it_has(study: Study) -> None:
    for coder in (study.ana, study.ben):
        study.code("the chief", study.chiefs, coder)
        study.code("chief, they", study.fear, coder)
    assert study.pair(study.chiefs, study.fear) == Pair(1, 1, 1, 1)


def test_a_theme_co_occurs_by_its_codes_passages(study: Study) -> None:
    study.code("the chief", study.chiefs)
    study.code("stopped", study.org)
    study.code("the chief", study.fear)
    assert study.pair(study.org, study.fear) == Pair(2, 1, 1, 1)


@pytest.mark.parametrize(("turns", "together"), [(None, 0), (0, 0), (1, 0), (2, 1), (3, 1)])
def test_turns_apart_are_counted_whoever_speaks(study: Study, turns: int | None, together: int) -> None:
    # P07's second and fourth turn, with the interviewer's third between them.
    study.code("the chief", study.chiefs)
    study.code("stopped", study.fear)
    assert study.pair(study.chiefs, study.fear, turns).first_with == together


def test_passages_of_one_turn_co_occur_there_without_overlapping(study: Study) -> None:
    study.code("Because", study.chiefs)
    study.code("they said", study.fear)
    assert study.pair(study.chiefs, study.fear).first_with == 0
    assert study.pair(study.chiefs, study.fear, 0).first_with == 1


def test_what_the_interviewer_says_is_left_out_and_that_is_said(study: Study) -> None:
    study.code("And then?", study.chiefs)
    study.code("And then?", study.fear)
    table = study.table()
    assert (table.pairs, table.together.passages) == ((), 0)
    assert "1 passage in the interviewer’s turns is not counted." in table.sentences


def test_a_theme_and_its_own_code_are_no_pair(study: Study) -> None:
    study.code("the chief", study.chiefs)
    study.code("the chief", study.fear)
    table = study.table(opened=frozenset({study.org.pk}))
    names = {(str(line.first), str(line.second)) for line in table.pairs}
    assert names == {("Organisation", "Fear"), ("Organisation › Chiefs", "Fear")}
    kinds = [(cell.is_own, cell.is_part) for cell in table.lines[0][1]]
    assert kinds == [(True, False), (False, True), (False, False)]


@pytest.mark.parametrize(
    ("measure", "said", "shade"),
    [(Measure.COUNT, "1", 3), (Measure.SHARE, "1 of 1", 5), (Measure.JACCARD, "0.50", 5)],
)
def test_a_cell_shows_the_measure_that_is_asked_for(
    study: Study, measure: Measure, said: str, shade: int
) -> None:
    # One passage of the theme meets two of the three of fear; 1 / (1 + 2 - 1).
    study.code("Because of the chief", study.org)
    study.code("Because", study.fear)
    study.code("chief", study.fear)
    cell = study.table(shows=measure.value).lines[0][1][1]
    assert (cell.said, cell.shade) == (said, shade)


def test_a_code_with_more_than_five_times_as_many_passages_is_marked() -> None:
    line = PairLine(None, None, Pair(100, 10, 5, 5))  # type: ignore[arg-type]
    assert line.is_unequal
    assert not PairLine(None, None, Pair(50, 10, 5, 5)).is_unequal  # type: ignore[arg-type]


def test_the_csv_has_both_counts_both_shares_and_the_coefficient(study: Study) -> None:
    study.code("Because of the chief", study.org)
    study.code("Because", study.fear)
    study.code("chief", study.fear)
    assert list(table_of(study.table()).rows) == [["Organisation", "Fear", 1, 2, 1, 2, 1, 1, 0.5]]


def test_the_passages_behind_a_number_stand_with_those_that_they_meet(study: Study) -> None:
    study.code("Because of the chief", study.org)
    study.code("chief", study.fear)
    study.code("stopped", study.org)
    pair = (str(study.org.pk), str(study.fear.pk))
    found = behind_pair(study.project, study.ana, TogetherWish(), pair, None)
    assert [(each.citation, each.words) for each in found.passages] == [("P07:T2", "Because of the chief")]
    assert [each.words for each in found.passages[0].beside] == ["chief"]
    assert found.sentences[0].startswith("1 passage of “Organisation” co-occurs with “Fear”")


def test_as_many_passages_are_listed_as_the_cell_counts(study: Study) -> None:
    for words in ("Because", "the chief", "they said", "stopped"):
        study.code(words, study.org)
    study.code("said", study.fear)
    study.code("Nothing", study.fear)
    for turns in (None, 0, 2, 3):
        wish = TogetherWish(near=Near(turns))
        number = study.pair(study.org, study.fear, turns).first_with
        pair = (str(study.org.pk), str(study.fear.pk))
        assert behind_pair(study.project, study.ana, wish, pair, None).page.paginator.count == number


def test_words_that_may_not_be_quoted_are_counted_and_not_listed(study: Study) -> None:
    study.code("the chief", study.org)
    study.code("the chief", study.fear)
    study.person.consent = Consent.NO_QUOTES
    study.person.save()
    assert study.pair(study.org, study.fear).first_with == 1
    pair = (str(study.org.pk), str(study.fear.pk))
    (listed,) = behind_pair(study.project, study.ana, TogetherWish(), pair, None).passages
    assert listed.words is None


def test_nothing_of_who_withdrew_is_counted(study: Study) -> None:
    study.code("the chief", study.org)
    study.code("the chief", study.fear)
    withdraw(study.person, study.ana)
    study.project.refresh_from_db()
    assert study.pair(study.org, study.fear) == Pair(0, 0, 0, 0)


def test_work_in_a_blind_round_is_not_counted(study: Study) -> None:
    round_ = Round.objects.create(project=study.project, name="Pilot", edition=study.project.editions.get())
    layer = Layer.objects.create(project=study.project, kind="round", round=round_, coder=study.ben)
    make.coding("the chief", study.org, study.ben, study.talk, layer)
    study.code("the chief", study.fear)
    assert study.pair(study.org, study.fear) == Pair(0, 1, 0, 0)


def test_the_number_of_queries_does_not_grow(
    study: Study, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        talk = make.transcript(TALK, study.project, make.participant(study.project, f"P1{number}"))
        make.coding("the chief", study.org, study.ana, talk)
        make.coding("the chief", make.code(f"Code {number}", study.project), study.ben, talk)
    study.table()
    with django_assert_max_num_queries(7):
        assert len(study.table().pairs) == 4


def test_only_what_chosen_participants_say_is_counted_in_interviews_of_several_too(study: Study) -> None:
    """P07 and P08 speak together; only P08 is a sergeant, who says “the night” under both codes."""
    rank = Attribute.objects.create(project=study.project, name="Rank", kind="one of", position=1)
    sergeant = rank.choices.create(value="sergeant")
    other = make.participant(study.project, "P08")
    AttributeValue.objects.create(participant=other, attribute=rank, choice=sergeant)
    both = make.transcript("P07: the chief\nP08: the night", study.project, study.person, other)
    for words in ("the chief", "the night"):
        for code in (study.chiefs, study.fear):
            make.coding(words, code, study.ana, both)
    study.code("the chief", study.chiefs)
    opened = frozenset({study.org.pk})

    def pair(where: Condition | None) -> Pair:
        wish = TogetherWish(opened=opened, where=where)
        counted = count_together(study.project, study.ana, wish).counted
        return counted.pair(study.chiefs.pk, study.fear.pk)

    assert pair(None) == Pair(3, 2, 2, 2)
    assert pair(Condition(rank, sergeant)) == Pair(1, 1, 1, 1)
    table = study.table(where=Condition(rank, sergeant))
    assert ("Only participants", "Rank: sergeant") in table.filters
    page = make.browser(study.ana).get(f"/{study.project.slug}/cooccurrence/?where=is-{sergeant.pk}")
    assert "1 distinct passage in 1 transcript" in page.content.decode()
