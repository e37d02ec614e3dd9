"""Co-occurrence, piece by piece: the matrix of codes, then the pairs."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from coding.charts.drawing import ACCENT, STRONGEST
from coding.reports.blocks import (
    Block,
    Cell,
    Heading,
    Role,
    Row,
    Table,
    cell,
    column,
    paragraph,
    row,
    soft,
    strong,
    tinted,
)
from coding.reports.cooccurrence import SHADES, CoOccurrenceTable, PairLine, TogetherCell, TogetherCode

WIDEST = 12
"""How many columns fit beside the first one."""
PAIRS = 60
"""So many are printed; a spreadsheet has them all."""


def blocks_of_cooccurrence(found: CoOccurrenceTable) -> Iterator[Block]:
    if found.pairs:
        yield Heading(1, _("Each code beside each"), "cooccurrence-codes")
        for first, last in pairwise(cuts(len(found.codes), WIDEST)):
            yield _part(found, slice(first, last))
        yield Heading(1, _("Pairs, the closest first"), "cooccurrence-pairs", _more(found))
        yield _pairs(found.pairs[:PAIRS])
        yield paragraph(
            _(
                "Jaccard: what co-occurs out of all passages of either code; where one passage co-occurs "
                "with several, the lower of the two counts is taken. ≫: one code has more than five times "
                "as many passages, read the shares."
            ),
            role=Role.NOTE,
        )
    else:
        yield paragraph(_("No two codes co-occur."))


def cuts(count: int, widest: int) -> list[int]:
    """Where so many columns are cut, so that there are as few parts as hold them, of about as many each."""
    number = max(1, -(-count // widest))
    return [count * i // number for i in range(number + 1)]


def _more(found: CoOccurrenceTable) -> str:
    more = len(found.pairs) - PAIRS
    return _("%(n)s more are in the spreadsheet") % {"n": f"{more:,}"} if more > 0 else ""


def _part(found: CoOccurrenceTable, within: slice) -> Table:
    heads = [column(_("Code"), 2, is_head=True)]
    heads += [column(each.node.code.name, is_number=True) for each in found.codes[within]]
    rows = [_row(each, cells[within]) for each, cells in found.lines]
    return Table(heads, rows, found.title)


def _row(code: TogetherCode, cells: Sequence[TogetherCell]) -> Row:
    name = cell(paragraph(code.node.code.name, soft(f"  {code.passages:,}")))
    return row(name, *map(_cell, cells))


def _cell(each: TogetherCell) -> Cell:
    if each.is_own or each.is_part or not each.pair.first_with:
        return cell(paragraph(soft("—" if each.is_own else "·" if each.is_part else "0")))
    fill = tinted(ACCENT.light, STRONGEST * each.shade / SHADES)
    return cell(paragraph(strong(each.said)), fill=fill)


def _pairs(pairs: Sequence[PairLine]) -> Table:
    heads = [
        column(_("First"), 2, is_head=True),
        column(_("Second"), 2),
        column(_("Of the first, with the second"), is_number=True),
        column(_("Of the second, with the first"), is_number=True),
        column(_("Jaccard"), 0.7, is_number=True),
    ]
    return Table(heads, [_pair(line) for line in pairs], _("Pairs of codes"))


def _pair(line: PairLine) -> Row:
    pair = line.pair
    counts = ((pair.first_with, pair.first), (pair.second_with, pair.second))
    shares = (_("%(n)s of %(all)s") % {"n": f"{n:,}", "all": f"{of:,}"} for n, of in counts)
    jaccard = f"{'≫ ' if line.is_unequal else ''}{pair.jaccard or 0:.2f}"
    return row(line.first.code.name, line.second.code.name, *shares, jaccard)
