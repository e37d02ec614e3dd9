"""Recipes: composed, changed, ordered and taken back, each as one act."""

from dataclasses import replace

import pytest
from django.http import QueryDict

from coding.models import Recipe, Round
from coding.progress.audit import Wanted, rows_of
from coding.recipes import writing
from coding.recipes.composed import compose
from coding.recipes.kinds import KINDS
from coding.recipes.starting import Start, begun
from coding.recipes.writing import Chosen, chosen_in
from coding.row_versions import Outdated
from projects import undo
from projects.models import Project, Role, User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def recipe(study: Project, ana: User) -> Recipe:
    parts = [Chosen("sample"), Chosen("codebook"), Chosen("memos")]
    return writing.compose(study, ana, "Our report", parts, title="Half a conversation")


def kinds(recipe: Recipe) -> list[str]:
    recipe.refresh_from_db()
    return [part.kind for part in chosen_in(recipe)]


def quiet(_step: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def test_parts_are_numbered_and_keep_their_order(recipe: Recipe) -> None:
    assert [(part.number, part.kind) for part in chosen_in(recipe)] == [
        (1, "sample"),
        (2, "codebook"),
        (3, "memos"),
    ]


@pytest.mark.usefixtures("recipe")
def test_a_name_is_given_once_in_a_study(study: Project, ana: User) -> None:
    with pytest.raises(Refused, match="already"):
        writing.compose(study, ana, "Our report", [])
    assert writing.compose(make.project(ana), ana, "Our report", []).name == "Our report"


def test_a_part_moves_up_and_down_and_not_beyond_the_ends(recipe: Recipe, ana: User) -> None:
    writing.move_part(recipe, ana, 3, -1)
    assert kinds(recipe) == ["sample", "memos", "codebook"]
    writing.move_part(recipe, ana, 1, -1)
    writing.move_part(recipe, ana, 1, 1)
    assert kinds(recipe) == ["memos", "sample", "codebook"]


def test_a_part_is_added_at_the_end_changed_and_removed(recipe: Recipe, ana: User) -> None:
    part = writing.add(recipe, ana, Chosen("matrix", "shows=quotes"))
    writing.change_part(
        recipe, ana, Chosen("matrix", "shows=counts", "Counts", number=part.number), part.mark
    )
    assert chosen_in(Recipe.objects.get())[-1].title == "Counts"
    writing.remove_part(recipe, ana, 1)
    assert kinds(recipe) == ["codebook", "memos", "matrix"]
    with pytest.raises(Refused, match="no longer"):
        writing.remove_part(recipe, ana, 1)


def test_a_part_that_was_changed_meanwhile_is_not_overwritten(recipe: Recipe, ana: User) -> None:
    opened, other = chosen_in(recipe)[:2]
    writing.change_part(recipe, ana, replace(other, title="Codes"), other.mark)
    writing.change_part(recipe, ana, replace(opened, title="First"), opened.mark)
    with pytest.raises(Outdated):
        writing.change_part(recipe, ana, replace(opened, paper="A3"), opened.mark)
    assert [part.title for part in chosen_in(Recipe.objects.get())[:2]] == ["First", "Codes"]


def test_each_change_is_undone_as_one(recipe: Recipe, study: Project, ana: User) -> None:
    writing.remove_part(recipe, ana, 2)
    writing.move_part(recipe, ana, 3, -1)
    assert kinds(recipe) == ["memos", "sample"]
    undo.undo(study, ana)
    assert kinds(recipe) == ["sample", "memos"]
    undo.undo(study, ana)
    assert kinds(recipe) == ["sample", "codebook", "memos"]
    undo.undo(study, ana)
    assert not Recipe.objects.exists()
    undo.redo(study, ana)
    assert Recipe.objects.get().title == "Half a conversation"


def test_a_deleted_report_comes_back_by_undo(recipe: Recipe, study: Project, ana: User) -> None:
    writing.delete(recipe, ana)
    assert not Recipe.objects.exists()
    undo.undo(study, ana)
    assert kinds(recipe) == ["sample", "codebook", "memos"]


def test_a_title_page_that_was_changed_meanwhile_is_not_overwritten(recipe: Recipe, ana: User) -> None:
    opened = recipe.version
    writing.describe(recipe, ana, {"title": "First"}, opened)
    with pytest.raises(Outdated):
        writing.describe(recipe, ana, {"title": "Second"}, opened)
    assert Recipe.objects.get().title == "First"


def test_what_was_opened_before_an_undo_is_outdated_after_it(
    recipe: Recipe, study: Project, ana: User
) -> None:
    writing.describe(recipe, ana, {"title": "First"}, recipe.version)
    opened = Recipe.objects.get().version
    undo.undo(study, ana)
    writing.describe(recipe, ana, {"title": "Other"}, Recipe.objects.get().version)
    with pytest.raises(Outdated):
        writing.describe(recipe, ana, {"title": "Second"}, opened)


def test_saving_what_stands_makes_no_event(recipe: Recipe, study: Project, ana: User) -> None:
    before = study.events.count()
    writing.describe(recipe, ana, {"title": recipe.title}, recipe.version)
    assert study.events.count() == before


@pytest.mark.usefixtures("recipe")
def test_the_log_names_the_report_and_holds_nothing_of_its_title(study: Project, ana: User) -> None:
    study.refresh_from_db()
    (row,) = rows_of(study, ana, Wanted(kind="reports"))
    assert row[4:6] == ("a report composed", "Our report")
    assert all("Half" not in str(event.facts) for event in study.events.all())


def test_sixty_parts_are_enough(study: Project, ana: User) -> None:
    recipe = writing.compose(study, ana, "Long", [Chosen("memos")] * writing.MOST_PARTS)
    with pytest.raises(Refused, match="at most"):
        writing.add(recipe, ana, Chosen("memos"))


@pytest.mark.parametrize("start", list(Start))
def test_what_one_begins_with_can_be_made_of_an_empty_study(start: Start, study: Project, ana: User) -> None:
    recipe = writing.compose(study, ana, "Begun", begun(start, study))
    composed = compose(recipe, study, ana, "http://x", quiet)
    assert [part.place for part in composed.parts] == list(range(1, len(recipe.parts) + 1))
    unmade = {part.kind.key for part in composed.parts if part.problem}
    assert unmade <= {"agreement"}, composed.problems


def test_a_full_report_has_every_kind_of_part_but_whole_transcripts(study: Project) -> None:
    assert {part.kind for part in begun(Start.FULL, study)} == set(KINDS) - {"transcripts"}


def test_what_a_part_asks_for_and_is_gone_stops_the_part_and_not_the_report(
    study: Project, ana: User
) -> None:
    person = make.participant(study, "P07")
    recipe = make.recipe(study, ana, f"excerpts?participant={person.pk}", "sample", "matrix?tag=99")
    person.delete()
    composed = compose(recipe, study, ana, "http://x", quiet)
    first, second, third = composed.parts
    assert "no longer in the study (Participant)" in first.problem
    assert second.report
    assert "Only transcripts tagged" in third.problem


def test_a_part_tells_its_progress(study: Project, ana: User) -> None:
    told: list[tuple[str, int, int]] = []
    recipe = make.recipe(study, ana, "sample", "memos")
    compose(recipe, study, ana, "", lambda *said: told.append(said))
    assert told == [("parts", 1, 2), ("parts", 2, 2)]


def test_every_kind_asks_in_a_form_whose_defaults_are_valid(study: Project, ana: User) -> None:
    study.role = Role.OWNER
    for kind in KINDS.values():
        assert kind.asks(study, ana, QueryDict()).is_valid(), kind.key


def test_a_full_report_tells_of_the_latest_round_that_measures_agreement(study: Project) -> None:
    ana, ben = make.member(study, Role.CODER, "anna"), make.member(study, Role.CODER, "benn")
    talk = make.transcript("P09: Well.", study, make.participant(study, "P09"))
    measured = make.finished_round(study, (ana, ben), (talk,), "Second")
    make.finished_round(study, (ana,), (talk,), "Training", purpose=Round.Purpose.TRAINING)
    (part,) = (part for part in begun(Start.FULL, study) if part.kind == "agreement")
    assert part.query == f"of={measured.pk}&brief=on"
