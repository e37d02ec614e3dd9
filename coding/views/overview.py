"""The first page of a study."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coding.memos.facts import journal_of
from coding.progress.overview import overview
from projects.access import project_for
from projects.requests import SignedIn


@login_required
@require_safe
def project(request: SignedIn, slug: str) -> HttpResponse:
    study = project_for(request.user, slug)
    shown = overview(study, request.user, request.GET.get("page", "1"))
    page = {"project": study, "overview": shown, "memos": journal_of(study, request.user)}
    return render(request, "coding/project.html", page)
