"""What the differences of a place cost: its part of the disagreement that the pooled alpha observes.

Krippendorff's alpha (2019, ch. 12) observes for a code, in a unit that m coders judged and k of them gave it,
2k(m − k) / (m − 1) differing pairs; pooled over codes, these are added (``coefficients.pooled_alpha``). What
they are divided by is the same for every unit and code, so the part of a unit in all is that of its pairs.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from math import fsum
from typing import Any

from interviews.spans import Span


def pairs(marked: int, coders: int) -> float:
    """How much a unit adds for one code that so many of its coders used; half of the differing pairs."""
    return marked * (coders - marked) / (coders - 1) if coders > 1 else 0.0


def of_unit(used_by: Mapping[Any, Collection[Any]], coders: int) -> float:
    """A unit judged as a whole: for each code who used it."""
    return fsum(pairs(len(users), coders) for users in used_by.values())


def of_characters(spans_by: Mapping[Any, Sequence[Sequence[Span]]], coders: int) -> float:
    """Each character judged by itself: for each code the spans of each who used it."""
    return fsum(_of_code(spans, coders) for spans in spans_by.values())


def _of_code(spans: Sequence[Sequence[Span]], coders: int) -> float:
    borders = sorted({at for own in spans for span in own for at in span})
    stretches = [Span(start, end) for start, end in pairwise(borders)]
    return fsum(
        (stretch.end - stretch.start)
        * pairs(sum(any(span.overlaps(stretch) for span in own) for own in spans), coders)
        for stretch in stretches
    )


def shares(costs: Sequence[float]) -> list[float]:
    """Each as a part of them all; nothing where nothing differs."""
    whole = fsum(costs)
    return [cost / whole if whole else 0.0 for cost in costs]
