"""What the project records of its participants."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interviews import attributes as writers
from interviews.forms.attributes import AttributeForm
from projects.access import May, project_for
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attributes(request: SignedIn, slug: str) -> HttpResponse:
    """The attributes in their order; a POST defines another."""
    may = May.EDIT_PARTICIPANTS if request.method == "POST" else May.READ
    project = project_for(request.user, slug, may)
    form = AttributeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            writers.define(project, form.definition(), request.user)
            return redirect("attributes", slug)
        except Refused as error:
            form.add_error("name", str(error))
    found = project.attributes.annotate(people=Count("values__participant", distinct=True))
    context = {"project": project, "attributes": found.prefetch_related("choices"), "form": form}
    return render(request, "interviews/attributes.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attribute(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    project = project_for(request.user, slug, May.EDIT_PARTICIPANTS)
    one = get_object_or_404(project.attributes.prefetch_related("choices"), pk=pk)
    form = AttributeForm(request.POST if request.method == "POST" else None, attribute=one)
    if form.is_valid():
        try:
            writers.change(one, form.definition(), request.user)
            return redirect("attributes", slug)
        except Refused as error:
            form.add_error(None, str(error))
    people = one.values.values("participant").distinct().count()
    context = {"project": project, "attribute": one, "form": form, "people": people}
    return render(request, "interviews/attribute.html", context)


@login_required
@require_POST
def attribute_move(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    project = project_for(request.user, slug, May.EDIT_PARTICIPANTS)
    one = get_object_or_404(project.attributes, pk=pk)
    writers.move(one, request.user, -1 if request.POST.get("way") == "up" else 1)
    return redirect("attributes", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attribute_delete(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Asks, and says how many values would go."""
    project = project_for(request.user, slug, May.EDIT_PARTICIPANTS)
    one = get_object_or_404(project.attributes, pk=pk)
    if request.method == "POST":
        writers.delete(one, request.user)
        messages.success(request, _("The attribute %(name)s was deleted.") % {"name": one})
        return redirect("attributes", slug)
    people = one.values.values("participant").distinct().count()
    context = {"project": project, "attribute": one, "people": people}
    return render(request, "interviews/attribute_delete.html", context)
