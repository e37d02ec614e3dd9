"""Memos on one thing and one memo with its replies: all that can be done with them, without script."""

import re
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coding.forms.memos import ChangeForm, MemoForm, ReplyForm
from coding.memos import writing
from coding.memos.facts import panel_of
from coding.memos.threads import ON, memos_seen, place_of, threads_of
from coding.memos.writing import Target
from coding.models import Coding, Memo, Resolution
from coding.row_versions import Outdated
from projects.access import May, project_for
from projects.models import Project, User
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def memos_on(request: SignedIn, slug: str) -> HttpResponse:
    """The memos on what the address names, or the journal; posting writes one more."""
    posted = request.method == "POST"
    project, user = project_for(request.user, slug, May.WRITE_MEMOS if posted else May.READ), request.user
    on = _target(project, user, request.GET)
    place = place_of(project, on)
    form = MemoForm(request.POST if posted else None)
    if posted and form.is_valid():
        try:
            writing.write(project, user, form.cleaned_data["body"], on)
            messages.success(request, _("The memo is saved."))
            return redirect(request.get_full_path() if isinstance(on, Coding) else place.href)
        except Refused as refusal:
            form.add_error("body", str(refusal))
    page = {"project": project, "memos": panel_of(project, user, on), "form": form, "place": place, "on": on}
    return render(request, "coding/memos_on.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def memo(request: SignedIn, slug: str, guid: UUID) -> HttpResponse:
    """A memo with its replies; posting adds one."""
    posted = request.method == "POST"
    project, user = project_for(request.user, slug, May.WRITE_MEMOS if posted else May.READ), request.user
    found = _memo(project, user, guid)
    form = ReplyForm(request.POST if posted else None)
    if posted and form.is_valid():
        try:
            writing.reply(found, user, form.cleaned_data["body"])
            return redirect("memo", slug, guid)
        except Refused as refusal:
            form.add_error("body", str(refusal))
    return _page(request, project, found, {"reply": form})


@login_required
@require_POST
def memo_resolve(request: SignedIn, slug: str, guid: UUID) -> HttpResponse:
    """Settle a discussion, or open it again."""
    project, user = project_for(request.user, slug, May.WRITE_MEMOS), request.user
    found = _memo(project, user, guid)
    try:
        writing.resolve(found, user, request.POST.get("state") != "open")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("memo", slug, guid)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def memo_change(request: SignedIn, slug: str, guid: UUID) -> HttpResponse:
    """One's own memo in a form; where it was changed meanwhile, both versions are shown."""
    project, user = project_for(request.user, slug, May.WRITE_MEMOS), request.user
    found = _memo(project, user, guid)
    if found.author != user:
        raise PermissionDenied
    form = ChangeForm.of(found, request.POST if request.method == "POST" else None)
    stands: Memo | None = None
    if form.is_valid():
        try:
            writing.change(found, user, form.cleaned_data["body"], form.cleaned_data["version"])
            return redirect("memo", slug, guid)
        except Outdated as error:
            stands, form = error.stands, form.on(error.stands)
        except Refused as refusal:
            form.add_error("body", str(refusal))
    return _page(request, project, found, {"form": form, "stands": stands})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def memo_delete(request: SignedIn, slug: str, guid: UUID) -> HttpResponse:
    """Says how many replies go with it, asks, and deletes."""
    project, user = project_for(request.user, slug, May.WRITE_MEMOS), request.user
    found = _memo(project, user, guid)
    if not writing.may_delete(found, user, project):
        raise PermissionDenied
    if request.method == "POST":
        try:
            writing.delete(found, user, project)
            messages.success(request, _("The memo was deleted."))
            return redirect("memo", slug, found.reply_to.guid) if found.reply_to else redirect("memos", slug)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return _page(request, project, found, {"asks": True})


def _page(request: SignedIn, project: Project, found: Memo, context: dict[str, object]) -> HttpResponse:
    user = request.user
    root = found.reply_to and _memo(project, user, found.reply_to.guid)
    page = {
        "project": project,
        "memo": found,
        "thread": threads_of(project, [root or found], user)[0],
        "may_delete": writing.may_delete(found, user, project),
    }
    return render(request, "coding/memo.html", page | context)


def _memo(project: Project, user: User, guid: UUID) -> Memo:
    return get_object_or_404(memos_seen(project, user), guid=guid)


def _target(project: Project, user: User, asked: QueryDict) -> Target | None:
    """What the address names, by ``coding``, ``code``, ``transcript``, ``participant`` or ``resolution``."""
    kind = next((kind for kind in ON if kind in asked), None)
    if kind is None:
        return None
    named = str(asked.get(kind, ""))
    if kind == "coding":
        return _coding(project, user, named)
    if kind == "resolution":
        return _difference(project, named)
    if not re.fullmatch("[1-9][0-9]{0,8}", named):
        raise Http404
    if kind == "code":
        return get_object_or_404(project.codes.in_use(), pk=named)
    if kind == "transcript":
        return get_object_or_404(project.transcripts, pk=named)
    return get_object_or_404(project.participants.in_study(), pk=named)


def _coding(project: Project, user: User, guid: str) -> Coding:
    try:
        known = UUID(guid)
    except ValueError as error:
        raise Http404 from error
    visible = Coding.objects.of(project).visible_to(user).select_related("layer")
    return get_object_or_404(visible, guid=known)


def _difference(project: Project, name: str) -> Resolution:
    place = Resolution.named(project, name)
    if place is None:
        raise Http404
    return place
