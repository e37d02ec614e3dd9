"""The report of a round as a Word document: what the PDF says, in tables that can be edited."""

from collections.abc import Collection, Iterable, Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt
from docx.table import Table, _Cell, _Row

from coding.reports.closer import character_heads
from coding.reports.differences import MOST_PAIRS, ComparisonReport
from coding.reports.lines import Line

NAMES = Mm(64)
"""The column of codes' names."""
TERMS = Mm(40)
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document(report: ComparisonReport) -> bytes:
    paper = Document()
    _across(paper)
    paper.core_properties.title = report.front.title
    paper.core_properties.author = report.front.study
    paper.add_heading(report.front.title, 0)
    for sentence in report.front.sentences:
        paper.add_paragraph(sentence)
    _terms(paper, report)
    if report.methods:
        paper.add_heading(_("For the methods section"), 1)
        paper.add_paragraph(report.methods.paragraph)
    _codes(paper, report)
    _further(paper, report)
    _closer(paper, report)
    _transcripts(paper, report)
    paper.add_heading(_("Sources"), 1)
    for work in report.sources:
        line = paper.add_paragraph(work.before)
        line.add_run(work.title).italic = True
        line.add_run(work.after)
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _across(paper: Paper) -> None:
    """The tables are wide: the page lies on its side."""
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(18)
    normal = paper.styles["Normal"]
    normal.font.size = Pt(9)
    normal.paragraph_format.space_after = Pt(4)


def _terms(paper: Paper, report: ComparisonReport) -> None:
    made = _("%(moment)s, Verbatim %(version)s") % {
        "moment": report.front.moment,
        "version": report.front.version,
    }
    edition = _("edition %(edition)s") % {"edition": report.front.edition}
    terms = [
        *(report.methods.terms if report.methods else report.front.filters),
        (_("Codebook"), edition),
        (_("Made"), made),
    ]
    _table(paper, (_("What"), _("How")), terms, TERMS)


def _codes(paper: Paper, report: ComparisonReport) -> None:
    agreement = report.agreement
    paper.add_heading(_("Agreement by code"), 1)
    header = [
        _("Code"),
        *agreement.count_names,
        _("agree %"),
        _("presence (F1)"),
        "α",
        _("interval"),
        _("allows"),
    ]
    _table(
        paper,
        header,
        (
            [
                *(line.name, *(f"{count:,}" for count in line.counts), line.percent, line.presence),
                *(line.alpha, line.problem or _limits(line), line.verdict),
            ]
            for line, _mark in report.lines
        ),
        bold=_themes(report),
    )
    for sentence in (agreement.how_made, agreement.rule_told):
        paper.add_paragraph(sentence)


def _limits(line: Line) -> str:
    """With spaces that do not break."""
    limits = line.limits.replace(" ", "\N{NO-BREAK SPACE}")
    return "\n".join(filter(None, (limits, line.failure)))


def _further(paper: Paper, report: ComparisonReport) -> None:
    paper.add_heading(_("Further coefficients"), 1)
    header = [_("Code"), *(each.short for each in report.coefficients)]
    rows = ([each.line.name, *each.figures] for each in report.further)
    _table(paper, header, rows, bold=_themes(report))
    for each in report.coefficients:
        paper.add_paragraph(f"{each.short}: {each.name} ({each.source}); {each.told}.")


def _closer(paper: Paper, report: ComparisonReport) -> None:
    closer = report.closer
    paper.add_heading(_("Quotations, thresholds and sets of codes"), 1)
    _table(
        paper,
        [_("Code"), *closer.together_heads],
        ([_name(each.line), *each.figures] for each in closer.together),
        bold={*_themes(report), _("all codes")},
    )
    told = [f"{name}: {what}." for name, what in closer.terms]
    for sentence in (closer.sets_line, *closer.notes, *told):
        paper.add_paragraph(sentence)
    paper.add_heading(_("Characters, as NVivo counts them"), 1)
    for pair in closer.pairs[:MOST_PAIRS]:
        paper.add_paragraph(_("A is %(a)s, B is %(b)s.") % {"a": pair.a, "b": pair.b})
        lines = ([_name(each.line), *each.figures] for each in pair.lines)
        _table(paper, [_("Code"), *character_heads()], lines)


def _themes(report: ComparisonReport) -> set[str]:
    return {line.name for line in report.agreement.lines if line.is_theme}


def _name(line: Line | None) -> str:
    return line.name if line else _("all codes")


def _transcripts(paper: Paper, report: ComparisonReport) -> None:
    paper.add_heading(_("Transcript by transcript"), 1)
    header = [_("Transcript"), report.agreement.units_name, "α", _("to discuss")]
    rows = ([each.source.title, str(each.units), each.alpha, str(each.differ)] for each in report.transcripts)
    _table(paper, header, rows)


def _table(
    paper: Paper,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    first: Length = NAMES,
    bold: Collection[str] = (),
) -> None:
    """A wide first column, the others alike; its head stands on each page, and no row is cut.

    Rows whose first cell is among ``bold`` are.
    """
    listed = [list(header), *map(list, rows)]
    table = paper.add_table(len(listed), len(header), style="Light List Accent 1")
    table.autofit = False
    _look(table)
    rest = Emu(int((_width(paper) - first) / (len(header) - 1)))
    for column, each in enumerate(table.columns):
        each.width = rest if column else first  # what LibreOffice goes by; Word by that of cells
    # Cells by row: asking the table for each one walks all of them.
    for place, (row, words) in enumerate(zip(table.rows, listed, strict=True)):
        _whole(row, is_head=not place)
        for column, (cell, said) in enumerate(zip(row.cells, words, strict=True)):
            cell.width = rest if column else first
            _fill(cell, said, is_number=bool(column) and len(header) > 2)
            if place and said and words[0] in bold:
                cell.paragraphs[0].runs[0].bold = True
    paper.add_paragraph()


def _look(table: Table) -> None:
    """Without bold first column."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstColumn"), "0")
        look.set(qn("w:val"), "0420")


def _whole(row: _Row, is_head: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(("w:tblHeader",) if is_head else ())):
        properties.append(OxmlElement(name))


def _fill(cell: _Cell, said: str, is_number: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(said)
    paragraph.paragraph_format.space_after = Pt(0)
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _width(paper: Paper) -> int:
    section = paper.sections[0]
    return int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
