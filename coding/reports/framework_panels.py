"""The framework matrix cut into panels of columns and parts of rows, as it is printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.codebook.stylesheets import for_printed_tables
from coding.excerpts.retrieval import Passage
from coding.framework.links import cited, in_parts
from coding.framework.supports import Where
from coding.reports.framework import Column, FrameworkMatrix, Line, Written
from coding.reports.front import Front

WIDEST = 6
"""How many columns fit beside the first one, wide enough to read."""
AT_ONCE = 110
"""Words of a cell in one part of a row: the engine splits no row, and each page is to say whose it is."""


class Head(NamedTuple):
    """What heads a column: a theme, or what the case is as a whole."""

    title: str
    above: str
    code: int | None


class Piece(NamedTuple):
    """A part of what stands in a cell."""

    kind: str
    """words, answer, quote, withheld or foot."""
    text: str
    cite: str = ""
    passage: Passage | None = None
    """What is quoted."""
    anchor: str = ""


class PrintedLine(NamedTuple):
    """A row, or a part of one."""

    label: str
    note: str
    cells: Sequence[Sequence[Piece]]
    is_continued: bool
    goes_on: bool
    group: str = ""
    """What the rows from here on have in common; then nothing else."""


@dataclass(frozen=True)
class Panel:
    """Some of the columns, with all rows."""

    number: int
    heads: Sequence[Head]
    lines: list[PrintedLine]

    @property
    def titles(self) -> list[str]:
        return [head.title for head in self.heads]


@dataclass(frozen=True)
class FrameworkReport:
    front: Front
    matrix: FrameworkMatrix
    panels: Sequence[Panel]

    @property
    def colours(self) -> str:
        return for_printed_tables(column.node for column in self.matrix.columns)


def printed(matrix: FrameworkMatrix, front: Front, room: float = 1.0) -> FrameworkReport:
    """The matrix in as few panels as hold it, of about as many columns each.

    ``room`` is the width of the paper, where A4 on its side is 1.
    """
    heads = [*map(_head, matrix.columns), Head(_("Case as a whole"), "", None), Head(_("Type"), "", None)]
    number = -(-len(heads) // max(1, int(WIDEST * room)))
    cuts = [len(heads) * i // number for i in range(number + 1)]
    panels = [_panel(matrix, heads, i + 1, slice(cuts[i], cuts[i + 1])) for i in range(number)]
    return FrameworkReport(front, matrix, panels)


def _head(column: Column) -> Head:
    node = column.node
    return Head(node.code.name, node.theme.name if node.depth else "", node.code.pk)


def _panel(matrix: FrameworkMatrix, heads: Sequence[Head], number: int, within: slice) -> Panel:
    lines: list[PrintedLine] = []
    for section in matrix.sections:
        if section.label:
            lines.append(PrintedLine("", "", (), False, False, f"{section.label} · {section.note}"))
        for line in section.lines:
            lines += _parts(line.participant.code, _note(line), (*line.cells, line.case, line.type)[within])
    across = matrix.across[within]
    if any(not cell.is_empty for cell in across):
        rest = len(heads[within]) - len(across)
        empty = Written("", "", "", "")
        lines += _parts(_("Across participants"), "", (*across, *[empty] * rest))
    return Panel(number, heads[within], lines)


def _note(line: Line) -> str:
    return " · ".join(part for part in (line.note, line.state) if part)


def _parts(label: str, note: str, cells: Sequence[Written]) -> Iterator[PrintedLine]:
    """The row in parts, each with so many words of every cell."""
    stacks = [list(_stacked(cell)) for cell in cells]
    parts = list(zip_longest(*stacks, fillvalue=()))
    for place, part in enumerate(parts or [tuple(() for _cell in cells)]):
        yield PrintedLine(label, note, part, place > 0, place < len(parts) - 1)


def _stacked(cell: Written) -> Iterator[list[Piece]]:
    """What stands in a cell, as many pieces together as make about so many words."""
    held: list[Piece] = []
    words = 0
    for piece in _pieces(cell):
        length = len(piece.text.split())
        if held and words + length > AT_ONCE and piece.kind != "foot":
            yield held
            held, words = [], 0
        held.append(piece)
        words += length
    if held:
        yield held


def quotes_of(cell: Written) -> Iterator[tuple[str, Where]]:
    """Each quote under the cell, with what names it on paper."""
    for number, where in enumerate(cell.quotes, start=1):
        yield f"{cell.key}-{number}", where


def _pieces(cell: Written) -> Iterator[Piece]:
    if cell.answer:
        yield Piece("answer", cell.answer_label)
    for part in in_parts(cited(cell.body), AT_ONCE):
        yield Piece("words", part)
    for anchor, where in quotes_of(cell):
        if where.words is None:
            yield Piece("withheld", _("not to be quoted"), where.cite)
        else:
            yield Piece("quote", where.words, where.cite, where.passage, anchor)
    about = [cell.counted, cell.by.initials if cell.by and not cell.is_empty else "", cell.stale]
    said = " · ".join(part for part in about if part)
    if said:
        yield Piece("foot", said)
