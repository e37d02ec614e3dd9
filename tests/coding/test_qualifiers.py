"""Qualifiers are defined on a page of their own: by owners, in one act, and never while a round runs."""

from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from coding.codebook.keys import FREE, keys_of
from coding.codebook.qualifiers import qualifiers_shown
from coding.models import CodingQualifier, Qualifier
from coding.workspace.codings import Wish, apply, set_qualifiers
from interviews.spans import Span
from projects import undo
from projects.models import Role
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db


class Study:
    """Direction facilitates (on one coding) or mutes (on none)."""

    def __init__(self) -> None:
        self.olga, self.cara = make.user("olga"), make.user("cara")
        self.project = make.project(self.olga, self.cara)
        self.direction = Qualifier.objects.create(project=self.project, name="Direction", position=1)
        self.used = self.direction.values.create(value="facilitates", position=1)
        self.free = self.direction.values.create(value="mutes", position=2)
        self.talk = make.transcript("P07: I was afraid.", self.project, make.participant(self.project, "P07"))
        self.fear = make.code("Fear", self.project)
        self.coding = make.coding("afraid", self.fear, self.cara, self.talk)
        CodingQualifier.objects.create(coding=self.coding, value=self.used)
        self.page = make.browser(self.olga)

    @property
    def address(self) -> str:
        return reverse("qualifiers", args=[self.project.slug])

    @property
    def values(self) -> list[str]:
        return list(self.direction.values.values_list("value", flat=True))

    def typed(self, **changed: str) -> dict[str, str]:
        """The form as it stands, with what is typed into it."""
        stands = {"name": "Direction", "use": "", "more": ""}
        stands |= {f"value-{self.used.pk}": "facilitates", f"value-{self.free.pk}": "mutes"}
        return stands | {name.replace("_", "-"): typed for name, typed in changed.items()}

    def save(self, **changed: str) -> str:
        address = reverse("qualifier", args=[self.project.slug, self.direction.pk])
        return self.page.post(address, self.typed(**changed), follow=True).content.decode()


@pytest.fixture
def study() -> Study:
    return Study()


@pytest.mark.parametrize(("role", "may"), [("reader", False), ("coder", False), ("owner", True)])
def test_all_members_read_them_and_owners_define_them(study: Study, role: str, may: bool) -> None:
    page = make.browser(make.member(study.project, Role(role), "zoe"))
    shown = page.get(study.address).content.decode()
    assert "facilitates" in shown
    assert ("A new qualifier" in shown) == may
    one = reverse("qualifier", args=[study.project.slug, study.direction.pk])
    for address, name in ((study.address, "Standpoint"), (one, "Effect")):
        assert page.post(address, study.typed(name=name)).status_code == (302 if may else 403)


def test_a_stranger_finds_nothing(study: Study) -> None:
    page = make.browser(make.user("zoe"))
    assert page.get(study.address).status_code == 404
    assert page.post(study.address, {"name": "Standpoint"}).status_code == 404


def test_names_and_values_are_changed_in_one_act_that_is_undone_and_told(study: Study) -> None:
    said = study.save(
        name="Effect", use="What it does.", more="both", **{f"value_{study.free.pk}": "silences"}
    )
    assert "“Effect” was changed." in said
    assert study.values == ["facilitates", "silences", "both"]
    log = study.page.get(reverse("log", args=[study.project.slug])).content.decode()
    assert "A qualifier changed" in log
    assert "Effect" in log
    undo.undo(study.project, study.olga)
    study.direction.refresh_from_db()
    assert (study.direction.name, study.values) == ("Direction", ["facilitates", "mutes"])


def test_what_did_not_change_is_no_act(study: Study) -> None:
    study.save()
    assert not study.project.events.filter(kind__startswith="qualifier").exists()


def test_a_value_whose_name_is_emptied_goes_unless_a_coding_carries_it(study: Study) -> None:
    study.save(**{f"value_{study.free.pk}": ""})
    assert study.values == ["facilitates"]
    said = study.save(**{f"value_{study.used.pk}": ""})
    assert "“facilitates” is on 1 coding and stays; say that it is no longer offered instead." in said
    assert study.values == ["facilitates"]


def test_a_name_that_another_has_is_refused_with_all_that_was_typed(study: Study) -> None:
    said = study.save(more="another", **{f"value_{study.free.pk}": "Facilitates"})
    assert "There is another “Facilitates”; nothing was changed." in said
    assert 'value="another"' in said
    assert study.values == ["facilitates", "mutes"]


def test_a_new_one_comes_with_its_first_value_and_goes_again(study: Study) -> None:
    study.page.post(study.address, {"name": "Unsure", "use": "", "more": "unsure"})
    made = study.project.qualifiers.get(name="Unsure")
    assert [value.value for value in made.values.all()] == ["unsure"]
    assert made.position > study.direction.position
    remove = reverse("qualifier", args=[study.project.slug, made.pk])
    study.page.post(remove, {"remove": "1"})
    assert not study.project.qualifiers.filter(name="Unsure").exists()
    undo.undo(study.project, study.olga)
    assert study.project.qualifiers.filter(name="Unsure").exists()


