"""What one coder called this, another called that."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby, product

from coding.analysis.agreement.differences import Difference
from coding.analysis.agreement.readings import Code, Coder

NOTHING = None
"""Stands for a code where the other coder used none that the first did not."""

Confusion = Counter[tuple[Code | None, Code | None]]
"""How often A's code (first) stood where B had another (second)."""


def confusion(differences: Iterable[Difference], a: Coder, b: Coder) -> Confusion:
    """Cross the codes that A alone used in a unit with those that B alone used in it.

    A unit counts once for each such pair of codes: where A used X and Y and B used Z, both (X, Z) and (Y, Z).
    What has no counterpart goes to ``NOTHING``. Codes that both used, and units that only one of the two
    judged, count for nothing. ``differences`` are those of a ``Comparison``, transcript by transcript.
    """
    found: Confusion = Counter()
    for _unit, group in groupby(differences, key=lambda each: (each.transcript, each.unit)):
        told = list(group)
        by_a = [each.code for each in told if a in each.used_by and b in each.not_used_by]
        by_b = [each.code for each in told if b in each.used_by and a in each.not_used_by]
        if by_a or by_b:
            found.update(product(by_a or [NOTHING], by_b or [NOTHING]))
    return found
