"""Undo and redo from any page, as plain forms."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coding.progress.sentences import taken_back, why_not
from coding.rounds.numbering import Numbering
from coding.rounds.seats import acts_of, layer_in
from projects import undo as undoing
from projects.access import May, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn
from projects.undo import BuiltUpon, Reversal


@login_required
@require_POST
def undo(request: SignedIn, slug: str) -> HttpResponse:
    """Take back one's latest act, the one before an act that can't be taken back, or one that is named."""
    project, user = project_for(request.user, slug, May.CODE), request.user
    back, numbering = _back(request, slug), Numbering(project, user)
    try:
        reversal = _undo(request, project, numbering)
    except BuiltUpon as refusal:
        page = {
            "project": project,
            "sentence": why_not(project, refusal),
            "before": numbering.known(refusal.act),
            "back": back,
            "round": _number(request, "round"),
        }
        return render(request, "coding/undo_refused.html", page, status=409)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undone: %(what)s.") % {"what": taken_back(project, reversal)})
    return redirect(_after(project, back))


def _undo(request: SignedIn, project: Project, numbering: Numbering) -> Reversal:
    if "act" in request.POST:
        return undoing.undo_act(project, request.user, numbering.real(_number(request, "act") or 0))
    before = _number(request, "before")
    real = numbering.real(before) if before else None
    return undoing.undo(project, request.user, real, _among(request, project))


def _among(request: SignedIn, project: Project) -> Q:
    """The acts of the round in which the form stands, or all but those of rounds."""
    return acts_of(project, request.user, layer_in(project, request.user, _number(request, "round")))


@login_required
@require_POST
def redo(request: SignedIn, slug: str) -> HttpResponse:
    """Do again what one took back last."""
    project = project_for(request.user, slug, May.CODE)
    try:
        reversal = undoing.redo(project, request.user, _among(request, project))
        messages.success(request, _("Redone: %(what)s.") % {"what": taken_back(project, reversal)})
    except BuiltUpon as refusal:
        messages.error(request, why_not(project, refusal))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(_after(project, _back(request, slug)))


def _number(request: SignedIn, name: str) -> int | None:
    """Of an act, if it is one that the database takes."""
    asked = request.POST.get(name, "")
    return int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 16 else None


def _back(request: SignedIn, slug: str) -> str:
    """The page of this site that the form stood on; else the study's first page."""
    page = request.POST.get("next", "")
    is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_ours else resolve_url("project", slug)


def _after(project: Project, page: str) -> str:
    """The page, or the list that its thing was in: undo may have taken away what the page was about."""
    try:
        place = resolve(urlsplit(page).path)
    except Resolver404:
        return page
    name, pk, guid = str(place.url_name), place.kwargs.get("pk"), place.kwargs.get("guid")
    if name.startswith("code") and pk and not project.codes.filter(pk=pk).exists():
        return resolve_url("codebook", project.slug)
    if name.startswith("memo") and guid and not project.memos.filter(guid=guid).exists():
        return resolve_url("memos", project.slug)
    return page
