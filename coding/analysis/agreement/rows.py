"""Agreement on one code."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from coding.analysis.agreement import coefficients
from coding.analysis.agreement.further import Further, Marginal, further
from coding.analysis.agreement.intervals import Interval, Verdict
from coding.analysis.agreement.marked import Bits, Marked, Patterns, histogram_of
from coding.analysis.agreement.parts import prevalence
from coding.analysis.agreement.readings import Code, Coder, Transcript
from coding.analysis.agreement.tables import Histogram, Table, binary
from coding.analysis.agreement.values import Extent, Value

RARE = 0.1
"""Below this share of yeses one unit moves a coefficient much, and percent and AC1 flatter."""
FEW, FEW_TO_RELY = 5, 8
"""Of fewer units that anybody marked nothing can be judged, or at most tentatively, were all marked alike.

Without a difference in ``n`` of them the coders may still differ on a share ``q`` of such units, ruled out
at 95 % where (1 - q)^n is .05 or less (Hanley & Lippman-Hand 1983). Alpha of a rare code is nearly its F1,
2 (1 - q) / (2 - q): .667 for a half and .800 for a third, which five and eight units rule out.
"""


@dataclass(frozen=True)
class Pair:
    """Two coders on one code, in the transcripts that both completed."""

    a: Coder
    b: Coder
    table: Table
    kappa: Value


@dataclass(frozen=True)
class Row:
    """Agreement on one code; ``marked_by[k]`` units were marked by ``k`` coders.

    Of more than two coders ``kappa`` is the mean over the pairs for whom it is defined.
    """

    code: Code
    pairs: Sequence[Pair]
    marked_by: Sequence[int]
    percent: Value
    kappa: Value
    alpha: Value
    presence: Value
    alpha_interval: Interval
    marginals: Sequence[Marginal]
    """Each coder's own habit, on whatever they judged."""
    histogram: Histogram
    extent: Extent

    @property
    def table(self) -> Table | None:
        """The four counts, where two coders are compared."""
        return self.pairs[0].table if len(self.pairs) == 1 else None

    @property
    def counts(self) -> tuple[int, ...]:
        """Both, only A, only B, neither; of more coders how many units all, all but one … nobody marked."""
        return tuple(self.table) if self.table else tuple(reversed(self.marked_by))

    @property
    def used(self) -> bool:
        return any(self.marked_by[1:])

    @property
    def prevalence(self) -> float | None:
        """The share of the judgements that were yes."""
        return prevalence(self.histogram)

    @property
    def is_rare(self) -> bool:
        """Used, but in so few of the judgements that a coefficient hangs on a handful of them."""
        return 0 < (self.prevalence or 0) < RARE

    @property
    def verdict(self) -> Verdict | None:
        """On the lower limit, where the code was used often enough; none where there is no interval."""
        allowed, uses = self.alpha_interval.verdict, sum(self.marked_by[1:])
        if allowed is None or uses >= FEW_TO_RELY:
            return allowed
        if uses < FEW:
            return Verdict.FEW
        return Verdict.TENTATIVE if allowed == Verdict.RELY else allowed

    @cached_property
    def further(self) -> Further:
        return further(self.histogram, [pair.table for pair in self.pairs], self.marginals, self.extent)


class TranscriptRow(NamedTuple):
    """Agreement in one transcript, over all codes and on each."""

    transcript: Transcript
    coders: Sequence[Coder]
    units: int
    pooled: Value
    alphas: Mapping[Code, Value]


class Meeting(NamedTuple):
    """Two coders, by their bits, and what both completed; the same for every code."""

    a: Coder
    b: Coder
    bits: tuple[int, int]
    extent: Extent


def meetings(bits: Bits, marked: Sequence[Marked]) -> list[Meeting]:
    found = []
    for a, b in combinations(bits, 2):
        both = bits[a] | bits[b]
        shared = [transcript.size for transcript in marked if transcript.judges & both == both]
        found.append(Meeting(a, b, (bits[a], bits[b]), Extent(2, len(shared), sum(shared))))
    return found


class Asked(NamedTuple):
    """What rows of all codes have in common."""

    bits: Bits
    meetings: Sequence[Meeting]
    extent: Extent


def row(code: Code, patterns: Patterns, interval: Interval, asked: Asked) -> Row:
    counts, extent = histogram_of(patterns), asked.extent
    tallies = binary(counts)
    pairs = list(_pairs(patterns, asked.meetings))
    kappa = coefficients.mean_kappa(pair.table.square for pair in pairs if pair.kappa.reason is None)
    return Row(
        code=code,
        pairs=pairs,
        marked_by=_marked_by(counts, extent.coders),
        percent=extent.stated(coefficients.percent(tallies)),
        kappa=extent.beyond_chance(kappa),
        alpha=extent.beyond_chance(coefficients.krippendorff_alpha(tallies)),
        presence=extent.stated(coefficients.presence(tallies)),
        alpha_interval=interval,
        marginals=list(_marginals(patterns, asked.bits)),
        histogram=counts,
        extent=extent,
    )


def _marked_by(counts: Histogram, coders: int) -> list[int]:
    units = [0] * (coders + 1)
    for (marked, _), times in counts.items():
        units[marked] += times
    return units


def _pairs(patterns: Patterns, meetings: Sequence[Meeting]) -> Iterator[Pair]:
    both, judged = _marks(patterns)
    for a, b, (first, second), extent in meetings:
        together = both[first | second]
        only_a, only_b = judged[first, second] - together, judged[second, first] - together
        table = Table(together, only_a, only_b, extent.units - together - only_a - only_b)
        yield Pair(a, b, table, extent.beyond_chance(coefficients.cohen_kappa(table.square)))


def _marks(patterns: Patterns) -> tuple[Counter[int], Counter[tuple[int, int]]]:
    """Units that two coders (their bits together) both marked; and that one marked where the other judged.

    Few coders mark a unit, so that going by those who did takes less than a table for each pair.
    """
    both, judged = Counter[int](), Counter[tuple[int, int]]()
    among: Counter[tuple[int, int]] = Counter()
    for (by, judges), units in patterns.items():
        markers = list(_single(by))
        for marker in markers:
            among[marker, judges] += units
        for a, b in combinations(markers, 2):
            both[a | b] += units
    for (marker, judges), units in among.items():
        for judge in _single(judges):
            judged[marker, judge] += units
    return both, judged


def _single(mask: int) -> Iterator[int]:
    while mask:
        yield (bit := mask & -mask)
        mask ^= bit


def _marginals(patterns: Patterns, bits: Mapping[Coder, int]) -> Iterator[Marginal]:
    for coder, bit in bits.items():
        judged = [(by & bit, units) for (by, judges), units in patterns.items() if judges & bit]
        yield Marginal(coder, sum(units for by, units in judged if by), sum(units for _, units in judged))
