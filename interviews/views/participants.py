"""The table of participants, one cell of it, and all that is known of one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from interviews import participants as writers
from interviews import tables
from interviews.forms.participants import CodeForm, NameForm, ParticipantForm, TableForm, ValueForm
from interviews.models import Participant, RealName
from interviews.sections import sections_of
from interviews.views import searching
from projects.access import May, note, project_for
from projects.models import Access, Project
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def participants(request: SignedIn, slug: str) -> HttpResponse:
    """The table; a POST filters it or adds somebody to it."""
    if searching.WORDS in request.POST:
        return searching.keep(request, "participants", project_for(request.user, slug).slug)
    may = May.EDIT_PARTICIPANTS if request.method == "POST" else May.READ
    project = project_for(request.user, slug, may)
    adding = ParticipantForm(request.POST if request.method == "POST" else None)
    if adding.is_valid():
        try:
            person = writers.add(project, request.user, adding.cleaned_data["code"])
            return redirect("participant", slug, person.pk)
        except Refused as error:
            adding.add_error("code", str(error))
    attributes = list(project.attributes.prefetch_related("choices"))
    chosen = TableForm(attributes, tables.filled(project), searching.asked(request, "participants", slug))
    sort = request.GET.get("sort", "")
    rows = tables.table(project, attributes, chosen.wish(sort))
    context = {
        "project": project,
        "adding": adding,
        "filter": chosen,
        "columns": chosen.shown(),
        "shown": {each.pk for each in chosen.shown()},
        "rows": rows,
        "sort": sort or tables.CODE,
    }
    return render(request, "interviews/participants.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def participant_cell(request: SignedIn, slug: str, pk: int, attribute_pk: int) -> HttpResponse:
    """One cell: as a form to fill in (``?edit``), or as it stands."""
    project = project_for(request.user, slug, May.EDIT_PARTICIPANTS)
    person = get_object_or_404(project.participants.in_study(), pk=pk)
    attribute = get_object_or_404(project.attributes.prefetch_related("choices"), pk=attribute_pk)
    known = tables.values_of([person]).get(pk, {})
    form = ValueForm([attribute], known, request.POST if request.method == "POST" else None)
    context = {"project": project, "participant": person, "attribute": attribute, "form": form}
    if form.is_valid():
        writers.set_words(person, form.words(), request.user)
        known = tables.values_of([person]).get(pk, {})
    elif request.method == "POST" or "edit" in request.GET:
        field = form[f"value{attribute.pk}"]
        field.field.widget.attrs["autofocus"] = True
        return render(request, "interviews/_cell_form.html", context | {"field": field})
    cell = tables.Cell(person, attribute, known.get(attribute.pk, ""))
    return render(request, "interviews/_cell.html", context | {"cell": cell, "is_fresh": True})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def participant(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """All that is known of one, but for the name."""
    may = May.EDIT_PARTICIPANTS if request.method == "POST" else May.READ
    project = project_for(request.user, slug, may)
    person = get_object_or_404(project.participants, pk=pk)
    attributes = list(project.attributes.prefetch_related("choices"))
    posted = request.POST if request.method == "POST" else None
    known = tables.values_of([person]).get(pk, {})
    about, values = CodeForm(person, posted), ValueForm(attributes, known, posted)
    if about.is_valid() and values.is_valid() and _save(request, person, about, values):
        return redirect("participant", slug, pk)
    more = {} if person.withdrawn else {"sections": sections_of(project, request.user, person)}
    return render(request, "interviews/participant.html", _known(project, person, about, values) | more)


def _known(project: Project, person: Participant, about: CodeForm, values: ValueForm) -> dict[str, object]:
    known = tables.values_of([person]).get(person.pk, {})
    attributes = values.attributes.values()
    used, others = values.divided(tables.filled(project))
    return {
        "project": project,
        "participant": person,
        "about": about,
        "used": used,
        "others": others,
        "is_wrong": any(field.errors for field in others),
        "cells": [tables.Cell(person, each, known.get(each.pk, "")) for each in attributes],
        "appearances": person.appearances.select_related("transcript", "participant").order_by("number"),
        "has_name": RealName.objects.filter(participant=person).exists(),
    }


def _save(request: SignedIn, person: Participant, about: CodeForm, values: ValueForm) -> bool:
    said = about.cleaned_data
    wish = writers.About(
        said["code"].strip(), said["consent"], said["publication_code"].strip(), values.words()
    )
    try:
        writers.describe(person, wish, request.user)
    except Refused as error:
        person.refresh_from_db()
        about.add_error(None, str(error))
        return False
    messages.success(request, _("What is known of %(code)s was saved.") % {"code": said["code"]})
    return True


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def participant_name(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """The real name, on its own request and noted; a POST changes it."""
    project = project_for(request.user, slug, May.SEE_NAMES)
    person = get_object_or_404(project.participants.in_study(), pk=pk)
    known = RealName.objects.filter(participant=person).first()
    form = NameForm(
        request.POST if request.method == "POST" else None, initial={"name": known.name if known else ""}
    )
    if form.is_valid():
        writers.set_name(person, form.cleaned_data["name"], request.user)
        messages.success(request, _("The name was saved, apart from everything else."))
        return redirect("participant", slug, pk)
    note(project, request.user, Access.Verb.OPENED, ("name", person.pk, person.code))
    context = {"project": project, "participant": person, "form": form}
    return render(request, "interviews/participant_name.html", context)
