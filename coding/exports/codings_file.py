"""A large file of codings of any program, compared by a job; the file goes when that is done."""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from coding.exports import csv
from coding.exports.large import JSON_TYPE
from coding.reports.codings_file import FileReport, as_bytes, file_report, found_in, from_bytes
from interviews.parsing import Unreadable
from projects import files, jobs
from projects.jobs import Progress, Result
from projects.models import Job, Project, StoredFile, User
from projects.refusals import Refused

KIND = "codings_file"
"""The kind of job."""
CSV_TYPE = "text/csv"


@transaction.atomic
def start(project: Project, user: User, uploads: Sequence[UploadedFile[Any]]) -> Job:
    """``uploads`` are the codings, and the lengths of documents if they were sent."""
    staged = [
        files.stage(project, user, each.name or "codings.csv", CSV_TYPE, each.read()) for each in uploads
    ]
    title = _("Comparison of %(file)s") % {"file": staged[0].name}
    return jobs.start(project, user, KIND, title[:200], {"files": [each.pk for each in staged]})


def compare(job: Job, progress: Progress) -> Result:
    """The work of the job."""
    progress(_("reading the file"))
    staged = _staged(job)
    try:
        found = found_in(*map(files.read, staged))
    except Unreadable as problem:
        raise Refused(str(problem)) from problem
    progress(_("comparing"))
    content = as_bytes(file_report(found))
    files.forget(staged)
    return Result(csv.file_name(staged[0].name, ending="json"), JSON_TYPE, content)


def _staged(job: Job) -> list[StoredFile]:
    """In the order in which they were sent."""
    asked = job.wishes["files"]
    assert isinstance(asked, list)  # noqa: S101  as ``start`` wrote it
    known = {file.pk: file for file in job.project.files.filter(pk__in=asked)}
    if not known or len(known) < len(asked):
        raise Refused(_("The file is kept for two days and gone by now; upload it again."))
    return [known[pk] for pk in asked]


def shown(job: Job) -> FileReport | None:
    """What a job that is done found."""
    if job.state != Job.State.DONE or job.result is None:
        return None
    return from_bytes(files.read(job.result))


def page_of(job: Job) -> str:
    """Where the result is looked at."""
    return reverse("comparison_file_done", args=[job.project.slug, job.pk])
