"""Spreads what the demo's team did over ten weeks of working days, for it was all made in a few seconds."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from typing import Any

from django.apps import apps
from django.db.models import DateTimeField, Model
from django.utils import timezone

from projects import rows
from projects.acts import BATCH
from projects.models import Event, Project

DAYS = 50
"""Working days, the last of them the latest before today."""
OPENS, HOURS = time(9, 4), 7.5
SLOWEST = 70
"""Seconds between two changes of one sitting, at most."""
SLOWER = {"summary": 9, "resolution": 5, "memo": 6}
"""What is thought about for so many times as long as a coding."""
LONGEST = 120
"""Changes of one sitting."""
FLOORS = ("projects", "interviews", "coding")


def spread(project: Project, began: datetime) -> None:
    """Give every row that was made since then the moment at which the team would have made it.

    The order of all things stays as it was, so that what was coded before a round closed still was.
    """
    moments = Moments(list(project.events.order_by("number")))
    for label in FLOORS:
        for model in apps.get_app_config(label).get_models():
            for field in _moments_of(model) if model is not Event else ():
                made = model._base_manager.filter(**{f"{field}__range": (began, timezone.now())})
                changed = list(made)
                for row in changed:
                    setattr(row, field, moments.of(getattr(row, field)))
                model._base_manager.bulk_update(changed, [field], batch_size=BATCH)
    for event, moment in zip(moments.events, moments.told, strict=True):
        event.at, event.rows = moment, event.rows and [moments.kept(*row) for row in event.rows]
    Event.objects.bulk_update(moments.events, ["at", "rows"], batch_size=BATCH)


def _moments_of(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if isinstance(field, DateTimeField)]


@dataclass(frozen=True)
class Moments:
    """When the events would have been; whatever else has a moment has that of the event which tells of it."""

    events: Sequence[Event]

    @cached_property
    def told(self) -> list[datetime]:
        """Sitting after sitting, with as much time between two of them as the days leave."""
        sittings = list(_sittings(self.events))
        pauses = [(1 + (37 * event.number) % SLOWEST) * SLOWER.get(event.kind, 1) for event in self.events]
        free = (DAYS * HOURS * 3600 - sum(pauses)) / len(sittings)
        begin = {sitting[0].number for sitting in sittings[1:]}
        seconds = accumulate(
            pause + (free if event.number in begin else 0)
            for event, pause in zip(self.events, pauses, strict=True)
        )
        days = working_days(timezone.localdate())
        return [_at(days, second) for second in seconds]

    @cached_property
    def _real(self) -> list[datetime]:
        return list(accumulate((event.at for event in self.events), max))

    def of(self, moment: datetime) -> datetime:
        return self.told[min(bisect_left(self._real, moment), len(self.told) - 1)]

    def kept(
        self, label: str, key: int, before: rows.Values | None, after: rows.Values | None
    ) -> list[object]:
        """A row that the log keeps, which undo compares with the one that stands."""
        fields = _moments_of(rows.model_of(label))
        return [label, key, *(values and self._moved(values, fields) for values in (before, after))]

    def _moved(self, values: Mapping[str, Any], fields: Sequence[str]) -> rows.Values:
        moved = {
            name: self.of(datetime.fromisoformat(values[name])).isoformat()
            for name in fields
            if values.get(name)
        }
        return {**values, **moved}


def _sittings(events: Sequence[Event]) -> Iterator[list[Event]]:
    """Successive changes of one person on one interview, or on none."""
    held: list[Event] = []
    where: str | None = None
    for event in events:
        here = _place(event)
        moves = None not in (here, where) and here != where
        if held and (event.by_id != held[0].by_id or moves or len(held) == LONGEST):
            yield held
            held, where = [], None
        held.append(event)
        where = here or where
    yield held


def _place(event: Event) -> str | None:
    found = event.object_id if event.kind == "transcript" else event.facts.get("transcript")
    return None if found is None else str(found)


def working_days(today: date) -> list[date]:
    """The latest before today."""
    before = (today - timedelta(days=count) for count in range(1, 2 * DAYS))
    return sorted([day for day in before if day.weekday() < 5][:DAYS])


def _at(days: Sequence[date], second: float) -> datetime:
    """So many working seconds after the first morning."""
    day, rest = divmod(second, HOURS * 3600)
    morning = datetime.combine(days[min(int(day), len(days) - 1)], OPENS)
    return timezone.make_aware(morning + timedelta(seconds=int(rest))).astimezone(UTC)
