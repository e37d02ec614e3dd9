"""Co-occurrence as a table of pairs for CSV and Excel, and as PDF and Word document."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from coding.codebook.stylesheets import for_printed_tables
from coding.exports.parts import Part
from coding.exports.printing import Printed, made
from coding.exports.tables import Coefficient, Share, Table
from coding.forms.cooccurrence import CoOccurrenceForm
from coding.reports.blocks import Orientation
from coding.reports.cooccurrence import (
    CoOccurrenceTable,
    PairLine,
    TogetherCell,
    TogetherCode,
    cooccurrence_table,
)
from coding.reports.front import Front, front
from coding.reports.in_blocks.cooccurrence import blocks_of_cooccurrence
from projects.jobs import Progress, Result
from projects.models import Job, Project, User

KIND = "cooccurrence_pdf"
"""The kind of job."""
WIDEST = 14
"""How many columns fit beside the first one."""
PRINTED_PAIRS = 60


def table_of(found: CoOccurrenceTable) -> Table:
    """A row for each pair of codes that co-occurs; a coefficient is unrounded."""
    header = [
        _("First code"),
        _("Second code"),
        _("Passages of the first"),
        _("Passages of the second"),
        _("Of the first with the second"),
        _("Of the second with the first"),
        _("Share of the first"),
        _("Share of the second"),
        _("Jaccard"),
    ]
    return Table(header, (_row(line) for line in found.pairs))


def _row(line: PairLine) -> list[object]:
    pair = line.pair
    shares = (pair.share_of_first, pair.share_of_second)
    counts = (pair.first, pair.second, pair.first_with, pair.second_with)
    return [
        str(line.first),
        str(line.second),
        *counts,
        *(Share(share or 0) for share in shares),
        Coefficient(pair.jaccard or 0),
    ]


class Columns(NamedTuple):
    """Some of the columns, with all rows."""

    columns: tuple[TogetherCode, ...]
    lines: list[tuple[TogetherCode, tuple[TogetherCell, ...]]]


@dataclass(frozen=True)
class CoOccurrenceReport:
    front: Front
    found: CoOccurrenceTable
    widest: int = WIDEST

    @property
    def parts(self) -> Iterator[Columns]:
        """As few as hold all columns, of about as many each."""
        codes = self.found.codes
        number = max(1, -(-len(codes) // self.widest))
        cuts = [len(codes) * i // number for i in range(number + 1)]
        for first, last in pairwise(cuts):
            yield Columns(codes[first:last], [(row, cells[first:last]) for row, cells in self.found.lines])

    @property
    def pairs(self) -> tuple[PairLine, ...]:
        return self.found.pairs[:PRINTED_PAIRS]

    @property
    def more(self) -> int:
        return len(self.found.pairs) - len(self.pairs)

    @property
    def colours(self) -> str:
        return for_printed_tables(self.found.together.nodes)


def head_of(project: Project, found: CoOccurrenceTable) -> Front:
    return front(project, found.title, found.wish.whose, filters=found.filters, sentences=found.sentences)


def part_of(report: CoOccurrenceReport) -> Part:
    tables = {_("Pairs of codes"): table_of(report.found)}
    return Part(report.front.title, blocks_of_cooccurrence(report.found), tables, Orientation.LANDSCAPE)


def make_pdf(job: Job, progress: Progress) -> Result:
    """The work of the job: the co-occurrence that its owner asked for, as a file."""
    progress("reading")
    report = report_asked(job.project, job.owner, QueryDict(str(job.wishes["query"])))
    return made(job, progress, Printed("cooccurrence", report, "reports/cooccurrence.html", part_of(report)))


def report_asked(project: Project, user: User, query: QueryDict, room: float = 1.0) -> CoOccurrenceReport:
    """What an address asks for, on paper so many times as wide as A4 on its side."""
    found = cooccurrence_table(project, user, CoOccurrenceForm(query, project).wish)
    return CoOccurrenceReport(head_of(project, found), found, max(1, int(WIDEST * room)))
