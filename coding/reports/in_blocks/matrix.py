"""The theme matrix, piece by piece: a table for each panel of columns."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from coding.charts.drawing import STRONGEST
from coding.codebook.colours import colour_of
from coding.matrix.wish import Shows
from coding.reports.blocks import (
    Block,
    Cell,
    Heading,
    Kind,
    Paragraph,
    Role,
    Row,
    Run,
    Said,
    Table,
    cell,
    column,
    paragraph,
    passage_anchor,
    row,
    soft,
    strong,
    tinted,
)
from coding.reports.matrix import SHADES, Cited, Column, Heard, Line, ThemeMatrix
from coding.reports.matrix import Cell as Counted
from coding.reports.panels import MatrixReport, Panel, PrintedCell, PrintedLine

FIRST, SHORT, LAST = 1.5, 0.8, 0.7
"""Widths of the names of rows, of those beside quotes, and of totals, beside a column's."""


def blocks_of_matrix(report: MatrixReport) -> Iterator[Block]:
    yield paragraph(" ".join(legend(report.matrix)), role=Role.NOTE)
    for panel in report.panels:
        if len(report.panels) > 1:
            yield Heading(1, _title(panel), f"panel-{panel.number}")
        yield Drawn(report.matrix, panel).table


def _title(panel: Panel) -> str:
    first, last = panel.columns[0].name, panel.columns[-1].name
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def legend(matrix: ThemeMatrix) -> Iterator[str]:
    """How its cells are to be read."""
    wish = matrix.wish
    if wish.shows == Shows.PRESENCE and matrix.is_single:
        yield _("● is present.")
    elif wish.shows.lists and (wish.arrangement.is_grouped or wish.arrangement.by):
        yield _("P07:T14 is participant and turn.")
    elif wish.shows.lists:
        yield _("T14 in the row of P07 is cited P07:T14, participant and turn.")
    yield _("0 is looked for, not found.")
    if matrix.has_gaps:
        yield _("… is nothing found, in a row that is not read to the end or has no transcript.")
    if wish.shows == Shows.QUOTES:
        yield _(
            "Passages of more than 40 words are cut (…); what lies within another passage of its cell "
            "is counted and not quoted again."
        )


class Drawn:
    """A panel as a table."""

    def __init__(self, matrix: ThemeMatrix, panel: Panel) -> None:
        self._matrix, self._panel = matrix, panel

    @property
    def table(self) -> Table:
        is_number = self._matrix.is_counted
        first = FIRST if is_number else SHORT
        heads = [column(self._matrix.wish.arrangement.head, first, is_head=True)]
        heads += [column(_head(each), is_number=is_number) for each in self._panel.columns]
        heads += [column(_("Any theme"), LAST, is_number=True)] if self._panel.is_last else []
        rows = [*(self._row(line) for line in self._panel.lines), self._totals]
        return Table(heads, rows, self._matrix.title)

    def _row(self, part: PrintedLine) -> Row:
        cells = [_name(part), *(self._cell(part, each) for each in part.cells)]
        if self._panel.is_last:
            line = part.line
            known = line.passages or line.heard == Heard.ALL
            total = f"{line.passages:,}" if known else "…"
            cells.append(cell("" if part.is_continued else total))
        return row(*cells, kind=Kind.GOES_ON if part.goes_on else Kind.PLAIN)

    def _cell(self, part: PrintedLine, each: PrintedCell) -> Cell:
        counted, shows = each.cell, self._matrix.wish.shows
        if not counted.count:
            empty = "0" if part.line.heard == Heard.ALL else "…"
            return cell(paragraph(soft("" if part.is_continued else empty)))
        if shows == Shows.CITATIONS:
            return cell(paragraph(*_places(counted)))
        if shows == Shows.QUOTES:
            return cell(*_quotes(counted, each, part.is_continued))
        fill = tinted(colour_of(counted.column.node).light, STRONGEST * counted.shade / SHADES)
        return cell(paragraph(strong(self._matrix.shown(part.line, counted))), fill=fill)

    @property
    def _totals(self) -> Row:
        matrix = self._matrix
        cells = [cell(_("Participants"), paragraph(soft(_("distinct passages"))))]
        cells += [
            cell(matrix.share(each.participants, matrix.out_of), paragraph(soft(f"{each.passages:,}")))
            for each in self._panel.columns
        ]
        cells += [cell("", paragraph(soft(f"{matrix.passages:,}")))] if self._panel.is_last else []
        return row(*cells, kind=Kind.TOTAL)


def _head(each: Column) -> Cell:
    node = each.node
    above = node.code.name if each.value else node.theme.name if node.depth else ""
    return cell(paragraph(soft(above)), each.name)


def _name(part: PrintedLine) -> Cell:
    line: Line = part.line
    if part.is_continued:
        return cell(line.row.label, paragraph(soft(_("(continued)"))))
    state = paragraph(Run(line.state, italic=True, is_soft=True))
    return cell(line.row.label, paragraph(soft(line.note)), state)


def _places(counted: Counted) -> Iterator[Said]:
    yield strong(f"{counted.count:,}")
    yield " · "
    for place, each in enumerate(counted.places):
        yield ", " if place else ""
        yield linked(each)
    if counted.more:
        yield " …"


def linked(cited: Cited) -> Run:
    """Where it stands; in a report that prints the excerpt too, it leads there."""
    return Run(cited.short, href=f"#{passage_anchor(*cited.passage)}")


def _quotes(counted: Counted, each: PrintedCell, is_continued: bool) -> Sequence[Paragraph]:
    paragraphs = [] if is_continued else [paragraph(strong(f"{counted.count:,}"))]
    for cited in each.quotes:
        words = _("not to be quoted") if cited.words is None else cited.words
        paragraphs.append(paragraph(words, " (", linked(cited), ")"))
    if counted.more and each.ends:
        more = _("and %(n)s more in the list of excerpts") % {"n": f"{counted.more:,}"}
        paragraphs.append(paragraph(Run(more, italic=True, is_soft=True)))
    return paragraphs
