"""The reporting checklist: the page, one item with its form, and the whole as files."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coding.checklist import writing
from coding.checklist.items import ITEMS, Item
from coding.exports import checklist as exports
from coding.exports import csv
from coding.exports.downloads import file_name
from coding.exports.printing import in_format, titled
from coding.forms.checklist import AnswerForm
from coding.reports.checklist import checklist as built
from coding.reports.checklist import line_of
from coding.row_versions import Outdated
from projects import jobs
from projects.access import May, note, project_for
from projects.models import Access
from projects.refusals import Refused
from projects.requests import SignedIn


@login_required
@require_safe
def checklist(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug)
    found = built(project, request.user)
    forms = {line.item.number: AnswerForm.of(line.item.number, line.answer) for line in found.lines}
    return render(request, "coding/checklist.html", {"project": project, "checklist": found, "forms": forms})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def checklist_item(request: SignedIn, slug: str) -> HttpResponse:
    """The item that the address names; where it was changed meanwhile, both versions are shown (409)."""
    posted = request.POST if request.method == "POST" else None
    project = project_for(request.user, slug, May.READ if posted is None else May.WRITE_MEMOS)
    item = _item(request.GET.get("item", ""))
    line = line_of(project, request.user, item)
    form, stands = AnswerForm.of(item.number, line.answer, posted), None
    if posted is not None and form.is_valid():
        try:
            writing.write(project, request.user, item.number, form.words, form.cleaned_data["version"])
            messages.success(request, _("Item %(n)s is saved.") % {"n": item.number})
            return redirect(f"{reverse('checklist', args=[slug])}#item-{item.number}")
        except Outdated as error:
            stands = error.stands
            form = form.on(item.number, stands)
        except Refused as refusal:
            form.add_error("body", str(refusal))
    page = {"project": project, "line": line, "form": form, "stands": stands}
    return render(request, "coding/checklist_item.html", page, status=409 if stands else 200)


def _item(number: str) -> Item:
    item = ITEMS.get(int(number)) if number.isascii() and number.isdecimal() and len(number) < 4 else None
    if item is None:
        raise Http404
    return item


@login_required
@require_safe
def checklist_csv(request: SignedIn, slug: str) -> HttpResponseBase:
    project = project_for(request.user, slug, May.EXPORT)
    note(project, request.user, Access.Verb.DOWNLOADED, ("checklist", "csv", _("Checklist as CSV")))
    table = exports.table_of(built(project, request.user))
    return csv.rows(table.header, table.rows, file_name(project.slug, "coreq", ending="csv"))


@login_required
@require_POST
def checklist_file(request: SignedIn, slug: str, form: str) -> HttpResponse:
    """Start the job that prints it."""
    project = project_for(request.user, slug, May.EXPORT)
    title = titled(_("Reporting checklist"), form)
    job = jobs.start(project, request.user, exports.KIND, title, in_format(form))
    return redirect("job", slug, job.pk)
