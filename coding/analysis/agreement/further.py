"""Every other coefficient on a code, for who must report one of them or doubts the first."""

from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import NamedTuple

from coding.analysis.agreement import chance, coefficients
from coding.analysis.agreement.readings import Coder
from coding.analysis.agreement.tables import Histogram, Square, Table, binary, turned
from coding.analysis.agreement.values import Extent, Value

YES_OR_NO = 2


class Marginal(NamedTuple):
    """How often a coder used a code, of so many units that they judged."""

    coder: Coder
    marked: int
    units: int

    @property
    def share(self) -> float | None:
        return self.marked / self.units if self.units else None


def joined(marginals: Sequence[Marginal]) -> Marginal:
    """One coder's, over several codes."""
    return Marginal(
        marginals[0].coder, sum(each.marked for each in marginals), sum(each.units for each in marginals)
    )


class Further(NamedTuple):
    """Of more than two coders ``scott`` and ``kappa_max`` are means over the pairs that have one."""

    absence: Value
    """Negative specific agreement: the chance that a second coder leaves out what a first one left out."""
    scott: Value
    fleiss: Value
    conger: Value
    brennan_prediger: Value
    ac1: Value
    kappa_max: Value


def further(
    counts: Histogram, tables: Sequence[Table], marginals: Sequence[Marginal], extent: Extent
) -> Further:
    tallies = binary(counts)
    squares: list[Square] = [table.square for table in tables if table.total > 1]
    judged = [{True: m.marked, False: m.units - m.marked} for m in marginals]
    return Further(
        absence=extent.stated(coefficients.presence(binary(turned(counts)))),
        scott=extent.beyond_chance(_mean(map(chance.scott_pi, squares))),
        fleiss=extent.beyond_chance(chance.fleiss_kappa(tallies)),
        conger=extent.beyond_chance(chance.conger_kappa(tallies, judged)),
        brennan_prediger=extent.beyond_chance(chance.brennan_prediger(tallies, YES_OR_NO)),
        ac1=extent.beyond_chance(chance.gwet_ac1(tallies, YES_OR_NO)),
        kappa_max=extent.beyond_chance(_mean(map(coefficients.cohen_kappa_max, squares))),
    )


def _mean(numbers: Iterable[float | None]) -> float | None:
    defined = [number for number in numbers if number is not None]
    return fmean(defined) if defined else None
