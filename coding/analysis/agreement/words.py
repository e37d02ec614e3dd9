"""Whether coders who used a code in the same unit mean the same words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, product

from coding.analysis.agreement.readings import Code, Reading, Source
from coding.analysis.agreement.units import present, trimmed
from interviews.spans import Span


def shares_no_word(
    sources: Iterable[Source], readings: Sequence[Reading], codes: Sequence[Code], threshold: float = 0.5
) -> Counter[Code]:
    """Per code, the units in which two coders used it without one word in common, over all pairs."""
    apart = Counter[Code]()
    for source in sources:
        read = [reading for reading in readings if reading.transcript == source.transcript]
        for code in codes:
            marks = [trimmed(reading.quotations.get(code, ()), source.text) for reading in read]
            apart[code] += _apart(source, [mark for mark in marks if mark], threshold)
    return apart


def _apart(source: Source, marks: Sequence[Sequence[Span]], threshold: float) -> int:
    used = [present(quotations, source.units, None, threshold) for quotations in marks]
    count = 0
    for a, b in combinations(range(len(marks)), 2):
        for unit in (source.units[index] for index in used[a] & used[b]):
            # Most share a letter outright, which is far cheaper to see.
            if not _share_a_letter(marks[a], marks[b], unit, source.text):
                count += not share_a_word(_within(marks[a], unit), _within(marks[b], unit), source.text)
    return count


def _share_a_letter(first: Iterable[Span], second: Sequence[Span], unit: Span, text: str | None) -> bool:
    """Whether what two quotations have in common in the unit begins with a letter; not every case of it."""
    return any(
        (start := max(a.start, b.start, unit.start)) < min(a.end, b.end, unit.end)
        and not (text and text[start].isspace())
        for a in first
        for b in second
    )


def _within(quotations: Iterable[Span], unit: Span) -> list[Span]:
    return [
        Span(max(start, unit.start), min(end, unit.end))
        for start, end in quotations
        if start < unit.end and unit.start < end
    ]


def share_a_word(first: Iterable[Span], second: Iterable[Span], text: str | None) -> bool:
    """Whether some word is touched by a quotation of both, be it by different letters."""
    pairs = list(product(trimmed(first, text), trimmed(second, text)))
    return any(a.overlaps(b) for a, b in pairs) or (
        # What lies between two quotations that share no letter is white space somewhere, or one word.
        text is not None and any(_one_word(a, b, text) for a, b in pairs)
    )


def _one_word(a: Span, b: Span, text: str) -> bool:
    return not any(map(str.isspace, text[min(a.end, b.end) : max(a.start, b.start)]))
