"""Whether coders marked the same stretches with the same codes: the u-alpha family.

Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50, 2347-2364; the letters are theirs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from coding.analysis.agreement.continuum import Continuum, Unit
from coding.analysis.agreement.readings import Code

GAP = None
"""The value of what a coder left out; no code may be it."""


class Lengths(NamedTuple):
    """What the family needs of one value, added over texts."""

    valued: float = 0
    """``l_c``: characters that were given the value, added over coders."""
    agreed: float = 0
    """``l_cc``: of those, each by the share of the other coders who gave it too."""
    own: float = 0
    """``z_c``: what would pair a unit with itself."""
    shared: float = 0
    """``l*_c``: characters of the code, each by the share of the other coders who gave any code."""
    shared_own: float = 0
    """``z*_c``: what would pair a unit with itself among those.

    A unit is taken by the square of its shared length: no unit pairs with itself, and that length is the
    mean over the other coders. (The mean of squares would give agreement to a code never agreed on; for two
    coders both are one.)
    """


@dataclass(frozen=True)
class Unitizing:
    """Agreement on texts in which each coder chose at most one code for a character."""

    lengths: dict[Code, Lengths]
    """By value, that of gaps included."""

    @property
    def total(self) -> float:
        """``l``: the texts' characters, times their coders."""
        return fsum(each.valued for each in self.lengths.values())

    @property
    def _coded(self) -> list[Lengths]:
        return [each for code, each in self.lengths.items() if code is not GAP]

    def alpha(self) -> float | None:
        """u-alpha: on what was marked and how, gaps too (eq. 4; 2019, section 12.6)."""
        total, each = self.total, list(self.lengths.values())
        agreed, own = fsum(v.agreed for v in each), fsum(v.own for v in each)
        return _alpha(
            (total - agreed) * (total**2 - own), total * (total**2 - fsum(v.valued**2 for v in each))
        )

    def binary(self) -> float | None:
        """|u-alpha: on what was marked at all, whatever the code."""
        total, gaps = self.total, self.lengths.get(GAP, Lengths())
        own = fsum(each.own for each in self.lengths.values())
        return _alpha(
            (gaps.valued - gaps.agreed) * (total**2 - own), total * gaps.valued * (total - gaps.valued)
        )

    def coding(self) -> float | None:
        """cu-alpha: on the code, where two coders both gave one; ``coverage`` says on how much."""
        each = self._coded
        shared, own = fsum(v.shared for v in each), fsum(v.shared_own for v in each)
        differing = shared - fsum(v.agreed for v in each)
        return _alpha(differing * (shared**2 - own), shared * (shared**2 - fsum(v.shared**2 for v in each)))

    def coverage(self) -> float | None:
        """The share of the texts on which cu-alpha rests."""
        return fsum(v.shared for v in self._coded) / self.total if self.total else None

    def of(self, code: Code) -> float | None:
        """(k)u-alpha: on one code against all others, where two coders both gave one."""
        own, shared = self.lengths.get(code, Lengths()), fsum(v.shared for v in self._coded)
        return _alpha(
            (own.shared - own.agreed) * (own.shared * shared - own.shared_own),
            own.shared * own.shared * (shared - own.shared),
        )

    def coverage_of(self, code: Code) -> float | None:
        """The share of what was given the code on which its (k)u-alpha rests."""
        own = self.lengths.get(code, Lengths())
        return own.shared / own.valued if own.valued else None


def _alpha(observed: float, expected: float) -> float | None:
    """Both already multiplied by each other's denominators, so that one division is left."""
    return 1 - observed / expected if expected > 0 else None


def unitizing(texts: Iterable[Continuum]) -> Unitizing:
    """Over texts of which each was coded by two or more; one coded by fewer has nothing to compare."""
    parts: defaultdict[Code, list[Lengths]] = defaultdict(list)
    for text in texts:
        if len(text.coders) > 1:
            for value, lengths in _lengths(text):
                parts[value].append(lengths)
    summed = {value: Lengths(*map(fsum, zip(*each, strict=True))) for value, each in parts.items()}
    return Unitizing(summed)


def _lengths(text: Continuum) -> Iterator[tuple[Code, Lengths]]:
    others = len(text.coders) - 1
    units = [unit for own in text.coders.values() for unit in own]
    agreed, shared = _overlaid(text, units)
    uncoded = text.length * len(text.coders)
    for unit, characters in zip(units, shared, strict=True):
        length, common = unit.end - unit.start, characters / others
        uncoded -= length
        yield unit.code, Lengths(length, 0, length**2, common, common**2)
    yield GAP, Lengths(valued=uncoded, own=uncoded)
    for value, characters in agreed.items():
        yield value, Lengths(agreed=characters / others)


def _overlaid(text: Continuum, units: Sequence[Unit]) -> tuple[Mapping[Code, int], Sequence[int]]:
    """Agreeing pairs of coders for each value; pairs of each unit with any unit of another coder.

    A sweep over all borders; what ends somewhere is taken away before what begins there comes in.
    """
    agreed: defaultdict[Code, int] = defaultdict(int)
    shared = [0] * len(units)
    ends = [(unit.end, False, place) for place, unit in enumerate(units)]
    borders = sorted([*ends, *((unit.start, True, place) for place, unit in enumerate(units))])
    current: dict[int, Code] = {}
    since, coders = 0, len(text.coders)
    for at, begins, place in [*borders, (text.length, True, None)]:
        if since < at:
            silent = coders - len(current)
            agreed[GAP] += (at - since) * silent * (silent - 1)
            if len(current) > 1:
                _meet(at - since, current, agreed, shared)
            since = at
        if place is None:
            break
        if begins:
            current[place] = units[place].code
        else:
            del current[place]
    return agreed, shared


def _meet(
    length: int, current: Mapping[int, Code], agreed: defaultdict[Code, int], shared: list[int]
) -> None:
    """Two units or more over so many characters."""
    others = len(current) - 1
    for place in current:
        shared[place] += length * others
    codes = list(current.values())
    for code in set(codes):
        times = codes.count(code)
        agreed[code] += length * times * (times - 1)
