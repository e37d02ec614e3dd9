"""Deletes finished reports and exports when what they print may be printed no longer."""

from projects import files, jobs
from projects.models import Job, Project, StoredFile


def erase(project: Project) -> int:
    """Stop what is being made of the project and delete what was, since any of it may quote anybody."""
    for job in Job.objects.filter(project=project, state__in=[Job.State.WAITING, Job.State.RUNNING]):
        jobs.cancel(job)
    results = list(StoredFile.objects.filter(pk__in=project.jobs.exclude(result=None).values("result")))
    files.forget(results)
    return len(results)
