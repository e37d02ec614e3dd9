"""Searching the transcripts, and coding the hits."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coding.analysis.finding import LONGEST
from coding.excerpts.asked import address_of
from coding.excerpts.listing import tree_to_list
from coding.forms.search import CodeHitsForm
from coding.rounds.numbering import Numbering
from coding.search.auto_coding import apply
from coding.search.choosing import done, preview
from coding.search.page import Searched, shown
from projects.access import May, can, project_for
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: SignedIn, slug: str) -> HttpResponse:
    """The hits; posting what to look for leads to their address."""
    project = project_for(request.user, slug)
    if request.method == "POST":
        words = request.POST.get("words", "").replace("\0", "").strip()[:LONGEST]
        address = address_of(project, request.user, request.POST, words)
        return redirect(f"{reverse('search', args=[slug])}?{address}")
    context = shown(Searched.of(project, request.GET))
    if can(project.role, May.CODE):
        context["coding"] = CodeHitsForm(None, tree_to_list(project))
        context["done"] = done(project, request.GET.get("done", ""), request.user)
    return render(request, "coding/search.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def search_code(request: SignedIn, slug: str) -> HttpResponse:
    """What coding the ticked hits would add; with its seal, adding it.

    Where it is refused the hits show with what was sent; their links, and reloading, lead to the search.
    """
    project = project_for(request.user, slug, May.CODE)
    if request.method != "POST":
        return redirect(f"{reverse('search', args=[slug])}?{request.GET.urlencode()}")
    searched = Searched.of(project, request.GET)
    back = f"{reverse('search', args=[slug])}?{searched.address}"
    try:
        asked = preview(searched, request.POST, request.user)
        if request.POST.get("seal") == asked.plan.seal:
            doing = apply(asked.plan, request.user)
            done = Numbering(project, request.user).known(doing.events[0].act)
            return redirect(f"{back}&done={done}")
    except Refused as error:
        messages.error(request, str(error))
        sent = {"coding": CodeHitsForm(request.POST, tree_to_list(project))}
        return render(request, "coding/search.html", shown(searched) | sent)
    context = {
        "project": project,
        "preview": asked,
        "query": request.GET.urlencode(),
        "back": back,
        "changed": "seal" in request.POST,
    }
    return render(request, "coding/search_code.html", context)
