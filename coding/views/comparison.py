"""The comparison of coders: page, two tables as CSV, and PDF by a job."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coding.charts import agreement_axis
from coding.comparison import Candidates, Compared, candidates, compare_coders
from coding.exports import csv
from coding.exports.comparison import KIND, codes_table, passages_table
from coding.forms.comparison import ComparisonForm
from coding.reports.columns import heads, in_order
from projects import jobs
from projects.access import May, note, project_for
from projects.models import Access, Project
from projects.requests import SignedIn

TURNS_ON_A_PAGE = 40


@login_required
@require_safe
def comparison(request: SignedIn, slug: str) -> HttpResponse:
    project = project_for(request.user, slug)
    known = candidates(project, request.user)
    form = ComparisonForm(request.GET, known)
    page = {"project": project, "form": form}
    if known.shared(*form.wish.coders):
        page |= _found(request, project, known, form)
    return render(request, "coding/comparison.html", page)


def _found(request: SignedIn, project: Project, known: Candidates, form: ComparisonForm) -> dict[str, object]:
    compared = compare_coders(project, request.user, form.wish, known)
    agreement = compared.agreement
    shown = agreement.lines if form.shows_unused else [line for line in agreement.lines if line.row.used]
    turns = Paginator(compared.differing_in(form.code), TURNS_ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "agreement": agreement,
        "axis": agreement_axis(),
        "heads": heads(agreement, form.sort),
        "lines": in_order([line for line in shown if not line.is_theme], form.sort) if form.sort else shown,
        "page": turns,
        "turns": compared.turns(turns.object_list),
        "differing": [line for line in agreement.codes if line.differ],
        "coder_ids": ",".join(str(coder.pk) for coder in agreement.coders),
    }


@login_required
@require_safe
def comparison_csv(request: SignedIn, slug: str) -> HttpResponseBase:
    """The codes with their numbers, or with ``list=passages`` the passages that differ."""
    project = project_for(request.user, slug, May.EXPORT)
    compared = _compared(request, project)
    if compared is None:
        return redirect("comparison", slug)
    note(project, request.user, Access.Verb.DOWNLOADED, ("comparison", "csv", _("Comparison as CSV")))
    if request.GET.get("list") == "passages":
        table = passages_table(compared)
        return csv.rows(table.header, table.rows, csv.file_name(project.slug, "differing passages"))
    table = codes_table(compared.agreement)
    return csv.rows(table.header, table.rows, csv.file_name(project.slug, "comparison"))


def _compared(request: SignedIn, project: Project) -> Compared | None:
    known = candidates(project, request.user)
    wish = ComparisonForm(request.GET, known).wish
    return compare_coders(project, request.user, wish, known) if known.shared(*wish.coders) else None


@login_required
@require_POST
def comparison_pdf(request: SignedIn, slug: str) -> HttpResponse:
    """Start the job that prints the comparison of the page, whose wishes stand in the address."""
    project = project_for(request.user, slug, May.EXPORT)
    wish = ComparisonForm(request.GET, candidates(project, request.user)).wish
    title = _("Comparison of %(coders)s") % {"coders": ", ".join(map(str, wish.coders))}
    job = jobs.start(project, request.user, KIND, title[:200], {"query": request.GET.urlencode()})
    return redirect("job", project.slug, job.pk)
