"""New codes: which interview first shows a code, in one order of the interviews and in many.

How many codes an interview adds depends on what came before it. One order shows one history; orders
drawn at random show how much of the curve is that order, as ecologists do with the species that one
sample after the other adds (Gotelli & Colwell 2001).
"""

import random
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import fmean
from typing import Generic, NamedTuple, TypeVar

Code = TypeVar("Code", bound=Hashable)
ORDERS = 200
SEED = 1


class Step(NamedTuple):
    """How many codes were seen after so many interviews, over orders drawn at random."""

    mean: float
    low: int
    high: int


@dataclass(frozen=True)
class NewCodes(Generic[Code]):
    first_uses: tuple[tuple[Code, ...], ...]
    """By interview in the order given: the codes that no earlier one has, in their order."""
    in_other_orders: tuple[Step, ...]
    """After each number of interviews, whichever they were."""

    @property
    def seen(self) -> tuple[int, ...]:
        """How many codes were seen after each interview, in the order given."""
        return tuple(accumulate(len(codes) for codes in self.first_uses))


def new_codes(
    interviews: Sequence[Collection[Code]],
    codes: Sequence[Code],
    orders: int = ORDERS,
    seed: int = SEED,
) -> NewCodes[Code]:
    """Which of ``codes`` each interview shows first; of another code nothing is counted."""
    places = {code: place for place, code in enumerate(codes)}
    masks = [_mask(places[code] for code in found if code in places) for found in interviews]
    seen, first = 0, []
    for mask in masks:
        first.append(tuple(code for code, place in places.items() if (mask & ~seen) >> place & 1))
        seen |= mask
    return NewCodes(tuple(first), _in_orders(masks, orders, random.Random(seed)))  # noqa: S311  no secret


def _in_orders(masks: list[int], orders: int, chance: random.Random) -> tuple[Step, ...]:
    curves = []
    for _draw in range(orders):
        chance.shuffle(masks)
        curves.append([seen.bit_count() for seen in accumulate(masks, int.__or__)])
    return tuple(Step(fmean(after), min(after), max(after)) for after in zip(*curves, strict=True))


def _mask(places: Iterable[int]) -> int:
    return sum(1 << place for place in set(places))
