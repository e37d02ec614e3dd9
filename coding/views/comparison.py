"""The comparison of open work: page, passages, tables, and PDF by a job."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coding.exports import csv, large
from coding.exports.comparison import KIND
from coding.exports.downloads import file_name
from coding.exports.printing import in_format, titled
from coding.reports.agreement_page import AgreementPage
from coding.reports.passages_page import passages_page
from coding.views.asked import Asked
from projects import jobs
from projects.access import May, note, project_for
from projects.models import Access
from projects.requests import SignedIn


@login_required
@require_safe
def comparison(request: SignedIn, slug: str) -> HttpResponse:
    asked = Asked.of_open_work(request, project_for(request.user, slug))
    if asked.is_large(request):
        return render(request, "coding/comparison.html", asked.page | asked.large(request))
    compared = asked.compared(request)
    shown = AgreementPage(compared.agreement, asked.form) if compared else None
    page = {"shown": shown, "agreement": shown and shown.agreement}
    return render(request, "coding/comparison.html", asked.page | page)


@login_required
@require_POST
def comparison_reckon(request: SignedIn, slug: str) -> HttpResponse:
    """Start the job that reckons a large comparison, whose wishes stand in the address."""
    project = project_for(request.user, slug, May.EXPORT)
    job = large.start(project, request.user, None, Asked.of_open_work(request, project).form)
    return redirect("job", project.slug, job.pk)


@login_required
@require_safe
def comparison_passages(request: SignedIn, slug: str) -> HttpResponse:
    """The places behind a number of the comparison; each leads to the workspace."""
    asked = Asked.of_open_work(request, project_for(request.user, slug))
    compared = asked.compared(request)
    if compared is None:
        return asked.back(request)
    shown = passages_page(compared, asked.form, request.GET.get("page"))
    page = {"shown": shown, "beside_url": ""}
    return render(request, "coding/comparison_passages.html", asked.page | page)


@login_required
@require_safe
def comparison_csv(request: SignedIn, slug: str) -> HttpResponseBase:
    """The codes with their numbers, or with ``list=`` passages, further coefficients or characters."""
    project = project_for(request.user, slug, May.EXPORT)
    asked = Asked.of_open_work(request, project)
    found = asked.table(request)
    if found is None:
        return asked.back(request, of_codes=not request.GET.get("list"))
    note(project, request.user, Access.Verb.DOWNLOADED, ("comparison", "csv", _("Comparison as CSV")))
    table, kind = found
    return csv.rows(table.header, table.rows, file_name(project.slug, "comparison", kind, ending="csv"))


@login_required
@require_POST
def comparison_list(request: SignedIn, slug: str) -> HttpResponse:
    """Start the job that writes a list of a large comparison, whose wishes stand in the address."""
    asked = Asked.of_open_work(request, project_for(request.user, slug, May.EXPORT))
    job = asked.start_list(request)
    return redirect("job", slug, job.pk) if job else asked.back(request)


@login_required
@require_POST
def comparison_as(request: SignedIn, slug: str, form: str) -> HttpResponse:
    """Start the job that prints the comparison of the page, whose wishes stand in the address."""
    project = project_for(request.user, slug, May.EXPORT)
    wish = Asked.of_open_work(request, project).form.wish
    title = _("Comparison of %(coders)s") % {"coders": ", ".join(map(str, wish.judges))}
    wishes: dict[str, object] = {"query": request.GET.urlencode()}
    job = jobs.start(project, request.user, KIND, titled(title[:170], form), wishes | in_format(form))
    return redirect("job", project.slug, job.pk)
