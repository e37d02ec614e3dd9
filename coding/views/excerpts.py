"""The page of coded excerpts, and the same rows as CSV and PDF."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coding.excerpts.asked import (
    MORE,
    PAGE,
    TICK,
    WORDS,
    Asked,
    asked_of,
    form_of,
    save_words,
    saved_words,
    understood,
)
from coding.excerpts.listing import SearchTooLong
from coding.exports.excerpts import as_csv, start_pdf
from coding.forms.codebook_work import RecodeForm
from coding.forms.excerpts import MOST_WORDS, WordsForm
from coding.reports.excerpts_page import shown, without
from projects.access import May, can, note, project_for
from projects.models import Access, Project
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def excerpts(request: SignedIn, slug: str) -> HttpResponse:
    """The excerpts that the filters leave; posting the filters leads to their address."""
    project = project_for(request.user, slug)
    if request.method == "POST":
        return redirect(f"{reverse('excerpts', args=[slug])}?{_address(request, project)}")
    form, query, odd = understood(project, request.GET, whole=MORE in request.GET)
    words = saved_words(project, query.get(WORDS, ""))
    context: dict[str, object] = {
        "project": project,
        "form": form,
        "words": WordsForm({"words": words}, auto_id="ask_%s"),
        "query": without(query, PAGE, MORE, TICK).urlencode(),
        "odd": odd,
    }
    if TICK in query and can(project.role, May.CODE):
        is_owner = can(project.role, May.CHANGE_PROJECT)
        context["recode_form"] = RecodeForm(form.tree, is_owner)
    context |= shown(asked_of(project, form, query), form, query, request.user)
    return render(request, "coding/excerpts.html", context)


def _address(request: SignedIn, project: Project) -> str:
    """The posted filters as a query string, the words behind the id of a saved query."""
    asked = request.POST.copy()
    words = " ".join(asked.get("words", "").replace("\0", " ").split())[:MOST_WORDS]
    for key in ("csrfmiddlewaretoken", "words", WORDS, MORE):
        asked.pop(key, None)
    if words:
        asked[WORDS] = save_words(project, request.user, words)
    for key in [key for key in asked if not any(asked.getlist(key))]:
        del asked[key]
    return asked.urlencode()


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
def excerpts_pdf(request: SignedIn, slug: str) -> HttpResponse:
    """Start the job that makes the PDF."""
    project = project_for(request.user, slug, May.EXPORT)
    asked = _asked(request, project)
    if not asked:
        return redirect(f"{reverse('excerpts', args=[slug])}?{request.GET.urlencode()}")
    address = request.build_absolute_uri("/").rstrip("/")
    job = start_pdf(asked, request.user, without(request.GET, PAGE), address)
    return redirect("job", slug, job.pk)
