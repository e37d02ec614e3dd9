"""A row of a comparison: a code, or a theme with all below it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from coding.analysis.agreement.comparison import Row
from coding.analysis.agreement.values import Reason
from coding.charts import Estimate, Scale, agreement_mark
from coding.codebook.tree import Node
from coding.reports import intervals
from coding.reports.intervals import ABSENT, figure, reason


@dataclass(frozen=True)
class Line:
    """A code's row, or a theme's with all below it."""

    node: Node
    row: Row
    is_theme: bool
    differ: int
    """In how many units the coders differ."""

    @property
    def name(self) -> str:
        own = not self.is_theme and self.node.depth == 0 and self.node.has_children
        return _("%(theme)s, applied itself") % {"theme": self.node.code.name} if own else self.node.code.name

    @property
    def is_rare(self) -> bool:
        return not self.is_theme and self.row.is_rare

    @property
    def prevalence(self) -> float:
        """The share of the judgements that were yes."""
        return self.row.prevalence or 0.0

    @property
    def counts(self) -> tuple[int, ...]:
        return self.row.counts

    @property
    def percent(self) -> str:
        return intervals.percent(self.row.percent)

    @property
    def kappa(self) -> str:
        return figure(self.row.kappa)

    @property
    def alpha(self) -> str:
        return figure(self.row.alpha)

    @property
    def presence(self) -> str:
        return figure(self.row.presence)

    @property
    def limits(self) -> str:
        return intervals.limits(self.row.alpha_interval)

    @property
    def limits_told(self) -> str:
        """What the limits are, or why there are none."""
        return intervals.kind_of(self.row.alpha_interval)

    @property
    def verdict(self) -> str:
        return intervals.verdict(self.row.verdict)

    @property
    def verdict_class(self) -> str:
        return intervals.verdict_class(self.row.verdict)

    @property
    def chances(self) -> tuple[str, str]:
        """How likely alpha lies below the two limits, as in a table."""
        return intervals.chances(self.row.alpha_interval) or (ABSENT, ABSENT)

    @property
    def failure(self) -> str:
        return intervals.failure(self.row.alpha_interval)

    @property
    def estimate(self) -> Estimate | None:
        """What is drawn of alpha."""
        return intervals.estimate(self.row.alpha, self.row.alpha_interval)

    @property
    def mark(self) -> str:
        """Alpha as a picture, in the colour of its row."""
        return self.drawn("currentColor")

    def drawn(self, colour: str, scale: Scale | None = None) -> str:
        return agreement_mark(self.estimate, colour, self.is_theme, scale)

    @property
    def pairs(self) -> tuple[tuple[str, int], ...]:
        """Kappa of each pair, and the units that both gave the code."""
        return tuple((figure(pair.kappa), pair.table.both) for pair in self.row.pairs)

    @property
    def feedback(self) -> str:
        """What the first of two could look at, where the second is the consensus."""
        table = self.row.table
        if table is None or not table.differing:
            return ""
        if table.only_a > 2 * table.only_b:
            return _("used more freely than agreed: read when it does not apply")
        if table.only_b > 2 * table.only_a:
            return _("overlooked: read when it applies")
        return _("used elsewhere than agreed: read its definition again")

    @property
    def problem(self) -> str:
        """Why there is no coefficient, in words."""
        if self.row.alpha.reason == Reason.NO_VARIATION:
            if self.row.used:
                return _("not calculable: everybody used it everywhere")
            return _("not calculable: nobody used it")
        return _("not calculable: %(why)s") % {"why": reason(self.row.alpha)} if self.row.alpha.reason else ""
