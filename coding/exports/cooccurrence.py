"""Co-occurrence as a table of pairs for CSV, and as PDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from coding.codebook.stylesheets import for_printed_tables
from coding.exports import csv, pdf
from coding.exports.tables import Table
from coding.forms.cooccurrence import CoOccurrenceForm
from coding.reports.cooccurrence import (
    CoOccurrenceTable,
    PairLine,
    TogetherCell,
    TogetherCode,
    cooccurrence_table,
)
from coding.reports.front import Front, front
from projects.jobs import Progress, Result
from projects.models import Job

KIND = "cooccurrence_pdf"
"""The kind of job."""
WIDEST = 14
"""How many columns fit beside the first one."""
PRINTED_PAIRS = 60


def table_of(found: CoOccurrenceTable) -> Table:
    """A row for each pair of codes that co-occurs; a coefficient as it is, unrounded."""
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
    shares = (pair.share_of_first, pair.share_of_second, pair.jaccard)
    counts = (pair.first, pair.second, pair.first_with, pair.second_with)
    return [str(line.first), str(line.second), *counts, *(share or 0 for share in shares)]


class Part(NamedTuple):
    """Some of the columns, with all rows."""

    columns: tuple[TogetherCode, ...]
    lines: list[tuple[TogetherCode, tuple[TogetherCell, ...]]]


@dataclass(frozen=True)
class CoOccurrenceReport:
    front: Front
    found: CoOccurrenceTable

    @property
    def parts(self) -> Iterator[Part]:
        """As few as hold all columns, of about as many each."""
        codes = self.found.codes
        number = max(1, -(-len(codes) // WIDEST))
        cuts = [len(codes) * i // number for i in range(number + 1)]
        for first, last in pairwise(cuts):
            yield Part(codes[first:last], [(row, cells[first:last]) for row, cells in self.found.lines])

    @property
    def pairs(self) -> tuple[PairLine, ...]:
        return self.found.pairs[:PRINTED_PAIRS]

    @property
    def more(self) -> int:
        return len(self.found.pairs) - len(self.pairs)

    @property
    def colours(self) -> str:
        return for_printed_tables(self.found.together.nodes)


def make_pdf(job: Job, progress: Progress) -> Result:
    """The work of the job: the co-occurrence that its owner asked for, as PDF."""
    progress("reading")
    wish = CoOccurrenceForm(QueryDict(str(job.wishes["query"])), job.project).wish
    found = cooccurrence_table(job.project, job.owner, wish)
    head = front(job.project, found.title, wish.whose, filters=found.filters, sentences=found.sentences)
    html = render_to_string("reports/cooccurrence.html", {"report": CoOccurrenceReport(head, found)})
    name = csv.file_name(job.project.slug, "cooccurrence", ending="pdf")
    return Result(name, pdf.PDF_TYPE, pdf.render(html, progress))
