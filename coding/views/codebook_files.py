"""The codebook as a file: saved, and read with a look at what it would change."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from coding.codebook.csv_format import SEPARATORS, Row, read, write
from coding.codebook.importing import Fate, plan, take_over
from coding.codebook.tree import tree_of
from coding.codebook.withholding import tree_without
from coding.exports import csv
from coding.exports.downloads import file_name
from coding.forms.codebook import CodebookFileForm, text_of
from projects import files
from projects.access import May, note, project_for
from projects.models import Access, Project, StoredFile
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_safe
def codebook_csv(request: SignedIn, slug: str) -> StreamingHttpResponse:
    project = project_for(request.user, slug, May.EXPORT)
    note(project, request.user, Access.Verb.DOWNLOADED, ("codebook", "csv", _("Codebook as CSV")))
    header, *rows = write(tree_without(tree_of(project), project))
    edition = project.editions.latest("number").number
    return csv.rows(header, rows, file_name(project.slug, "codebook edition", edition, ending="csv"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def codebook_import(request: SignedIn, slug: str) -> HttpResponse:
    """Ask for a file, then show what it would change (``?file=``), then change it."""
    project = project_for(request.user, slug, May.EDIT_CODEBOOK)
    staged = request.POST.get("file") or request.GET.get("file", "")
    if staged:
        own = project.files.filter(by=request.user, expires__isnull=False, media_type="text/csv")
        file = get_object_or_404(own, pk=staged if staged.isdecimal() else 0)
        return _preview(request, project, file)
    form = CodebookFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        return redirect(staged_import(request, project, form.cleaned_data["file"]))
    return render(request, "coding/codebook_import.html", {"project": project, "form": form})


def staged_import(request: SignedIn, project: Project, upload: UploadedFile[Any]) -> str:
    """Keep the upload and say where it is looked at."""
    kept = files.stage(project, request.user, upload.name or "", "text/csv", upload.read())
    return f"{reverse('codebook_import', args=[project.slug])}?file={kept.pk}"


def _preview(request: SignedIn, project: Project, file: StoredFile) -> HttpResponse:
    wish = request.POST.get("separator") or request.GET.get("separator", "")
    separator = wish if wish in SEPARATORS else ""
    sheet = read(text_of(files.read(file)), separator)
    if request.method == "POST":
        return _take_over(request, project, file, sheet.rows)
    planned = plan(tree_of(project), sheet.rows)
    context = {
        "project": project,
        "file": file,
        "sheet": sheet,
        "separator": separator,
        "added": [each for each in planned if each.fate == Fate.ADDED],
        "changed": [each for each in planned if each.fate == Fate.CHANGED],
        "same": sum(each.fate == Fate.SAME for each in planned),
    }
    return render(request, "coding/codebook_preview.html", context)


def _take_over(request: SignedIn, project: Project, file: StoredFile, rows: list[Row]) -> HttpResponse:
    try:
        planned = take_over(project, request.user, rows)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    files.forget([file])
    added = sum(each.fate == Fate.ADDED for each in planned)
    changed = sum(each.fate == Fate.CHANGED for each in planned)
    said = ngettext("%(n)d code added", "%(n)d codes added", added) % {"n": added}
    messages.success(request, said + _(", %(n)d changed.") % {"n": changed})
    return redirect("codebook", project.slug)
