"""Of how many participants of each group a code was found."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.charts.bars import Bar, Bars
from coding.codebook.tree import Node
from coding.exports.tables import Table
from coding.matrix.cells import theme_matrix
from coding.matrix.grouping import Arrangement
from coding.matrix.wish import Wish
from coding.pictures.asked import Asked, heading
from coding.pictures.picture import Picture
from coding.reports.matrix import Cell, Line


def codes_by_group(asked: Asked) -> Picture:
    arrangement = Arrangement(
        attribute=asked.attribute, is_grouped=asked.attribute is not None, where=asked.where
    )
    wish = Wish(whose=asked.whose, opened=asked.opened, arrangement=arrangement)
    matrix = theme_matrix(asked.project, asked.user, wish)
    groups = matrix.lines if asked.attribute else ()
    rows = [(node, [_cell(line, node.code.pk) for line in groups]) for node in asked.nodes]
    bars = [(heading(node), [_bar(cell) for cell in cells]) for node, cells in rows]
    panels = [(line.row.label, _("N = %(n)s") % {"n": line.out_of}) for line in groups]
    return Picture(
        title=_("Codes by %(attribute)s") % {"attribute": asked.attribute or _("group")},
        words=_words(asked, groups),
        sentences=[
            *asked.of_whom,
            _("A bar is the share of a group’s participants with a transcript in whom the code was found."),
            *matrix.sentences[1:],
        ],
        whose=asked.whose,
        chart=Bars(panels, bars),
        table=Table([_("Code"), *_heads(groups)], [_numbers(node, cells) for node, cells in rows]),
        is_empty=not (groups and rows),
    )


def _numbers(node: Node, cells: list[Cell]) -> list[object]:
    return [str(node), *(number for cell in cells for number in (cell.people, cell.out_of))]


def _heads(groups: tuple[Line, ...]) -> list[str]:
    return [
        head for line in groups for head in (line.row.label, _("%(group)s, N") % {"group": line.row.label})
    ]


def _cell(line: Line, code: int) -> Cell:
    return next(cell for cell in line.cells if cell.column.node.code.pk == code)


def _bar(cell: Cell) -> Bar:
    said = _("%(n)s of %(all)s") % {"n": cell.people, "all": cell.out_of}
    return Bar(cell.people / cell.out_of if cell.out_of else 0, said)


def _words(asked: Asked, groups: tuple[Line, ...]) -> str:
    labels = ", ".join(f"{line.row.label} ({line.out_of})" for line in groups)
    return ngettext(
        "For %(codes)s code a bar in each of the groups: %(groups)s.",
        "For each of %(codes)s codes a bar in each of the groups: %(groups)s.",
        len(asked.nodes),
    ) % {"codes": len(asked.nodes), "groups": labels}
