import pytest

from coding.codebook import changes, moving
from coding.codebook.changes import ChangedSince
from coding.codebook.tree import tree_of
from projects import undo
from projects.models import Project, User
from projects.refusals import Refused
from tests import make
from tests.rows import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> User:
    return make.user("ana")


@pytest.fixture
def project(ana: User) -> Project:
    """Themes ``One`` (over ``A``, ``B``, ``C``) and ``Two`` (over ``X``)."""
    project = make.project(ana)
    one, two = (changes.add(project, ana, name=name) for name in ("One", "Two"))
    for name in "ABC":
        changes.add(project, ana, one, name=name)
    changes.add(project, ana, two, name="X")
    return project


def under(project: Project, name: str) -> list[str]:
    tree = tree_of(project)
    return [code.name for code in tree.children(project.codes.get(name=name).pk)]


@pytest.mark.parametrize(
    ("name", "before", "order"),
    [("C", "A", "CAB"), ("A", "C", "BAC"), ("A", None, "BCA"), ("B", "C", "ABC"), ("C", None, "ABC")],
)
def test_a_code_is_put_before_a_sibling_or_last(
    project: Project, ana: User, name: str, before: str | None, order: str
) -> None:
    sibling = project.codes.get(name=before) if before else None
    moved = moving.reorder(project.codes.get(name=name), ana, sibling)
    assert "".join(under(project, "One")) == order
    assert moved == (order != "ABC")
    assert project.editions.latest("number").number == 7


def test_a_code_moves_before_one_under_another_parent(project: Project, ana: User) -> None:
    before = rows()
    codes = {code.name: code for code in project.codes.all()}
    moving.move(codes["X"], codes["One"], ana, "It is an A", before=codes["B"])
    assert under(project, "One") == ["A", "X", "B", "C"]
    assert project.editions.latest("number").reason == "It is an A"
    assert project.events.latest("number").verb == "moved"
    undo.undo(project, ana)
    assert rows() == before


def test_a_code_is_put_before_nothing_but_a_sibling(project: Project, ana: User) -> None:
    codes = {code.name: code for code in project.codes.all()}
    with pytest.raises(Refused, match="moved meanwhile"):
        moving.reorder(codes["A"], ana, codes["X"])
    with pytest.raises(Refused, match="moved meanwhile"):
        moving.move(codes["X"], codes["One"], ana, before=codes["Two"])
    assert under(project, "Two") == ["X"]


def test_a_code_of_somebodys_words_is_promoted_in_one_act(project: Project, ana: User) -> None:
    spoken = changes.add(project, ana, name="nobody sat us down", is_in_vivo=True)
    before = rows()
    one = project.codes.get(name="One")
    moving.promote(spoken, one, ana, "Said by six", name="Untaught", definition="Nobody taught them.")
    spoken.refresh_from_db()
    assert (spoken.name, spoken.definition, spoken.parent, spoken.is_in_vivo, spoken.colour) == (
        "Untaught",
        "Nobody taught them.",
        one,
        False,
        "",
    )
    event = project.events.latest("number")
    assert (event.verb, event.facts) == ("promoted", {"before": None, "parent": one.pk, "edition": 9})
    assert project.editions.latest("number").reason == "Said by six"
    undo.undo(project, ana)
    assert rows() == before


def test_only_a_code_of_somebodys_words_is_promoted(project: Project, ana: User) -> None:
    with pytest.raises(Refused, match="one of the codebook's already"):
        moving.promote(project.codes.get(name="A"), None, ana)


def test_a_promoted_code_does_not_take_a_siblings_name(project: Project, ana: User) -> None:
    spoken = changes.add(project, ana, name="nobody sat us down", is_in_vivo=True)
    with pytest.raises(Refused, match="already a code “A”"):
        moving.promote(spoken, project.codes.get(name="One"), ana, name="A")


def test_what_somebody_wrote_meanwhile_is_not_overwritten(project: Project, ana: User) -> None:
    code = project.codes.get(name="A")
    read = project.editions.latest("number").number
    changes.change(code, ana, definition="Theirs.")
    with pytest.raises(ChangedSince, match="was changed since you opened it"):
        changes.change(code, ana, read_at=read, definition="Mine.")
    code.refresh_from_db()
    assert code.definition == "Theirs."
    changes.change(code, ana, read_at=read + 1, definition="Mine.")
    code.refresh_from_db()
    assert code.definition == "Mine."


def test_a_move_or_another_codes_change_meanwhile_stands_in_nobodys_way(project: Project, ana: User) -> None:
    code, read = project.codes.get(name="A"), project.editions.latest("number").number
    moving.move(code, None, ana)
    changes.change(project.codes.get(name="B"), ana, definition="Of B.")
    changes.change(code, ana, read_at=read, definition="Of A.")
    code.refresh_from_db()
    assert code.definition == "Of A."
