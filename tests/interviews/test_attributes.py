"""Defining what is recorded of participants."""

import pytest

from interviews import attributes, participants
from interviews.attributes import Definition
from interviews.models import Attribute
from interviews.tables import values_of
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

KIND = Attribute.Kind


def choices(attribute: Attribute) -> list[str]:
    return list(attribute.choices.values_list("value", flat=True))


def test_a_name_can_be_used_once() -> None:
    project = make.project()
    attributes.define(project, Definition("Rank"), None)
    with pytest.raises(Refused, match="There is an attribute “rank” already"):
        attributes.define(project, Definition("rank"), None)


def test_blank_and_repeated_choices_are_one() -> None:
    made = attributes.define(make.project(), Definition("rank", KIND.ONE_OF, ["a", "", "b", "A"]), None)
    assert choices(made) == ["a", "b"]


def test_the_kind_stays_while_values_are_known() -> None:
    project = make.project()
    made = attributes.define(project, Definition("force"), None)
    participants.set_words(make.participant(project), {made: "A"}, None)
    with pytest.raises(Refused, match="has values already"):
        attributes.change(made, Definition("force", KIND.NUMBER), make.user())


def test_a_choice_that_changed_its_words_keeps_its_participants() -> None:
    project = make.project()
    rank = attributes.define(project, Definition("rank", KIND.ONE_OF, ["seargent", "chief"]), None)
    person = make.participant(project)
    participants.set_words(person, {rank: "seargent"}, None)
    attributes.change(rank, Definition("rank", KIND.ONE_OF, ["sergeant", "chief"]), make.user())
    assert values_of([person])[person.pk][rank.pk] == "sergeant"


def test_a_choice_that_somebody_has_is_not_removed() -> None:
    project = make.project()
    rank = attributes.define(project, Definition("rank", KIND.ONE_OF, ["sergeant", "chief"]), None)
    participants.set_words(make.participant(project), {rank: "chief"}, None)
    with pytest.raises(Refused, match="“chief” is the value of 1 participant"):
        attributes.change(rank, Definition("rank", KIND.ONE_OF, ["sergeant"]), make.user())
    assert choices(rank) == ["sergeant", "chief"]


def test_choices_can_be_added_and_put_in_another_order() -> None:
    rank = attributes.define(make.project(), Definition("rank", KIND.ONE_OF, ["a", "b"]), None)
    attributes.change(rank, Definition("rank", KIND.ONE_OF, ["c", "b", "a"]), make.user())
    assert choices(rank) == ["c", "b", "a"]


def test_an_attribute_moves_up_and_stops_at_the_top() -> None:
    project = make.project()
    by = make.user()
    attributes.define(project, Definition("a"), None)
    b = attributes.define(project, Definition("b"), None)
    attributes.move(b, by, -1)
    attributes.move(b, by, -1)
    assert list(project.attributes.values_list("name", flat=True)) == ["b", "a"]


def test_deleting_an_attribute_deletes_its_values() -> None:
    project = make.project()
    made = attributes.define(project, Definition("force"), None)
    person = make.participant(project)
    participants.set_words(person, {made: "A"}, None)
    attributes.delete(made, make.user())
    assert not person.values.exists()
