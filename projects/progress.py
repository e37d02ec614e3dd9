"""Tells the owner of a job how far it is, and stops it where somebody asked for that."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models import Job
from projects.pace import Measured, Moment, Pace, Part

LOOKED_AT = 9
"""Earlier jobs of the kind that an estimate stands on."""
CALM = 0.25
"""How far the hour at which a job should be over moves to a new estimate at once."""
ALMOST = 99
"""The most that is said of a job that is not over."""
ANY = (Part("working", str(_("working")), 1.0),)
Parts = Sequence[Part] | Callable[[Job], Sequence[Part]]
"""Of a kind of work; a function where they depend on what is asked for."""
PARTS: dict[str, Parts] = {}


def parts_of(job: Job) -> Sequence[Part]:
    known = PARTS.get(job.kind, ())
    return known(job) if callable(known) else known


class Cancelled(Exception):
    """Somebody asked the job to stop, or another worker has it."""


@dataclass
class Progress:
    """Called again and again by the work of a job."""

    job: Job
    _past: dict[str, float] = field(default_factory=dict)
    _key: str = ""
    _since: float = field(default_factory=time.monotonic)
    _size: int = 0
    _units: int = 0
    _expected: datetime | None = None

    def __call__(self, part: str, done: int = 0, total: int = 0, *, size: int = 0) -> None:
        """Say which part is being done and beat the heart; raises ``Cancelled`` if the work is to stop.

        ``done`` of ``total`` pages or places; where nobody knows how many there will be, the ``size``
        in characters of what they are made from.
        """
        self._enter(part)
        self._size = size or self._size
        if self._pace.counts(part):
            self._units = max(self._units, done)
        foretold = self._pace.units(part, size)
        known = total or (max(foretold, done) if foretold else 0)
        told = self._told(part, done, known)
        alive = Job.objects.filter(pk=self.job.pk, attempts=self.job.attempts, cancel_asked=False)
        if not alive.update(step=part, done=done, total=known, heartbeat=timezone.now(), **told):
            raise Cancelled

    @property
    def measured(self) -> dict[str, object]:
        """What this job took, for the estimates of later ones."""
        self._enter("")
        return {"seconds": self._past, "size": self._size, "units": self._units}

    def _enter(self, part: str) -> None:
        now = time.monotonic()
        if part != self._key:
            if self._key:
                self._past[self._key] = round(self._past.get(self._key, 0.0) + now - self._since, 2)
            self._key, self._since = part, now

    def _told(self, part: str, done: int, total: int) -> dict[str, object]:
        past = {key: seconds for key, seconds in self._past.items() if key != part}
        now = Moment(past, part, time.monotonic() - self._since, done, total, self._size)
        forecast = self._pace.forecast(now)
        if forecast is None:
            return {}
        # A bar that goes back looks like a fault.
        self.job.percent = max(self.job.percent, min(int(forecast.portion * 100), ALMOST))
        if forecast.seconds is not None:
            end = timezone.now() + timedelta(seconds=forecast.seconds)
            self._expected = self._expected + CALM * (end - self._expected) if self._expected else end
        return {"percent": self.job.percent, "expected": self._expected}

    @cached_property
    def _pace(self) -> Pace:
        parts = parts_of(self.job)
        done = Job.objects.filter(kind=self.job.kind, state=Job.State.DONE).exclude(measured={})
        same = _measured(done.filter(project=self.job.project, wishes=self.job.wishes), parts)
        return Pace(parts or ANY, same or _measured(done, parts), is_same=bool(same))


def _measured(jobs: QuerySet[Job], parts: Sequence[Part]) -> list[Measured]:
    """What the last of them took; less those that went through other parts, as another format does."""
    known = {part.key for part in parts}
    earlier = jobs.order_by("-ended").values_list("measured", flat=True)[:LOOKED_AT]
    return [Measured(**each) for each in earlier if not known or known >= each["seconds"].keys()]
