"""Standard errors of coefficients on many units, linearised (Gwet 2008; 2014, ch. 5).

They take units for independent of each other, which turns of one interview are not: for codings of interviews
``intervals`` is right, and these are for comparison with programs that print them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import fsum, sqrt
from typing import TypeVar

from coding.analysis.agreement.chance import brennan_prediger, fleiss_kappa, gwet_ac1, gwet_ac1_chance, shares
from coding.analysis.agreement.coefficients import krippendorff_alpha
from coding.analysis.agreement.tables import Tallies

V = TypeVar("V")
Tally = Mapping[V, int]


def percent_error(tallies: Tallies[V]) -> float | None:
    """Of the mean over units of the share of pairs of coders that agree."""
    units = _each(tallies)
    scale = _scale(units)
    return _error([scale * _agreeing(tally) for tally in units]) if scale else None


def fleiss_error(tallies: Tallies[V]) -> float | None:
    units = _each(tallies)
    used = shares(_once(units))

    def expected(tally: Tally[V]) -> float:
        return fsum(used[value] * count for value, count in tally.items()) / sum(tally.values())

    return _linearised(units, fleiss_kappa(_once(units)), fsum(s**2 for s in used.values()), expected)


def ac1_error(tallies: Tallies[V], values: int) -> float | None:
    """``None`` where the scheme has one value: nobody could judge otherwise."""
    if values < 2:
        return None
    units = _each(tallies)
    used = shares(_once(units))

    def expected(tally: Tally[V]) -> float:
        coders = sum(tally.values())
        return fsum((1 - used[value]) * count for value, count in tally.items()) / coders / (values - 1)

    chance = gwet_ac1_chance(_once(units), values)
    return _linearised(units, gwet_ac1(_once(units), values), chance, expected)


def brennan_prediger_error(tallies: Tallies[V], values: int) -> float | None:
    """What is expected is the same for every unit."""
    units = _each(tallies)
    return _linearised(units, brennan_prediger(_once(units), values), 1 / values, lambda _tally: 1 / values)


def alpha_error(tallies: Tallies[V]) -> float | None:
    """Of nominal alpha less its small-sample correction; units with one judgement are left out."""
    units = [tally for tally in _each(tallies) if sum(tally.values()) > 1]
    if krippendorff_alpha(_once(units)) is None:
        return None
    n = sum(sum(tally.values()) for tally in units)
    mean = n / len(units)
    used = {value: sum(tally.get(value, 0) for tally in units) / n for tally in units for value in tally}
    chance = fsum(share**2 for share in used.values())
    agreed = [_agreeing(tally) * sum(tally.values()) / mean for tally in units]
    observed = fsum(agreed) / len(units)
    corrected = observed + (1 - observed) / n
    alpha = (observed - chance) / (1 - chance)
    parts = []
    for tally, own in zip(units, agreed, strict=True):
        more = sum(tally.values()) / mean - 1
        expected = fsum(used[value] * count for value, count in tally.items()) / mean - chance * more
        parts.append(own - corrected * more - chance - 2 * (1 - alpha) * (expected - chance))
    return _error([part / (1 - chance) for part in parts], around=alpha)


def _each(tallies: Tallies[V]) -> list[Tally[V]]:
    """Every unit that anybody judged, alone."""
    return [tally for tally, units in tallies for _ in range(units) if sum(tally.values())]


def _once(units: Iterable[Tally[V]]) -> list[tuple[Tally[V], int]]:
    return [(tally, 1) for tally in units]


def _agreeing(tally: Tally[V]) -> float:
    coders = sum(tally.values())
    return sum(k * (k - 1) for k in tally.values()) / (coders * (coders - 1)) if coders > 1 else 0.0


def _scale(units: Sequence[Tally[V]]) -> float:
    """All units by those that two or more judged."""
    compared = sum(sum(tally.values()) > 1 for tally in units)
    return len(units) / compared if compared else 0.0


def _linearised(
    units: Sequence[Tally[V]],
    coefficient: float | None,
    chance: float,
    expected: Callable[[Tally[V]], float],
) -> float | None:
    if coefficient is None or chance == 1:
        return None
    scale = _scale(units)
    parts = []
    for tally in units:
        beyond = _agreeing(tally) - chance if sum(tally.values()) > 1 else 0.0
        parts.append((scale * beyond - 2 * (1 - coefficient) * (expected(tally) - chance)) / (1 - chance))
    return _error(parts, around=coefficient)


def _error(parts: Sequence[float], around: float | None = None) -> float | None:
    n = len(parts)
    if n < 2:
        return None
    middle = fsum(parts) / n if around is None else around
    return sqrt(fsum((part - middle) ** 2 for part in parts) / (n * (n - 1)))
