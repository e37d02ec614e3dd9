"""The page of all memos, and the same as files."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coding.excerpts.asked import PAGE, address_of, phrase_of, without
from coding.exports import memos as exports
from coding.forms.memos import MemoWordsForm
from coding.memos.asked import Asked
from coding.memos.facts import script_facts
from coding.memos.threads import threads_of
from projects.access import May, note, project_for
from projects.models import Access
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
    asked = Asked.of(project, user, request.GET)
    form = asked.form
    page = Paginator(asked.memos, PER_PAGE).get_page(request.GET.get(PAGE))
    context = {
        "project": project,
        "form": form,
        "words": MemoWordsForm({"words": asked.words}, auto_id="ask_%s"),
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
    response = exports.as_csv(project, Asked.of(project, request.user, request.GET).threads)
    note(project, request.user, Access.Verb.DOWNLOADED, ("memos", "csv", _("Memos as CSV")))
    return response


@login_required
@require_safe
def memos_markdown(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug, May.EXPORT)
    response = exports.as_markdown(project, Asked.of(project, request.user, request.GET).threads)
    note(project, request.user, Access.Verb.DOWNLOADED, ("memos", "md", _("Memos as Markdown")))
    return response


@login_required
@require_POST
def memos_file(request: SignedIn, slug: str, form: str) -> HttpResponse:
    """Start the job that makes a file of them."""
    project = project_for(request.user, slug, May.EXPORT)
    query, address = without(request.GET, PAGE).urlencode(), request.build_absolute_uri("/").rstrip("/")
    job = exports.start_job(project, request.user, {"query": query, "address": address}, form)
    return redirect("job", slug, job.pk)
