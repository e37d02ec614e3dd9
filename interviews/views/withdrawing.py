"""Withdrawing a participant, deleting an interview: what would be erased, and erasing it."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interviews import withdrawal
from interviews.forms.participants import DeleteForm, WithdrawForm
from interviews.sections import sections_before_erasing
from projects.access import May, project_for
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def transcript_delete(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Asks before an interview is erased, as one that was uploaded by mistake."""
    project = project_for(request.user, slug, May.WITHDRAW)
    transcript = get_object_or_404(project.transcripts, pk=pk)
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        erased = withdrawal.delete(transcript, request.user)
        messages.success(request, _("Erased: %(told)s.") % {"told": _told(erased)})
        return redirect("transcripts", slug)
    context = {"project": project, "transcript": transcript, "form": form}
    context["warnings"] = sections_before_erasing(project, [transcript])
    return render(request, "interviews/transcript_delete.html", context)


def _told(erased: Counter[str]) -> str:
    return ", ".join(f"{count} {what}" for what, count in erased.items() if count) or _("nothing")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    project = project_for(request.user, slug, May.WITHDRAW)
    person = get_object_or_404(project.participants.in_study(), pk=pk)
    form = WithdrawForm(person, request.POST if request.method == "POST" else None)
    if form.is_valid():
        erased = withdrawal.withdraw(person, request.user)
        messages.success(
            request,
            _("%(code)s has withdrawn. Erased: %(told)s.") % {"code": person.code, "told": _told(erased)},
        )
        return redirect("participant", slug, pk)
    transcripts = withdrawal.interviews_of(person)
    others = project.participants.filter(appearances__transcript__in=transcripts).exclude(pk=pk).distinct()
    context = {
        "project": project,
        "participant": person,
        "form": form,
        "transcripts": transcripts,
        "others": others,
        "warnings": sections_before_erasing(project, transcripts),
    }
    return render(request, "interviews/withdraw.html", context)
