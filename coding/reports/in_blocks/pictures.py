"""A picture, piece by piece: how it is drawn on paper, in words, and as the table of its numbers."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from coding.exports.tables import Share
from coding.pictures.picture import Picture
from coding.reports.blocks import (
    Block,
    Column,
    Orientation,
    PageBreak,
    Role,
    Table,
    column,
    paragraph,
    row,
    size_of,
)
from coding.reports.blocks import Picture as Drawn

WIDEST_TABLE = 14
"""Columns that fit on paper; a wider table is in the spreadsheet."""
LONGEST_TABLE = 30
"""Rows that fit behind a picture; more of them are in the spreadsheet too."""
NAMES, SENTENCES = 2.5, 6
"""The width of a column of names, and of one of many, beside one of numbers."""


def blocks_of_picture(picture: Picture) -> Iterator[Block]:
    drawings = list(picture.on_paper())
    if any(_is_tall(svg) for svg in drawings):
        yield PageBreak(Orientation.PORTRAIT)
    for place, svg in enumerate(drawings):
        yield Drawn(svg, picture.words, goes_on=place > 0)
    yield paragraph(picture.words)
    rows = list(picture.table.rows)
    if len(picture.table.header) > WIDEST_TABLE:
        yield paragraph(
            _("The table of these numbers is wider than a page; the spreadsheet has it."), role=Role.NOTE
        )
    elif len(rows) > LONGEST_TABLE:
        said = _("The table of these numbers has %(n)s rows; the spreadsheet and the CSV have them.")
        yield paragraph(said % {"n": f"{len(rows):,}"}, role=Role.NOTE)
    else:
        yield numbers_of(picture, rows)


def numbers_of(picture: Picture, rows: Sequence[Sequence[object]]) -> Table:
    """The table behind it, as it is read."""
    decimals = [max(map(decimals_of, values)) for values in zip(*rows, strict=True)]
    told = [row(*map(tidy, cells, decimals)) for cells in rows]
    return Table(list(_columns(picture, rows)), told, picture.title)


def _is_tall(svg: str) -> bool:
    width, height = size_of(svg)
    return height > width


def _columns(picture: Picture, rows: Sequence[Sequence[object]]) -> Iterator[Column]:
    last = len(picture.table.header) - 1
    for place, head in enumerate(picture.table.header):
        in_words = any(_has_letters(cells[place]) for cells in rows)
        words = SENTENCES if picture.ends_in_words and place == last else NAMES
        yield column(head, words if in_words else 1, is_number=not in_words, is_head=not place)


def _has_letters(value: object) -> bool:
    """A sign such as “…” stands among numbers."""
    return isinstance(value, str) and any(map(str.isalpha, value))


def decimals_of(value: object) -> int:
    """How many a number needs, two at most; all numbers of a column have as many."""
    return len(f"{value:.2f}".rstrip("0").partition(".")[2]) if isinstance(value, float) else 0


def tidy(value: object, decimals: int) -> str:
    """A number as it is read: thousands apart, a share per cent."""
    if isinstance(value, Share):
        return f"{100 * value:.0f} %"
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.{decimals}f}" if isinstance(value, float) else str(value)
