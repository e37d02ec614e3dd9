"""How many passages each participant has under each theme or code."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.charts.grid import Grid, Heading, Square
from coding.codebook.colours import colour_of
from coding.exports.tables import Table
from coding.matrix.cells import theme_matrix
from coding.matrix.grouping import Arrangement
from coding.matrix.wish import Shows, Wish
from coding.pictures.asked import Asked, headings
from coding.pictures.picture import Picture
from coding.reports.matrix import Cell, Heard, Line, ThemeMatrix


def heatmap(asked: Asked) -> Picture:
    arrangement = Arrangement(where=asked.where)
    wish = Wish(whose=asked.whose, arrangement=arrangement, opened=asked.opened, shows=Shows.COUNTS)
    matrix = theme_matrix(asked.project, asked.user, wish)
    shown = [node.code.pk for node in asked.nodes]
    lines = [(line, _shown(line, shown)) for line in matrix.lines]
    most = max((cell.count for _line, cells in lines for cell in cells), default=0)
    grid = Grid(
        rows=[Heading(line.row.label) for line, _cells in lines],
        columns=headings(asked.nodes),
        squares=[[_square(line, cell, most) for cell in cells] for line, cells in lines],
    )
    return Picture(
        title=_("Passages by participant and code"),
        words=_words(matrix, lines, most),
        sentences=[
            *asked.of_whom,
            *matrix.sentences,
            _("… is nothing found in interviews that are not read to the end."),
        ],
        whose=asked.whose,
        chart=grid,
        table=Table(
            [_("Participant"), *(str(node) for node in asked.nodes)],
            [[line.row.label, *(_number(line, cell) for cell in cells)] for line, cells in lines],
        ),
        is_empty=not (lines and shown),
    )


def _shown(line: Line, codes: list[int]) -> list[Cell]:
    cells = {cell.column.node.code.pk: cell for cell in line.cells}
    return [cells[pk] for pk in codes]


def _number(line: Line, cell: Cell) -> int | str:
    return cell.count if cell.count or line.heard == Heard.ALL else "…"


def _square(line: Line, cell: Cell, most: int) -> Square:
    share, number = cell.count / most if most else 0, _number(line, cell)
    return Square(f"{number:,}" if isinstance(number, int) else number, share, colour_of(cell.column.node))


def _words(matrix: ThemeMatrix, lines: list[tuple[Line, list[Cell]]], most: int) -> str:
    cells = [(cell.count, line.row.label, cell.column.name) for line, found in lines for cell in found]
    people = ngettext("%(n)s participant", "%(n)s participants", len(matrix.lines))
    columns = len(lines[0][1]) if lines else 0
    codes = ngettext("%(n)s code", "%(n)s codes", columns)
    said = _("A table of %(people)s by %(codes)s, darker where there are more passages.") % {
        "people": people % {"n": len(matrix.lines)},
        "codes": codes % {"n": columns},
    }
    if not most:
        return said
    count, person, code = max(cells)
    fullest = _("The most are %(count)s, of %(person)s under “%(code)s”.")
    return f"{said} {fullest % {'count': count, 'person': person, 'code': code}}"
