import pytest

from coding.codebook import changes, merging, moving, retiring
from coding.codebook.retiring import Children, bring_back, retire, retired_codes
from coding.codebook.tree import tree_of
from coding.models import Coding
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
    """``Practice`` with ``Broadcast`` (over ``Press``) and ``Dialogue``."""
    project = make.project(ana)
    practice = changes.add(project, ana, name="Practice")
    broadcast = changes.add(project, ana, practice, name="Broadcast")
    changes.add(project, ana, practice, name="Dialogue")
    changes.add(project, ana, broadcast, name="Press")
    return project


def names(project: Project) -> list[str]:
    return [str(node) for node in tree_of(project)]


def test_a_code_comes_back_to_its_place_with_its_codings_and_those_deleted_with_it(
    project: Project, ana: User
) -> None:
    broadcast, press = (project.codes.get(name=name) for name in ("Broadcast", "Press"))
    talk = make.transcript("Ana: We only send.", project)
    make.coding("send", press, ana, talk)
    before = names(project)
    retire(broadcast, ana, Children.WITH, "Not needed")
    assert names(project) == ["Practice", "Practice › Dialogue"]
    assert retired_codes(project) == [broadcast]
    back = bring_back(broadcast, ana, "Needed after all")
    assert names(project) == before
    assert back == [broadcast, press]
    assert Coding.objects.get().code == press
    edition = project.editions.latest("number")
    assert (edition.number, edition.reason, edition.code_revisions.count()) == (7, "Needed after all", 2)
    assert project.events.latest("number").verb == "brought back"


def test_a_code_deleted_before_stays_deleted_when_the_one_above_comes_back(
    project: Project, ana: User
) -> None:
    broadcast, press = (project.codes.get(name=name) for name in ("Broadcast", "Press"))
    retire(press, ana, Children.WITH)
    retire(broadcast, ana, Children.WITH)
    assert retired_codes(project) == [broadcast, press]
    assert bring_back(broadcast, ana) == [broadcast]


def test_a_code_without_its_place_comes_back_among_the_themes_with_a_hue(project: Project, ana: User) -> None:
    broadcast = project.codes.get(name="Broadcast")
    retire(broadcast, ana, Children.WITH)
    retire(project.codes.get(name="Practice"), ana, Children.WITH)
    bring_back(broadcast, ana)
    assert names(project) == ["Broadcast", "Broadcast › Press"]
    broadcast.refresh_from_db()
    assert (broadcast.parent, broadcast.colour[:1]) == (None, "#")


def test_a_code_does_not_come_back_beside_its_namesake(project: Project, ana: User) -> None:
    dialogue = project.codes.get(name="Dialogue")
    retire(dialogue, ana, Children.WITH)
    changes.add(project, ana, project.codes.get(name="Practice"), name="Dialogue")
    with pytest.raises(Refused, match="already a code “Dialogue”"):
        bring_back(dialogue, ana)


def test_a_code_does_not_come_back_too_deep(project: Project, ana: User) -> None:
    broadcast, practice = (project.codes.get(name=name) for name in ("Broadcast", "Practice"))
    retire(broadcast, ana, Children.WITH)
    deep = changes.add(project, ana, name="Level 0")
    for level in range(1, 6):
        deep = changes.add(project, ana, deep, name=f"Level {level}")
    moving.move(practice, deep, ana)
    with pytest.raises(Refused, match="8 levels"):
        bring_back(broadcast, ana)


def test_a_code_in_use_can_not_be_brought_back(project: Project, ana: User) -> None:
    with pytest.raises(Refused, match="in the codebook already"):
        bring_back(project.codes.get(name="Press"), ana)


def test_a_merged_code_comes_back_without_what_it_gave_away(project: Project, ana: User) -> None:
    broadcast, dialogue = (project.codes.get(name=name) for name in ("Broadcast", "Dialogue"))
    merging.merge(broadcast, dialogue, ana)
    bring_back(broadcast, ana)
    broadcast.refresh_from_db()
    assert broadcast.merged_into is None
    assert names(project) == [
        "Practice",
        "Practice › Broadcast",
        "Practice › Dialogue",
        "Practice › Dialogue › Press",
    ]


@pytest.mark.parametrize("children", list(Children))
def test_deleting_and_bringing_back_are_undone(project: Project, ana: User, children: Children) -> None:
    broadcast = project.codes.get(name="Broadcast")
    states = [rows()]
    retire(broadcast, ana, children)
    states.append(rows())
    retiring.bring_back(broadcast, ana)
    for state in reversed(states):
        undo.undo(project, ana)
        assert rows() == state
