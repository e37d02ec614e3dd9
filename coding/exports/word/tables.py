"""Tables as the XML of a Word document: their head stands on each page, and only a long row is cut."""

from collections.abc import Sequence
from itertools import pairwise
from xml.sax.saxutils import quoteattr

from coding.exports.word.styles import INK, PANEL
from coding.exports.word.text import Text, fitting
from coding.reports.blocks import Cell, Column, Kind, Paragraph, Row, Table

BOLD_ROWS = {Kind.THEME, Kind.GROUP}
RULED = f'w:val="single" w:sz="8" w:space="0" w:color="{INK}"'
"""Under heads, and over totals."""
WIDE = 4600
"""Of a column at most, on average: 81 mm. Far apart, words and their number are not read together."""
TALL = 700
"""Characters of a cell from which on its row may go on on the next page."""
SHORT = 120
LAST = 3
"""So many short rows at the end of a table stand on one page."""
GAP = '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'
PADDED = '<w:tcMar><w:left w:w="85" w:type="dxa"/></w:tcMar>'


def table(drawn: Table, width: int, text: Text) -> str:
    """So wide, in twentieths of a point; a paragraph follows, without which two tables would be one."""
    widths = shared(drawn.columns, min(width, WIDE * len(drawn.columns)))
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    heads = tuple(column.head for column in drawn.columns)
    has_head = any(head.paragraphs for head in heads)
    look = (
        f'<w:tblLook w:val="04A0" w:firstRow="{int(has_head)}" w:lastRow="0" w:firstColumn="1" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    described = f"<w:tblDescription w:val={quoteattr(fitting(drawn.words))}/>" if drawn.words else ""
    writer = Rows(drawn.columns, widths, text)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Report"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}{described}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{writer.head(heads) if has_head else ''}{''.join(writer.all(drawn.rows))}</w:tbl>{GAP}"
    )


def shared(columns: Sequence[Column], width: int) -> list[int]:
    """The width of each column; together they have all of it."""
    total = sum(column.width for column in columns)
    borders = [0.0]
    for column in columns:
        borders.append(borders[-1] + width * column.width / total)
    edges = [round(border) for border in borders]
    return [right - left for left, right in pairwise(edges)]


class Rows:
    def __init__(self, columns: Sequence[Column], widths: Sequence[int], text: Text) -> None:
        self._columns, self._widths, self._text = columns, widths, text

    def head(self, cells: Sequence[Cell]) -> str:
        ruled = f"<w:tcBorders><w:bottom {RULED}/></w:tcBorders>"
        made = (
            self._cell(cell, width, ruled, self._head_style(column))
            for cell, width, column in zip(cells, self._widths, self._columns, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(made)}</w:tr>"

    @staticmethod
    def _head_style(column: Column) -> str:
        return "Table head number" if column.is_number else "Table head"

    def all(self, rows: Sequence[Row]) -> list[str]:
        """Neither a short row nor a total stands alone on a page: Word keeps rows together by paragraphs."""
        kinds = [Kind.PLAIN, *(row.kind for row in rows), Kind.PLAIN]
        keeps = [
            "<w:keepNext/>" if below == Kind.TOTAL or _stays(place, row, len(rows)) else ""
            for place, (row, below) in enumerate(zip(rows, kinds[2:], strict=True))
        ]
        return [self._row(row, above, keep) for row, above, keep in zip(rows, kinds, keeps, strict=False)]

    def _row(self, row: Row, above: Kind, keep: str) -> str:
        if row.kind == Kind.GROUP:
            return self._whole(self._group(row.cells[0]), row)
        borders = _borders(row.kind, above)
        cells = (
            self._cell(cell, width, borders, _style(column, row.kind), keep)
            for cell, width, column in zip(row.cells, self._widths, self._columns, strict=True)
        )
        return self._whole("".join(cells), row)

    @staticmethod
    def _whole(cells: str, row: Row) -> str:
        whole = "" if any(len(cell.text) > TALL for cell in row.cells) else "<w:trPr><w:cantSplit/></w:trPr>"
        return f"<w:tr>{whole}{cells}</w:tr>" if row.cells else ""

    def _group(self, cell: Cell) -> str:
        span = f'<w:gridSpan w:val="{len(self._columns)}"/>'
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{PANEL}"/>'
        width = f'<w:tcW w:w="{sum(self._widths)}" w:type="dxa"/>'
        said = self._paragraphs(cell.paragraphs, "Table name", "<w:keepNext/>")
        return f"<w:tc><w:tcPr>{width}{span}{fill}{PADDED}</w:tcPr>{said}</w:tc>"

    def _cell(self, cell: Cell, width: int, borders: str, style: str, keep: str = "") -> str:
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill[1:].upper()}"/>' if cell.fill else ""
        padded = PADDED if cell.fill else ""
        lies = '<w:vAlign w:val="bottom"/>' if style.startswith("Table head") else ""
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{borders}{fill}{padded}{lies}'
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{self._paragraphs(cell.paragraphs, style, keep)}</w:tc>"

    def _paragraphs(self, paragraphs: Sequence[Paragraph], style: str, more: str = "") -> str:
        said = paragraphs or (Paragraph(()),)
        return "".join(self._text.paragraph(each, style, more) for each in said)


def _stays(place: int, row: Row, rows: int) -> bool:
    """Whether a short row stays with the one below: the first, and those before the last."""
    is_at_end = place == 0 or rows - LAST <= place
    return is_at_end and place + 1 < rows and all(len(cell.text) <= SHORT for cell in row.cells)


def _style(column: Column, kind: Kind) -> str:
    if column.is_number:
        return "Table number"
    return "Table name" if column.is_head or kind in BOLD_ROWS else "Table text"


def _borders(kind: Kind, above: Kind) -> str:
    """A row that goes on has no line under it; a total has a strong one above."""
    top = (
        f"<w:top {RULED}/>" if kind == Kind.TOTAL else '<w:top w:val="nil"/>' if above == Kind.GOES_ON else ""
    )
    bottom = '<w:bottom w:val="nil"/>' if kind == Kind.GOES_ON else ""
    return f"<w:tcBorders>{top}{bottom}</w:tcBorders>" if top or bottom else ""
