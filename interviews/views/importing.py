"""Importing participants from a spreadsheet: the file, what it would do, and doing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from interviews import columns, roster, sheets
from interviews.forms.sheets import ColumnsForm, SheetForm
from interviews.kinds import SHEET
from interviews.parsing import Unreadable
from projects import files
from projects.access import May, can, project_for
from projects.models import StoredFile
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_participants(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug, May.EDIT_PARTICIPANTS)
    posted = request.method == "POST"
    form = SheetForm(request.POST, request.FILES) if posted else SheetForm()
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            content = sent.read(sheets.MOST_BYTES + 1)
            sheets.read(sent.name, content)
            file = files.stage(project, request.user, sent.name, SHEET, content)
            return redirect("import_sheet", slug, file.pk)
        except Unreadable as error:
            form.add_error("file", str(error))
    return render(request, "interviews/import_participants.html", {"project": project, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_sheet(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Shows what the sheet would do, as often as the columns are matched anew; then does it."""
    project = project_for(request.user, slug, May.EDIT_PARTICIPANTS)
    waiting = project.files.filter(by=request.user, media_type=SHEET, expires__gt=timezone.now())
    file = get_object_or_404(waiting, pk=pk)
    sheet = sheets.read(file.name, files.read(file))
    joins = columns.Joins(project, by_name=can(project.role, May.SEE_NAMES))
    proposed = columns.proposed(project, sheet, joins)
    nobody = not columns.matches(sheet, proposed, joins)
    form = ColumnsForm(project, proposed, request.POST if request.method == "POST" else None, add_new=nobody)
    plan = roster.plan(project, sheet, form.chosen(), joins, add_new=form.adds(nobody))
    if request.POST.get("action") == "apply" and form.is_valid() and _carried_out(request, file, plan):
        return redirect("participants", slug)
    context = {"project": project, "file": file, "form": form, "plan": plan, "sheet": sheet}
    return render(request, "interviews/import_sheet.html", context)


def _carried_out(request: SignedIn, file: StoredFile, plan: roster.Plan) -> bool:
    try:
        roster.carry_out(file.project, plan, request.user)
    except Refused as error:
        messages.error(request, _("Nothing was changed: %(error)s") % {"error": error})
        return False
    files.forget([file])
    told = ngettext(
        "%(name)s was read into %(count)d participant.",
        "%(name)s was read into %(count)d participants.",
        plan.described,
    )
    messages.success(request, told % {"name": file.name, "count": plan.described})
    return True
