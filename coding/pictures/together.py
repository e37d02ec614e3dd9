"""Which codes are found at the same places, as a picture."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.charts.grid import Grid, Square
from coding.codebook.colours import colour_of
from coding.exports.cooccurrence import table_of
from coding.exports.tables import Table
from coding.matrix.together import TogetherWish
from coding.pictures.asked import Asked, headings
from coding.pictures.picture import Picture
from coding.reports.cooccurrence import SHADES, CoOccurrenceTable, TogetherCell, cooccurrence_table


def codes_together(asked: Asked) -> Picture:
    wish = TogetherWish(asked.whose, asked.near, asked.opened, where=asked.where)
    found = cooccurrence_table(asked.project, asked.user, wish)
    shown = {node.code.pk for node in asked.nodes}
    lines = [
        [cell for cell in cells if cell.column.node.code.pk in shown]
        for row, cells in found.lines
        if row.node.code.pk in shown
    ]
    nodes, pairs = asked.nodes, table_of(found)
    return Picture(
        title=found.title,
        words=_words(asked, found),
        sentences=[
            *asked.of_whom,
            *found.sentences,
            _("A number is how many passages of the row’s code co-occur with the column’s."),
        ],
        whose=asked.whose,
        chart=Grid(headings(nodes), headings(nodes), [[_square(cell) for cell in cells] for cells in lines]),
        table=Table(pairs.header, list(pairs.rows)),
        is_empty=not found.together.passages,
    )


def _square(cell: TogetherCell) -> Square:
    if cell.is_own or cell.is_part:
        return Square("—" if cell.is_own else "·")
    return Square(cell.said, cell.shade / SHADES, colour_of(cell.row.node))


def _words(asked: Asked, found: CoOccurrenceTable) -> str:
    said = ngettext(
        "A table of %(n)s code by itself, fuller where more passages co-occur.",
        "A table of %(n)s codes by the same codes, fuller where more passages co-occur.",
        len(asked.nodes),
    ) % {"n": len(asked.nodes)}
    pairs = sorted(found.pairs, key=lambda line: -line.pair.first_with)
    if not pairs:
        return said
    passages = pairs[0].pair.first_with
    most = ngettext(
        "The most is %(n)s passage of “%(first)s” with “%(second)s”.",
        "The most are %(n)s passages of “%(first)s” with “%(second)s”.",
        passages,
    ) % {"first": pairs[0].first.code.name, "second": pairs[0].second.code.name, "n": passages}
    return f"{said} {most}"
