"""Coefficients that differ from kappa and alpha only in what they take chance to be."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import fsum, sqrt
from typing import TypeVar

from coding.analysis.agreement.coefficients import cohen_kappa, percent_unanimous
from coding.analysis.agreement.tables import Square, Tallies

V = TypeVar("V")


def cohen_kappa_error(square: Square) -> float | None:
    """The standard error of kappa in large samples, divided by n (Fleiss, Cohen & Everitt 1969)."""
    kappa, n = cohen_kappa(square), sum(map(sum, square))
    if kappa is None:
        return None
    cells = [[count / n for count in row] for row in square]
    rows, columns = list(map(sum, cells)), list(map(sum, zip(*cells, strict=True)))
    expected = fsum(a * b for a, b in zip(rows, columns, strict=True))
    spread = fsum(
        cell * (1 - (rows[i] + columns[i]) * (1 - kappa)) ** 2
        if i == j
        else (1 - kappa) ** 2 * cell * (columns[i] + rows[j]) ** 2
        for i, row in enumerate(cells)
        for j, cell in enumerate(row)
    )
    return sqrt(spread - (kappa - expected * (1 - kappa)) ** 2) / (sqrt(n) * (1 - expected))


def scott_chance(square: Square) -> float:
    """The agreement that Scott's pi expects of two coders who judged something (Scott 1955)."""
    n = sum(map(sum, square))
    return sum((a + b) ** 2 for a, b in zip(*totals(square), strict=True)) / (4 * n**2)


def totals(square: Square) -> tuple[list[int], list[int]]:
    """How often each of two coders gave each value."""
    return list(map(sum, square)), list(map(sum, zip(*square, strict=True)))


def scott_pi(square: Square) -> float | None:
    """Two coders' agreement beyond chance, both with the same habits (Scott 1955)."""
    n = sum(map(sum, square))
    agreed = sum(row[k] for k, row in enumerate(square))
    chance = sum((a + b) ** 2 for a, b in zip(*totals(square), strict=True))
    return None if chance == 4 * n**2 else (4 * n * agreed - chance) / (4 * n**2 - chance)


def fleiss_kappa(tallies: Tallies[V]) -> float | None:
    """Scott's pi for any number of coders, some judgements missing (Fleiss 1971; Gwet 2014)."""
    judged = list(tallies)
    # Asked of the counts, since a sum of shares may miss 1 by rounding.
    if len({value for tally, units in judged for value, count in tally.items() if count and units}) < 2:
        return None
    return _beyond(percent_mean(judged), fleiss_chance(judged))


def fleiss_chance(tallies: Tallies[V]) -> float:
    """The agreement that Fleiss' kappa expects."""
    return fsum(share**2 for share in shares(tallies).values())


def conger_kappa(tallies: Tallies[V], coders: Sequence[Mapping[V, int]]) -> float | None:
    """Cohen's kappa for any number of coders, each with their own habits (Conger 1980; Gwet 2014).

    ``coders`` holds how often each gave which value.
    """
    if len({value for own in coders for value, count in own.items() if count}) < 2:
        return None
    return _beyond(percent_mean(tallies), conger_chance(coders))


def conger_chance(coders: Sequence[Mapping[V, int]]) -> float:
    """The agreement that Conger's kappa expects of coders with these habits."""
    judged = [(own, sum(own.values())) for own in coders]
    habits = [{value: count / n for value, count in own.items()} for own, n in judged if n]
    values = {value for own in coders for value, count in own.items() if count}
    return fsum(_pairwise_product([own.get(value, 0.0) for own in habits]) for value in values)


def _pairwise_product(shares: Sequence[float]) -> float:
    """The mean of the products of every two: the square of the mean less the variance by their number."""
    count = len(shares)
    if count < 2:
        return shares[0] ** 2
    return (fsum(shares) ** 2 - fsum(share**2 for share in shares)) / (count * (count - 1))


def gwet_ac1(tallies: Tallies[V], values: int) -> float | None:
    """Chance is only what is judged at random, most where values are used alike (Gwet 2008).

    Near 1 for a rare code even where coders never once agree on it: never to be read alone.
    """
    judged = list(tallies)
    return _beyond(percent_mean(judged), gwet_ac1_chance(judged, values))


def gwet_ac1_chance(tallies: Tallies[V], values: int) -> float:
    """The agreement that AC1 expects among the scheme's ``values`` (Gwet 2008)."""
    return (
        fsum(share * (1 - share) for share in shares(tallies).values()) / (values - 1) if values > 1 else 0.0
    )


def shares(tallies: Tallies[V]) -> dict[V, float]:
    """The mean over units of the share of its coders that gave each value."""
    total = 0
    parts: dict[V, list[float]] = {}
    for tally, units in tallies:
        coders = sum(tally.values())
        total += units if coders else 0
        for value, count in tally.items():
            parts.setdefault(value, []).append(units * count / coders if coders else 0.0)
    return {value: fsum(part) / total for value, part in parts.items()} if total else {}


def brennan_prediger(tallies: Tallies[V], values: int) -> float | None:
    """Chance draws from the scheme's ``values`` alike (Brennan & Prediger 1981; Randolph 2005)."""
    return _beyond(percent_mean(tallies), 1 / values)


def brennan_prediger_unanimous(units: Iterable[tuple[Counter[V], int]], values: int) -> float | None:
    """Von Eye's variant (2006), in which only units count on which all, equally many, coders agree."""
    judged = list(units)
    coders = max((tally.total() for tally, _ in judged), default=0)
    return _beyond(percent_unanimous(judged), values ** (1.0 - coders))


def percent_mean(tallies: Tallies[V]) -> float | None:
    """The mean over units of the share of pairs of coders who agree."""
    shares, total = [], 0
    for tally, units in tallies:
        coders = sum(tally.values())
        if coders > 1:
            total += units
            shares.append(units * sum(k * (k - 1) for k in tally.values()) / (coders * (coders - 1)))
    return fsum(shares) / total if total else None


def _beyond(agreed: float | None, chance: float) -> float | None:
    return None if agreed is None or chance == 1 else (agreed - chance) / (1 - chance)
