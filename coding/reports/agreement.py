"""What the page of a comparison shows beside its numbers: each with the address of its passages."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import NamedTuple

from coding.analysis.agreement.coefficients import disagreement, pooled_alpha
from coding.analysis.agreement.comparison import TranscriptRow
from coding.analysis.agreement.confusion import NOTHING
from coding.analysis.agreement.tables import Histogram, Marks, Table, binary
from coding.charts import Estimate, Scale, agreement_mark, heat
from coding.codebook.tree import Node
from coding.comparing.asked import Judge, Source
from coding.comparing.passages import Pair, Which
from coding.comparing.which import address_of
from coding.reports.comparison import Agreement
from coding.reports.further import figure_planned
from coding.reports.intervals import ABSENT, figure, reason, rounded
from coding.reports.lines import Line
from coding.reports.total import Total

FULL = 4
"""So often at least must two codes have stood against each other for a square that is full."""


class Cell(NamedTuple):
    """A number, and the address of what stands behind it."""

    number: int
    query: str


class LineShown(NamedTuple):
    line: Line
    cells: Sequence[Cell]
    differ: str
    """The address of the places in which coders differ."""
    planned: str
    """The value of the coefficient that was planned, where that is not alpha."""


def lines_shown(agreement: Agreement, lines: Iterable[Line]) -> list[LineShown]:
    return [
        LineShown(
            line,
            _cells(agreement, line.counts, Which(line.node.code.pk, line.is_theme)),
            address_of(Which(line.node.code.pk, line.is_theme)),
            figure_planned(line.row, agreement.coefficient),
        )
        for line in lines
    ]


def total_cells(agreement: Agreement, total: Total) -> list[Cell]:
    """Of all codes; what nobody marked is no place to look at, and has no address."""
    *marked, (none, _query) = _cells(agreement, total.counts, Which())
    return [*marked, Cell(none, "")]


def _cells(agreement: Agreement, counts: Sequence[int], what: Which) -> list[Cell]:
    if agreement.is_pair:
        a, b = (frozenset({judge.pk}) for judge in agreement.coders)
        asked = [replace(what, times=2), replace(what, by=a), replace(what, by=b), replace(what, times=0)]
    else:
        asked = [replace(what, times=times) for times in range(len(agreement.coders), -1, -1)]
    return [Cell(count, address_of(which)) for count, which in zip(counts, asked, strict=True)]


class TranscriptShown(NamedTuple):
    """Agreement in one transcript."""

    source: Source
    units: int
    alpha: str
    problem: str
    mark: str
    number: float | None
    differ: int


def transcripts_shown(agreement: Agreement, sort: str, scale: Scale | None = None) -> list[TranscriptShown]:
    """In order, or with the least agreement first."""
    sources = {source.pk: source for source in agreement.compared}
    differ = agreement.differing_by_transcript
    shown = [
        _transcript(row, sources[row.transcript], differ.get(row.transcript, 0), scale)
        for row in agreement.comparison.transcripts
    ]
    if sort == "alpha":
        shown.sort(key=lambda each: 2.0 if each.number is None else each.number)
    elif sort == "-differ":
        shown.sort(key=lambda each: -each.differ)
    return shown


def _transcript(row: TranscriptRow, source: Source, differ: int, scale: Scale | None) -> TranscriptShown:
    number = row.pooled.number
    mark = agreement_mark(None if number is None else Estimate(number), scale=scale)
    return TranscriptShown(source, row.units, figure(row.pooled), reason(row.pooled), mark, number, differ)


class PairShown(NamedTuple):
    """Two coders over all codes."""

    a: Judge
    b: Judge
    alpha: str
    square: str
    """How near to 1, as SVG."""

    @property
    def key(self) -> str:
        """As the address has the pair."""
        return f"{self.a.pk},{self.b.pk}"


def pairs_shown(agreement: Agreement, colour: str = "currentColor") -> list[PairShown]:
    """Alpha of each two coders pooled over codes, on the units that both judged."""
    return [
        _pair(a, b, pooled_pair(line.row.pairs[place].table for line in agreement.codes), colour)
        for place, (a, b) in enumerate(combinations(agreement.coders, 2))
    ]


def _pair(a: Judge, b: Judge, alpha: float | None, colour: str) -> PairShown:
    return PairShown(a, b, ABSENT if alpha is None else rounded(alpha), heat(alpha or 0.0, colour))


def pooled_pair(tables: Iterable[Table]) -> float | None:
    """Pooled alpha of two coders from their tables of all codes (as ``pooled_alpha``)."""
    return pooled_alpha(disagreement(binary(_histogram(table))) for table in tables)


def _histogram(table: Table) -> Histogram:
    return Counter({Marks(2, 2): table.both, Marks(1, 2): table.differing, Marks(0, 2): table.neither})


class PairRow(NamedTuple):
    """A row of the matrix of coders."""

    judge: Judge
    cells: Sequence[PairShown | None]
    """One for each coder; ``None`` for the coder beside themselves."""


def matrix_of_pairs(agreement: Agreement, pairs: Sequence[PairShown]) -> list[PairRow]:
    known = {frozenset({pair.a, pair.b}): pair for pair in pairs}
    return [
        PairRow(judge, [known.get(frozenset({judge, other})) for other in agreement.coders])
        for judge in agreement.coders
    ]


class Confused(NamedTuple):
    number: int
    query: str
    square: str


class ConfusedRow(NamedTuple):
    node: Node | None
    """``None`` where the first coder used no code."""
    cells: Sequence[Confused | None]


@dataclass(frozen=True)
class ConfusionTable:
    """What the first coder called this (rows), the second called that (columns)."""

    a: Judge
    b: Judge
    columns: Sequence[Node | None]
    rows: Sequence[ConfusedRow]
    others: int
    """Codes that are told in no row or column of their own."""


def confusion_table(agreement: Agreement, a: Judge, b: Judge, colour: str = "currentColor") -> ConfusionTable:
    """The codes that were taken for another most often."""
    shown, others = agreement.confusion(a, b)
    nodes = {line.node.code.pk: line.node for line in agreement.codes}
    told: list[int | None] = [*nodes, NOTHING]
    most = max([FULL, *shown.values()])
    columns = [y for y in told if any((x, y) in shown for x in told)]
    rows = [
        ConfusedRow(
            nodes.get(x or 0),
            [_confused((x, y), shown[x, y], most, colour) if (x, y) in shown else None for y in columns],
        )
        for x in told
        if any((x, y) in shown for y in columns)
    ]
    return ConfusionTable(a, b, [nodes.get(y or 0) for y in columns], rows, others)


def _confused(codes: tuple[int | None, int | None], count: int, most: int, colour: str) -> Confused:
    return Confused(count, address_of(Which(pair=Pair(*codes))), heat(count / most, colour))
