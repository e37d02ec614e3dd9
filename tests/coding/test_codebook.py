import pytest

from coding.codebook import changes as codebook
from coding.codebook import moving, retiring
from coding.codebook.colours import THEMES
from coding.codebook.counts import Tally, codings_lost, tallies, use_of
from coding.codebook.history import history
from coding.codebook.retiring import Children
from coding.codebook.starting import Start, start_project
from coding.codebook.tree import tree_of
from coding.models import Code, Coding
from interviews.models import Attribute
from projects.models import Project, Role
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db


def edition(project: Project) -> int:
    return project.editions.latest("number").number


def last_verb(project: Project) -> str:
    return project.events.latest("number").verb


def names(project: Project) -> list[str]:
    return [str(node) for node in tree_of(project)]


def test_a_new_code_stands_last_and_makes_an_edition() -> None:
    ana = make.user()
    project = make.project(ana)
    theme = codebook.add(project, ana, name="Practice")
    codebook.add(project, ana, theme, name="Broadcast")
    made = codebook.add(project, ana, theme, name="  Two-way \n exchange ", definition="Both speak.\r\n")
    assert names(project) == ["Practice", "Practice › Broadcast", "Practice › Two-way exchange"]
    assert (edition(project), last_verb(project)) == (4, "added")
    revision = made.revisions.get()
    assert (revision.edition.number, revision.parent, revision.definition) == (4, theme, "Both speak.")


def test_a_new_theme_takes_a_free_hue_and_a_code_the_shade_of_its_theme() -> None:
    ana = make.user()
    project = make.project(ana)
    themes = [codebook.add(project, ana, name=name) for name in ("One", "Two")]
    assert [theme.colour for theme in themes] == [THEMES[0].light, THEMES[1].light]
    assert codebook.add(project, ana, themes[0], name="Under").colour == ""


@pytest.mark.parametrize(("name", "words"), [("Training", "already a code"), ("  ", "needs a name")])
def test_a_code_without_a_name_of_its_own_is_refused(name: str, words: str) -> None:
    ana = make.user()
    project = make.project(ana)
    codebook.add(project, ana, name="Training")
    with pytest.raises(Refused, match=words):
        codebook.add(project, ana, name=name)
    assert edition(project) == 2


def test_a_code_cannot_stand_under_one_of_another_study() -> None:
    ana = make.user()
    project, other = make.project(ana), make.project(ana)
    with pytest.raises(Refused, match="no longer in the codebook"):
        codebook.add(project, ana, make.code("Elsewhere", other), name="Here")


def test_a_change_of_meaning_makes_an_edition_and_keeps_the_code() -> None:
    ana = make.user()
    project = make.project(ana)
    code = codebook.add(project, ana, name="Fear")
    codebook.change(code, ana, name="Nervousness", apply_when="Worry is voiced.")
    first, second = code.revisions.all()
    assert (first.name, second.name, second.apply_when) == ("Fear", "Nervousness", "Worry is voiced.")
    assert second.edition.number == edition(project) == 3
    assert project.events.latest("number").facts == {"fields": ["apply_when", "name"], "edition": 3}


@pytest.mark.parametrize(
    ("field", "value"), [("colour", "#123456"), ("is_first_choice", True), ("source", "Crump 2011")]
)
def test_a_change_of_look_makes_no_edition(field: str, value: object) -> None:
    ana = make.user()
    project = make.project(ana)
    code = codebook.add(project, ana, name="Fear")
    codebook.change(code, ana, **{field: value})  # type: ignore[arg-type]
    code.refresh_from_db()
    assert (getattr(code, field), edition(project), last_verb(project)) == (value, 2, "changed")


def test_saving_a_code_as_it_is_records_nothing() -> None:
    ana = make.user()
    project = make.project(ana)
    code = codebook.add(project, ana, name="Fear", definition="Worry.")
    codebook.change(code, ana, name="Fear ", definition="Worry.")
    assert (edition(project), project.events.count()) == (2, 1)


def test_a_name_that_a_sibling_has_is_refused() -> None:
    ana = make.user()
    project = make.project(ana)
    codebook.add(project, ana, name="Fear")
    hope = codebook.add(project, ana, name="Hope")
    with pytest.raises(Refused, match="already a code “Fear”"):
        codebook.change(hope, ana, name="Fear")
    hope.refresh_from_db()
    assert hope.name == "Hope"


