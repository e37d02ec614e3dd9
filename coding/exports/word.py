"""The report of a round as a Word document: what the PDF says, in tables that can be edited."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from coding.reports.closer import character_heads
from coding.reports.differences import MOST_PAIRS, ComparisonReport
from coding.reports.lines import Line

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
    section.page_width, section.page_height = section.page_height, section.page_width
    paper.styles["Normal"].font.size = Pt(9)


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
    _table(paper, (_("What"), _("How")), terms)


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
    )
    for sentence in (agreement.how_made, agreement.rule_told):
        paper.add_paragraph(sentence)


def _limits(line: Line) -> str:
    return "\n".join(filter(None, (line.limits, line.failure)))


def _further(paper: Paper, report: ComparisonReport) -> None:
    paper.add_heading(_("Further coefficients"), 1)
    header = [_("Code"), *(each.short for each in report.coefficients)]
    _table(paper, header, ([each.line.name, *each.figures] for each in report.further))
    for each in report.coefficients:
        paper.add_paragraph(f"{each.short}: {each.name} ({each.source}); {each.told}.")


def _closer(paper: Paper, report: ComparisonReport) -> None:
    closer = report.closer
    paper.add_heading(_("Quotations, thresholds and sets of codes"), 1)
    _table(
        paper,
        [_("Code"), *closer.together_heads],
        ([_name(each.line), *each.figures] for each in closer.together),
    )
    for sentence in (closer.sets_line, *closer.notes):
        paper.add_paragraph(sentence)
    paper.add_heading(_("Characters, as NVivo counts them"), 1)
    for pair in closer.pairs[:MOST_PAIRS]:
        paper.add_paragraph(_("A is %(a)s, B is %(b)s.") % {"a": pair.a, "b": pair.b})
        lines = ([_name(each.line), *each.figures] for each in pair.lines)
        _table(paper, [_("Code"), *character_heads()], lines)


def _name(line: Line | None) -> str:
    return line.name if line else _("all codes")


def _transcripts(paper: Paper, report: ComparisonReport) -> None:
    paper.add_heading(_("Transcript by transcript"), 1)
    header = [_("Transcript"), report.agreement.units_name, "α", _("to discuss")]
    rows = ([each.source.title, str(each.units), each.alpha, str(each.differ)] for each in report.transcripts)
    _table(paper, header, rows)


def _table(paper: Paper, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    listed = [list(header), *map(list, rows)]
    table = paper.add_table(len(listed), len(header), style="Light List Accent 1")
    # Cells by row: asking the table for each one walks all of them.
    for row, words in zip(table.rows, listed, strict=True):
        for cell, said in zip(row.cells, words, strict=True):
            cell.text = said
    paper.add_paragraph()
