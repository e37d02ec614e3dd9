"""Which units a coder used a code in."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from interviews.spans import Span

BEYOND = 2**31
"""Behind every place of a text."""


def present(
    quotations: Iterable[Span], units: Sequence[Span], text: str | None, threshold: float = 0.5
) -> set[int]:
    """The units (in order, none overlapping) of which some quotation covers enough.

    Enough is ``threshold`` of the shorter of the two, the quotation without white space around it: a slip of
    one character into the next turn does not count, a short quotation inside a long turn does.
    """
    met = meetings(trimmed(quotations, text), units)
    return {place for place, quotation in met if covers(quotation, units[place], threshold)}


def meetings(quotations: Iterable[Span], units: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """Each unit with each quotation that shares a character with it."""
    count = len(units)
    for quotation in quotations:
        start, end = quotation
        place = max(0, bisect_right(units, (start, BEYOND)) - 1)
        while place < count and units[place][0] < end:
            first, behind = units[place]
            if start < behind and first < behind:
                yield place, quotation
            place += 1


def covers(quotation: Span, unit: Span, threshold: float) -> bool:
    """Whether what the two share is enough of the shorter one."""
    start, end = quotation
    first, behind = unit
    shared = min(end, behind) - max(start, first)
    shorter = min(end - start, behind - first)
    return shorter > 0 and (shared == shorter or shared / shorter >= threshold)


def trimmed(quotations: Iterable[Span], text: str | None) -> list[Span]:
    """The quotations without white space at their ends and beyond the text; none that is empty."""
    if text is None:
        return [span for span in quotations if span.start < span.end]
    within = [_trimmed(span, text) for span in quotations]
    return [span for span in within if span.start < span.end]


def _trimmed(span: Span, text: str) -> Span:
    start, end = span
    if 0 <= start < end <= len(text) and not (text[start].isspace() or text[end - 1].isspace()):
        return span
    start, end = max(0, start), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
