"""Building a query by clicking, and keeping it under a name."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coding.excerpts.asked import BUILD, MORE, PAGE, TICK, WORDS, without
from coding.excerpts.listing import tree_to_list
from coding.forms.query import Offered
from coding.models import SavedQuery
from coding.retrieval import saving
from coding.retrieval.builder import TooMany, posted_tree
from coding.retrieval.page import SHOWN
from coding.retrieval.question import QUERY, keep, question_of
from coding.views.codebook import UNDO
from projects.access import May, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_POST
def query_build(request: SignedIn, slug: str) -> HttpResponse:
    """The rows as they now stand, kept; leads to the list that they find, with the builder open."""
    project = project_for(request.user, slug)
    try:
        tree = posted_tree(request.POST, Offered(project, tree_to_list(project)))
    except TooMany as refusal:
        messages.error(request, str(refusal))
        tree = refusal.kept
    query = without(request.GET, PAGE, MORE, TICK, QUERY, *SHOWN)
    for name in SHOWN:
        if chosen := request.POST.get(name):
            query[name] = chosen
    query[BUILD], query[QUERY] = "on", keep(project, request.user, tree)
    return redirect(_excerpts(project, query))


@login_required
@require_POST
def query_save(request: SignedIn, slug: str) -> HttpResponse:
    """Give the query of the address a name."""
    project = project_for(request.user, slug, May.CODE)
    query = without(request.GET, PAGE, MORE, TICK, BUILD)
    question = question_of(project, tree_to_list(project), query.get(QUERY, ""))
    if question is None:
        messages.error(request, _("There is no query to be saved yet; build one first."))
        return redirect(_excerpts(project, query))
    shared = bool(request.POST.get("shared"))
    try:
        beside = without(query, QUERY).urlencode()
        saved = saving.save(question, request.POST.get("name", ""), beside, request.user, shared=shared)
    except Refused as error:
        messages.error(request, str(error))
        query[BUILD] = "on"
    else:
        query[QUERY] = str(saved.guid)
        if WORDS in query:
            messages.info(request, _("The words that you look for beside it are not kept under the name."))
        said = _("The query is saved as “%(name)s”, and shared with the team.")
        alone = _("The query is saved as “%(name)s”.")
        messages.success(request, (said if shared else alone) % {"name": saved.name}, extra_tags=UNDO)
    return redirect(_excerpts(project, query))


@login_required
@require_POST
def query_share(request: SignedIn, slug: str, guid: UUID) -> HttpResponse:
    """Show a query to the team, or only to whoever saved it."""
    project = project_for(request.user, slug, May.CODE)
    saved = _changeable(project, request, guid)
    saving.share(project, saved, request.user, shared=bool(request.POST.get("shared")))
    return redirect(_excerpts(project, QueryDict()))


@login_required
@require_POST
def query_delete(request: SignedIn, slug: str, guid: UUID) -> HttpResponse:
    project = project_for(request.user, slug, May.CODE)
    saved = _changeable(project, request, guid)
    saving.take_away(project, saved, request.user)
    messages.success(request, _("“%(name)s” is deleted.") % {"name": saved.name}, extra_tags=UNDO)
    return redirect(_excerpts(project, QueryDict()))


def _changeable(project: Project, request: SignedIn, guid: UUID) -> SavedQuery:
    """One that the person may share or delete."""
    saved = get_object_or_404(SavedQuery.objects.offered_to(request.user), project=project, guid=guid)
    if not saving.may_change(project, saved, request.user):
        raise PermissionDenied
    return saved


def _excerpts(project: Project, query: QueryDict) -> str:
    address = reverse("excerpts", args=[project.slug])
    return f"{address}?{query.urlencode()}" if query else address
