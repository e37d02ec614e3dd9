"""Codings of any program compared; the file is read and not kept, a large one by a job."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coding.exports import codings_file
from coding.forms.codings_file import CodingsFileForm
from coding.reports.codings_file import file_report
from projects.access import project_for
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comparison_file(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug)
    form = CodingsFileForm(request.POST or None, request.FILES or None)
    report = codings_file.shown(project, request.user, request.GET.get("job", ""))
    if form.is_valid():
        if form.is_large:
            return redirect("job", slug, codings_file.start(project, request.user, form.cleaned_data).pk)
        report = file_report(form.found)
    page = {"project": project, "form": form, "report": report}
    return render(request, "coding/comparison_file.html", page)
