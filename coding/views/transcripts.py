"""Coded transcripts on paper: what is to be printed, and the job that prints it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coding.exports.transcripts import start
from coding.forms.transcripts import PrintForm
from projects.access import May, project_for
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def print_transcripts(request: SignedIn, slug: str) -> HttpResponse:
    """The form, with those ticked that the address names; posting starts the job."""
    project = project_for(request.user, slug, May.EXPORT)
    posted = request.POST if request.method == "POST" else None
    form = PrintForm(project, posted, request.GET.getlist("transcript"))
    if posted is not None and form.is_valid():
        job = start(project, request.user, form, posted.get("format", ""))
        return redirect("job", slug, job.pk)
    return render(request, "coding/print_transcripts.html", {"project": project, "form": form})
