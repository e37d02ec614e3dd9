"""All that the page of a comparison shows, from what was found and what was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from coding.charts import agreement_axis
from coding.forms.comparison import ComparisonForm
from coding.reports.agreement import (
    Cell,
    ConfusionTable,
    LineShown,
    PairRow,
    PairShown,
    TranscriptShown,
    confusion_table,
    lines_shown,
    matrix_of_pairs,
    pairs_shown,
    total_cells,
    transcripts_shown,
)
from coding.reports.columns import Head, heads, in_order
from coding.reports.comparison import Agreement
from coding.reports.further import Coefficient, FurtherLine, coefficients, further_lines
from coding.reports.lines import Line


@dataclass(frozen=True)
class AgreementPage:
    agreement: Agreement
    form: ComparisonForm

    @property
    def axis(self) -> str:
        return agreement_axis()

    @property
    def heads(self) -> list[Head]:
        return heads(self.agreement, self.form.sort)

    @cached_property
    def _lines(self) -> list[Line]:
        shown = [line for line in self.agreement.lines if line.row.used or self.form.shows_unused]
        if not self.form.sort:
            return shown
        return in_order([line for line in shown if not line.is_theme], self.form.sort)

    @cached_property
    def lines(self) -> list[LineShown]:
        return lines_shown(self.agreement, self._lines)

    @property
    def total_cells(self) -> list[Cell]:
        return total_cells(self.agreement, self.agreement.total) if self.agreement.total else []

    @property
    def coefficients(self) -> list[Coefficient]:
        return coefficients(self.agreement.is_pair)

    @property
    def further(self) -> list[FurtherLine]:
        return further_lines(self._lines)

    @cached_property
    def transcripts(self) -> list[TranscriptShown]:
        return transcripts_shown(self.agreement, self.form.transcript_sort)

    @cached_property
    def pairs(self) -> list[PairShown]:
        return pairs_shown(self.agreement)

    @property
    def pair_rows(self) -> Sequence[PairRow]:
        return () if self.agreement.is_pair else matrix_of_pairs(self.agreement, self.pairs)

    @cached_property
    def confusion(self) -> ConfusionTable:
        """Of the pair asked for, at first of the first two coders."""
        known = {(pair.a.pk, pair.b.pk): (pair.a, pair.b) for pair in self.pairs}
        a, b = known.get(self.form.pair, self.agreement.coders[:2])
        return confusion_table(self.agreement, a, b)
