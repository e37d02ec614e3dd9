"""Tags belong to one project."""

import pytest

from interviews import tags
from projects.models import ProjectTag
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db


def test_the_same_name_is_another_tag_in_another_project() -> None:
    one, other = make.transcript("x", make.project()), make.transcript("x", make.project())
    assert tags.add(one, "telephone", None) != tags.add(other, "telephone", None)
    assert ProjectTag.objects.count() == 2


def test_a_tag_that_differs_in_case_is_the_same() -> None:
    project = make.project()
    one, other = make.transcript("x", project), make.transcript("y", project)
    assert tags.add(one, "Telephone", None) == tags.add(other, " telephone ", None)


def test_a_tag_is_put_on_once() -> None:
    one = make.transcript("x", make.project())
    tags.add(one, "telephone", None)
    tags.add(one, "telephone", None)
    assert one.tagged.count() == 1


def test_a_tag_may_have_any_letters() -> None:
    one = make.transcript("x", make.project())
    assert tags.add(one, "ראיון", None).name == "ראיון"
    assert tags.add(one, "🙂", None).name == "🙂"


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_an_empty_or_long_tag_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="1 to 60 characters"):
        tags.add(make.transcript("x", make.project()), name, None)


def test_taking_a_tag_off_leaves_it_on_the_others() -> None:
    project = make.project()
    one, other = make.transcript("x", project), make.transcript("y", project)
    tag = tags.add(one, "telephone", None)
    tags.add(other, "telephone", None)
    tags.remove(one, tag, make.user())
    assert (one.tagged.count(), other.tagged.count()) == (0, 1)
