"""Agreement on several codes together: sums are divided, not quotients averaged (De Vries et al. 2008).

De Vries and others pool kappa so; here all that corrects for chance is, from the means over codes of what was
agreed on and what chance brings. Codes that nobody used are to be left out: they add nothing to kappa and to
alpha, but agreement to all that does not mind how rare a code is.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from coding.analysis.agreement import chance, coefficients
from coding.analysis.agreement.coefficients import Disagreement, pooled_alpha
from coding.analysis.agreement.further import YES_OR_NO, Further
from coding.analysis.agreement.rows import Pair, Row
from coding.analysis.agreement.tables import Histogram, Square, Table, Tallies, binary, turned
from coding.analysis.agreement.values import Extent, Value


class Pooled(NamedTuple):
    """The coefficients of a row over several codes; kappa, pi and kappa max over pairs of coders too."""

    percent: Value
    presence: Value
    kappa: Value
    further: Further


def pooled(rows: Sequence[Row]) -> Pooled:
    """Over these codes, which were compared together and used by somebody; without any, nothing is known."""
    extent = rows[0].extent if rows else Extent(0, 0, 0)
    whole = sum((row.histogram for row in rows), Histogram())
    squares = [pair.table.square for row in rows for pair in row.pairs if pair.table.total > 1]
    return Pooled(
        percent=extent.stated(coefficients.percent(binary(whole))),
        presence=extent.stated(coefficients.presence(binary(whole))),
        kappa=extent.beyond_chance(coefficients.pooled_kappa(squares)),
        further=Further(
            absence=extent.stated(coefficients.presence(binary(turned(whole)))),
            scott=extent.beyond_chance(pooled_alpha(map(_scott, squares))),
            fleiss=extent.beyond_chance(_over(rows, chance.fleiss_chance)),
            conger=extent.beyond_chance(pooled_alpha(map(_conger, rows))),
            brennan_prediger=extent.beyond_chance(_over(rows, lambda _tallies: 1 / YES_OR_NO)),
            ac1=extent.beyond_chance(_over(rows, lambda t: chance.gwet_ac1_chance(t, YES_OR_NO))),
            kappa_max=extent.beyond_chance(pooled_alpha(map(_kappa_max, squares))),
        ),
    )


def joined_pair(codes: Sequence[Pair]) -> Pair:
    """Two coders on several codes: counts added, kappa pooled."""
    first, table = codes[0], Table(*map(sum, zip(*(each.table for each in codes), strict=True)))
    # As many units as on one code: what is too little for one is too little for all.
    extent = Extent(2, int(bool(table.total)), first.table.total)
    kappa = coefficients.pooled_kappa(each.table.square for each in codes)
    return Pair(first.a, first.b, table, extent.beyond_chance(kappa))


def _over(rows: Iterable[Row], expected: Callable[[Tallies[bool]], float]) -> float | None:
    tallies = [binary(row.histogram) for row in rows]
    return pooled_alpha(_apart(chance.percent_mean(each), expected(each)) for each in tallies)


def _conger(row: Row) -> Disagreement:
    judged = [Counter({True: m.marked, False: m.units - m.marked}) for m in row.marginals]
    return _apart(chance.percent_mean(binary(row.histogram)), chance.conger_chance(judged))


def _scott(square: Square) -> Disagreement:
    n = sum(map(sum, square))
    return _apart(sum(row[k] for k, row in enumerate(square)) / n, chance.scott_chance(square))


def _kappa_max(square: Square) -> Disagreement:
    n, (rows, columns) = sum(map(sum, square)), chance.totals(square)
    best = sum(map(min, rows, columns))
    return _apart(best / n, sum(a * b for a, b in zip(rows, columns, strict=True)) / n**2)


def _apart(agreed: float | None, expected: float) -> Disagreement:
    return Disagreement(0, 0) if agreed is None else Disagreement(1 - agreed, 1 - expected)
