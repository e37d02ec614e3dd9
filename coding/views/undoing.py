"""Undo and redo from any page, as plain forms."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coding.progress.sentences import taken_back, why_not
from projects import undo as undoing
from projects.access import May, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn
from projects.undo import BuiltUpon


@login_required
@require_POST
def undo(request: SignedIn, slug: str) -> HttpResponse:
    """Take back one's latest act, the one before an act that can't be taken back, or one that is named."""
    project, user = project_for(request.user, slug, May.CODE), request.user
    back = _back(request, slug)
    try:
        named = "act" in request.POST
        reversal = (
            undoing.undo_act(project, user, _number(request, "act") or 0)
            if named
            else undoing.undo(project, user, _number(request, "before"))
        )
    except BuiltUpon as refusal:
        page = {
            "project": project,
            "sentence": why_not(project, refusal),
            "before": refusal.act,
            "back": back,
        }
        return render(request, "coding/undo_refused.html", page, status=409)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undone: %(what)s.") % {"what": taken_back(project, reversal)})
    return redirect(_after(project, back))


@login_required
@require_POST
def redo(request: SignedIn, slug: str) -> HttpResponse:
    """Do again what one took back last."""
    project = project_for(request.user, slug, May.CODE)
    try:
        reversal = undoing.redo(project, request.user)
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