def test_a_moved_code_takes_those_under_it_along_and_the_shade_of_its_new_theme() -> None:
    ana = make.user()
    project = make.project(ana)
    one, two = (codebook.add(project, ana, name=name) for name in ("One", "Two"))
    codebook.add(project, ana, one, name="Under")
    moving.move(one, two, ana)
    assert names(project) == ["Two", "Two › One", "Two › One › Under"]
    one.refresh_from_db()
    assert (one.colour, edition(project), last_verb(project)) == ("", 5, "moved")
    assert [step.changed for step in history(one)] == [("place",), ()]


def test_a_code_that_becomes_a_theme_gets_a_hue() -> None:
    ana = make.user()
    project = make.project(ana)
    theme = codebook.add(project, ana, name="One")
    code = codebook.add(project, ana, theme, name="Under")
    assert moving.move(code, None, ana).colour == THEMES[1].light


@pytest.mark.parametrize("under", ["One", "Two", "Three"])
def test_a_code_never_stands_under_itself(under: str) -> None:
    ana = make.user()
    project = make.project(ana)
    one = codebook.add(project, ana, name="One")
    two = codebook.add(project, ana, one, name="Two")
    codebook.add(project, ana, two, name="Three")
    with pytest.raises(Refused, match="under itself"):
        moving.move(one, project.codes.get(name=under), ana)
    assert names(project) == ["One", "One › Two", "One › Two › Three"]


def test_a_codebook_is_at_most_eight_levels_deep() -> None:
    ana = make.user()
    project = make.project(ana)
    deepest: Code | None = None
    for level in range(8):
        deepest = codebook.add(project, ana, deepest, name=f"Level {level}")
    with pytest.raises(Refused, match="8 levels"):
        codebook.add(project, ana, deepest, name="Too deep")
    pair = codebook.add(project, ana, name="Pair")
    codebook.add(project, ana, pair, name="Half")
    with pytest.raises(Refused, match="8 levels"):
        moving.move(pair, project.codes.get(name="Level 6"), ana)
    moving.move(pair, project.codes.get(name="Level 5"), ana)
    assert max(node.depth for node in tree_of(project)) == 7


def test_reordering_makes_no_edition() -> None:
    ana = make.user()
    project = make.project(ana)
    one, two, three = (codebook.add(project, ana, name=name) for name in ("One", "Two", "Three"))
    assert moving.step(three, ana, -1)
    assert names(project) == ["One", "Three", "Two"]
    assert moving.step(one, ana, 2)
    assert names(project) == ["Three", "Two", "One"]
    assert not moving.step(one, ana, 1)
    assert (edition(project), last_verb(project)) == (4, "reordered")
    assert two.revisions.count() == 1


def test_a_deleted_code_is_retired_with_those_under_it_and_its_codings_stay() -> None:
    ana = make.user()
    project = make.project(ana)
    one = codebook.add(project, ana, name="One")
    two = codebook.add(project, ana, one, name="Two")
    talk = make.transcript("Ana: I was afraid.", project)
    make.coding("afraid", two, by=ana, in_=talk)
    assert codings_lost(one, tree_of(project), ana) == Tally(own=0, all=1)
    retiring.retire(one, ana, Children.WITH)
    assert (names(project), Coding.objects.count(), last_verb(project)) == ([], 1, "retired")
    assert all(code.revisions.latest("edition__number").is_retired for code in (one, two))
    assert tallies(project, ana, tree_of(project)) == {}


def test_the_codes_under_a_deleted_one_can_move_up_to_its_place() -> None:
    ana = make.user()
    project = make.project(ana)
    theme = codebook.add(project, ana, name="Theme")
    before, middle, _after = (codebook.add(project, ana, theme, name=name) for name in ("A", "M", "Z"))
    for name in ("M", "One"):
        codebook.add(project, ana, middle, name=name)
    retiring.retire(middle, ana, Children.UP)
    assert names(project) == ["Theme", "Theme › A", "Theme › M", "Theme › One", "Theme › Z"]
    assert before.revisions.count() == 1
    assert project.codes.get(name="One").revisions.count() == 2


def test_codes_cannot_move_up_beside_their_namesake() -> None:
    ana = make.user()
    project = make.project(ana)
    codebook.add(project, ana, name="Training")
    other = codebook.add(project, ana, name="Other")
    codebook.add(project, ana, other, name="Training")
    with pytest.raises(Refused, match="can't move up"):
        retiring.retire(other, ana, Children.UP)
    assert names(project) == ["Training", "Other", "Other › Training"]


