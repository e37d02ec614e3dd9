"""Two coders' readings of a transcript beside each other, in a round and in open work."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coding.comparing.material import read
from coding.reports.beside import BesidePage, beside_page
from coding.views.asked import Asked, unrevealed
from projects.access import project_for
from projects.requests import SignedIn


@login_required
@require_safe
def round_side_by_side(request: SignedIn, slug: str, pk: int, transcript: int) -> HttpResponse:
    project = project_for(request.user, slug)
    asked = Asked.beside(request, project, pk)
    if asked is None:
        return unrevealed(request, project, pk)
    shown = _shown(request, asked, transcript)
    return render(request, "coding/side_by_side.html", asked.page | {"shown": shown})


@login_required
@require_safe
def comparison_side_by_side(request: SignedIn, slug: str, transcript: int) -> HttpResponse:
    asked = Asked.of_open_work(request, project_for(request.user, slug))
    shown = _shown(request, asked, transcript)
    return render(request, "coding/side_by_side.html", asked.page | {"shown": shown})


def _shown(request: SignedIn, asked: Asked, transcript: int) -> BesidePage:
    wish = replace(asked.form.wish, transcripts=frozenset({transcript}))
    material = read(asked.project, request.user, wish, asked.ground)
    shown = beside_page(material, wish.judges, request.GET)
    if shown is None:
        raise Http404
    return shown
