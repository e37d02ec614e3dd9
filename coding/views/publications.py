"""What leaves the house and under which IDs: publications, what left, words found fine."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coding.forms.leaving import GroupsForm, PublicationForm
from coding.leaving import deciding, publications
from coding.models import Publication
from projects.access import May, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn


def _page(request: SignedIn, project: Project, status: int = 200, **more: object) -> HttpResponse:
    context = {
        "project": project,
        "publications": project.publications.select_related("by"),
        "releases": project.releases.select_related("by", "publication")[:200],
        "words": project.allowed_words.all(),
        "form": PublicationForm(),
        "groups": GroupsForm({"size": project.smallest_group}),
        "unfindable": publications.unfindable(project),
        **more,
    }
    return render(request, "coding/leaving.html", context, status=status)


@login_required
@require_safe
def leaving(request: SignedIn, slug: str) -> HttpResponse:
    return _page(request, project_for(request.user, slug, May.RELEASE))


@login_required
@require_POST
def publication_new(request: SignedIn, slug: str) -> HttpResponse:
    """Draw the IDs of a publication."""
    project = project_for(request.user, slug, May.PUBLISH)
    form = PublicationForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            if said["way"] == form.DRAWN:
                made = publications.draw(project, request.user, said["name"], said["begins"].lstrip())
            else:
                made = publications.as_written(project, request.user, said["name"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("publication", slug, made.pk)
    return _page(request, project, status=422, form=form)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Who is who, for owners; posting calls those who came later, or removes it."""
    project = project_for(request.user, slug, May.PUBLISH)
    found = get_object_or_404(project.publications.select_related("by"), pk=pk)
    if request.method == "POST":
        return _change(request, found)
    ids = found.ids.select_related("participant").order_by("pk")
    page = {"project": project, "publication": found, "ids": ids, "uncalled": publications.uncalled(found)}
    return render(request, "coding/publication.html", page)


def _change(request: SignedIn, found: Publication) -> HttpResponse:
    slug, pk = found.project.slug, found.pk
    try:
        if "remove" in request.POST:
            publications.forget(found, request.user)
            messages.success(request, _("The publication and its IDs were removed."))
            return redirect("leaving", slug)
        if "draw" in request.POST:
            count = publications.call_the_rest(found, request.user)
            said = ngettext("%(n)s participant got an ID.", "%(n)s participants got an ID.", count)
            messages.success(request, said % {"n": count})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("publication", slug, pk)


@login_required
@require_POST
def leaving_groups(request: SignedIn, slug: str) -> HttpResponse:
    """How many participants must share what a file tells of one."""
    project = project_for(request.user, slug, May.PUBLISH)
    form = GroupsForm(request.POST)
    if not form.is_valid():
        return _page(request, project, status=422, groups=form)
    deciding.ask_for_groups_of(project, request.user, form.cleaned_data["size"])
    messages.success(request, _("Saved. Files that are made from now on are checked by it."))
    return redirect("leaving", slug)


@login_required
@require_POST
def leaving_words(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """A word is not fine after all."""
    project = project_for(request.user, slug, May.RELEASE)
    deciding.disallow(get_object_or_404(project.allowed_words, pk=pk), request.user)
    return redirect("leaving", slug)
