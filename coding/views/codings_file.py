"""Codings of any program compared; the file is read and not kept."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coding.exports import codings_file
from coding.forms.codings_file import CodingsFileForm
from coding.reports.codings_file import file_report
from projects.access import May, project_for
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comparison_file(request: SignedIn, slug: str) -> HttpResponse:
    """A small file is compared at once, a large one by a job."""
    project = project_for(request.user, slug, May.EXPORT)
    form = CodingsFileForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.is_large:
        return redirect("job", slug, codings_file.start(project, request.user, form.uploads).pk)
    report = file_report(form.found) if form.is_valid() else None
    page = {"project": project, "form": form, "report": report}
    return render(request, "coding/comparison_file.html", page)


@login_required
@require_safe
def comparison_file_done(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """What the person's own job found in a large file."""
    project = project_for(request.user, slug, May.EXPORT)
    mine = project.jobs.filter(owner=request.user, kind=codings_file.KIND).select_related("result")
    job = get_object_or_404(mine, pk=pk)
    report = codings_file.shown(job)
    if report is None:
        return redirect("job", slug, pk)
    page = {"project": project, "form": CodingsFileForm(), "report": report, "job": job}
    return render(request, "coding/comparison_file.html", page)
