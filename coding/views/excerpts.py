"""The page of coded excerpts, and the same rows as files."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coding.excerpts.asked import (
    BUILD,
    MORE,
    PAGE,
    TICK,
    WORDS,
    Asked,
    address_of,
    asked_of,
    form_of,
    phrase_of,
    saved_words,
    understood,
    without,
)
from coding.excerpts.listing import SearchTooLong, tree_to_list
from coding.exports.excerpts import as_csv, start_job
from coding.forms.bulk import BulkForms
from coding.forms.excerpts import WordsForm
from coding.reports.excerpts_page import shown
from coding.retrieval.page import query_shown
from coding.retrieval.question import QUERY
from projects.access import May, can, note, project_for
from projects.models import Access, Project
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def excerpts(request: SignedIn, slug: str) -> HttpResponse:
    """The excerpts that the filters leave; posting the filters leads to their address."""
    project = project_for(request.user, slug)
    if request.method == "POST":
        address = address_of(project, request.user, request.POST, phrase_of(request.POST))
        return redirect(f"{reverse('excerpts', args=[slug])}?{address}")
    is_ticking = TICK in request.GET and can(project.role, May.CODE)
    owns = can(project.role, May.CHANGE_PROJECT)
    return excerpts_page(request, project, BulkForms(tree_to_list(project), owns) if is_ticking else None)


def excerpts_page(request: SignedIn, project: Project, bulk: BulkForms | None) -> HttpResponse:
    """The list that is asked for, with boxes to tick where there are forms for what becomes of them."""
    whole = any(key in request.GET for key in (MORE, BUILD, QUERY))
    form, query, odd = understood(project, request.GET, whole=whole)
    words = saved_words(project, query.get(WORDS, ""))
    context: dict[str, object] = {
        "project": project,
        "form": form,
        "words": WordsForm({"words": words}, auto_id="ask_%s"),
        "query": without(query, PAGE, MORE, TICK, BUILD).urlencode(),
        "back": without(query, MORE, TICK, BUILD).urlencode(),
        "odd": odd,
        "bulk": bulk,
    }
    asked = asked_of(project, form, query)
    context |= shown(asked, form, query, request.user) | query_shown(asked, query, request.user)
    return render(request, "coding/excerpts.html", context)


def _asked(request: SignedIn, project: Project) -> Asked | None:
    form = form_of(project, request.GET)
    return asked_of(project, form, request.GET) if form.is_valid() else None


@login_required
@require_safe
def excerpts_csv(request: SignedIn, slug: str) -> HttpResponseBase:
    project = project_for(request.user, slug, May.EXPORT)
    asked = _asked(request, project)
    if not asked:
        return redirect(f"{reverse('excerpts', args=[slug])}?{request.GET.urlencode()}")
    try:
        response = as_csv(asked, request.user)
    except SearchTooLong:
        return redirect(f"{reverse('excerpts', args=[slug])}?{request.GET.urlencode()}")
    note(project, request.user, Access.Verb.DOWNLOADED, ("excerpts", "csv", _("Excerpts as CSV")))
    return response


@login_required
@require_POST
def excerpts_file(request: SignedIn, slug: str, form: str) -> HttpResponse:
    """Start the job that makes the file."""
    project = project_for(request.user, slug, May.EXPORT)
    asked = _asked(request, project)
    if not asked:
        return redirect(f"{reverse('excerpts', args=[slug])}?{request.GET.urlencode()}")
    query, address = without(request.GET, PAGE).urlencode(), request.build_absolute_uri("/").rstrip("/")
    job = start_job(asked, request.user, {"query": query, "address": address}, form)
    return redirect("job", slug, job.pk)
