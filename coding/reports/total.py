"""All codes together, as the last line of the tables of a comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from coding.analysis.agreement.further import Marginal, joined
from coding.analysis.agreement.intervals import Interval
from coding.analysis.agreement.pooling import Pooled, joined_pair, pooled
from coding.analysis.agreement.rows import Pair, Row
from coding.analysis.agreement.values import Value
from coding.charts import Scale, agreement_mark
from coding.reports import intervals
from coding.reports.further import figure_planned, share, values_of
from coding.reports.intervals import figure, reason
from coding.reports.judged import Judged, judged


@dataclass(frozen=True)
class Total:
    """Pooled over the codes that somebody used, since the others are agreed on by all alike."""

    rows: Sequence[Row]
    value: Value
    """Pooled alpha."""
    interval: Interval

    @property
    def name(self) -> str:
        return _("all codes together")

    @property
    def judged(self) -> Judged:
        """How many of the codes can be relied on."""
        return judged(self.rows)

    @cached_property
    def pooled(self) -> Pooled:
        return pooled(self.rows)

    @property
    def counts(self) -> tuple[int, ...]:
        """Added over codes."""
        return tuple(map(sum, zip(*(row.counts for row in self.rows), strict=True)))

    @property
    def percent(self) -> str:
        return intervals.percent(self.pooled.percent)

    @property
    def presence(self) -> str:
        return figure(self.pooled.presence)

    @property
    def alpha(self) -> str:
        return figure(self.value)

    def planned(self, coefficient: str) -> str:
        return figure_planned(self.pooled, coefficient)

    @property
    def limits(self) -> str:
        return intervals.limits(self.interval)

    @property
    def limits_told(self) -> str:
        return intervals.kind_of(self.interval)

    @property
    def verdict(self) -> str:
        return intervals.verdict(self.interval.verdict)

    @property
    def verdict_class(self) -> str:
        return intervals.verdict_class(self.interval.verdict)

    @property
    def failure(self) -> str:
        return intervals.failure(self.interval)

    @property
    def chances(self) -> tuple[str, str]:
        return intervals.chances(self.interval) or (intervals.ABSENT, intervals.ABSENT)

    @property
    def problem(self) -> str:
        """Why there is no alpha."""
        return _("not calculable: %(why)s") % {"why": reason(self.value)} if self.value.reason else ""

    @property
    def mark(self) -> str:
        return self.drawn("currentColor")

    def drawn(self, colour: str, scale: Scale | None = None) -> str:
        """Like a theme's: it joins what stands above it."""
        return agreement_mark(intervals.estimate(self.value, self.interval), colour, True, scale)

    @property
    def figures(self) -> list[str]:
        """The further coefficients."""
        return [figure(value) for value in values_of(self.pooled)]

    @property
    def problems(self) -> list[str]:
        """Why one of them is absent, one for each."""
        return [reason(value) for value in values_of(self.pooled)]

    @property
    def pairs(self) -> list[Pair]:
        """Each two coders: counts added over codes, kappa pooled."""
        return [joined_pair(each) for each in zip(*(row.pairs for row in self.rows), strict=True)]

    @property
    def marginals(self) -> list[Marginal]:
        """How much each coder coded at all."""
        return [joined(each) for each in zip(*(row.marginals for row in self.rows), strict=True)]

    @property
    def shares(self) -> list[str]:
        return [share(each) for each in self.marginals]
