"""Composed reports: their list, a new one, its page, and the job that makes it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coding.exports.recipes import FORMATS, start
from coding.forms.recipes import NewRecipeForm, RecipeForm
from coding.models import Recipe
from coding.recipes import writing
from coding.recipes.editing import listed
from coding.recipes.kinds import KINDS
from coding.recipes.starting import Start, begun
from coding.views.codebook import UNDO
from projects.access import May, can, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_safe
def reports(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug)
    page = {"project": project, "recipes": project.recipes.select_related("by"), "formats": FORMATS}
    return render(request, "recipes/reports.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_new(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug, May.COMPOSE_REPORTS)
    choices = [(each.value, each.label) for each in Start]
    form = NewRecipeForm(request.POST if request.method == "POST" else None, project, choices)
    if form.is_valid():
        try:
            parts = begun(Start(form.cleaned_data["start"]), project)
            made = writing.compose(project, request.user, form.cleaned_data["name"], parts)
            return redirect("report", slug, made.guid)
        except Refused as refusal:
            form.add_error("name", str(refusal))
    return render(request, "recipes/report_new.html", {"project": project, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedIn, slug: str, guid: UUID) -> HttpResponse:
    """The parts and the title page; posting changes the title page."""
    posted = request.method == "POST"
    project = project_for(request.user, slug, May.COMPOSE_REPORTS if posted else May.READ)
    recipe = recipe_of(project, guid)
    form = RecipeForm(request.POST if posted else None, recipe)
    if posted and form.is_valid():
        try:
            writing.describe(recipe, request.user, form.said, form.cleaned_data["version"])
            messages.success(request, _("The title page is saved."))
            return redirect("report", slug, guid)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("report", slug, guid)
    page = {
        "project": project,
        "recipe": recipe_of(project, guid),
        "form": form,
        "parts": listed(recipe, project, request.user),
        "kinds": KINDS.values(),
        "formats": FORMATS,
        "may_compose": can(project.role, May.COMPOSE_REPORTS),
    }
    return render(request, "recipes/report.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def report_make(request: SignedIn, slug: str, guid: UUID) -> HttpResponse:
    """Start the job that makes the file."""
    project = project_for(request.user, slug, May.EXPORT)
    recipe, form = recipe_of(project, guid), request.POST.get("format", "pdf")
    if form not in FORMATS or not recipe.parts:
        messages.error(request, _("No file was made: add a part first, and choose a format."))
        return redirect("report", slug, guid)
    address = request.build_absolute_uri("/").rstrip("/")
    job = start(recipe, project, request.user, form, address)
    return redirect("job", slug, job.pk)


@login_required
@require_POST
def report_delete(request: SignedIn, slug: str, guid: UUID) -> HttpResponse:
    project = project_for(request.user, slug, May.COMPOSE_REPORTS)
    try:
        writing.delete(recipe_of(project, guid), request.user)
        messages.success(request, _("The report was deleted."), extra_tags=UNDO)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("reports", slug)


def recipe_of(project: Project, guid: UUID) -> Recipe:
    recipe: Recipe = get_object_or_404(project.recipes.select_related("by"), guid=guid)
    recipe.project = project
    return recipe
