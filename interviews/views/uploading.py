"""Uploading transcripts: files or a text, a look at who speaks, and storing."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from interviews import staging, uploads
from interviews.forms.uploads import StagedForm, UploadForm
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
    forms = _forms(request, project)
    if request.method == "POST" and request.POST.get("action") == "store":
        if _all_valid(forms):
            _store(request, project, forms)
            return _next(request, project, "transcripts")
        messages.error(request, _("Nothing was stored yet: look at what is marked below."))
    context = {
        "project": project,
        "forms": forms,
        "codes": project.participants.in_study().values_list("code", flat=True),
        "readable": sum(form.staged.draft is not None for form in forms),
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


def _store(request: SignedIn, project: Project, forms: Sequence[StagedForm]) -> None:
    """Each file for itself: one that fails stays, with its reason, and the others are stored."""
    stored = 0
    for form in forms:
        if form["leave_out"].value():
            files.forget([form.staged.file])
        elif form.staged.draft is not None:
            draft, title = form.draft(form.staged.draft), form.cleaned_data["title"]
            try:
                uploads.store(project, draft, request.user, title, form.source())
                stored += 1
            except Refused as error:
                messages.error(request, f"{form.staged.file.name}: {error}")
    if stored:
        told = ngettext("%(count)d transcript was stored.", "%(count)d transcripts were stored.", stored)
        messages.success(request, told % {"count": stored})
