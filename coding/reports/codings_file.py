"""The comparison of a file of codings: names where a study has codes and people."""

from collections.abc import Sequence
from dataclasses import dataclass

from coding.analysis.agreement.comparison import Comparison, Row, compare_characters
from coding.analysis.agreement.files.codings import Comparable
from coding.charts import agreement_axis, agreement_mark
from coding.reports import intervals
from coding.reports.further import Coefficient, coefficients, values_of
from coding.reports.intervals import figure
from coding.reports.total import Total


@dataclass(frozen=True)
class FileLine:
    """A code of the file."""

    row: Row

    @property
    def name(self) -> str:
        return str(self.row.code)

    @property
    def counts(self) -> tuple[int, ...]:
        return self.row.counts

    @property
    def percent(self) -> str:
        return intervals.percent(self.row.percent)

    @property
    def presence(self) -> str:
        return figure(self.row.presence)

    @property
    def alpha(self) -> str:
        return figure(self.row.alpha)

    @property
    def limits(self) -> str:
        return intervals.limits(self.row.alpha_interval)

    @property
    def mark(self) -> str:
        return agreement_mark(intervals.estimate(self.row.alpha, self.row.alpha_interval))

    @property
    def problem(self) -> str:
        return intervals.reason(self.row.alpha)

    @property
    def verdict(self) -> str:
        return intervals.verdict(self.row.verdict)

    @property
    def further(self) -> Sequence[str]:
        return [figure(value) for value in values_of(self.row)]


@dataclass(frozen=True)
class FileReport:
    comparison: Comparison
    assumed: Sequence[str]

    @property
    def is_pair(self) -> bool:
        return len(self.comparison.coders) == 2

    @property
    def lines(self) -> list[FileLine]:
        return [FileLine(row) for row in self.comparison.rows]

    @property
    def total(self) -> Total | None:
        """Nothing where nobody used anything."""
        used = [row for row in self.comparison.rows if row.used]
        return Total(used, self.comparison.pooled, self.comparison.pooled_interval) if used else None

    @property
    def axis(self) -> str:
        return agreement_axis()

    @property
    def coefficients(self) -> list[Coefficient]:
        return coefficients(self.is_pair)

    @property
    def count_names(self) -> tuple[str, ...]:
        return intervals.count_names([str(coder) for coder in self.comparison.coders])

    @property
    def pooled(self) -> str:
        return figure(self.comparison.pooled)

    @property
    def limits(self) -> str:
        return intervals.limits(self.comparison.pooled_interval)

    @property
    def limits_head(self) -> str:
        return intervals.limits_head(self.comparison.pooled_interval)

    @property
    def how_made(self) -> str:
        return intervals.how_made(self.comparison.pooled_interval)

    @property
    def problem(self) -> str:
        return intervals.reason(self.comparison.pooled)

    @property
    def left_out(self) -> list[str]:
        """Documents that fewer than two coders coded."""
        return [str(document) for document in self.comparison.excluded]


def file_report(found: Comparable) -> FileReport:
    """On characters, since a file tells of no turns."""
    return FileReport(compare_characters(found.sources, found.readings, found.codes), found.assumed)
