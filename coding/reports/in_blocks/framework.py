"""The framework matrix, piece by piece: a table for each panel of columns."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from coding.reports.blocks import (
    Block,
    Cell,
    Heading,
    Kind,
    Paragraph,
    Role,
    Row,
    Run,
    Table,
    cell,
    column,
    paragraph,
    passage_anchor,
    row,
    soft,
)
from coding.reports.framework_panels import FrameworkReport, Head, Panel, Piece, PrintedLine


def blocks_of_framework(report: FrameworkReport) -> Iterator[Block]:
    yield paragraph(
        _(
            "P07:T14 is participant and turn. Under a summary stand the number of passages and who wrote it "
            "last. An empty cell says nothing: “looked for, not found” and “not asked” are said."
        ),
        role=Role.NOTE,
    )
    if report.left_out:
        yield paragraph(report.left_out, role=Role.NOTE)
    for panel in report.panels:
        if len(report.panels) > 1:
            yield Heading(1, _title(panel), f"panel-{panel.number}")
        heads = [
            column(_("Participant"), 100 - sum(panel.widths), is_head=True),
            *map(column, map(_head, panel.heads), panel.widths),
        ]
        yield Table(heads, [_row(line) for line in panel.lines], report.matrix.title)


def _title(panel: Panel) -> str:
    return _("%(first)s to %(last)s") % {"first": panel.heads[0].title, "last": panel.heads[-1].title}


def _head(head: Head) -> Cell:
    return cell(paragraph(soft(head.above)), head.title)


def _row(line: PrintedLine) -> Row:
    if line.group:
        return row(line.group, kind=Kind.GROUP)
    cells = (cell(*map(_piece, pieces)) for pieces in line.cells)
    return row(cell(line.label, paragraph(soft(line.note))), *cells)


def _linked(piece: Piece) -> Run:
    """Where it stands; in a report that prints the excerpt too, it leads there."""
    return Run(piece.cite, href=f"#{passage_anchor(*piece.passage)}" if piece.passage else "")


def _piece(piece: Piece) -> Paragraph:
    cite = f" ({piece.cite})" if piece.cite else ""
    if piece.kind == "foot":
        return paragraph(soft(piece.text))
    if piece.kind in {"answer", "withheld"}:
        return paragraph(Run(piece.text, italic=True), cite)
    if piece.kind == "quote":
        return paragraph(f"“{piece.text}” (", _linked(piece), ")")
    return paragraph(piece.text, cite)
