"""The contrast of two sets of codes as a table for CSV, and as PDF."""

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from coding.codebook.tree import tree_of
from coding.codebook.withholding import tree_without
from coding.exports import csv, pdf
from coding.exports.tables import Table
from coding.forms.contrast import ContrastForm
from coding.framework.contrast import contrast_of
from coding.reports.contrast import Contrast, Found, Group, Line
from coding.reports.contrast_lines import ContrastReport
from coding.reports.front import front
from projects.jobs import Progress, Result
from projects.models import Job
from projects.refusals import Refused

KIND = "contrast_pdf"
"""The kind of job."""


def table_of(contrast: Contrast) -> Table:
    """A row for each participant; with excerpts where they are shown."""
    first, second = contrast.names
    group = [_("Group")] if contrast.wish.arrangement.is_grouped else [_("Note")]
    header = [*group, _("Participant"), first, second, _("Presence"), _("Read to the end")]
    shown = contrast.wish.quotes or contrast.wish.opened
    header += [_("%(code)s: passages") % {"code": name} for name in contrast.names] if shown else []
    rows = (_row(contrast, group, line, bool(shown)) for group in contrast.groups for line in group.lines)
    return Table(header, rows)


def _row(contrast: Contrast, group: Group, line: Line, shown: bool) -> list[object]:
    known = [group.label or line.note, line.participant.code, line.first.count, line.second.count]
    places = [_places(line.first), _places(line.second)] if shown else []
    return [*known, contrast.said(line.verdict), _("yes") if line.is_read else _("no"), *places]


def _places(found: Found) -> str:
    return "\n".join(f"{each.citation} {each.words or _('[not to be quoted]')}" for each in found.cited)


def make_pdf(job: Job, progress: Progress) -> Result:
    """The work of the job: the contrast that its owner asked for, as PDF."""
    progress("reading")
    tree = tree_without(tree_of(job.project), job.project)
    wish = ContrastForm(QueryDict(str(job.wishes["query"])), job.project, tree).asked()
    if wish.arrangement.unprintable:
        raise Refused(_("The rows go by an attribute that is now marked “never print”."))
    contrast = contrast_of(job.project, job.owner, wish)
    head = front(
        job.project, contrast.title, wish.whose, filters=contrast.filters, sentences=contrast.sentences
    )
    html = render_to_string("reports/contrast.html", {"report": ContrastReport(head, contrast)})
    name = csv.file_name(job.project.slug, "contrast", ending="pdf")
    return Result(name, pdf.PDF_TYPE, pdf.render(html, progress))
