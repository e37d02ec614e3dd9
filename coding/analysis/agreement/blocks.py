"""Within one document: blocks of successive units drawn anew (moving-block bootstrap, Künsch 1989)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from random import Random
from struct import unpack
from typing import NamedTuple

from coding.analysis.agreement.intervals import CONFIDENCE, RELY, TENTATIVE, Interval, Kind, absent
from coding.analysis.agreement.marked import Marked
from coding.analysis.agreement.readings import Code
from coding.analysis.agreement.values import Reason

SEED = 20
BLOCK = 10
"""Units in a block: about as long as talk stays with a subject."""
DRAWS = 1000
MOST_LOST = DRAWS // 20
"""So many draws may hold nothing to compare; more, and those that do are no fair sample."""
LANE = 64


class Draw(NamedTuple):
    """A document drawn: of each code the pairs that differ, observed and by chance, in the same measure."""

    observed: Sequence[int]
    chance: Sequence[int]


class Drawn:
    """Documents drawn from one, and what alpha is in each.

    The counts of all codes lie side by side as lanes of one whole number, so that one addition adds a block
    to all of them. No lane overflows: a count is at most a text's length times the square of its coders.
    """

    def __init__(self, document: Marked, codes: Sequence[Code], seed: int = SEED) -> None:
        self.codes, self.seed = codes, seed
        self.enough = len(document.units) >= 2 * BLOCK and len(document.coders) > 1
        upto = list(accumulate(_lanes(document, codes), initial=0)) if self.enough else []
        others = len(document.coders) - 1
        self.draws = [_draw(lanes, len(codes), others) for lanes in _drawn(upto, seed)] if self.enough else []

    def intervals(self) -> list[Interval]:
        """Of each code."""
        return [
            self._interval([_alpha(draw.observed[place], draw.chance[place]) for draw in self.draws])
            for place in range(len(self.codes))
        ]

    def pooled(self) -> Interval:
        return self._interval([_alpha(sum(draw.observed), sum(draw.chance)) for draw in self.draws])

    def _interval(self, alphas: Sequence[float | None]) -> Interval:
        known = sorted(alpha for alpha in alphas if alpha is not None)
        if not self.enough:
            return absent(Reason.TOO_FEW_UNITS, 1)
        if len(known) < DRAWS - MOST_LOST:
            return absent(Reason.TOO_FEW_USES, 1)
        return Interval(
            _quantile(known, (1 - CONFIDENCE) / 2),
            _quantile(known, (1 + CONFIDENCE) / 2),
            Kind.WITHIN,
            documents=1,
            below_tentative=_share_below(known, TENTATIVE),
            below_rely=_share_below(known, RELY),
            seed=self.seed,
        )


def _alpha(observed: int, chance: int) -> float | None:
    return 1 - observed / chance if chance else None


def _draw(lanes: int, codes: int, others: int) -> Draw:
    """Both measures times what makes them whole numbers; see ``parts.Parts.disagreement``."""
    count = 1 + 2 * codes
    judgements, *cells = unpack(f"<{count}Q", lanes.to_bytes(count * LANE // 8, "little"))
    return Draw(
        [apart * (judgements - 1) for apart in cells[1::2]],
        [yes * (judgements - yes) * others for yes in cells[::2]],
    )


def _lanes(document: Marked, codes: Sequence[Code]) -> list[int]:
    """Of each unit: its judgements, and of each code those that were yes and the pairs that differ."""
    coders = len(document.coders)
    lanes = [coders * (unit.end - unit.start) for unit in document.units]
    place = {unit.start: number for number, unit in enumerate(document.units)}
    starts = sorted(place)
    for number, code in enumerate(codes):
        shift = LANE * (1 + 2 * number)
        for at, (yes, apart) in _counts(document, code, starts).items():
            lanes[place[at]] += (yes << shift) + (apart << shift + LANE)
    return lanes


def _counts(document: Marked, code: Code, starts: Sequence[int]) -> Mapping[int, tuple[int, int]]:
    """Where a unit begins, its yeses and differing pairs."""
    found: dict[int, tuple[int, int]] = {}
    coders, unit = len(document.coders), 0
    for start, end, by in document.runs.get(code, ()):
        while unit + 1 < len(starts) and starts[unit + 1] <= start:
            unit += 1
        marked, length = by.bit_count(), end - start
        yes, apart = found.get(starts[unit], (0, 0))
        found[starts[unit]] = yes + length * marked, apart + length * marked * (coders - marked)
    return found


def _drawn(upto: Sequence[int], seed: int) -> Iterator[int]:
    """The sum of as many units as there are, in blocks that begin anywhere; ``upto`` holds running sums."""
    chance = Random(seed)  # noqa: S311 - not for secrets: the same seed must give the same numbers
    units = len(upto) - 1
    blocks, rest = divmod(units, BLOCK)
    whole = [upto[end] - upto[end - BLOCK] for end in range(BLOCK, units + 1)]
    part = [upto[start + rest] - upto[start] for start in range(units - rest + 1)]
    for _ in range(DRAWS):
        yield sum(chance.choices(whole, k=blocks)) + chance.choice(part)


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    at = int(place)
    behind = ordered[min(at + 1, len(ordered) - 1)]
    return ordered[at] + (place - at) * (behind - ordered[at])


def _share_below(ordered: Sequence[float], limit: float) -> float:
    return sum(alpha < limit for alpha in ordered) / len(ordered)
