"""The rows of further coefficients; a row without a line is that of all codes together."""

from collections.abc import Sequence
from typing import NamedTuple

from coding.analysis.agreement.tables import Table
from coding.analysis.agreement.values import Value
from coding.comparing.asked import Judge
from coding.reports.intervals import ABSENT, figure
from coding.reports.lines import Line


class QuotationsLine(NamedTuple):
    """A code, a theme's codes taken for a choice, or where there is no line all codes taken for one."""

    line: Line | None
    holsti: Value
    marked: Value
    """|u-alpha."""
    alpha: Value | None
    """u-alpha."""
    among: Value | None
    """cu-alpha of a choice, (k)u-alpha of a code."""
    coverage: float | None

    @property
    def figures(self) -> list[str]:
        values = (self.holsti, self.marked, self.alpha, self.among)
        return [*(figure(value) if value else ABSENT for value in values), percent(self.coverage)]


class ThresholdsLine(NamedTuple):
    line: Line | None
    values: Sequence[Value]

    @property
    def figures(self) -> list[str]:
        return [figure(value) for value in self.values]


class HabitsLine(NamedTuple):
    """How often each coder used a code, of what they judged."""

    line: Line | None
    shares: Sequence[float | None]

    @property
    def figures(self) -> list[str]:
        return [*map(percent, self.shares), percent(self.spread)]

    @property
    def spread(self) -> float | None:
        """How far the coders lie apart, which is bias: no chance makes one use a code more than another."""
        known = [share for share in self.shares if share is not None]
        return max(known) - min(known) if known else None


class CharactersLine(NamedTuple):
    """The table of a code and two coders, in characters."""

    line: Line | None
    table: Table
    kappa: Value

    @property
    def agree(self) -> float | None:
        total = self.table.total
        return (self.table.both + self.table.neither) / total if total else None

    @property
    def figures(self) -> list[str]:
        total = self.table.total
        shares = [percent(count / total if total else None, 2) for count in self.table]
        return [*shares, percent(self.agree, 2), figure(self.kappa)]


def percent(share: float | None, decimals: int = 1) -> str:
    return ABSENT if share is None else f"{100 * share:.{decimals}f}"


class TogetherLine(NamedTuple):
    """Quotations and thresholds side by side."""

    line: Line | None
    figures: Sequence[str]


class PairOfCoders(NamedTuple):
    a: Judge
    b: Judge
    lines: Sequence[CharactersLine]

    @property
    def key(self) -> str:
        return f"{self.a.pk},{self.b.pk}"
