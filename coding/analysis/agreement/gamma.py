"""Gamma: the disorder of the best alignment beside that of texts coded at random.

Mathet, Widlöcher & Métivier (2015). The number hangs on the random texts: it comes with their seed, and
programs that draw others differ by hundredths.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

from coding.analysis.agreement.alignment import USUAL, Alignment, Costs, Units, best_alignment
from coding.analysis.agreement.continuum import Unit
from coding.analysis.agreement.readings import Coder

SAMPLES = 30
TRIES = 20
SEED = 20


@dataclass(frozen=True)
class Chance:
    """How many random texts, and from which seed."""

    samples: int = SAMPLES
    seed: int = SEED


USUAL_CHANCE = Chance()


def gamma(coders: Units, length: int, costs: Costs = USUAL, chance: Chance = USUAL_CHANCE) -> float | None:
    """One less the disorder by that at random. Raises ``TooManyUnits``.

    ``None`` where nobody marked anything.
    """
    best = best_alignment(coders, costs)
    if best is None:
        return None
    expected = fmean(each.disorder for each in _at_random(coders, length, costs, chance))
    return 1 - best.disorder / expected if expected else None


def _at_random(coders: Units, length: int, costs: Costs, chance: Chance) -> Iterator[Alignment]:
    """The best alignments of random texts: each coder's units are somebody's, moved round.

    By a distance that is unlike the other coders', so that nobody's units meet themselves.
    """
    random = Random(chance.seed)  # noqa: S311 - not for secrets: the same seed must give the same number
    sources = [units for units in coders.values() if units]
    apart = fmean(unit.end - unit.start for units in sources for unit in units) / 2
    for _ in range(chance.samples):
        text: dict[Coder, list[Unit]] = {}
        for coder, by in zip(coders, _moves(len(coders), length, apart, random), strict=True):
            text[coder] = _moved(random.choice(sources), length, by)
        best = best_alignment(text, costs)
        if best is not None:
            yield best


def _moves(count: int, length: int, apart: float, random: Random) -> list[int]:
    """Distances, no two nearer than ``apart`` if that can be had in a few tries."""
    moves: list[int] = []
    for _ in range(count):
        tried = [random.randrange(length) for _ in range(TRIES)]
        far = (by for by in tried if all(min((by - m) % length, (m - by) % length) >= apart for m in moves))
        moves.append(next(far, tried[0]))
    return moves


def _moved(units: Sequence[Unit], length: int, by: int) -> list[Unit]:
    """Those that begin behind the end come in at the beginning."""
    starts = [(unit, (unit.start + by) % length) for unit in units]
    return [Unit(start, start + unit.end - unit.start, unit.code) for unit, start in starts]
