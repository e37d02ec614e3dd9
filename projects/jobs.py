"""Long work: one row a task, a heartbeat while it runs, and a reaper for what a killed worker left."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from projects import files, log
from projects.access import May, project_for
from projects.models import Job, Project, User
from projects.pace import Part
from projects.progress import PARTS, Cancelled, Parts, Progress
from projects.refusals import Refused
from projects.zones import in_zone_of

SILENT_FOR = timedelta(seconds=60)
"""A running job without a heartbeat for so long has lost its worker."""
MOST_ATTEMPTS = 3

__all__ = ["Cancelled", "Part", "Progress", "Result"]
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Result:
    name: str
    media_type: str
    content: bytes
    words: str = ""
    """What its owner is to know of it, such as signs that no font has."""


Work = Callable[[Job, Progress], Result]
WORK: dict[str, Work] = {}
Page = Callable[[Job], str]
PAGES: dict[str, Page] = {}


def register(kind: str, work: Work, parts: Parts = (), page: Page | None = None) -> None:
    """Name the function that does jobs of this kind, and its parts; called from ``AppConfig.ready``.

    ``page`` tells the address at which the result is looked at, where it is no file to download.
    """
    WORK[kind] = work
    if parts:
        PARTS[kind] = parts
    if page:
        PAGES[kind] = page


def page_of(job: Job) -> str:
    return PAGES[job.kind](job) if job.kind in PAGES else ""


def start(project: Project, owner: User, kind: str, title: str, wishes: dict[str, object]) -> Job:
    """Put a job of a registered kind in the queue; it runs after the transaction commits."""
    job = Job.objects.create(project=project, owner=owner, kind=kind, title=title, wishes=wishes)
    transaction.on_commit(partial(_enqueue, job.pk))
    return job


def cancel(job: Job) -> None:
    """Ask the job to stop; one that waits is over at once."""
    Job.objects.filter(pk=job.pk).update(cancel_asked=True)
    Job.objects.filter(pk=job.pk, state=Job.State.WAITING).update(
        state=Job.State.CANCELLED, ended=timezone.now()
    )


@transaction.atomic
def delete(job: Job) -> None:
    """Remove a job that is over, with its result."""
    result = job.result
    job.delete()
    files.forget([result] if result else [])


def reap() -> int:
    """Queue again every running job whose worker fell silent; returns how many."""
    silent = Job.objects.filter(state=Job.State.RUNNING, heartbeat__lt=timezone.now() - SILENT_FOR)
    silent.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=Job.State.FAILED,
        ended=timezone.now(),
        problem=_("The server gave up: this work stopped it several times. Ask for less at once."),
    )
    taken_up = 0
    for pk in silent.values_list("pk", flat=True):
        if silent.filter(pk=pk).update(state=Job.State.WAITING, step="", percent=0, expected=None):
            _enqueue(pk)
            taken_up += 1
    return taken_up


def _enqueue(job_pk: int) -> None:
    run.enqueue(job_pk)


@task()
def run(job_pk: int) -> None:
    """Do the job, unless another worker has it or it was cancelled."""
    now = timezone.now()
    claimed = Job.objects.filter(pk=job_pk, state=Job.State.WAITING).update(
        state=Job.State.RUNNING, started=now, heartbeat=now, attempts=F("attempts") + 1
    )
    if claimed:
        _carry_out(Job.objects.select_related("project", "owner").get(pk=job_pk))


def _carry_out(job: Job) -> None:
    progress = Progress(job)
    try:
        with in_zone_of(job.owner):
            result = made(job, progress)
    except Cancelled:
        _end(job, Job.State.CANCELLED)
    except Refused as refusal:
        _end(job, Job.State.FAILED, problem=str(refusal))
    except Exception:
        logger.exception("Job %s of kind %s failed", job.pk, job.kind)
        _end(
            job,
            Job.State.FAILED,
            problem=_("Something went wrong on the server. Nothing was lost; try again."),
        )
        raise
    else:
        _keep(job, result, progress)


def made(job: Job, progress: Progress) -> Result:
    """What the work of the job brings, if its owner is still in the study; raises as works do."""
    try:
        job.project = project_for(job.owner, job.project.slug, May.EXPORT)
    except (Http404, PermissionDenied) as error:
        raise Refused(_("You are no longer in this study.")) from error
    return WORK[job.kind](job, progress)


@transaction.atomic
def _keep(job: Job, result: Result, progress: Progress) -> None:
    """Store the result, unless somebody asked to stop: a withdrawal does, and its lock is waited for."""
    log.lock(job.project)
    if not _own(job).filter(state=Job.State.RUNNING, cancel_asked=False).exists():
        _end(job, Job.State.CANCELLED)
        return
    file = files.store(job.project, job.owner, result.name, result.media_type, result.content)
    _end(job, Job.State.DONE, result=file, percent=100, measured=progress.measured, problem=result.words)


def _own(job: Job) -> QuerySet[Job]:
    """The row, unless another worker took the job up because this one seemed dead."""
    return Job.objects.filter(pk=job.pk, attempts=job.attempts)


def _end(job: Job, state: Job.State, **outcome: object) -> None:
    _own(job).update(state=state, ended=timezone.now(), step="", expected=None, **outcome)
