"""How alike two people cut the same text into parts: boundary similarity (Fournier 2013).

Not corrected for chance, and only for texts that are cut without gaps.
"""

from collections.abc import Sequence
from itertools import accumulate


def boundary_similarity(a: Sequence[int], b: Sequence[int], near: int = 2) -> float | None:
    """Of the lengths of the parts; a boundary less than ``near`` units off counts as moved, by its distance.

    Undefined where nobody set a boundary.
    """
    first, second = (set(list(accumulate(parts))[:-1]) for parts in (a, b))
    matched = len(first & second)
    moved = _moved(first - second, second - first, near)
    alone = len(first ^ second) - 2 * len(moved)
    boundaries = alone + len(moved) + matched
    return 1 - (alone + sum(moved) / near) / boundaries if boundaries else None


def _moved(first: set[int], second: set[int], near: int) -> list[int]:
    """The distances of boundaries that are taken for the same, the nearest first, each at most once."""
    distances = sorted((abs(x - y), x, y) for x in first for y in second if abs(x - y) < near)
    used: set[tuple[str, int]] = set()
    found = []
    for distance, x, y in distances:
        if not used & {("first", x), ("second", y)}:
            used |= {("first", x), ("second", y)}
            found.append(distance)
    return found
