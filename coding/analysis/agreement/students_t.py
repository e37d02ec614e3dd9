"""Student's t distribution with a whole number of degrees of freedom."""

from functools import lru_cache
from math import atan, cos, pi, sin, sqrt


def below(t: float, degrees: int) -> float:
    """The chance of a value below ``t``, by a finite series (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4)."""
    angle = atan(t / sqrt(degrees))
    square = cos(angle) ** 2
    odd = degrees % 2
    term = cos(angle) if odd else 1.0
    series = 0.0
    for step in range(2 + odd, degrees + 1, 2):
        series += term
        term *= square * (step - 1) / step
    between = 2 / pi * (angle + sin(angle) * series) if odd else sin(angle) * series
    return (1 + between) / 2


@lru_cache(maxsize=256)
def quantile(chance: float, degrees: int) -> float:
    """The value below which a share of at least one half lies, by halving."""
    low, high = 0.0, 1.0
    while below(high, degrees) < chance:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle, degrees) < chance else (low, middle)
    return high
