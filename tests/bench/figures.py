"""Figures and the table that they are printed in."""

import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median, quantiles

STARTED = time.monotonic()


def say(words: str) -> None:
    """What is being done, for the person who waits."""
    print(f"{time.monotonic() - STARTED:6.1f} s  {words}", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Sample:
    """Repeated measures of one thing, in milliseconds unless the line says another unit."""

    values: tuple[float, ...]

    @classmethod
    def of(cls, values: Iterable[float]) -> "Sample":
        return cls(tuple(values))

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def p95(self) -> float:
        return (
            quantiles(self.values, n=20, method="inclusive")[-1] if len(self.values) > 1 else self.values[0]
        )


@dataclass(frozen=True)
class Line:
    """One operation on one size: ours, the bare limit, and whether the goal holds."""

    row: int
    operation: str
    database: str
    size: str
    ours: Sample
    floor: Sample | None = None
    goal: str = ""
    holds: bool | None = None
    """Whether the goal does; where ``limit`` is set, whether all of it but the time does."""
    limit: tuple[float, float] | None = None
    """What it took and what it may take, in ms."""
    pace: float | None = None
    """How many times as long as where the goals were set a minimal Django page took just before and after."""
    unit: str = "ms"
    more_is_better: bool = False
    notes: tuple[str, ...] = ()

    def with_notes(self, *notes: str) -> "Line":
        return replace(self, notes=(*self.notes, *notes))

    @property
    def ratio(self) -> float | None:
        if self.floor is None or not self.floor.median:
            return None
        return self.ours.median / self.floor.median

    @property
    def judgement(self) -> str:
        if self.holds is None:
            return ""
        took, most = self.limit or (0.0, 0.0)
        if not self.holds or took > most * max(1.0, self.pace or 1.0):
            return "DOES NOT HOLD"
        return "holds" if took <= most else "holds at this pace"


def number(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def growth(line: Line, lines: Sequence[Line]) -> str:
    """How many times the median of S this is."""
    if line.size == "S":
        return ""
    key = (line.row, line.operation, line.database)
    small = [one for one in lines if (one.row, one.operation, one.database) == key and one.size == "S"]
    return f"{line.ours.median / small[0].ours.median:.2f} ×" if small else ""


MEASURED = ("row", "operation", "database", "size", "ours", "p95", "floor", "ratio", "growth")
HEADER = (*MEASURED, "pace", "goal", "")


def cells(line: Line, lines: Sequence[Line]) -> tuple[str, ...]:
    return (
        str(line.row),
        line.operation,
        line.database,
        line.size,
        f"{number(line.ours.median)} {line.unit}",
        number(line.ours.p95) if len(line.ours.values) > 1 else "",
        number(line.floor.median) if line.floor else "",
        f"{line.ratio:.2f} ×" if line.ratio is not None else "",
        growth(line, lines),
        f"{line.pace:.1f} ×" if line.pace else "",
        line.goal,
        line.judgement,
    )


def table(lines: Iterable[Line]) -> str:
    """A Markdown table that is also readable in a terminal, then what stands behind its figures."""
    ordered = sorted(lines, key=lambda line: (line.row, line.operation, line.database != "sqlite"))
    rows = [HEADER, *(cells(line, ordered) for line in ordered)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    text = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    text.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    notes = [
        f"- {line.row} {line.operation}, {line.database}, {line.size}: {'; '.join(line.notes)}"
        for line in ordered
        if line.notes
    ]
    return "\n".join([*text, "", *notes])