def test_a_deleted_code_can_neither_be_changed_nor_deleted_again() -> None:
    ana = make.user()
    project = make.project(ana)
    code = codebook.add(project, ana, name="Fear")
    retiring.retire(code, ana, Children.WITH)
    with pytest.raises(Refused, match="no longer"):
        codebook.change(code, ana, name="Hope")
    with pytest.raises(Refused, match="no longer"):
        retiring.retire(code, ana, Children.WITH)
    assert codebook.add(project, ana, name="Fear").pk != code.pk


def test_counts_are_codings_of_the_code_and_of_those_under_it() -> None:
    ana, ben = make.user("ana"), make.user("ben")
    project = make.project(ana, ben)
    theme = make.code("Practice", project)
    broadcast = make.code("Broadcast", project, theme)
    talk = make.transcript("Ana: I was afraid.", project)
    for coder in (ana, ben):
        make.coding("afraid", broadcast, by=coder, in_=talk)
    make.coding("was afraid", theme, by=ana, in_=talk)
    counted = tallies(project, ana, tree_of(project))
    assert (counted[theme.pk], counted[broadcast.pk]) == (Tally(1, 3), Tally(2, 2))
    assert use_of(broadcast, ana) == (2, 1, 1, 2, 0)


def test_codings_that_a_consensus_stands_for_are_told_beside_the_use_of_a_code() -> None:
    ana = make.user("ana")
    project = make.project(ana)
    fear = make.code("Fear", project)
    talk = make.transcript("Ana: I was afraid.", project)
    make.coding("afraid", fear, by=ana, in_=talk)
    make.agreed(talk, ana)
    assert use_of(fear, ana) == (0, 0, 0, 0, 1)


def test_a_study_starts_with_the_default_codebook_of_7_themes_and_64_codes() -> None:
    project = start_project(make.user(), "Police & social media", Start.DEFAULT, "What do officers hope for?")
    tree = tree_of(project)
    assert (len(tree.themes), len(tree) - len(tree.themes)) == (7, 64)
    assert sum(node.code.is_first_choice for node in tree) == 15
    assert all(node.code.definition and node.code.apply_when for node in tree if node.depth)
    chiefs = project.codes.get(key="org.chiefs.mute")
    assert str(tree[chiefs.pk]) == "Organisational dynamics › Chief officers › Chief officers: muting"
    assert project.codes.filter(revisions__edition__number=1).count() == 71


def test_a_study_with_the_default_codebook_has_its_qualifiers_and_attributes() -> None:
    project = start_project(make.user(), "Study", Start.DEFAULT)
    assert {q.name: q.values.count() for q in project.qualifiers.all()} == {
        "direction": 3,
        "standpoint": 2,
        "prompted": 2,
        "unsure": 1,
    }
    kinds = Attribute.Kind
    rank = project.attributes.get(name="rank")
    assert (project.attributes.count(), rank.kind, rank.choices.count()) == (20, kinds.ONE_OF, 9)
    assert list(project.attributes.filter(never_print=True).values_list("name", flat=True)) == [
        "interviewer",
        "transcriber",
    ]


def test_an_empty_study_has_its_owner_open_layer_and_first_edition() -> None:
    ana = make.user()
    project = start_project(ana, "Study", Start.EMPTY)
    membership = project.memberships.get()
    assert (membership.user, membership.role) == (ana, Role.OWNER)
    assert (project.layers.get().kind, edition(project), len(tree_of(project))) == ("open", 1, 0)
    assert last_verb(project) == "started"


def test_a_study_that_was_just_started_can_be_saved_without_upsetting_the_log() -> None:
    ana = make.user()
    project = start_project(ana, "Study", Start.EMPTY)
    project.is_demo = True
    project.save()
    codebook.add(project, ana, name="Fear")
    assert list(project.events.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    ("name", "slug"),
    [("New", "new-2"), ("Ärger & Mut", "arger-mut"), ("警察", "study"), ("x" * 90, "x" * 50)],
)
def test_the_name_of_a_study_becomes_its_address(name: str, slug: str) -> None:
    assert start_project(make.user(), name, Start.EMPTY).slug == slug


def test_two_studies_of_one_name_have_two_addresses() -> None:
    ana = make.user()
    assert [start_project(ana, "Study", Start.EMPTY).slug for _ in range(3)] == [
        "study",
        "study-2",
        "study-3",
    ]
