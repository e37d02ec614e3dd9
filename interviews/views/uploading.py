"""Uploading transcripts: files or a text, a look at who speaks, and storing."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from interviews import staging, uploads
from interviews.forms.uploads import StagedForm, UploadForm
from interviews.models import Transcript
from projects import files
from projects.access import May, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug, May.ADD_TRANSCRIPTS)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        for problem in staging.stage(project, request.user, form.cleaned_data["sent"]):
            messages.error(request, problem)
        if form.cleaned_data["text"].strip():
            staging.stage_text(project, request.user, form.cleaned_data["title"], form.cleaned_data["text"])
        return _next(request, project, "upload")
    context = {
        "project": project,
        "form": form,
        "waiting": staging.waiting(project, request.user).count(),
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "most_mb": settings.MAX_UPLOAD_BYTES // 1024**2,
    }
    return render(request, "interviews/upload.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def staged(request: SignedIn, slug: str) -> HttpResponse:
    """Shows what each upload was read as, and stores those that the person keeps."""
    project = project_for(request.user, slug, May.ADD_TRANSCRIPTS)
    every = _forms(request, project)
    unreadable = [form.staged for form in every if form.staged.cannot_be_read]
    forms = [form for form in every if not form.staged.cannot_be_read]
    action = request.POST.get("action")
    if action == "remove":
        _remove(request, unreadable)
        return _next(request, project, "transcripts")
    if action == "store":
        if _all_valid(forms):
            return _decided(request, project, forms)
        messages.error(request, _("Nothing was stored yet: look at what is marked below."))
    context = {
        "project": project,
        "forms": forms,
        "unreadable": unreadable,
        "codes": project.participants.in_study().values_list("code", flat=True),
        "readable": sum(form.staged.draft is not None for form in forms),
        "undecoded": sum(form.staged.draft is None for form in forms),
    }
    return render(request, "interviews/staged.html", context)


def _next(request: SignedIn, project: Project, otherwise: str) -> HttpResponse:
    """To the uploads that wait, as long as there are any."""
    return redirect("staged" if staging.waiting(project, request.user).exists() else otherwise, project.slug)


def _forms(request: SignedIn, project: Project) -> list[StagedForm]:
    posted = request.POST.dict() if request.method == "POST" else None
    read = [
        staging.open_staged(project, file, str((posted or {}).get(f"f{file.pk}-encoding", "")))
        for file in staging.waiting(project, request.user)
    ]
    staging.guess(project, read)
    return [StagedForm(each, posted) for each in read]


def _wanted(form: StagedForm) -> bool:
    return form.staged.draft is not None and not form["leave_out"].value()


def _all_valid(forms: Sequence[StagedForm]) -> bool:
    """Asks every form, so that each says what is wrong with it."""
    valid = [form.is_valid() and not form.is_unseen for form in forms if _wanted(form)]
    return all(valid)


def _decided(request: SignedIn, project: Project, forms: Sequence[StagedForm]) -> HttpResponse:
    """Forgets what was left out and stores the rest; what was stored is seen next."""
    left_out = [form.staged for form in forms if form["leave_out"].value()]
    _remove(request, left_out)
    stored = _store(request, project, [form for form in forms if _wanted(form)])
    if stored:
        messages.success(request, _told(request, project, stored))
        return redirect("transcripts", project.slug)
    if not left_out and not any(_wanted(form) for form in forms):
        messages.error(request, _("No file was ticked, so none was removed."))
    return _next(request, project, "transcripts")


def _remove(request: SignedIn, staged: Sequence[staging.Staged]) -> None:
    if staged:
        files.forget([each.file for each in staged])
        told = ngettext("%(count)d upload was removed.", "%(count)d uploads were removed.", len(staged))
        messages.success(request, told % {"count": len(staged)})


def _store(request: SignedIn, project: Project, forms: Sequence[StagedForm]) -> list[Transcript]:
    """Each file for itself: one that fails stays, with its reason, and the others are stored."""
    stored = []
    for form in forms:
        if form.staged.draft is None:
            continue
        draft, title = form.draft(form.staged.draft), form.cleaned_data["title"]
        try:
            stored.append(uploads.store(project, draft, request.user, title, form.source()))
        except Refused as error:
            messages.error(request, f"{form.staged.file.name}: {error}")
    return stored


def _told(request: SignedIn, project: Project, stored: Sequence[Transcript]) -> str:
    """How many were stored, and how many still wait, with a way back to them, else to a single one."""
    told = ngettext("%(count)d transcript was stored.", "%(count)d transcripts were stored.", len(stored))
    told %= {"count": len(stored)}
    left = staging.waiting(project, request.user).count()
    if not left and len(stored) == 1:
        url = stored[0].get_absolute_url()
        return format_html('{} <a href="{}">{}</a>', told, url, _("Read and code it"))
    if not left:
        return told
    link = ngettext("%(count)d upload waits to be looked at", "%(count)d uploads wait to be looked at", left)
    url = reverse("staged", args=[project.slug])
    return format_html('{} <a href="{}">{}</a>.', told, url, link % {"count": left})
