"""Long work: how far it is, and its result, for the person who started it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from projects import files
from projects import jobs as writers
from projects.access import May, note, project_for
from projects.models import Access, Job
from projects.requests import SignedIn


@login_required
@require_safe
def jobs(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug)
    mine = project.jobs.filter(owner=request.user).select_related("result")
    return render(request, "projects/jobs.html", {"project": project, "jobs": mine[:100]})


def _job(request: SignedIn, slug: str, pk: int) -> Job:
    """The person's own job; anybody else's is not found."""
    project = project_for(request.user, slug, May.EXPORT)
    job: Job = get_object_or_404(project.jobs.select_related("result"), pk=pk, owner=request.user)
    job.project = project
    return job


@never_cache
@login_required
@require_safe
def job(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    mine = _job(request, slug, pk)
    return render(request, "projects/job.html", {"project": mine.project, "job": mine})


@never_cache
@login_required
@require_safe
def job_status(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """The fragment that a waiting page asks for every second, with its title where it is about this alone.

    ``said`` is what a screen reader was told last, so that it hears of a quarter once.
    """
    mine = _job(request, slug, pk)
    asked = {"alone": "alone" in request.GET, "said": request.GET.get("said", "")}
    return render(request, "projects/_job_news.html", {"project": mine.project, "job": mine} | asked)


@login_required
@require_POST
def job_cancel(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    writers.cancel(_job(request, slug, pk))
    return redirect("job", slug, pk)


@login_required
@require_safe
def job_result(request: SignedIn, slug: str, pk: int) -> FileResponse | HttpResponse:
    """The file, or the page at which a result is looked at that is none."""
    mine = _job(request, slug, pk)
    page = writers.page_of(mine)
    if page:
        return redirect(page)
    result = get_object_or_404(mine.project.files, pk=mine.result_id)
    note(mine.project, request.user, Access.Verb.DOWNLOADED, (mine.kind, mine.pk, mine.title))
    return files.response(result)


@login_required
@require_POST
def job_delete(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Remove a job that is over, with its result."""
    mine = _job(request, slug, pk)
    if mine.is_over:
        writers.delete(mine)
        messages.success(request, _("The job and its result were deleted."))
    return redirect("jobs", slug)
