"""The framework matrix: the grid, a cell beside what lies under it, and reading along and down."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coding.codebook.tree import tree_of
from coding.codebook.withholding import tree_without
from coding.excerpts.retrieval import Passage
from coding.forms.framework import FrameworkForm, SummaryForm
from coding.framework import writing
from coding.framework.beside import beside
from coding.framework.cells import Cell, Part, cell_named, key_of, neighbours
from coding.framework.grid import framework_matrix, one_cell
from coding.models import Summary
from coding.reports.framework import Wish, types_of
from coding.row_versions import Outdated
from coding.workspace.news import newest
from projects.access import May, project_for
from projects.models import Project, User
from projects.refusals import Refused
from projects.requests import SignedIn

QUOTED = "quoted"
"""The name of the buttons that choose a passage, or no longer."""


@login_required
@require_safe
def framework(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug)
    form = FrameworkForm(request.GET, project, tree_without(tree_of(project), project))
    last = newest(project, request.user)  # before the matrix, so that no news falls between
    matrix = framework_matrix(project, request.user, form.asked())
    page = {"project": project, "form": form, "matrix": matrix, "types": types_of(list(matrix.lines))}
    page["last"] = last
    return render(request, "coding/framework.html", page)


@login_required
@require_safe
def framework_participant(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Along a row: all that was written of one participant."""
    project = project_for(request.user, slug)
    person = get_object_or_404(project.participants.in_study(), pk=pk)
    matrix = framework_matrix(project, request.user, Wish(quotes=True, only=person))
    page = {"project": project, "matrix": matrix, "line": next(matrix.lines), "person": person}
    return render(request, "coding/framework_participant.html", page)


@login_required
@require_safe
def framework_theme(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Down a column: all that was written under one theme, in the order of the rows that is asked for."""
    project = project_for(request.user, slug)
    theme = get_object_or_404(project.codes.in_use(), pk=pk)
    tree = tree_without(tree_of(project), project)
    form = FrameworkForm(request.GET, project, tree)
    del form.fields["theme"], form.fields["quotes"]
    wish = replace(form.asked(), columns=(theme.pk,), quotes=True)
    page = {
        "project": project,
        "form": form,
        "node": tree[theme.pk],
        "matrix": framework_matrix(project, request.user, wish),
    }
    return render(request, "coding/framework_theme.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def framework_cell(request: SignedIn, slug: str, person_pk: int, pk: int) -> HttpResponse:
    """A participant under a theme, written beside the passages; posting writes."""
    return _page(request, slug, key_of(person_pk, pk, Part.CELL))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def framework_case(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    return _page(request, slug, key_of(pk, None, Part.CASE))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def framework_type(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    return _page(request, slug, key_of(pk, None, Part.TYPE))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def framework_across(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """A theme across participants."""
    return _page(request, slug, key_of(None, pk, Part.THEME))


def _page(request: SignedIn, slug: str, key: str) -> HttpResponse:
    posted = request.method == "POST"
    project, user = project_for(request.user, slug, May.WRITE_MEMOS if posted else May.READ), request.user
    cell = cell_named(project, key)
    if cell is None:
        raise Http404
    form = SummaryForm.of(cell, cell.kept.first(), request.POST if posted else None)
    stands: Summary | None = None
    if form.is_valid():
        try:
            _save(cell, user, form, request)
            return redirect(cell.href)
        except Outdated as error:
            stands, form = error.stands, form.on(cell, error.stands)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(
        request, "coding/framework_cell.html", _facts(project, user, cell, form) | {"stands": stands}
    )


def _save(cell: Cell, user: User, form: SummaryForm, request: SignedIn) -> None:
    """What was posted: the words, and with them the passage whose button was pressed."""
    said = form.cleaned_data
    writing.write(cell, user, writing.Words(said["body"], said.get("answer", "")), said["version"])
    if "confirm" in request.POST:
        writing.confirm(cell, user)
    passage = _passage(request.POST.get(QUOTED, ""))
    if passage:
        writing.quote(cell, user, passage, "no longer" not in request.POST.get(QUOTED, ""))
    elif "confirm" not in request.POST:
        messages.success(request, _("Saved."))


def _passage(key: str) -> Passage | None:
    """From ``12-30-55``, with ``no longer`` behind it where it is quoted already."""
    parts = key.split(" ")[0].split("-")
    if len(parts) == 3 and all(part.isdecimal() and len(part) < 10 for part in parts):
        return Passage(*map(int, parts))
    return None


def _facts(project: Project, user: User, cell: Cell, form: SummaryForm) -> dict[str, object]:
    shown = one_cell(cell, user)
    return {
        "project": project,
        "cell": cell,
        "written": shown,
        "beside": beside(cell, user),
        "neighbours": neighbours(cell, tree_of(project)),
        "form": form,
        "unread": cell.part == Part.CELL and writing.unread(cell, user),
        "facts": {"api": f"/api/{project.slug}", "key": cell.key, "version": shown.version},
    }
