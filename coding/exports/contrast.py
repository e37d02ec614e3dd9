"""The contrast of two sets of codes as a table for CSV and Excel, and as PDF and Word document."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from coding.codebook.tree import tree_of
from coding.codebook.withholding import tree_without
from coding.exports.parts import Part
from coding.exports.printing import Printed, made
from coding.exports.tables import Table
from coding.forms.contrast import ContrastForm
from coding.framework.contrast import contrast_of
from coding.reports.blocks import Orientation
from coding.reports.contrast import Contrast, Found, Line
from coding.reports.contrast_lines import ContrastReport
from coding.reports.front import Front, front
from coding.reports.in_blocks.contrast import blocks_of_contrast
from projects.jobs import Progress, Result
from projects.models import Job, Project, User
from projects.refusals import Refused

KIND = "contrast_pdf"
"""The kind of job."""


def table_of(contrast: Contrast) -> Table:
    """A row for each participant; with excerpts where they are shown."""
    first, second = contrast.names
    grouped = [_("Group")] if contrast.wish.arrangement.is_grouped else []
    lines = [(group, line) for group in contrast.groups for line in group.lines]
    noted = [_("Note")] if any(line.note for _group, line in lines) else []
    header = [*grouped, *noted, _("Participant"), first, second, _("Presence"), _("Read to the end")]
    shown = contrast.wish.quotes or contrast.wish.opened
    header += [_("%(code)s: passages") % {"code": name} for name in contrast.names] if shown else []
    rows = (
        [
            *([group.label] if grouped else []),
            *([line.note] if noted else []),
            *_row(contrast, line, bool(shown)),
        ]
        for group, line in lines
    )
    return Table(header, rows)


def _row(contrast: Contrast, line: Line, shown: bool) -> list[object]:
    known = [line.participant.code, line.first.count, line.second.count]
    places = [_places(line.first), _places(line.second)] if shown else []
    return [*known, contrast.said(line.verdict), _("yes") if line.is_read else _("no"), *places]


def _places(found: Found) -> str:
    return "\n".join(f"{each.citation} {each.words or _('[not to be quoted]')}" for each in found.cited)


def head_of(project: Project, contrast: Contrast) -> Front:
    return front(
        project,
        contrast.title,
        contrast.wish.whose,
        filters=contrast.filters,
        sentences=contrast.sentences,
    )


def part_of(report: ContrastReport) -> Part:
    tables = {_("Contrast"): table_of(report.contrast)}
    return Part(report.front.title, blocks_of_contrast(report), tables, Orientation.LANDSCAPE)


def make_pdf(job: Job, progress: Progress) -> Result:
    """The work of the job: the contrast that its owner asked for, as a file."""
    progress("reading")
    report = report_asked(job.project, job.owner, QueryDict(str(job.wishes["query"])))
    return made(job, progress, Printed("contrast", report, "reports/contrast.html", part_of(report)))


def report_asked(project: Project, user: User, query: QueryDict) -> ContrastReport:
    """The contrast that an address asks for; raises ``Refused``."""
    wish = ContrastForm(query, project, tree_without(tree_of(project), project)).asked()
    if wish.arrangement.unprintable:
        raise Refused(_("The rows go by an attribute that is now marked “never print”."))
    found = contrast_of(project, user, wish)
    return ContrastReport(head_of(project, found), found)
