"""A picture as a file of its own, and with its table as PDF and Word document."""

from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coding.charts.drawing import Pieces
from coding.exports.downloads import attached
from coding.exports.parts import Part
from coding.exports.printing import Printed, made
from coding.forms.pictures import PictureForm
from coding.pictures.kinds import Kind, picture
from coding.pictures.picture import Picture
from coding.reports.blocks import Orientation, Table
from coding.reports.front import Front, front
from coding.reports.in_blocks.pictures import LONGEST_TABLE, WIDEST_TABLE, blocks_of_picture, numbers_of
from projects.jobs import Progress, Result
from projects.models import Job, Project, User

KIND = "picture_pdf"
"""The kind of job."""
SVG_TYPE = "image/svg+xml"


class Nobody:
    """Whose codings a picture shows that shows none."""

    label = ""
    sentence = ""


@dataclass(frozen=True)
class PictureReport:
    front: Front
    picture: Picture
    is_part: bool = False
    """Of a composed report, where a long table would stand between the reader and the next part."""
    room: float = 1.0
    """The width of the paper, where A4 on its side is 1."""

    @property
    def drawings(self) -> list[Pieces]:
        return [
            drawing._replace(rows=[*map(SafeString, drawing.rows)], head=SafeString(drawing.head))
            for drawing in self.picture.in_pieces(self.room)
        ]

    @property
    def table(self) -> Table | None:
        """Its numbers, where there is room for them."""
        rows = list(self.picture.table.rows)
        is_too_wide = len(self.picture.table.header) > WIDEST_TABLE
        is_too_long = self.is_part and len(rows) > LONGEST_TABLE
        return None if not rows or is_too_wide or is_too_long else numbers_of(self.picture, rows)

    @property
    def elsewhere(self) -> str:
        """Where the numbers are that have no room here."""
        if not list(self.picture.table.rows):
            return _("There are no numbers yet.")
        if not self.is_part:
            return _("The table of these numbers is wider than a page; the CSV file of the picture has it.")
        if self.front.is_outgoing:
            return _("The table of these numbers is too large to print; the report as a spreadsheet has it.")
        return _("The table of these numbers is too large to print; it is attached as CSV.")


def as_file(drawn: Picture, name: str) -> HttpResponse:
    """The picture as a download called ``name``."""
    return attached(HttpResponse(drawn.as_file, content_type=SVG_TYPE), name)


def head_of(project: Project, drawn: Picture) -> Front:
    return front(project, drawn.title, drawn.whose or Nobody(), filters=(), sentences=drawn.sentences)


def part_of(report: PictureReport) -> Part:
    drawn = report.picture
    return Part(drawn.title, blocks_of_picture(drawn), {drawn.title: drawn.table}, Orientation.LANDSCAPE)


def make_pdf(job: Job, progress: Progress) -> Result:
    """The work of the job: the picture that its owner asked for, with its table."""
    progress("reading")
    kind = Kind(str(job.wishes["picture"]))
    report = report_asked(job.project, job.owner, kind, QueryDict(str(job.wishes["query"])))
    return made(job, progress, Printed(kind, report, "reports/picture.html", part_of(report)))


def report_asked(project: Project, user: User, kind: Kind, query: QueryDict) -> PictureReport:
    """The picture that an address asks for, with its table."""
    drawn = picture(kind, PictureForm(query, project, kind).asked(user))
    return PictureReport(head_of(project, drawn), drawn)
