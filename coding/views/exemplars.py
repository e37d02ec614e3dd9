"""Pinning and unpinning exemplars without script."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coding.codebook.exemplars import exemplars_of, pin, unpin
from coding.codebook.tree import tree_of
from coding.forms.exemplars import ExemplarForm, WhichCodingForm, words_of
from coding.models import Code, Coding, Exemplar, Layer
from projects.access import May, project_for
from projects.models import Project, User
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def exemplar_add(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Words to pin to the code; the address may name a coding whose words are proposed."""
    project = project_for(request.user, slug, May.EDIT_CODEBOOK)
    code = get_object_or_404(project.codes.in_use(), pk=pk)
    form = ExemplarForm(
        project, request.POST if request.method == "POST" else None, initial=_named(request, project)
    )
    if form.is_valid() and _pinned(form, code, request.user):
        messages.success(request, _("The words are pinned to “%(code)s”.") % {"code": code})
        return redirect("code", slug, pk)
    page = {
        "project": project,
        "node": tree_of(project)[pk],
        "form": form,
        "exemplars": exemplars_of(project, code),
    }
    return render(request, "coding/exemplar_add.html", page)


@login_required
@require_POST
def exemplar_unpin(request: SignedIn, slug: str, guid: UUID) -> HttpResponse:
    project = project_for(request.user, slug, May.EDIT_CODEBOOK)
    exemplar = get_object_or_404(Exemplar, code__project=project, guid=guid)
    try:
        unpin(project, exemplar, request.user)
        messages.success(request, _("The exemplar is unpinned."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("code", slug, exemplar.code_id)


def _named(request: SignedIn, project: Project) -> dict[str, object]:
    form = WhichCodingForm(request.GET)
    if not form.is_valid():
        return {}
    visible = Coding.objects.of(project).visible_to(request.user).filter(layer__kind=Layer.Kind.OPEN)
    coding = visible.select_related("revision").filter(guid=form.cleaned_data["coding"]).first()
    return words_of(coding) if coding else {}


def _pinned(form: ExemplarForm, code: Code, by: User) -> bool:
    try:
        pin(form.cleaned_data["transcript"], code, form.pin(code), by)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
