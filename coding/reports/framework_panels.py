"""The framework matrix cut into panels of columns and parts of rows, as it is printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import sqrt
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.codebook.stylesheets import for_printed_tables
from coding.codebook.tree import Node
from coding.excerpts.retrieval import Passage
from coding.framework.links import cited
from coding.framework.supports import Where
from coding.reports.framework import FrameworkMatrix, Line, Written
from coding.reports.front import Front
from coding.reports.panels import cut

WIDEST = 6
"""How many columns fit beside the first one, wide enough to read."""
SPARSE = 8
"""A column with so many times fewer words than the fullest is narrow, and three have the room of two."""
PAPER, FIRST, NARROWEST = 261, 27, 26
"""The width of the table on A4 on its side, of its first column, and of any other, in millimetres."""
TALL = 60
"""Words of a cell from which on its row may go on on the next page, whose head then says whose it is."""

EMPTY = Written("", "", "", "")


class Head(NamedTuple):
    """What heads a column: a theme, or what the case is as a whole."""

    title: str
    above: str
    code: int | None
    words: int
    """That stand under it."""


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
    label: str
    note: str = ""
    cells: Sequence[Sequence[Piece]] = ()
    group: str = ""
    """What the rows from here on have in common; then nothing else."""

    @property
    def words(self) -> list[int]:
        """Of each cell."""
        return [sum(len(piece.text.split()) for piece in pieces) for pieces in self.cells]

    @property
    def is_tall(self) -> bool:
        return any(words > TALL for words in self.words)


@dataclass(frozen=True)
class Panel:
    """Some of the columns, with all rows."""

    number: int
    heads: Sequence[Head]
    lines: list[PrintedLine]
    room: float

    @property
    def titles(self) -> list[str]:
        return [head.title for head in self.heads]

    @property
    def widths(self) -> list[int]:
        """Of each column, per cent of the table: the more is written in it the more, but by its root."""
        paper = PAPER * self.room
        beside = paper - FIRST
        least = min(NARROWEST, beside / len(self.heads))
        roots = [sqrt(max(head.words, 1)) for head in self.heads]
        free = (beside - least * len(roots)) / sum(roots)
        return [int(100 * (least + free * root) / paper) for root in roots]

    @property
    def rows(self) -> Iterator[tuple[PrintedLine, int]]:
        """Each with the place of the cell that ends last, by its words and its width."""
        widths = self.widths
        for line in self.lines:
            depths = [words / width for words, width in zip(line.words, widths, strict=False)]
            yield line, depths.index(max(depths)) if depths else -1


@dataclass(frozen=True)
class FrameworkReport:
    front: Front
    matrix: FrameworkMatrix
    panels: Sequence[Panel]
    unwritten: Sequence[str]
    """Columns in which nobody wrote anything, which are not printed."""

    @property
    def left_out(self) -> str:
        if not self.unwritten:
            return ""
        return _("Nothing is written under these, and their columns are left out: %(names)s.") % {
            "names": ", ".join(self.unwritten)
        }

    @property
    def colours(self) -> str:
        widths = sorted({width for panel in self.panels for width in panel.widths})
        columns = "".join(f"col.wide-{width}{{width:{width}%}}" for width in widths)
        return for_printed_tables((column.node for column in self.matrix.columns), columns)


def printed(matrix: FrameworkMatrix, front: Front, room: float = 1.0) -> FrameworkReport:
    """The matrix in as few panels as hold what is written, of about as many columns each.

    ``room`` is the width of the paper, where A4 on its side is 1. A matrix that is all empty is printed
    whole, to be filled in by hand.
    """
    heads = _heads(matrix)
    shown = [place for place, head in enumerate(heads) if head.words] or list(range(len(heads)))
    fullest = max(heads[place].words for place in shown)
    thirds = [2 if heads[place].words * SPARSE < fullest else 3 for place in shown]
    ends = [0, *accumulate(thirds)]
    panels = [
        Panel(number, *_within(matrix, heads, shown[ends.index(first) : ends.index(last)]), room)
        for number, (first, last) in enumerate(pairwise(cut(thirds, max(3, int(3 * WIDEST * room)))), start=1)
    ]
    unwritten = [head.title for place, head in enumerate(heads) if place not in shown]
    return FrameworkReport(front, matrix, panels, unwritten)


def _heads(matrix: FrameworkMatrix) -> list[Head]:
    """Of all columns, printed or not."""
    names: list[tuple[str, str, int | None]] = [
        (each.node.code.name, _above(each.node), each.node.code.pk) for each in matrix.columns
    ]
    names += [(_("Case as a whole"), "", None), (_("Type"), "", None)]
    stacks = zip(*map(_cells, matrix.lines), _across(matrix), strict=True)
    return [Head(*name, sum(map(_words, stack))) for name, stack in zip(names, stacks, strict=True)]


def _words(cell: Written) -> int:
    """How many somebody wrote or quoted there; a quote whose words are withheld is said to be one."""
    texts = [
        cell.body,
        cell.answer_label if cell.answer else "",
        *(each.words or "–" for each in cell.quotes),
    ]
    return sum(len(text.split()) for text in texts)


def _cells(line: Line) -> tuple[Written, ...]:
    return *line.cells, line.case, line.type


def _across(matrix: FrameworkMatrix) -> tuple[Written, ...]:
    """Nothing is written of cases and types across participants."""
    return *matrix.across, EMPTY, EMPTY


def _above(node: Node) -> str:
    return node.theme.name if node.depth else ""


def _within(
    matrix: FrameworkMatrix, heads: Sequence[Head], within: Sequence[int]
) -> tuple[list[Head], list[PrintedLine]]:
    """Some of the columns, with all rows."""
    lines: list[PrintedLine] = []
    for section in matrix.sections:
        if section.label:
            lines.append(PrintedLine("", group=f"{section.label} · {section.note}"))
        for line in section.lines:
            cells = _cells(line)
            stacks = [list(_pieces(cells[place])) for place in within]
            lines.append(PrintedLine(line.participant.code, _note(line), stacks))
    across = [_across(matrix)[place] for place in within]
    if any(not cell.is_empty for cell in across):
        lines.append(PrintedLine(_("Across participants"), cells=[list(_pieces(cell)) for cell in across]))
    return [heads[place] for place in within], lines


def _note(line: Line) -> str:
    return " · ".join(part for part in (line.note, line.state) if part)


def quotes_of(cell: Written) -> Iterator[tuple[str, Where]]:
    """Each quote under the cell, with what names it on paper."""
    for number, where in enumerate(cell.quotes, start=1):
        yield f"{cell.key}-{number}", where


def _pieces(cell: Written) -> Iterator[Piece]:
    if cell.answer:
        yield Piece("answer", cell.answer_label)
    for paragraph in filter(None, map(str.strip, cited(cell.body).split("\n"))):
        yield Piece("words", paragraph)
    for anchor, where in quotes_of(cell):
        if where.words is None:
            yield Piece("withheld", _("not to be quoted"), where.cite)
        else:
            yield Piece("quote", where.words, where.cite, where.passage, anchor)
    about = [cell.counted, cell.by.initials if cell.by and not cell.is_empty else "", cell.stale]
    said = " · ".join(part for part in about if part)
    if said:
        yield Piece("foot", said)
