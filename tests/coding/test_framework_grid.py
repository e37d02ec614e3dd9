"""The framework matrix: what stands in its cells, what changed under them, and what they mean."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coding.excerpts.retrieval import Passage
from coding.framework.beside import beside
from coding.framework.cells import Cell, Part
from coding.framework.grid import framework_matrix, one_cell
from coding.framework.writing import Words, quote, write
from coding.matrix.grouping import Arrangement
from coding.models import Coding, Layer, Round
from coding.reports.framework import FrameworkMatrix, Wish, Written, types_of
from interviews.models import Attribute, AttributeValue
from interviews.models.participants import Consent
from tests import make
from tests.coding.framework_study import TALK, Study

pytestmark = pytest.mark.django_db


@pytest.fixture
def study() -> Study:
    return Study()


def matrix(study: Study, **wish: object) -> FrameworkMatrix:
    return framework_matrix(study.project, study.ana, Wish(**wish))  # type: ignore[arg-type]


def cell(study: Study, of: str = "P2", under: int = 0, **wish: object) -> Written:
    lines = {line.participant.code: line for line in matrix(study, **wish).lines}
    return lines[of].cells[under]


def test_rows_are_participants_in_order_and_columns_are_themes(study: Study) -> None:
    found = matrix(study)
    assert [line.participant.code for line in found.lines] == ["P2", "P10"]
    assert [column.node.code.name for column in found.columns] == ["Organisation", "Fear"]


def test_columns_can_be_any_codes(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    found = matrix(study, columns=(study.chiefs.pk, study.org.pk))
    assert [column.node.code.name for column in found.columns] == ["Organisation", "Chiefs"]
    assert [cell.passages for cell in next(found.lines).cells] == [1, 1]


def test_a_cell_counts_distinct_passages_of_a_theme_with_its_codes(study: Study) -> None:
    for coder in (study.ana, study.ben):
        make.coding("the chief", study.chiefs, coder, study.talk2)
    make.coding("Because", study.org, study.ana, study.talk2)
    assert cell(study).passages == 2
    assert cell(study, "P10").passages == 0
    assert cell(study, under=1).passages == 0


def test_what_the_interviewer_says_lies_under_no_cell(study: Study) -> None:
    make.coding("And then?", study.org, study.ana, study.talk2)
    assert cell(study).passages == 0


def test_it_says_who_wrote_last_and_when(study: Study) -> None:
    first = study.write("One.")
    summary = study.write("Two.", first.version, by=study.ben)
    shown = cell(study)
    assert (shown.by, shown.changed, shown.version) == (study.ben, summary.changed, summary.version)


def test_it_shows_what_changed_since_it_was_written_and_no_more_when_that_is_taken_back(study: Study) -> None:
    old = make.coding("Because", study.org, study.ana, study.talk2)
    study.write("One.")
    assert cell(study).stale == ""
    new = make.coding("the chief", study.chiefs, study.ben, study.talk2)
    make.coding("the chief", study.fear, study.ben, study.talk2)
    assert cell(study).stale == "1 new coding"
    Coding.objects.filter(pk=old.pk).update(end=old.end + 3)
    assert cell(study).stale == "1 new coding, 1 coding with other borders"
    new.delete()
    Coding.objects.filter(pk=old.pk).update(end=old.end)
    assert cell(study).stale == ""


def test_a_coding_that_an_edit_elsewhere_moves_changes_nothing(study: Study) -> None:
    coding = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    study.write("One.")
    Coding.objects.filter(pk=coding.pk).update(start=coding.start + 2, end=coding.end + 2)
    assert cell(study).stale == ""


def test_an_empty_cell_is_not_stale(study: Study) -> None:
    first = study.write("One.")
    study.write("", first.version)
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    assert cell(study).stale == ""


def test_codings_of_a_blind_round_change_nothing_in_any_cell(study: Study) -> None:
    study.write("One.")
    made = Round.objects.create(
        project=study.project, name="R1", is_blind=True, edition=study.project.editions.get()
    )
    layer = Layer.objects.create(project=study.project, kind=Layer.Kind.ROUND, round=made, coder=study.ben)
    make.coding("the chief", study.chiefs, study.ben, study.talk2, layer)
    assert (cell(study).passages, cell(study).stale) == (0, "")


def test_a_whole_is_overtaken_by_what_is_written_after_it(study: Study) -> None:
    study.write("One.")
    case, theme = Cell(study.project, Part.CASE, study.p2), Cell(study.project, Part.THEME, None, study.org)
    for whole in (case, theme):
        write(whole, study.ana, Words("All in all."), None)
    found = matrix(study)
    assert (next(found.lines).case.stale, found.across[0].stale) == ("", "")
    write(study.cell(study.p10), study.ana, Words("Other."), None)
    found = matrix(study)
    assert (next(found.lines).case.stale, found.across[0].stale) == ("", "1 summary was written after it")


def test_not_found_not_asked_and_empty_are_three_things(study: Study) -> None:
    make.complete(study.talk2, study.ben)
    study.write(answer="not found")
    write(study.cell(study.p10), study.ana, Words("", "not asked"), None)
    labels = {of: cell(study, of).answer_label for of in ("P2", "P10")}
    assert labels == {"P2": "looked for, not found", "P10": "not asked"}
    assert cell(study, under=1).answer_label == ""
    assert cell(study, under=1).is_empty
    assert not cell(study).is_empty


def test_types_are_counted_the_most_frequent_first(study: Study) -> None:
    third = make.participant(study.project, "P11")
    for person, name in ((study.p2, "gate"), (study.p10, "beat"), (third, "beat")):
        write(Cell(study.project, Part.TYPE, person), study.ana, Words(name), None)
    assert types_of(list(matrix(study).lines)) == (("beat", 2), ("gate", 1))


def test_rows_are_grouped_by_an_attribute_and_who_has_two_values_stands_twice(study: Study) -> None:
    force = Attribute.objects.create(project=study.project, name="Force", kind=Attribute.Kind.MANY_OF)
    a, b = (force.choices.create(value=value, position=place) for place, value in enumerate("AB"))
    for person, choice in ((study.p2, a), (study.p2, b), (study.p10, b)):
        AttributeValue.objects.create(participant=person, attribute=force, choice=choice)
    study.write("One.")
    found = matrix(study, arrangement=Arrangement(attribute=force, is_grouped=True))
    assert [(section.label, len(section.lines)) for section in found.sections] == [("A", 1), ("B", 2)]
    assert found.participants == 2
    assert "1 of 4 cells have a summary" in found.sentences[0]


def test_quotes_stand_under_their_summary_with_their_words(study: Study) -> None:
    coding = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    quote(study.cell(), study.ana, Passage(study.talk2.pk, coding.start, coding.end), True)
    (where,) = cell(study, quotes=True).quotes
    assert (where.cite, where.words) == ("P2:T2", "the chief")
    assert cell(study).quotes == ()


def test_words_of_who_may_not_be_quoted_are_withheld_and_counted(study: Study) -> None:
    coding = make.coding("the chief", study.chiefs, study.ana, study.talk2)
    quote(study.cell(), study.ana, Passage(study.talk2.pk, coding.start, coding.end), True)
    study.write("One.", None)
    study.p2.consent = Consent.NO_QUOTES
    study.p2.save()
    found = matrix(study, quotes=True)
    assert next(found.lines).cells[0].quotes[0].words is None
    assert "The words of 1 quote are left out" in found.sentences[-1]
    (excerpt,) = beside(study.cell(), study.ana).excerpts
    assert (excerpt.words, excerpt.is_quoted) == (None, True)


def test_a_cell_alone_is_as_the_matrix_shows_it(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    study.write("[He](P2:T2) and [other](P10:T2).")
    assert one_cell(study.cell(), study.ana) == cell(study, quotes=True)
    theme = Cell(study.project, Part.THEME, None, study.org)
    write(theme, study.ana, Words("All."), None)
    assert one_cell(theme, study.ana).body == "All."
    assert one_cell(Cell(study.project, Part.TYPE, study.p2), study.ana).is_empty


def test_it_is_written_beside_passages_that_lie_within_no_other(study: Study) -> None:
    make.coding("Because of the chief", study.org, study.ana, study.talk2)
    make.coding("the chief", study.chiefs, study.ben, study.talk2)
    make.coding("at night", study.chiefs, study.ana, study.talk2)
    found = beside(study.cell(), study.ana).excerpts
    assert [(each.words, each.mark) for each in found] == [
        ("Because of the chief", "P2:T2"),
        ("at night", "P2:T4"),
    ]


def test_a_whole_is_written_beside_what_it_sums_up(study: Study) -> None:
    study.write("One.")
    write(Cell(study.project, Part.TYPE, study.p10), study.ana, Words("gate"), None)
    case, kind, theme = (
        beside(each, study.ana)
        for each in (
            Cell(study.project, Part.CASE, study.p2),
            Cell(study.project, Part.TYPE, study.p2),
            Cell(study.project, Part.THEME, None, study.org),
        )
    )
    assert [each.body for each in case.summaries] == ["One.", ""]
    assert (len(kind.summaries), kind.types) == (3, ("gate",))
    assert [each.name for each in theme.summaries] == ["P2 × Organisation", "P10 × Organisation"]


def test_the_matrix_asks_no_more_of_the_database_when_the_study_grows(study: Study) -> None:
    make.coding("the chief", study.chiefs, study.ana, study.talk2)
    study.write("[He](P2:T2).")
    matrix(study, quotes=True)
    with CaptureQueriesContext(connection) as few:
        matrix(study, quotes=True)
    for number in range(11, 16):
        person = make.participant(study.project, f"P{number}")
        talk = make.transcript(TALK.format(person), study.project, person)
        coding = make.coding("the chief", study.chiefs, study.ana, talk)
        write(study.cell(person), study.ben, Words(f"[He]({person}:T2)."), None)
        quote(study.cell(person), study.ana, Passage(talk.pk, coding.start, coding.end), True)
    with CaptureQueriesContext(connection) as many:
        matrix(study, quotes=True)
    assert len(many) == len(few) <= 16


def test_words_that_somebody_said_who_may_not_be_quoted_are_pointed_out_beside_the_summary() -> None:
    study = Study()
    study.p2.consent = "no quotes"
    study.p2.save()
    study.write("Because of the chief, it says; I stopped at night.")
    page = study.page("framework_cell", study.p2.pk, study.org.pk)
    assert "may not be quoted. Put it in your own words" not in page
    long = make.transcript("P2: It was because of the chief who came too late.", study.project, study.p2)
    assert long.current is not None
    study.write("That it was because of the chief who failed.", study.project.summaries.get().version)
    page = study.page("framework_cell", study.p2.pk, study.org.pk)
    assert "“it was because of the chief who” is said so in the interview" in page
    study.p2.consent = "full"
    study.p2.save()
    assert "is said so in the interview" not in study.page("framework_cell", study.p2.pk, study.org.pk)
