"""The theme matrix as a table, and as the files that a job makes of it."""

from collections.abc import Sequence

from django.http import QueryDict
from django.utils.translation import gettext as _

from coding.exports.parts import Part
from coding.exports.printing import Printed, made
from coding.exports.tables import Table
from coding.forms.matrix import MatrixForm
from coding.matrix.cells import theme_matrix
from coding.matrix.wish import Shows
from coding.reports.blocks import Orientation
from coding.reports.front import Front, front
from coding.reports.in_blocks.matrix import blocks_of_matrix
from coding.reports.matrix import Cell, Cited, Heard, Line, ThemeMatrix
from coding.reports.panels import MatrixReport, printed
from projects.jobs import Progress, Result
from projects.models import Job, Project, User
from projects.refusals import Refused

KIND = "matrix_pdf"
"""The kind of job."""


def table_of(matrix: ThemeMatrix) -> Table:
    """A row for each row of the matrix; 0 says looked for and not found, an empty cell not (wholly) read."""
    names = [column.long_name for column in matrix.columns]
    cited = [_("%(code)s: passages") % {"code": name} for name in names]
    header = [_("Row"), _("Note"), _("Participants"), _("Transcripts"), _("Read to the end"), *names]
    header += [_("Any theme, passages"), _("In the interviewer’s turns, not counted")]
    return Table(
        [*header, *(cited if matrix.wish.shows.lists else [])], (_row(line, matrix) for line in matrix.lines)
    )


def _row(line: Line, matrix: ThemeMatrix) -> list[object]:
    known = line.heard == Heard.ALL
    counts = [*(_number(cell, line, matrix.wish.shows) for cell in line.cells), line.passages]
    numbers = [count if count or known else "" for count in counts]
    lists = line.cells if matrix.wish.shows.lists else ()
    places = [_places(cell.cited, matrix.wish.shows) for cell in lists]
    row = line.row
    return [row.label, line.note, line.out_of, line.transcripts, line.read, *numbers, line.asked, *places]


def _number(cell: Cell, line: Line, shows: Shows) -> int:
    """What the cell says as a number: of a group the participants, of anybody else 1 for presence."""
    if shows == Shows.PRESENCE:
        return cell.people if line.row.is_group else min(cell.count, 1)
    return cell.words if shows == Shows.WORDS else cell.count


def _places(cited: Sequence[Cited], shows: Shows) -> str:
    """Where the passages stand, each place once; with quotes also their words, where these may be quoted."""
    if shows == Shows.CITATIONS:
        return ", ".join(dict.fromkeys(each.citation for each in cited))
    return "\n".join(f"{each.citation} {each.words or _('[not to be quoted]')}" for each in cited)


def head_of(project: Project, matrix: ThemeMatrix) -> Front:
    return front(project, matrix.title, matrix.wish.whose, filters=matrix.filters, sentences=matrix.sentences)


def part_of(report: MatrixReport) -> Part:
    tables = {_("Theme matrix"): table_of(report.matrix)}
    return Part(report.front.title, blocks_of_matrix(report), tables, Orientation.LANDSCAPE)


def make_pdf(job: Job, progress: Progress) -> Result:
    """The work of the job: the matrix that its owner asked for, as a file."""
    progress("reading")
    report = report_asked(job.project, job.owner, QueryDict(str(job.wishes["query"])))
    return made(job, progress, Printed("matrix", report, "reports/matrix.html", part_of(report)))


def report_asked(project: Project, user: User, query: QueryDict, room: float = 1.0) -> MatrixReport:
    """The matrix that an address asks for, on paper so many times as wide as A4 on its side.

    Raises ``Refused``.
    """
    wish = MatrixForm(query, project).wish
    if wish.arrangement.unprintable:
        raise Refused(_("The rows go by an attribute that is now marked “never print”."))
    matrix = theme_matrix(project, user, wish)
    return printed(matrix, head_of(project, matrix), room)
