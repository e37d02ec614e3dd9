"""What alpha on a code is made of: counts that add up over transcripts, and are taken away again."""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import NamedTuple

from coding.analysis.agreement.coefficients import Disagreement, pooled_alpha
from coding.analysis.agreement.tables import Histogram


class Parts(NamedTuple):
    """Judgements that were yes and no, and pairs of both in one unit, each by its number of other judges."""

    yes: int = 0
    no: int = 0
    apart: float = 0.0

    @property
    def judgements(self) -> int:
        return self.yes + self.no

    @property
    def disagreement(self) -> Disagreement:
        """Observed and expected, as ``coefficients.disagreement`` has it (Krippendorff 2019)."""
        n = self.judgements
        if n < 2:
            return Disagreement(0, 0)
        return Disagreement(2 * self.apart / n, 2 * self.yes * self.no / (n * (n - 1)))

    def less(self, other: "Parts") -> "Parts":
        return Parts(self.yes - other.yes, self.no - other.no, self.apart - other.apart)


def total(parts: Iterable[Parts]) -> Parts:
    each = list(parts)
    return Parts(sum(p.yes for p in each), sum(p.no for p in each), fsum(p.apart for p in each))


def alpha_of(codes: Sequence[Parts]) -> float | None:
    """Alpha on one code, or pooled over several."""
    return pooled_alpha(parts.disagreement for parts in codes)


def parts_of(masks: Mapping[int, int], coders: int) -> Parts:
    """Of one transcript, from how many of its units were marked by which of so many coders."""
    yes = apart = judgements = 0
    for by, units in masks.items():
        marked = by.bit_count()
        judgements += units * coders
        yes += units * marked
        apart += units * marked * (coders - marked)
    return Parts(yes, judgements - yes, apart / (coders - 1))


def prevalence(counts: Histogram) -> float | None:
    """The share of the judgements that were yes."""
    judgements = sum(coders * units for (_, coders), units in counts.items())
    yes = sum(marked * units for (marked, _), units in counts.items())
    return yes / judgements if judgements else None
