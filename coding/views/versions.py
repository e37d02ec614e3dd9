"""Editions of the codebook: naming one, showing it as it stood, comparing two."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coding.codebook.between import Between, between
from coding.codebook.csv_format import write
from coding.codebook.versions import codebooks_at, freeze, lines_of
from coding.consensus.causes import causes_of
from coding.exports import csv
from coding.exports.downloads import file_name
from coding.exports.versions import changes_table
from coding.forms.versions import CompareForm, VersionForm
from coding.models import Edition
from coding.reports.versions import summary
from projects.access import May, can, note, project_for
from projects.models import Access, Project
from projects.refusals import Refused
from projects.requests import SignedIn

PER_PAGE = 40


@login_required
@require_safe
def versions(request: SignedIn, slug: str) -> HttpResponse:
    """Every edition: when, who, why, and what changed."""
    project = project_for(request.user, slug)
    lines = lines_of(project)
    shown = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    page = {
        "project": project,
        "latest": lines[0].edition,
        "page": shown,
        "causes": causes_of(project, [line.edition for line in shown]),
        "named": [line.edition for line in lines if line.edition.name],
        "form": VersionForm(),
        "may_edit": can(project.role, May.EDIT_CODEBOOK),
    }
    return render(request, "coding/versions.html", page)


@login_required
@require_POST
def version_name(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Name an edition, which makes it a version."""
    project = project_for(request.user, slug, May.EDIT_CODEBOOK)
    edition, form = _edition(project, pk), VersionForm(request.POST)
    if form.is_valid():
        try:
            freeze(edition, form.cleaned_data["name"], request.user)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The version was named."))
            return redirect("version", slug, pk)
    return _version_page(request, project, edition, form)


@login_required
@require_safe
def version(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """The codebook as it stood in one edition."""
    project = project_for(request.user, slug)
    return _version_page(request, project, _edition(project, pk), VersionForm())


def _version_page(request: SignedIn, project: Project, edition: Edition, form: VersionForm) -> HttpResponse:
    page = {
        "project": project,
        "edition": edition,
        "latest": project.editions.latest("number"),
        "nodes": list(codebooks_at(project, edition.number)[0].tree),
        "form": form,
        "may_edit": can(project.role, May.EDIT_CODEBOOK),
    }
    return render(request, "coding/version.html", page, status=422 if form.errors else 200)


@login_required
@require_safe
def version_csv(request: SignedIn, slug: str, pk: int) -> StreamingHttpResponse:
    """In the format of the codebook's own file, which can be read into a study again."""
    project = project_for(request.user, slug, May.EXPORT)
    edition = _edition(project, pk)
    what = _("Codebook, edition %(edition)s, as CSV") % {"edition": edition}
    note(project, request.user, Access.Verb.DOWNLOADED, ("codebook", f"csv-{edition.number}", what))
    header, *rows = write(codebooks_at(project, edition.number)[0].tree)
    return csv.rows(header, rows, file_name(project.slug, "codebook edition", edition.number, ending="csv"))


@login_required
@require_safe
def versions_compare(request: SignedIn, slug: str) -> HttpResponse:
    """Two editions, and what changed from one to the other."""
    project = project_for(request.user, slug)
    form, told = _compared(request, project)
    page = {"project": project, "form": form, "told": told, "summary": summary(told) if told else ""}
    return render(request, "coding/versions_compare.html", page)


@login_required
@require_safe
def versions_compare_csv(request: SignedIn, slug: str) -> HttpResponseBase:
    project = project_for(request.user, slug, May.EXPORT)
    _form, told = _compared(request, project)
    if told is None:
        return redirect("versions_compare", slug)
    what = _("Changes of the codebook as CSV")
    note(project, request.user, Access.Verb.DOWNLOADED, ("codebook", "changes", what))
    header, rows = changes_table(told)
    name = file_name(project.slug, "codebook", told.first.number, "to", told.second.number, ending="csv")
    return csv.rows(header, rows, name)


def _compared(request: SignedIn, project: Project) -> tuple[CompareForm, Between | None]:
    form = CompareForm(request.GET, list(project.editions.select_related("by").order_by("-number")))
    pair = form.pair
    return form, between(project, request.user, *pair) if pair else None


def _edition(project: Project, pk: int) -> Edition:
    edition = get_object_or_404(project.editions.select_related("by"), pk=pk)
    edition.project = project
    return edition
