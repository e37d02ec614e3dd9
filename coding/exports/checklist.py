"""The reporting checklist as CSV, as Word document and as PDF, with a column for the pages of the paper."""

from io import BytesIO

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.shared import Length, Mm, Pt
from docx.table import _Cell, _Row

from coding.exports import pdf
from coding.exports.downloads import file_name
from coding.exports.tables import Table
from coding.exports.word.text import plain, short
from coding.reports.checklist import Checklist, Line, checklist
from projects.jobs import Progress, Result
from projects.models import Job

KIND = "checklist_pdf"
"""The kind of job."""
WIDTHS = (Mm(10), Mm(48), Mm(96), Mm(20))


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


def document(found: Checklist) -> bytes:
    """A heading and a table for each domain."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(18)
    normal = paper.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(9.5), Pt(4)
    paper.core_properties.title = short(found.front.title)
    paper.core_properties.author = short(found.front.study)
    paper.add_heading(found.front.title, 0)
    paper.add_paragraph(plain(found.front.head))
    paper.add_paragraph(found.front.sentences[0])
    source = paper.add_paragraph(found.source.before)
    source.add_run(found.source.title).italic = True
    source.add_run(found.source.after)
    for domain in found.domains:
        paper.add_heading(_("Domain %(n)s: %(title)s") % {"n": domain.number, "title": domain.title}, 1)
        for group in domain.groups:
            paper.add_heading(group.title, 2)
            _table(paper, group.lines)
    paper.add_paragraph()
    made = {"moment": found.front.moment, "version": found.front.version}
    paper.add_paragraph(_("Made %(moment)s, Verbatim %(version)s.") % made)
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _table(paper: Paper, lines: tuple[Line, ...]) -> None:
    table = paper.add_table(len(lines) + 1, len(WIDTHS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    head, *rows = table.rows
    for cell, said in zip(head.cells, ("", _("Item"), _("Reported"), _("Page")), strict=True):
        cell.paragraphs[0].add_run(said).bold = True
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row, line in zip(rows, lines, strict=True):
        _fill(row, line)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            _tidy(cell, width)


def _fill(row: _Row, line: Line) -> None:
    number, item, reported, _page = row.cells
    number.paragraphs[0].add_run(str(line.item.number))
    item.paragraphs[0].add_run(str(line.item.topic)).bold = True
    item.add_paragraph(str(line.item.question))
    said = [line.known.sentence] if line.known else []
    for place, words in enumerate(filter(None, [*said, line.own])):
        (reported.add_paragraph() if place else reported.paragraphs[0]).add_run(plain(words))


def _tidy(cell: _Cell, width: Length) -> None:
    cell.width = width
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_after = Pt(2)


def make_pdf(job: Job, progress: Progress) -> Result:
    """The work of the job: the checklist as its owner may see it."""
    progress("reading")
    html = render_to_string("reports/checklist.html", {"report": checklist(job.project, job.owner)})
    name = file_name(job.project.slug, "coreq", ending="pdf")
    return Result(name, pdf.PDF_TYPE, pdf.render(html, progress))
