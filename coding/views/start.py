"""Starting a study."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coding.codebook.starting import Start, default_codebook, start_project
from coding.forms.start import StartForm
from coding.views.codebook_files import staged_import
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_project(request: SignedIn) -> HttpResponse:
    """Anybody with an account may start a study, and owns it."""
    form = StartForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return render(request, "coding/new_project.html", {"form": form, "codebook": default_codebook()})
    wish = form.cleaned_data
    project = start_project(request.user, wish["name"], Start(wish["start"]), wish["description"])
    if wish["file"]:
        return redirect(staged_import(request, project, wish["file"]))
    return redirect(project)