def test_they_stand_still_while_a_round_runs_also_for_undo(study: Study) -> None:
    study.save(more="both")
    make.running_round(study.project, (study.cara,), (study.talk,))
    said = study.save(name="Effect")
    assert "so its meanings stand still" in said
    with pytest.raises(Refused, match="stand still"):
        undo.undo(study.project, study.olga)
    assert study.values == ["facilitates", "mutes", "both"]


def test_another_s_blind_work_is_in_no_number(study: Study) -> None:
    blind = make.running_round(study.project, (study.cara, study.olga), (study.talk,))
    coding = make.coding("was", study.fear, study.cara, study.talk, make.round_layer(blind, study.cara))
    CodingQualifier.objects.create(coding=coding, value=study.free)
    counted = {
        user: [number for _value, number in qualifiers_shown(study.project, user)[0].values]
        for user in (study.olga, study.cara)
    }
    assert counted == {study.olga: [1, 0], study.cara: [1, 1]}


def test_all_are_read_by_three_queries(
    study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        more = Qualifier.objects.create(project=study.project, name=f"More {number}", position=number)
        more.values.create(value="yes", position=1)
    with django_assert_num_queries(3):
        assert len([each.values for each in qualifiers_shown(study.project, study.olga)]) == 5


def test_of_a_value_the_log_names_the_qualifier_too(study: Study) -> None:
    study.save(**{f"value_{study.free.pk}": "silences"})
    log = study.page.get(reverse("log", args=[study.project.slug])).content.decode()
    assert "A value of a qualifier renamed" in log
    assert "Direction: silences" in log


def test_a_value_in_use_is_retired_and_brought_back_and_both_are_told(study: Study) -> None:
    study.save(**{f"retired_{study.used.pk}": "on"})
    study.used.refresh_from_db()
    assert study.used.is_retired
    shown = make.browser(study.cara).get(study.address).content.decode()
    assert "facilitates, on 1 coding, no longer offered" in shown
    log = study.page.get(reverse("log", args=[study.project.slug])).content.decode()
    assert "A value of a qualifier retired" in log
    undo.undo(study.project, study.olga)
    study.used.refresh_from_db()
    assert not study.used.is_retired
    undo.redo(study.project, study.olga)
    study.save()
    study.used.refresh_from_db()
    assert not study.used.is_retired
    log = study.page.get(reverse("log", args=[study.project.slug])).content.decode()
    assert "A value of a qualifier brought back" in log


def test_a_retired_value_is_given_to_no_coding_and_stays_on_those_that_bear_it(study: Study) -> None:
    unsure = Qualifier.objects.create(project=study.project, name="Unsure").values.create(value="unsure")
    study.save(**{f"retired_{study.used.pk}": "on", f"retired_{study.free.pk}": "on"})
    set_qualifiers(study.coding, {study.used.pk, unsure.pk}, study.cara)
    assert set(study.coding.qualifiers.all()) == {study.used, unsure}
    with pytest.raises(Refused, match="“mutes” is no longer offered"):
        set_qualifiers(study.coding, {study.free.pk}, study.cara)
    new = Wish(uuid4(), study.fear.pk, Span(5, 6), 1, frozenset({study.free.pk}))
    with pytest.raises(Refused, match="“mutes” is no longer offered"):
        apply(study.talk, new, study.cara)


def test_excerpts_and_their_table_still_say_a_retired_value(study: Study) -> None:
    study.save(**{f"retired_{study.used.pk}": "on"})
    for name in ("excerpts", "excerpts_csv"):
        answer = study.page.get(reverse(name, args=[study.project.slug]))
        said = b"".join(answer) if answer.streaming else answer.content
        assert "facilitates" in said.decode()


def test_a_key_is_chosen_and_another_qualifier_goes_on_without_it(study: Study) -> None:
    effect = Qualifier.objects.create(project=study.project, name="Effect", position=2)
    depth = Qualifier.objects.create(project=study.project, name="Depth", position=3)
    assert list(keys_of([study.direction, effect, depth]).values()) == ["d", "e", "p"]
    study.save(key="e")
    study.direction.refresh_from_db()
    assert list(keys_of([study.direction, effect, depth]).values()) == ["e", "a", "d"]
    undo.undo(study.project, study.olga)
    study.direction.refresh_from_db()
    assert study.direction.key == ""


def test_no_two_have_one_key_and_none_has_one_of_the_workspace(study: Study) -> None:
    Qualifier.objects.create(project=study.project, name="Effect", key="e")
    assert "“Effect” has the key E; nothing was changed." in study.save(key="e")
    assert "Select a valid choice" in study.save(key="c")
    study.direction.refresh_from_db()
    assert study.direction.key == ""


def test_where_no_letter_is_left_a_qualifier_has_no_key() -> None:
    many = [Qualifier(pk=number, name=f"שלום {number}") for number in range(len(FREE) + 1)]
    assert "".join(keys_of(many).values()) == FREE
