"""Who opened or downloaded what."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.access import May, accesses_of, project_for
from projects.models import Access
from projects.requests import SignedIn

LINES_ON_A_PAGE = 100


@login_required
@require_safe
def access_log(request: SignedIn, slug: str) -> HttpResponse:
    """By day, newest first; ``?person=`` and ``?verb=`` narrow it."""
    project = project_for(request.user, slug, May.SEE_ACCESS_LOG)
    lines = accesses_of(project, request.user)
    person, verb = request.GET.get("person", ""), request.GET.get("verb", "")
    people = list(project.members.order_by("name"))
    chosen = [somebody for somebody in people if str(somebody.pk) == person]
    if chosen:
        lines = lines.filter(user=chosen[0])
    if verb in Access.Verb.values:
        lines = lines.filter(verb=verb)
    context = {
        "project": project,
        "page": Paginator(lines, LINES_ON_A_PAGE).get_page(request.GET.get("page")),
        "people": people,
        "person": person,
        "verb": verb,
        "verbs": Access.Verb.choices,
    }
    return render(request, "projects/access_log.html", context)
