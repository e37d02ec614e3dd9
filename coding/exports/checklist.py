"""The reporting checklist as CSV, as Word document and as PDF, with a column for the pages of the paper."""

from django.utils.translation import gettext as _

from coding.exports.parts import Part
from coding.exports.printing import Printed, made
from coding.exports.tables import Table
from coding.reports.checklist import Checklist, Line, checklist
from coding.reports.in_blocks.checklist import blocks_of_checklist
from projects.jobs import Progress, Result
from projects.models import Job

KIND = "checklist_pdf"
"""The kind of job."""


def table_of(found: Checklist) -> Table:
    """A row for each item; the last column is the authors' to fill."""
    header = [
        *(_("domain"), _("group"), _("item"), _("topic"), _("question"), _("state")),
        *(_("what Verbatim knows"), _("in the team’s words"), _("reported on page")),
    ]
    rows = (
        [domain.title, group.title, *_row(line), ""]
        for domain in found.domains
        for group in domain.groups
        for line in group.lines
    )
    return Table(header, rows)


def _row(line: Line) -> list[object]:
    known = line.known.sentence if line.known else ""
    return [line.item.number, str(line.item.topic), str(line.item.question), line.state, known, line.own]


def part_of(found: Checklist) -> Part:
    return Part(found.front.title, blocks_of_checklist(found), {_("Checklist"): table_of(found)})


def make_pdf(job: Job, progress: Progress) -> Result:
    """The work of the job: the checklist as its owner may see it, as PDF or Word document."""
    progress("reading")
    found = checklist(job.project, job.owner)
    return made(job, progress, Printed("coreq", found, "reports/checklist.html", part_of(found)))
