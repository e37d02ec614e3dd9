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
    met = touched(trimmed(quotations, text), units, threshold)
    return {place for place, _start, _end, is_enough in met if is_enough}


def touched(
    quotations: Iterable[Span], units: Sequence[Span], threshold: float
) -> Iterator[tuple[int, int, int, bool]]:
    """Each unit that a quotation shares a character with: start and end of what they share, and whether that
    is enough of the shorter one.
    """
    count = len(units)
    for start, end in quotations:
        place = max(0, bisect_right(units, (start, BEYOND)) - 1)
        while place < count:
            first, behind = units[place]
            if first >= end:
                break
            # Written out, since calls of min and max take as long as all the rest.
            begins, ends = start if start > first else first, end if end < behind else behind
            if begins < ends:
                shared, shorter = ends - begins, min(end - start, behind - first)
                yield place, begins, ends, shared == shorter or shared / shorter >= threshold
            place += 1


def trimmed(quotations: Iterable[Span], text: str | None) -> list[Span]:
    """The quotations without white space at their ends and beyond the text; none that is empty."""
    if text is None:
        return [span for span in quotations if span.start < span.end]
    length = len(text)
    found = []
    for span in quotations:
        start, end = span
        if 0 <= start < end <= length and not (text[start].isspace() or text[end - 1].isspace()):
            found.append(span)
        elif (other := _trimmed(span, text)).start < other.end:
            found.append(other)
    return found


def _trimmed(span: Span, text: str) -> Span:
    start, end = max(0, span.start), min(span.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
