"""The page of all memos, and the same as CSV and as Markdown."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coding.excerpts.asked import PAGE, WORDS, address_of, phrase_of, saved_words, without
from coding.excerpts.listing import tree_to_list
from coding.exports import memos as exports
from coding.forms.memos import MemosForm, MemoWordsForm
from coding.memos.facts import script_facts
from coding.memos.finding import found
from coding.memos.threads import Thread, threads_of
from coding.models.memos import MemoQuerySet
from projects.access import May, note, project_for
from projects.models import Access, Project, User
from projects.requests import SignedIn

PER_PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def memos(request: SignedIn, slug: str) -> HttpResponse:
    """The discussions that the filters leave; posting the filters leads to their address."""
    project, user = project_for(request.user, slug), request.user
    if request.method == "POST":
        address = address_of(project, user, request.POST, phrase_of(request.POST))
        return redirect(f"{reverse('memos', args=[slug])}?{address}")
    form, asked, words = _asked(request.GET, project, user)
    page = Paginator(asked, PER_PAGE).get_page(request.GET.get(PAGE))
    context = {
        "project": project,
        "form": form,
        "words": MemoWordsForm({"words": words}, auto_id="ask_%s"),
        "odd": [form[name].label for name in form.errors],
        "query": without(request.GET, PAGE).urlencode(),
        "page": page,
        "threads": threads_of(project, list(page), user),
        "facts": script_facts(project, user),
    }
    return render(request, "coding/memos.html", context)


@login_required
@require_safe
def memos_csv(request: SignedIn, slug: str) -> HttpResponseBase:
    project = project_for(request.user, slug, May.EXPORT)
    response = exports.as_csv(project, _threads(request, project))
    note(project, request.user, Access.Verb.DOWNLOADED, ("memos", "csv", _("Memos as CSV")))
    return response


@login_required
@require_safe
def memos_markdown(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug, May.EXPORT)
    response = exports.as_markdown(project, _threads(request, project))
    note(project, request.user, Access.Verb.DOWNLOADED, ("memos", "md", _("Memos as Markdown")))
    return response


def _asked(query: QueryDict, project: Project, user: User) -> tuple[MemosForm, MemoQuerySet, str]:
    """The filters, what they find, and the words that the saved query holds."""
    form = MemosForm(query, project, user, tree_to_list(project))
    form.full_clean()
    words = saved_words(project, query.get(WORDS, ""))
    return form, found(project, user, form.wish(words)), words


def _threads(request: SignedIn, project: Project) -> list[Thread]:
    _form, asked, _words = _asked(request.GET, project, request.user)
    return threads_of(project, list(asked), request.user)
