"""Codings of any program, compared by a job where they are many; the files are forgotten."""

import json
from dataclasses import replace

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.exports.downloads import file_name
from coding.forms.codings_file import found_in
from coding.reports.codings_file import FileReport, file_report
from coding.reports.packing import packed, unpacked
from interviews.kinds import TABLE
from interviews.parsing import Unreadable
from projects import files, jobs
from projects.jobs import Part, Progress, Result
from projects.models import Job, Project, StoredFile, User
from projects.refusals import Refused

KIND = "file_comparison"
"""The kind of job."""
PARTS = (
    Part("reading", _lazy("reading the file"), 0.4),
    Part("comparing", _lazy("comparing"), 0.6),
)
JSON_TYPE = "application/json"


def start(project: Project, user: User, uploads: dict[str, "UploadedFile[bytes] | None"]) -> Job:
    """Keep the files until the job has read them, and put it in the queue."""
    kept: dict[str, object] = {
        name: files.stage(project, user, f"{name}.csv", TABLE, upload.read()).pk
        for name, upload in uploads.items()
        if upload
    }
    return jobs.start(project, user, KIND, _("Codings of a file, compared"), kept)


def compare(job: Job, progress: Progress) -> Result:
    """The work of the job: the numbers of the page; what was compared is forgotten."""
    progress("reading")
    kept = {name: _staged(job, name) for name in ("codings", "lengths") if name in job.wishes}
    try:
        found = found_in(*(files.read(file) for file in kept.values()))
    except Unreadable as problem:
        files.forget(kept.values())
        raise Refused(str(problem)) from problem
    progress("comparing")
    report = file_report(found)
    progress("comparing", 1, 1)
    files.forget(kept.values())
    content = packed(FileReport(replace(report.comparison, marked=[]), report.assumed))
    name = file_name(job.project.slug, "codings compared", ending="json")
    return Result(name, JSON_TYPE, json.dumps(content, separators=(",", ":")).encode())


def _staged(job: Job, name: str) -> StoredFile:
    file = job.project.files.filter(by=job.owner, media_type=TABLE, pk=job.wishes[name]).first()
    if file is None:
        raise Refused(_("The file was not kept so long. Choose it again."))
    return file


def page_of(job: Job) -> str:
    """Where the result is looked at."""
    return f"{reverse('comparison_file', args=[job.project.slug])}?job={job.pk}"


def shown(project: Project, user: User, pk: str) -> FileReport | None:
    """What the person's own job found."""
    own = project.jobs.filter(owner=user, kind=KIND, state=Job.State.DONE).select_related("result")
    job = own.filter(pk=pk).first() if pk.isdecimal() else None
    if job is None or job.result is None:
        return None
    report: FileReport = unpacked(FileReport, json.loads(files.read(job.result)))
    return report
