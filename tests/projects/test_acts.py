"""Acts: each row as it was before and after, kept with the event that tells of it."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from coding.models import Code, Memo
from projects import rows
from projects.acts import Act, act
from projects.models import Event, Project
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    return make.project()


def code(project: Project, name: str, **fields: object) -> Code:
    return Code(project=project, name=name, **fields)


def test_what_was_made_is_kept_as_it_then_stood(project: Project) -> None:
    ana = make.user()
    with act(project, ana) as doing:
        made = code(project, "Training", position=3)
        doing.insert(made)
        doing.record("added", made)
    event = project.events.get()
    ((model, key, before, after),) = event.rows or [()]
    assert (model, key, before) == ("coding.code", made.pk, None)
    assert (after["name"], after["position"], after["guid"]) == ("Training", 3, str(made.guid))
    assert (event.by, event.verb, event.kind, event.object_id) == (ana, "added", "code", str(made.guid))


def test_of_a_change_only_the_fields_asked_for_are_kept(project: Project) -> None:
    made = make.code("Training", project)
    with act(project, make.user()) as doing:
        assert doing.change(made, name="Taught", definition="")
        doing.record("changed", made)
    before, after = {"name": "Training", "definition": ""}, {"name": "Taught", "definition": ""}
    assert project.events.get().rows == [["coding.code", made.pk, before, after]]


def test_what_does_not_differ_is_neither_saved_nor_kept(project: Project) -> None:
    made = make.code("Training", project)
    with act(project, make.user()) as doing:
        assert not doing.change(made, name="Training")
        assert doing.change_all([made], name="Training") == []
    assert not project.events.exists()


def test_of_many_those_that_differ_are_changed(project: Project) -> None:
    one, two = make.code("One", project, position=1), make.code("Two", project, position=2)
    with act(project, make.user()) as doing:
        assert doing.change_all([one, two], position=2) == [one]
        doing.record("reordered", one)
    assert project.events.get().rows == [["coding.code", one.pk, {"position": 1}, {"position": 2}]]
    assert Code.objects.get(pk=one.pk).position == 2


def test_what_was_deleted_is_kept_whole(project: Project) -> None:
    memo = Memo.objects.create(project=project, author=make.user(), body="What of the chiefs?")
    pk = memo.pk
    with act(project, memo.author) as doing:
        doing.record("deleted", memo)
        doing.delete(memo)
        doing.record("deleted", Memo(pk=pk, guid=memo.guid))
    first, second = project.events.order_by("number")
    assert first.rows == []
    ((model, key, before, after),) = second.rows or [()]
    assert (model, key, before["body"], after) == ("coding.memo", pk, "What of the chiefs?", None)


def test_rows_that_would_go_unseen_with_what_is_deleted_stop_the_act(project: Project) -> None:
    ana = make.user()
    memo = Memo.objects.create(project=project, author=ana, body="First")
    Memo.objects.create(project=project, author=ana, body="Reply", reply_to=memo)
    with pytest.raises(RuntimeError, match="does not know"), act(project, ana) as doing:
        doing.delete(memo)
    assert Memo.objects.count() == 2


def test_nothing_is_deleted_by_no_argument(project: Project) -> None:
    with act(project, make.user()) as doing:
        doing.delete()
        doing.insert_all([])
    assert not project.events.exists()


def test_events_of_one_act_share_the_number_of_its_first(project: Project) -> None:
    ana = make.user()
    for names in (["One"], ["Two", "Three"]):
        with act(project, ana) as doing:
            for name in names:
                made = code(project, name)
                doing.insert(made)
                doing.record("added", made)
    assert list(project.events.values_list("number", "act")) == [(1, 1), (2, 2), (3, 2)]
    project.refresh_from_db()
    assert project.last_event == 3


def test_an_event_for_each_of_many_things_holds_the_row_of_its_own(project: Project) -> None:
    codes = [code(project, name) for name in ("One", "Two")]
    with act(project, make.user()) as doing:
        doing.insert_all(codes)
        doing.record_all("added", codes, lambda thing: {"parent": None, "code": thing.pk})
    for made, event in zip(codes, project.events.order_by("number"), strict=True):
        assert [row[1] for row in event.rows or ()] == [made.pk]
        assert event.facts == {"parent": None, "code": made.pk}
    assert project.events.values("act").distinct().count() == 1


def test_an_act_that_fails_leaves_no_row_and_no_event(project: Project) -> None:
    taken = make.code("Training", project)
    doing_it_twice = pytest.raises(IntegrityError)
    with doing_it_twice, transaction.atomic(), act(project, make.user()) as doing:
        _add(doing, code(project, "Chief officers"), code(project, taken.name))
    assert (Code.objects.get(), Event.objects.count()) == (taken, 0)


def _add(doing: Act, *codes: Code) -> None:
    for each in codes:
        doing.insert(each)
        doing.record("added", each)


def test_the_layer_stands_in_its_column_and_not_among_the_facts(project: Project) -> None:
    layer = project.layers.get()
    with act(project, make.user()) as doing:
        event = doing.record("closed", layer, layer=layer, transcript=7)
    assert (event.layer_id, event.facts) == (layer.pk, {"transcript": 7})


def test_a_row_is_kept_as_json_and_made_again_to_the_microsecond(project: Project) -> None:
    made = make.code("Chief “officers” 👮🏽‍♀️", project, made=datetime(2026, 3, 1, 8, 5, 4, 123456, UTC))
    kept = rows.values(Code.objects.get(pk=made.pk))
    assert kept["made"] == "2026-03-01T08:05:04.123456+00:00"
    again = rows.thing_of(Code, made.pk, kept)
    assert isinstance(again, Code)
    assert (again.pk, again.guid, again.made, again.name) == (made.pk, made.guid, made.made, made.name)
    assert (again.project_id, again.parent_id, again.retired) == (project.pk, None, None)


@pytest.mark.django_db(transaction=True)
def test_an_act_opens_its_own_transaction(project: Project) -> None:
    assert not transaction.get_connection().in_atomic_block
    with act(project, make.user()) as doing:
        assert transaction.get_connection().in_atomic_block
        assert doing.project == project
