"""The parts of a composed report: adding, changing, ordering, removing, and taking a page over as a part."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coding.models import Recipe
from coding.recipes import writing
from coding.recipes.editing import PartPage, query_from_page
from coding.recipes.kinds import KINDS
from coding.recipes.writing import Chosen, part_in
from coding.views.codebook import UNDO
from coding.views.recipes import recipe_of
from interviews.signs import in_one_line
from projects.access import May, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn

STEPS = {"up": -1, "down": 1}


@login_required
@require_POST
def report_add(request: SignedIn, slug: str, guid: UUID) -> HttpResponse:
    """Put a part at the end, and ask what it is to hold."""
    project = project_for(request.user, slug, May.COMPOSE_REPORTS)
    recipe, kind = recipe_of(project, guid), request.POST.get("kind", "")
    if kind not in KINDS:
        messages.error(request, _("Choose what to add."))
        return redirect("report", slug, guid)
    try:
        part = writing.add(recipe, request.user, Chosen(kind))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("report", slug, guid)
    return redirect("report_part", slug, guid, part.number)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_part(request: SignedIn, slug: str, guid: UUID, number: int) -> HttpResponse:
    """What one part asks for; posting changes it."""
    project = project_for(request.user, slug, May.COMPOSE_REPORTS)
    recipe = recipe_of(project, guid)
    try:
        chosen = part_in(recipe, number)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("report", slug, guid)
    posted = request.POST if request.method == "POST" else None
    part = PartPage(project, request.user, chosen, posted)
    if posted is not None and part.is_valid:
        try:
            writing.change_part(recipe, request.user, part.asked, part.opened)
            messages.success(request, _("The part is saved."))
            return redirect("report", slug, guid)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("report", slug, guid)
    page = {"project": project, "recipe": recipe, "part": part}
    return render(request, "recipes/report_part.html", page, status=422 if posted is not None else 200)


@login_required
@require_POST
def part_move(request: SignedIn, slug: str, guid: UUID, number: int) -> HttpResponse:
    project = project_for(request.user, slug, May.COMPOSE_REPORTS)
    recipe = recipe_of(project, guid)
    try:
        writing.move_part(recipe, request.user, number, STEPS.get(request.POST.get("way", ""), 0))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("report", slug, guid)


@login_required
@require_POST
def part_remove(request: SignedIn, slug: str, guid: UUID, number: int) -> HttpResponse:
    project = project_for(request.user, slug, May.COMPOSE_REPORTS)
    recipe = recipe_of(project, guid)
    try:
        writing.remove_part(recipe, request.user, number)
        messages.success(request, _("The part was taken out."), extra_tags=UNDO)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("report", slug, guid)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_use(request: SignedIn, slug: str, kind: str) -> HttpResponse:
    """Take what a page shows over as a part: asks into which report, then puts it there."""
    project = project_for(request.user, slug, May.COMPOSE_REPORTS)
    if kind not in KINDS:
        raise Http404
    part = Chosen(kind, query_from_page(KINDS[kind], project, request.user, request.GET))
    if request.method == "POST":
        return _used(request, project, part)
    page = {"project": project, "kind": KINDS[kind], "recipes": project.recipes.all()}
    return render(request, "recipes/report_use.html", page)


def _used(request: SignedIn, project: Project, part: Chosen) -> HttpResponse:
    chosen = request.POST.get("recipe", "")
    name = in_one_line(request.POST.get("name", ""))[:120]
    try:
        if chosen:
            recipe = _named(project, chosen)
            writing.add(recipe, request.user, part)
        else:
            recipe = writing.compose(project, request.user, name or _("Report"), [part])
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("reports", project.slug)
    messages.success(request, _("The part stands at the end of the report."))
    return redirect("report", project.slug, recipe.guid)


def _named(project: Project, guid: str) -> Recipe:
    try:
        return recipe_of(project, UUID(guid))
    except ValueError as error:
        raise Http404 from error
