"""The qualifiers of a study: everybody reads them, its owners define them."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coding.codebook.qualifiers import add, qualifiers_shown, revise, take_out
from coding.forms.qualifiers import QualifierForm
from coding.models import Qualifier
from coding.views.codebook import UNDO
from projects.access import May, can, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def qualifiers(request: SignedIn, slug: str) -> HttpResponse:
    """All of them with their keys; a new one is posted here."""
    is_new = request.method == "POST"
    project = project_for(request.user, slug, May.CHANGE_PROJECT if is_new else May.READ)
    form = QualifierForm(request.POST if is_new else None)
    if is_new and _done(form, lambda: bool(add(project, form.meant, request.user))):
        messages.success(request, _("“%(name)s” was added.") % {"name": form.meant.name}, extra_tags=UNDO)
        return redirect("qualifiers", slug)
    return _page(request, project, form)


@login_required
@require_POST
def qualifier(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Its names and values as they were typed, or without it."""
    project = project_for(request.user, slug, May.CHANGE_PROJECT)
    asked = get_object_or_404(project.qualifiers, pk=pk)
    form = QualifierForm(request.POST, asked)
    if "remove" in request.POST:
        return _removed(request, asked)
    if _done(form, lambda: revise(asked, form.meant, request.user)):
        messages.success(request, _("“%(name)s” was changed.") % {"name": asked}, extra_tags=UNDO)
    elif form.errors:
        return _page(request, project, QualifierForm(), {pk: form})
    return redirect("qualifiers", slug)


def _removed(request: SignedIn, asked: Qualifier) -> HttpResponse:
    try:
        take_out(asked, request.user)
        messages.success(request, _("“%(name)s” was taken out.") % {"name": asked}, extra_tags=UNDO)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("qualifiers", asked.project.slug)


def _done(form: QualifierForm, doing: Callable[[], bool]) -> bool:
    """Whether it was typed rightly and changed anything."""
    try:
        return form.is_valid() and doing()
    except Refused as refusal:
        form.add_error(None, forms.ValidationError(str(refusal)))
        return False


def _page(
    request: SignedIn, project: Project, new: QualifierForm, typed: dict[int, QualifierForm] | None = None
) -> HttpResponse:
    shown = [
        (each, (typed or {}).get(each.qualifier.pk) or QualifierForm(None, each.qualifier))
        for each in qualifiers_shown(project, request.user)
    ]
    page = {"project": project, "new": new, "shown": shown}
    return render(
        request, "coding/qualifiers.html", page | {"may_edit": can(project.role, May.CHANGE_PROJECT)}
    )
