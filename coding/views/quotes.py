"""The quotes picked for the report: their order, their reasons, and how they are spread."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coding.forms.bulk import PickForm
from coding.forms.quotes import BalanceForm, MoveForm
from coding.models import PickedQuote
from coding.retrieval import picking
from coding.retrieval.balance import balance
from coding.retrieval.bank import picked_quotes
from coding.views.codebook import UNDO
from projects.access import May, project_for
from projects.models import Project
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_safe
def quotes(request: SignedIn, slug: str) -> HttpResponse:
    """All that may be quoted, in order, and beside it who is quoted how often."""
    project = project_for(request.user, slug)
    form, picked = BalanceForm(request.GET, project), picked_quotes(project, request.user)
    context = {
        "project": project,
        "form": form,
        "picked": picked,
        "balance": balance(project, request.user, picked.quotes, form.attribute),
        "reasons": PickedQuote.Reason.choices,
    }
    return render(request, "coding/quotes.html", context)


@login_required
@require_POST
def quote_reason(request: SignedIn, slug: str, guid: UUID) -> HttpResponse:
    project, quote = _opened(request, slug, guid)
    form = PickForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose why it is picked; nothing was changed."))
        return _back(project, quote)
    try:
        picking.give_reason(project, quote, form.why, request.user)
    except Refused as error:
        messages.error(request, str(error))
    return _back(project, quote)


@login_required
@require_POST
def quote_move(request: SignedIn, slug: str, guid: UUID) -> HttpResponse:
    """To the place that is typed, counted from 1."""
    project, quote = _opened(request, slug, guid)
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Type the number of the place where the quote is to stand."))
        return _back(project, quote)
    try:
        picking.move(project, quote, form.cleaned_data["place"], request.user)
    except Refused as error:
        messages.error(request, str(error))
    return _back(project, quote)


@login_required
@require_POST
def quote_remove(request: SignedIn, slug: str, guid: UUID) -> HttpResponse:
    project, quote = _opened(request, slug, guid)
    try:
        picking.remove(project, quote, request.user)
        messages.success(request, _("The quote is no longer picked for the report."), extra_tags=UNDO)
    except Refused as error:
        messages.error(request, str(error))
    return redirect("quotes", slug)


def _opened(request: SignedIn, slug: str, guid: UUID) -> tuple[Project, PickedQuote]:
    project = project_for(request.user, slug, May.CODE)
    return project, get_object_or_404(project.picked_quotes, guid=guid)


def _back(project: Project, quote: PickedQuote) -> HttpResponse:
    address = redirect("quotes", project.slug)
    address["Location"] += f"#quote-{quote.guid}"
    return address
