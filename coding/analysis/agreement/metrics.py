"""How far apart two values are, for Krippendorff's alpha (Krippendorff 2019, section 12.3)."""

from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import TypeVar

V = TypeVar("V")

Distance = Callable[[V, V], float]
Metric = Callable[[Mapping[V, int]], Distance[V]]
"""A distance, given how often each value occurs: only the ordinal one asks."""


def nominal(_sizes: Mapping[V, int]) -> Distance[V]:
    """Different is different."""
    return lambda c, k: float(c != k)


def ordinal(sizes: Mapping[float, int]) -> Distance[float]:
    """By how many ratings lie between two ranks, each end counted by half."""
    ranks = sorted(sizes)
    upto = dict(zip(ranks, accumulate(sizes[rank] for rank in ranks), strict=True))
    middle = {rank: upto[rank] - sizes[rank] / 2 for rank in ranks}
    return lambda c, k: (middle[c] - middle[k]) ** 2


def interval(_sizes: Mapping[float, int]) -> Distance[float]:
    """By the difference."""
    return lambda c, k: (c - k) ** 2


def ratio(_sizes: Mapping[float, int]) -> Distance[float]:
    """By the difference in proportion to the sum."""
    return lambda c, k: 0.0 if c == k else ((c - k) / (c + k)) ** 2
