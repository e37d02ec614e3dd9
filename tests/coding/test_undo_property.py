"""Whatever two coders do in whatever order, what each undoes leaves every row as it was, GUIDs included."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.codebook import changes, moving, retiring
from coding.memos import writing
from coding.models import Code, Coding, CodingQualifier, Memo, Qualifier, QualifierValue
from coding.workspace import codings
from coding.workspace.in_vivo import Named, code_anew
from interviews.models import Transcript
from interviews.spans import Span
from projects import undo
from projects.models import Project, ProjectTag, User
from projects.refusals import Refused
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Interviewer: Who taught you?\nP07: Nobody 👮🏽‍♀️ did, cafe\u0301, honestly."
RECORDS = {"projects.event", "coding.edition", "coding.coderevision"}
"""What only grows: the log, and the codebook's editions."""
Everything = dict[str, list[dict[str, Any]]]
Step = tuple[int, str, int, int, int]


def everything() -> Everything:
    """Each row of each table of the project's own, but the records and the number of the last event."""
    floors = [apps.get_app_config(name) for name in ("projects", "interviews", "coding")]
    tables: list[type[models.Model]] = [model for floor in floors for model in floor.get_models()]
    rows: Everything = {
        model._meta.label_lower: list(model._default_manager.order_by("pk").values())
        for model in tables
        if model._meta.label_lower not in RECORDS
    }
    for project in rows["projects.project"]:
        del project["last_event"]
    return rows


class Study:
    """A study in which each of ``OPERATIONS`` finds something to work on."""

    def __init__(self) -> None:
        self.people = make.user("ana"), make.user("ben")
        self.project: Project = make.project(None, *self.people)
        self.transcript: Transcript = make.transcript(TEXT, self.project)
        theme = make.code("Organisation", self.project, position=1, colour="#336699")
        training = make.code("Training", self.project, theme, position=1)
        make.code("Nervousness", self.project, position=2, colour="#996633")
        direction = Qualifier.objects.create(project=self.project, name="Direction")
        for value in ("facilitates", "mutes"):
            QualifierValue.objects.create(qualifier=direction, value=value)
        for person in self.people:
            self.dress(make.coding("Nobody", training, person, self.transcript))

    def dress(self, coding: Coding) -> None:
        """With one of everything that goes with a coding when it is removed."""
        CodingQualifier.objects.create(coding=coding, value=QualifierValue.objects.get(value="mutes"))
        memo = writing.write(self.project, coding.coder, "Why?", coding)
        memo.pk, memo.guid, memo.reply_to_id = None, uuid4(), memo.pk
        memo.save(force_insert=True)
        tag, _made = ProjectTag.objects.get_or_create(project=self.project, name="striking", slug="striking")
        coding.tagged.create(tag=tag)

    def own(self, by: User, number: int) -> Coding:
        found: Coding = pick(Coding.objects.filter(coder=by).select_related("transcript__project"), number)
        return found

    def go_on(self, by: User, number: int) -> Memo:
        memo: Memo = pick(Memo.objects.filter(author=by).select_related("project"), number)
        return writing.change(memo, by, f"{memo.body} And {number}.", memo.version, goes_on=True)

    def code(self, number: int) -> Code:
        found: Code = pick(Code.objects.select_related("project"), number)
        return found

    def parent(self, number: int) -> Code | None:
        return self.code(number) if number % 3 else None

    def values(self, number: int) -> frozenset[int]:
        return frozenset({pick(QualifierValue.objects.all(), number).pk} if number % 2 else ())


def pick(rows: models.QuerySet[Any], number: int) -> Any:
    """One of the rows; raises ``Refused`` where there is none."""
    found = list(rows.order_by("pk"))
    if not found:
        raise Refused
    return found[number % len(found)]


def span(start: int, length: int) -> Span:
    return Span(start % 50, start % 50 + 1 + length % 15)


def wish(study: Study, a: int, b: int, c: int) -> codings.Wish:
    return codings.Wish(UUID(int=a * 10**6 + b * 10**3 + c), study.code(a).pk, span(b, c), 1, study.values(a))


def name(number: int) -> str:
    return f"Code {number % 8}"


