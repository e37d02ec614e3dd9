"""Which units a coder used a code in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from interviews.spans import Span


def present(
    quotations: Iterable[Span], units: Sequence[Span], text: str | None, threshold: float = 0.5
) -> set[int]:
    """The units (in order, none overlapping) of which some quotation covers enough.

    Enough is ``threshold`` of the shorter of the two, the quotation without white space around it: a slip of
    one character into the next turn does not count, a short quotation inside a long turn does.
    """
    found: set[int] = set()
    for quotation in trimmed(quotations, text):
        first = bisect_right(units, quotation.start, key=attrgetter("end"))
        behind = bisect_left(units, quotation.end, key=attrgetter("start"))
        found.update(i for i in range(first, behind) if _covered(quotation, units[i]) >= threshold)
    return found


def _covered(quotation: Span, unit: Span) -> float:
    shorter = min(quotation.end - quotation.start, unit.end - unit.start)
    return quotation.shared(unit) / shorter if shorter > 0 else 0.0


def trimmed(quotations: Iterable[Span], text: str | None) -> list[Span]:
    """The quotations without white space at their ends and beyond the text; none that is empty."""
    if text is None:
        return [span for span in quotations if span.start < span.end]
    within = (_trimmed(max(0, start), min(end, len(text)), text) for start, end in quotations)
    return [span for span in within if span.start < span.end]


def _trimmed(start: int, end: int, text: str) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
