"""A picture as a file of its own, and with its table as PDF."""

from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from coding.exports import csv, pdf
from coding.forms.pictures import PictureForm
from coding.pictures.kinds import Kind, picture
from coding.pictures.picture import Picture
from coding.reports.front import Front, front
from projects.jobs import Progress, Result
from projects.models import Job

KIND = "picture_pdf"
"""The kind of job."""
SVG_TYPE = "image/svg+xml"
WIDEST_TABLE = 14
"""Columns that fit on paper; a wider table is in the CSV file."""


class Nobody:
    """Whose codings a picture shows that shows none."""

    label = ""
    sentence = ""


@dataclass(frozen=True)
class PictureReport:
    front: Front
    picture: Picture

    @property
    def drawings(self) -> list[SafeString]:
        return [SafeString(drawing) for drawing in self.picture.on_paper]

    @property
    def has_table(self) -> bool:
        return len(self.picture.table.header) <= WIDEST_TABLE


def as_file(drawn: Picture, name: str) -> HttpResponse:
    """The picture as a download called ``name``."""
    response = HttpResponse(drawn.as_file, content_type=SVG_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def make_pdf(job: Job, progress: Progress) -> Result:
    """The work of the job: the picture that its owner asked for, with its table."""
    progress("reading")
    kind = Kind(str(job.wishes["picture"]))
    asked = PictureForm(QueryDict(str(job.wishes["query"])), job.project, kind).asked(job.owner)
    drawn = picture(kind, asked)
    head = front(job.project, drawn.title, drawn.whose or Nobody(), filters=(), sentences=drawn.sentences)
    html = render_to_string("reports/picture.html", {"report": PictureReport(head, drawn)})
    name = csv.file_name(job.project.slug, kind, ending="pdf")
    return Result(name, pdf.PDF_TYPE, pdf.render(html, progress))
