"""Draws a sample by a number that can be typed in again: keys in, keys out, whatever the database's order.

Each key stands where the digest of the number and the key puts it, and the first ones are drawn. So the draw
needs nobody's random generator, a larger draw of the same number holds the smaller one, and a transcript
that comes later moves none of the others.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from hashlib import sha256

LARGEST = 999_999
"""A number of up to six digits can be read out and typed in."""


def shuffled(keys: Collection[str], number: int) -> list[str]:
    """All keys in the order in which the number draws them."""
    return sorted(keys, key=lambda key: (sha256(f"{number}\0{key}".encode()).digest(), key))


def drawn(keys: Collection[str], number: int, count: int) -> set[str]:
    """So many of the keys, or all of them where there are fewer."""
    return set(shuffled(keys, number)[: max(count, 0)])


def drawn_by_stratum(strata: Mapping[str, str], number: int, allotment: Mapping[str, int]) -> set[str]:
    """Of each stratum as many keys as are allotted to it; ``strata`` says in which each key is."""
    chosen: set[str] = set()
    for stratum, keys in by_stratum(strata).items():
        chosen |= drawn(keys, number, allotment.get(stratum, 0))
    return chosen


def by_stratum(strata: Mapping[str, str]) -> dict[str, list[str]]:
    """The keys of each stratum, in the order of their names."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, stratum in strata.items():
        found[stratum].append(key)
    return dict(sorted(found.items()))


def proportional(sizes: Mapping[str, int], count: int) -> dict[str, int]:
    """How many of each stratum, so that shares are kept as nearly as whole numbers allow.

    By largest remainders (Hamilton); of equal remainders the larger stratum comes first, then the name.
    """
    total = sum(sizes.values())
    count = max(0, min(count, total))
    if not total:
        return dict.fromkeys(sizes, 0)
    whole = {name: count * size // total for name, size in sizes.items()}
    by_remainder = sorted(sizes, key=lambda name: (-(count * sizes[name] % total), -sizes[name], name))
    for name in by_remainder[: count - sum(whole.values())]:
        whole[name] += 1
    return whole


def of_each(sizes: Mapping[str, int], count: int) -> dict[str, int]:
    """So many of each stratum, or all where it is smaller."""
    return {name: max(0, min(count, size)) for name, size in sizes.items()}
