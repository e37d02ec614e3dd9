"""Acts: what somebody does in one go, kept row by row so that it can be undone and done again.

Within an act a writer saves, changes and deletes rows through it; each row as it was before and after goes
into the event that is recorded next. Undo plays the rows backwards, as an act of its own.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

from django.db import models, transaction
from django.utils import timezone

from projects import log, rows
from projects.models import Event, Project, User
from projects.queueing import in_line
from projects.rows import Row

Thing = TypeVar("Thing", bound=models.Model)

BATCH = 500
"""Rows of one statement, within what SQLite takes."""


class Act:
    """One thing that ``by`` does; its events share a number, by which it is undone as a whole."""

    def __init__(self, project: Project, by: User, undoes: int | None = None) -> None:
        self.project, self.by, self.undoes = project, by, undoes
        self.events: list[Event] = []
        self.joined: int | None = None
        """The act that this one goes on with, if it does."""
        self._rows: list[Row] = []

    def go_on(self, thing: models.Model, within: timedelta) -> None:
        """Be undone as one with the person's latest act, if that is so young and wrote ``thing`` alone.

        Whatever else was done to the thing since, by anybody, makes this an act of its own.
        """
        latest = self.project.events.filter(by=self.by).order_by("act", "number").last()
        label = (thing._meta.model_name, str(getattr(thing, "guid", thing.pk)))
        if latest is None or latest.undoes is not None:
            return
        of_act = self.project.events.filter(by=self.by, act=latest.act).order_by("number")
        events = list(of_act.values_list("kind", "object_id", "at"))
        since = self.project.events.filter(kind=label[0], object_id=label[1], number__gt=latest.number)
        is_alone = all((kind, key) == label for kind, key, _at in events)
        if is_alone and events[0][2] > timezone.now() - within and not since.exists():
            self.joined = latest.act

    def insert(self, *things: models.Model) -> None:
        for thing in things:
            thing.save(force_insert=True)
            self._made(thing)

    def insert_all(self, things: Sequence[models.Model]) -> None:
        """The same of many rows of one model."""
        if not things:
            return
        type(things[0])._default_manager.bulk_create(things, batch_size=BATCH)
        for thing in things:
            self._made(thing)

    def _made(self, thing: models.Model) -> None:
        self._rows.append(Row(rows.label(thing), thing.pk, None, rows.values(thing)))

    def change(self, thing: models.Model, **fields: object) -> bool:
        """Set the fields and save those that differ; whether any did."""
        return bool(self.change_all([thing], **fields))

    def change_all(self, things: Iterable[models.Model], **fields: object) -> list[models.Model]:
        """Set the same fields of rows of one model; those that were different before."""
        changed = [thing for thing in things if self._set(thing, fields)]
        for start in range(0, len(changed), BATCH):
            part = [thing.pk for thing in changed[start : start + BATCH]]
            type(changed[0])._default_manager.filter(pk__in=part).update(**fields)
        return changed

    def change_each(self, things: Iterable[tuple[models.Model, dict[str, object]]]) -> list[models.Model]:
        """Set the same fields of rows of one model, each row's to its own; those that were different."""
        changed = [(thing, fields) for thing, fields in things if self._set(thing, fields)]
        if changed:
            first, fields = changed[0]
            rows_of = [thing for thing, _fields in changed]
            type(first)._default_manager.bulk_update(rows_of, list(fields), batch_size=BATCH)
        return [thing for thing, _fields in changed]

    def _set(self, thing: models.Model, fields: dict[str, object]) -> bool:
        before = rows.values(thing, fields)
        for name, value in fields.items():
            setattr(thing, name, value)
        after = rows.values(thing, fields)
        if before == after:
            return False
        self._rows.append(Row(rows.label(thing), thing.pk, before, after))
        return True

    def delete(self, *things: models.Model) -> None:
        """Delete just these rows of one model; what would go with them must be gone before."""
        if not things:
            return
        self._rows += [Row(rows.label(thing), thing.pk, rows.values(thing), None) for thing in things]
        model = type(things[0])
        for start in range(0, len(things), BATCH):
            part = [thing.pk for thing in things[start : start + BATCH]]
            count, deleted = model._default_manager.filter(pk__in=part).delete()
            if count > len(part):
                raise RuntimeError(f"rows went that the act does not know: {deleted}")

    def keep(self, kept: Iterable[Row]) -> None:
        """Rows that were written otherwise, as by playing others backwards."""
        self._rows += kept

    def record(self, verb: str, thing: models.Model, **facts: object) -> Event:
        """Tell what was done to ``thing``, with all rows written since the event before (``log.record``)."""
        event = log.told(self.project, self.by, verb, thing, facts)
        event.rows, self._rows = [list(row) for row in self._rows], []
        event.undoes = self.undoes
        self.events.append(event)
        return event

    def repeat(self, event: Event, verb: str) -> None:
        """Tell that what ``event`` told was taken back or done again."""
        self.events.append(
            Event(
                project=self.project,
                by=self.by,
                verb=verb,
                undoes=self.undoes,
                kind=event.kind,
                object_id=event.object_id,
                layer_id=event.layer_id,
                facts=event.facts | {"verb": event.facts.get("verb", event.verb)},
                rows=[list(row) for row in self._rows],
            )
        )
        self._rows = []

    def record_all(
        self,
        verb: str,
        things: Collection[Thing],
        facts: Callable[[Thing], dict[str, object]],
    ) -> None:
        """An event for each thing, with its row; the first also has the other rows written since the last."""
        about = {(rows.label(thing), thing.pk) for thing in things}
        own = {(row.model, row.key): row for row in self._rows if (row.model, row.key) in about}
        others = [row for row in self._rows if (row.model, row.key) not in about]
        self._rows = []
        for thing in things:
            event = log.told(self.project, self.by, verb, thing, facts(thing))
            row = own.pop((rows.label(thing), thing.pk), None)
            event.rows = [list(each) for each in (*others, *([row] if row else []))]
            event.undoes, others = self.undoes, []
            self.events.append(event)


@contextmanager
def act(project: Project, by: User, undoes: int | None = None) -> Iterator[Act]:
    """A transaction that holds the project's lock and ends by writing the act's events."""
    with in_line(), transaction.atomic():
        doing = Act(log.lock(project), by, undoes)
        yield doing
        if doing.events:
            log.append(doing.project, doing.events, doing.joined)
