"""The framework matrix as tables, and as the files that a job makes of it."""

from collections.abc import Iterator

from django.http import QueryDict
from django.utils.translation import gettext as _

from coding.codebook.tree import tree_of
from coding.codebook.withholding import tree_without
from coding.exports.parts import Part
from coding.exports.printing import Printed, made
from coding.exports.tables import Table
from coding.forms.framework import FrameworkForm
from coding.framework.grid import framework_matrix
from coding.framework.links import cited
from coding.reports.blocks import Orientation
from coding.reports.framework import FrameworkMatrix, Line, Written
from coding.reports.framework_panels import FrameworkReport, printed
from coding.reports.front import Front, front
from coding.reports.in_blocks.framework import blocks_of_framework
from projects.jobs import Progress, Result
from projects.models import Job, Project, User
from projects.refusals import Refused

KIND = "framework_pdf"
"""The kind of job."""


class Writers:
    """Whose codings lie under the summaries, as a report says it."""

    @property
    def label(self) -> str:
        return _("consensus, else all coders")

    @property
    def sentence(self) -> str:
        return _(
            "Passages are counted once, in the consensus where a transcript has one, else of all coders."
        )


def head_of(project: Project, matrix: FrameworkMatrix) -> Front:
    return front(project, matrix.title, Writers(), filters=matrix.filters, sentences=matrix.sentences)


def said(cell: Written) -> str:
    """The words as a file holds them: links are followed by their marks, answers stand in brackets."""
    answer = f"[{cell.answer_label}]" if cell.answer else ""
    return " ".join(part for part in (answer, cited(cell.body)) if part)


def quotes_of(cell: Written) -> str:
    return "\n".join(f"{where.cite} {where.words or _('[not to be quoted]')}" for where in cell.quotes)


def table_of(matrix: FrameworkMatrix) -> Table:
    """A row for each participant, and the themes across participants as the last."""
    names = [str(column.node) for column in matrix.columns]
    counted = [_("%(code)s: passages") % {"code": name} for name in names]
    group = [_("Group")] if matrix.wish.arrangement.is_grouped else []
    quoted = [_("%(code)s: quotes") % {"code": name} for name in names] if matrix.wish.quotes else []
    header = [*group, _("Participant"), _("Note"), *names, _("Case as a whole"), _("Type"), *counted]
    return Table([*header, *quoted], _rows(matrix))


def _rows(matrix: FrameworkMatrix) -> Iterator[list[object]]:
    is_grouped = matrix.wish.arrangement.is_grouped
    for section in matrix.sections:
        for line in section.lines:
            quoted = map(quotes_of, line.cells) if matrix.wish.quotes else ()
            yield [*([section.label] if is_grouped else []), *_row(line), *quoted]
    across = [said(cell) for cell in matrix.across]
    if any(across):
        empty = [""] * len(across) * (2 if matrix.wish.quotes else 1)
        yield [*([""] if is_grouped else []), _("Across participants"), "", *across, "", "", *empty]


def _row(line: Line) -> list[object]:
    return [
        line.participant.code,
        line.note,
        *map(said, line.cells),
        said(line.case),
        line.type.body,
        *(cell.passages for cell in line.cells),
    ]


def cells_of(matrix: FrameworkMatrix) -> Table:
    """A row for each cell that somebody wrote in, with who did and when."""
    header = [
        *(_("Participant"), _("Column"), _("Summary"), _("Answer"), _("Passages"), _("Quotes")),
        *(_("Written by"), _("Written on"), _("Changed since")),
    ]
    return Table(header, _each(matrix))


def _each(matrix: FrameworkMatrix) -> Iterator[list[object]]:
    themes = [str(column.node) for column in matrix.columns]
    for line in matrix.lines:
        parts = [
            *zip(themes, line.cells, strict=True),
            (_("Case as a whole"), line.case),
            (_("Type"), line.type),
        ]
        yield from (_one(line.participant.code, name, cell) for name, cell in parts if not cell.is_empty)
    for name, cell in zip(themes, matrix.across, strict=True):
        if not cell.is_empty:
            yield _one(_("Across participants"), name, cell)


def _one(who: str, column: str, cell: Written) -> list[object]:
    passages = "" if cell.passages is None else cell.passages
    words = cited(cell.body)
    return [
        who,
        column,
        words,
        cell.answer_label,
        passages,
        quotes_of(cell),
        str(cell.by),
        cell.changed,
        cell.stale,
    ]


def tables_of(matrix: FrameworkMatrix) -> dict[str, Table]:
    """The matrix, and its cells one by one."""
    return {_("Framework"): table_of(matrix), _("Cells"): cells_of(matrix)}


def part_of(report: FrameworkReport) -> Part:
    blocks = blocks_of_framework(report)
    return Part(report.front.title, blocks, tables_of(report.matrix), Orientation.LANDSCAPE)


def report_asked(project: Project, user: User, query: QueryDict, room: float = 1.0) -> FrameworkReport:
    """The matrix that an address asks for, on paper so many times as wide as A4 on its side.

    Raises ``Refused``.
    """
    wish = FrameworkForm(query, project, tree_without(tree_of(project), project)).asked()
    if wish.arrangement.unprintable:
        raise Refused(_("The rows go by an attribute that is now marked “never print”."))
    matrix = framework_matrix(project, user, wish)
    return printed(matrix, head_of(project, matrix), room)


def make_pdf(job: Job, progress: Progress) -> Result:
    """The work of the job: the matrix that its owner asked for, as a file."""
    progress("reading")
    report = report_asked(job.project, job.owner, QueryDict(str(job.wishes["query"])))
    return made(job, progress, Printed("framework", report, "reports/framework.html", part_of(report)))
