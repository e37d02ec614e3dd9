"""The page of coded excerpts, and the same rows as CSV and PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import overload

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coding.asked import MORE, PAGE, WORDS, Asked, asked_of, form_of, how_many, save_words, words_of
from coding.excerpts import Cited, Excerpt
from coding.exports.excerpts import as_csv, start_pdf
from coding.forms.excerpts import ExcerptsForm, WordsForm
from coding.listing import Listing, SearchTooLong, Tally
from coding.reports.excerpts import Addresses, Quote
from coding.tree import Node
from projects.access import May, note, project_for
from projects.models import Access, Project
from projects.requests import SignedIn

PER_PAGE = 50
NOTHING = Tally(0, 0)


@dataclass(frozen=True)
class Section:
    """The part of a code's excerpts that stands on this page."""

    node: Node
    begins_theme: bool
    tally: Tally
    quotes: Sequence[Quote]


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the address of the page without it."""

    label: str
    without: str


@dataclass(frozen=True)
class Entry:
    """A code in the contents of the list, and the address of its excerpts alone."""

    node: Node
    passages: int
    href: str


class Rows(Sequence[Excerpt]):
    """The excerpts of a listing, fetched only for the page that is shown."""

    def __init__(self, cited: Cited) -> None:
        self._cited = cited

    def __len__(self) -> int:
        return self._cited.listing.excerpts

    @overload
    def __getitem__(self, part: int) -> Excerpt: ...
    @overload
    def __getitem__(self, part: slice) -> list[Excerpt]: ...
    def __getitem__(self, part: int | slice) -> Excerpt | list[Excerpt]:
        if isinstance(part, int):
            return self._cited.part(part, part + 1)[0]
        return self._cited.part(part.start, part.stop)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def excerpts(request: SignedIn, slug: str) -> HttpResponse:
    """The excerpts that the filters leave; posting the filters leads to their address."""
    project = project_for(request.user, slug)
    if request.method == "POST":
        return redirect(f"{reverse('excerpts', args=[slug])}?{_address(request, project)}")
    form = form_of(project, request.GET, whole=MORE in request.GET)
    words = words_of(project, request.GET.get(WORDS, ""))
    context: dict[str, object] = {
        "project": project,
        "form": form,
        "words": WordsForm({"words": words}, auto_id="ask_%s"),
        "query": _without(request.GET, PAGE, MORE).urlencode(),
    }
    if form.is_valid():
        context |= _shown(request, asked_of(project, form, request.GET), form)
    return render(request, "coding/excerpts.html", context)


def _shown(request: SignedIn, asked: Asked, form: ExcerptsForm) -> dict[str, object]:
    listing = asked.listing(request.user)
    shown: dict[str, object] = {"asked": asked, "chips": _chips(asked, form, request.GET)}
    try:
        sentences = how_many(listing)
    except SearchTooLong:
        return shown | {"stopped": True}
    rows = Rows(Cited(listing, asked.extras))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get(PAGE))
    return shown | {
        "sentences": sentences,
        "page": page,
        "contents": _contents(listing, request.GET),
        "of": len(listing.people.interviewed),
        "sections": _sections(listing, asked.project.slug, list(page)),
    }


def _contents(listing: Listing, query: QueryDict) -> list[Entry]:
    """The codes that have excerpts, and those above them."""
    if len(listing.tallies) < 2:
        return []
    shown = {above.pk for pk in listing.tallies for above in listing.nodes[pk].path}
    rest = _without(query, PAGE, MORE, "code", "alone").urlencode()
    return [
        Entry(
            node,
            listing.tallies.get(node.code.pk, NOTHING).passages,
            f"?code={node.code.pk}" + (f"&{rest}" if rest else ""),
        )
        for node in listing.tree
        if node.code.pk in shown
    ]


def _sections(listing: Listing, slug: str, rows: Sequence[Excerpt]) -> list[Section]:
    addresses = Addresses(slug)
    sections: list[Section] = []
    for pk, found in groupby(rows, key=lambda excerpt: excerpt.node.code.pk):
        node = listing.nodes[pk]
        begins = not sections or sections[-1].node.theme != node.theme
        quotes = [Quote(excerpt, addresses.of(excerpt)) for excerpt in found]
        sections.append(Section(node, begins, listing.tallies[pk], quotes))
    return sections


def _address(request: SignedIn, project: Project) -> str:
    """The posted filters as a query string, the words behind the id of a saved query."""
    asked = request.POST.copy()
    words = " ".join(asked.get("words", "").split())[:200]
    for key in ("csrfmiddlewaretoken", "words", WORDS, MORE):
        asked.pop(key, None)
    if words:
        asked[WORDS] = save_words(project, request.user, words)
    for key in [key for key in asked if not any(asked.getlist(key))]:
        del asked[key]
    return asked.urlencode()


def _without(query: QueryDict, *keys: str) -> QueryDict:
    left = query.copy()
    for key in keys:
        left.pop(key, None)
    return left


def _chips(asked: Asked, form: ExcerptsForm, query: QueryDict) -> list[Chip]:
    """What narrows the list, each to be taken away."""
    filters = asked.filters
    on: list[tuple[str, list[str]]] = [
        (label, keys)
        for thing, label, keys in (
            (filters.code, asked.codes, ["code", "alone"]),
            (filters.participant, str(filters.participant), ["participant"]),
            (filters.transcript, str(filters.transcript), ["transcript"]),
            (filters.tag, _("tag %s") % filters.tag, ["tag"]),
            (filters.words, f"“{filters.words}”", [WORDS]),
            (filters.whose.key, filters.whose.label, ["whose"]),
        )
        if thing
    ]
    for wanted in filters.attributes:
        keys = [name for name in form.fields if name.partition("_")[0] == f"a{wanted.attribute.pk}"]
        on.append((f"{wanted.attribute}: {wanted.words}", keys))
    return [Chip(label, "?" + _without(query, PAGE, MORE, *keys).urlencode()) for label, keys in on]


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
    job = start_pdf(asked, request.user, _without(request.GET, PAGE), address)
    return redirect("job", slug, job.pk)