OPERATIONS: dict[str, Callable[..., object]] = {
    "apply": lambda study, by, *n: codings.apply(study.transcript, wish(study, *n), by),
    "remove": lambda study, by, *n: codings.remove(study.own(by, n[0]), by),
    "resize": lambda study, by, *n: codings.resize(study.own(by, n[0]), span(n[1], n[2]), 1, by),
    "recode": lambda study, by, *n: codings.recode(study.own(by, n[0]), study.code(n[1]).pk, by),
    "qualify": lambda study, by, *n: codings.set_qualifiers(study.own(by, n[0]), study.values(n[1]), by),
    "code anew": lambda study, by, *n: code_anew(
        study.transcript, wish(study, *n), Named(name(n[2]), study.parent(n[0])), by
    ),
    "add code": lambda study, by, *n: changes.add(study.project, by, study.parent(n[0]), name=name(n[1])),
    "rename code": lambda study, by, *n: changes.change(study.code(n[0]), by, name=name(n[1])),
    "define code": lambda study, by, *n: changes.change(study.code(n[0]), by, definition=f"It is {n[1]}."),
    "move code": lambda study, by, *n: moving.move(study.code(n[0]), study.parent(n[1]), by),
    "step code": lambda study, by, *n: moving.step(study.code(n[0]), by, n[1] % 5 - 2),
    "retire code": lambda study, by, *n: retiring.retire(
        study.code(n[0]), by, list(retiring.Children)[n[1] % 2]
    ),
    "memo on a coding": lambda study, by, *n: writing.write(
        study.project, by, "Hm.", pick(Coding.objects.select_related("layer"), n[0])
    ),
    "memo on a code": lambda study, by, *n: writing.write(study.project, by, "Hm.", study.code(n[0])),
    "memo goes on": lambda study, by, *n: study.go_on(by, n[0]),
    "journal": lambda study, by, *n: writing.write(study.project, by, f"Day {n[0]}."),
    "mark reading": lambda study, by, *n: codings.mark_reading(
        study.transcript, by, ("", "in progress", "complete")[n[0] % 3]
    ),
}
numbers = st.integers(0, 60)
steps = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(sorted(OPERATIONS)), numbers, numbers, numbers),
    min_size=1,
    max_size=14,
)


def do(study: Study, step: Step) -> None:
    """What is refused is no act."""
    who, operation, *numbers = step
    with suppress(Refused):
        OPERATIONS[operation](study, study.people[who], *numbers)


def acts_since(study: Study, number: int) -> list[User]:
    """Whose each act was, in their order."""
    heads = study.project.events.filter(number=models.F("act"), number__gt=number).order_by("number")
    return [event.by for event in heads.select_related("by") if event.by]


def test_undone_in_reverse_every_row_is_as_it_was_and_redone_as_it_became() -> None:
    study = Study()
    last = study.project.events.count()

    @settings(max_examples=25)
    @given(steps=steps)
    def check(steps: list[Step]) -> None:
        with transaction.atomic():
            before = everything()
            for step in steps:
                do(study, step)
            after, done = everything(), acts_since(study, last)
            for by in reversed(done):
                undo.undo(study.project, by)
            assert everything() == before
            for by in done:
                undo.redo(study.project, by)
            assert everything() == after
            connection.check_constraints()
            transaction.set_rollback(True)

    check()


def test_undone_in_any_order_what_is_refused_changes_nothing() -> None:
    study = Study()

    @settings(max_examples=25)
    @given(steps=steps, turns=st.lists(st.tuples(st.integers(0, 1), st.booleans()), max_size=12))
    def check(steps: list[Step], turns: list[tuple[int, bool]]) -> None:
        with transaction.atomic():
            for step in steps:
                do(study, step)
            for who, forwards in turns:
                turn_and_look(study, study.people[who], forwards)
            connection.check_constraints()
            transaction.set_rollback(True)

    check()


def turn_and_look(study: Study, by: User, forwards: bool) -> None:
    before, events = everything(), study.project.events.count()
    try:
        (undo.redo if forwards else undo.undo)(study.project, by)
    except Refused:
        assert everything() == before
        assert study.project.events.count() == events
