"""The coding workspace: one transcript, its codings and the codebook."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coding.codebook.tree import tree_of
from coding.forms.workspace import WordsForm
from coding.models import Coding, Layer, Reading
from coding.progress.marks import progress_of
from coding.rounds import hiding, seats
from coding.rounds.seats import Seat
from coding.workspace import codings
from coding.workspace.neighbours import beside, known_of, neighbours_of
from coding.workspace.page import coders_of, facts_of, listed_of, turns_of
from coding.workspace.rows import Shown, rows_of
from interviews.models import Transcript
from projects.access import May, can, note, project_for
from projects.models import Access, Project, User
from projects.refusals import Refused
from projects.requests import SignedIn

PART = 200
"""How many codings a page of the list holds."""


@login_required
@require_safe
def workspace(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    project, user = project_for(request.user, slug), request.user
    transcript = _transcript(project, pk)
    seat = seats.seat_of(transcript, user, seats.asked(request.GET))
    shown = Shown.asked(request.GET.get("coders", ""), user, project, seat)
    note(project, user, Access.Verb.OPENED, opened(transcript, seat))
    tree = tree_of(project)
    neighbours, coders = neighbours_of(project, user, seat), coders_of(project, transcript, user, seat)
    turns = list(turns_of(transcript, seat))
    here = next(neighbour for neighbour in neighbours if neighbour.pk == transcript.pk)
    page = {
        "project": project,
        "transcript": transcript,
        "seat": seat,
        "turns": turns,
        "has_times": any(turn["time"] for turn in turns),
        "neighbours": beside(neighbours, here, slug, seat),
        "here": here,
        "known": known_of(transcript),
        "shown": shown,
        "has_consensus": seat is None and project.layers.filter(kind=Layer.Kind.CONSENSUS).exists(),
        "coders": coders,
        "among": [coder.initials for coder in coders if coder.pk in (shown.coders or ())],
        "states": Reading.State.choices,
        "facts": facts_of(transcript, user, shown, tree, coders),
    }
    return render(request, "coding/workspace.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def codings_list(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """The codings in words, with forms to apply a code and to remove one's own: all of it without script."""
    posted = request.method == "POST"
    project, user = project_for(request.user, slug, May.CODE if posted else May.READ), request.user
    transcript = _transcript(project, pk)
    seat = seats.seat_of(transcript, user, seats.asked(request.GET))
    form = WordsForm(transcript, seat, request.POST if posted else None)
    if posted and form.is_valid() and _applied(form, user, seat):
        messages.success(request, _("The coding is saved."))
        return redirect(seats.address("codings_list", transcript, seat))
    shown = Shown.asked(request.GET.get("coders", ""), user, project, seat)
    part = Paginator(rows_of(transcript, user, shown), PART).get_page(request.GET.get("page"))
    page = {
        "project": project,
        "transcript": transcript,
        "form": form,
        "shown": shown,
        "page": part,
        "rows": listed_of(transcript, user, part.object_list, tree_of(project), seat),
        "progress": progress_of(transcript, user, seat),
        "seat": seat,
        "may_code": can(project.role, May.CODE) and (seat is None or seat.is_open),
    }
    return render(request, "coding/workspace_list.html", page)


@login_required
@require_POST
def remove_coding(request: SignedIn, slug: str, pk: int, guid: UUID) -> HttpResponse:
    project, user = project_for(request.user, slug, May.CODE), request.user
    visible = Coding.objects.of(project).visible_to(user).select_related("layer", "transcript__project")
    coding = get_object_or_404(visible, transcript=pk, guid=guid)
    coding.transcript.project = project
    try:
        codings.remove(coding, user)
        messages.success(request, _("The coding is removed."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    seat = seats.seat_of(coding.transcript, user, coding.layer.round_id)
    return redirect(seats.address("codings_list", coding.transcript, seat))


def opened(transcript: Transcript, seat: Seat | None) -> tuple[str, object, str]:
    """What the access log tells was opened; in a round under its layer, which may have to stay hidden."""
    if seat is None:
        return "transcript", transcript.pk, transcript.title
    what = _("%(transcript)s in the round “%(round)s”") % {"transcript": transcript, "round": seat.round}
    return hiding.LAYER, f"{seat.layer.pk}-{transcript.pk}", what


def _transcript(project: Project, pk: int) -> Transcript:
    transcript = get_object_or_404(project.transcripts.select_related("current"), pk=pk)
    transcript.project = project
    return transcript


def _applied(form: WordsForm, user: User, seat: Seat | None) -> bool:
    try:
        codings.apply(form.transcript, form.wish(uuid4()), user, seat)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
