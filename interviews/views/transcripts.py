"""The list of transcripts and the settings of one: title, who speaks, tags, the file it came from."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import listing, speakers, tags, titles
from interviews.forms.transcripts import SpeakersForm, TagForm, TitleForm, TranscriptFilter
from interviews.models import Transcript, Turn
from interviews.sections import sections_above, sections_of
from interviews.views import searching
from projects import files
from projects.access import May, note, project_for
from projects.models import Access, Project
from projects.refusals import Refused
from projects.requests import SignedIn

ON_A_PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def transcripts(request: SignedIn, slug: str) -> HttpResponse:
    """The list; a POST filters it."""
    project = project_for(request.user, slug)
    if request.method == "POST":
        return searching.keep(request, "transcripts", slug)
    chosen = TranscriptFilter(project, searching.asked(request, "transcripts", slug))
    page = Paginator(chosen.narrowed(listing.transcripts_of(project)), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "project": project,
        "filter": chosen,
        "page": page,
        "rows": listing.listed(project, request.user, list(page)),
        "above": sections_above(project, request.user),
        "tags": project.tags.all(),
        "withdrawn": project.participants.filter(withdrawn__isnull=False).count(),
    }
    return render(request, "interviews/transcripts.html", context)


@login_required
@require_POST
def tag_transcripts(request: SignedIn, slug: str) -> HttpResponse:
    """Puts a tag on the ticked transcripts, or takes it off them."""
    project = project_for(request.user, slug, May.ADD_TRANSCRIPTS)
    form = TagForm(project, request.POST)
    if form.is_valid():
        try:
            messages.success(request, _tagged(request, form))
        except Refused as error:
            messages.error(request, str(error))
    else:
        messages.error(request, _("Tick one or more transcripts and name a tag; nothing was changed."))
    return redirect("transcripts", slug)


def _tagged(request: SignedIn, form: TagForm) -> str:
    """Does what was asked, and says so."""
    name, chosen = form.cleaned_data["tag"], form.cleaned_data["transcript"]
    if request.POST.get("action") == "remove":
        tags.remove_from_all(chosen, name, request.user)
        told = ngettext(
            "“%(tag)s” was taken off %(count)d transcript.",
            "“%(tag)s” was taken off %(count)d transcripts.",
            len(chosen),
        )
    else:
        tags.add_to_all(chosen, name, request.user)
        told = ngettext(
            "“%(tag)s” is now on %(count)d transcript.",
            "“%(tag)s” is now on %(count)d transcripts.",
            len(chosen),
        )
    return told % {"tag": name, "count": len(chosen)}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def transcript(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Shows the settings of a transcript; its words are read in the workspace."""
    may = May.ADD_TRANSCRIPTS if request.method == "POST" else May.READ
    project = project_for(request.user, slug, may)
    one = get_object_or_404(project.transcripts.select_related("current", "original", "made_by"), pk=pk)
    posted = request.POST if request.method == "POST" else None
    title = TitleForm(posted if posted and "title" in posted else None, initial={"title": one.title})
    who = SpeakersForm(one, posted if posted and "title" not in posted else None)
    if title.is_valid():
        titles.rename(one, title.cleaned_data["title"], request.user)
        return redirect("transcript", slug, pk)
    if who.is_valid():
        return _assign(request, project, one, who)
    more = {"sections": sections_of(project, request.user, one)}
    return render(request, "interviews/transcript.html", _settings(project, one, title, who) | more)


def _settings(project: Project, one: Transcript, title: TitleForm, who: SpeakersForm) -> dict[str, object]:
    turns = Turn.objects.filter(revision=one.current)
    counts = Counter(turns.exclude(speaker=None).values_list("speaker", flat=True))
    return {
        "project": project,
        "transcript": one,
        "title": title,
        "who": who,
        "asked": who.asked({pk: count for pk, count in counts.items() if pk}),
        "of_nobody": turns.filter(speaker=None).count(),
        "timed": turns.filter(at_ms__isnull=False).count(),
        "turns": turns.count(),
        "marks": one.current.time_marks.count() if one.current else 0,
        "tagged": one.tagged.select_related("tag").order_by("tag__name"),
        "tags": project.tags.all(),
        "codes": project.participants.in_study().values_list("code", flat=True),
        "appearances": one.appearances.select_related("participant"),
    }


def _assign(request: SignedIn, project: Project, one: Transcript, who: SpeakersForm) -> HttpResponse:
    try:
        speakers.assign(one, who.said(), request.user, who.cleaned_data["interviewee"])
        messages.success(request, _("Who speaks was saved; codings stay where they are."))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("transcript", project.slug, one.pk)


@login_required
@require_POST
def transcript_tag(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Puts a tag on one transcript, or takes one off."""
    project = project_for(request.user, slug, May.ADD_TRANSCRIPTS)
    one = get_object_or_404(project.transcripts, pk=pk)
    if "remove" in request.POST:
        wish = request.POST["remove"]
        tag = get_object_or_404(project.tags, pk=wish if wish.isdecimal() and len(wish) < 19 else 0)
        tags.remove(one, tag, request.user)
        return redirect("transcript", slug, pk)
    try:
        tags.add(one, request.POST.get("tag", ""), request.user)
    except Refused as error:
        messages.error(request, str(error))
    return redirect("transcript", slug, pk)


@login_required
@require_safe
def transcript_original(request: SignedIn, slug: str, pk: int) -> FileResponse:
    """The file as it was uploaded, names and all: for those who may see names."""
    project = project_for(request.user, slug, May.SEE_NAMES)
    one = get_object_or_404(project.transcripts.select_related("original"), pk=pk)
    if one.original is None:
        raise Http404
    note(project, request.user, Access.Verb.DOWNLOADED, ("original", one.pk, one.title))
    return files.response(one.original)
