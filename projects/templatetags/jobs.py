"""What a page says of a job: its parts, how far it is, and where the result is looked at."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import timezone
from django.utils.translation import gettext as _

from projects import jobs
from projects.models import Job
from projects.pace import Part
from projects.progress import ANY, parts_of

register = template.Library()
SOON, MINUTES = 5, 90
"""Seconds up to which the end is near, and from which it is told in minutes."""
AT_LAST = 80
"""Per cent before which the end is not said to be near, however short the work is."""
SAID_EVERY = 25
"""Per cent between two sentences to a screen reader."""


class Told(NamedTuple):
    """A part of a job, for the page."""

    words: str
    state: str
    """``done``, ``current`` or nothing."""


@register.simple_tag
def page_of(job: Job) -> str:
    return jobs.page_of(job)


@register.filter
def parts(job: Job) -> list[Told]:
    """The parts of a job that runs; nothing where there is but one."""
    known = parts_of(job)
    return list(_told(known, job.step)) if len(known) > 1 else []


def _told(known: Sequence[Part], step: str) -> Iterator[Told]:
    current = next((place for place, part in enumerate(known) if part.key == step), -1)
    for place, part in enumerate(known):
        yield Told(str(part.words), "done" if place < current else "current" if place == current else "")


def _part(job: Job) -> Part | None:
    return next((part for part in parts_of(job) or ANY if part.key == job.step), None)


@register.filter
def at(job: Job) -> str:
    """What is being done, such as “page 120 of about 800”."""
    part = _part(job)
    if part is None:
        return job.step
    if part.counted and job.total and job.done:
        total = roundly(job.total) if part.units_in_size else job.total
        return str(part.counted) % {"done": intcomma(job.done), "total": intcomma(total)}
    return str(part.words)


def roundly(number: int) -> int:
    """A number that is foretold, no more exact than it can be: up to the next five, ten, or fifty."""
    step = 1 if number < 20 else 5 if number < 100 else 10 if number < 1000 else 50
    return -(-number // step) * step


@register.filter
def left(job: Job) -> str:
    """How long it will still take, in round words; nothing where nobody knows."""
    if job.expected is None:
        return ""
    seconds = (job.expected - timezone.now()).total_seconds()
    if seconds < SOON:
        return _("nearly done") if job.percent >= AT_LAST else ""
    if seconds < MINUTES:
        return _("about %(n)s s left") % {"n": round(seconds / 5) * 5}
    return _("about %(n)s min left") % {"n": round(seconds / 60)}


@register.filter
def quarter(job: Job) -> int:
    """How far it was when a screen reader was last told."""
    return job.percent - job.percent % SAID_EVERY


@register.simple_tag
def news(job: Job, said: str) -> str:
    """What a screen reader is told, where that is new since ``said``: a quarter more, or the end."""
    if job.is_over:
        return f"{job.title}: {job.get_state_display()}. {job.problem}"
    if job.state == Job.State.WAITING or said == str(quarter(job)):
        return ""
    return ", ".join(filter(None, [_("%(n)s per cent") % {"n": job.percent}, at(job), left(job)]))
