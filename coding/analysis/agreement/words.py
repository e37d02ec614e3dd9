"""Whether coders who used a code in the same unit mean the same words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, product

from coding.analysis.agreement.readings import Code, Reading, Source
from coding.analysis.agreement.units import covers, meetings, trimmed
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
    parts = [_by_unit(quotations, source.units, threshold) for quotations in marks]
    return sum(
        not (_share_a_letter(a[unit], b[unit], source.text) or share_a_word(a[unit], b[unit], source.text))
        for a, b in combinations(parts, 2)
        for unit in a.keys() & b.keys()
    )


def _by_unit(quotations: Iterable[Span], units: Sequence[Span], threshold: float) -> dict[int, list[Span]]:
    """What the quotations mark of each unit that is used."""
    marked: defaultdict[int, list[Span]] = defaultdict(list)
    used = set()
    for place, quotation in meetings(quotations, units):
        start, end = quotation
        first, behind = units[place]
        inside = first <= start and end <= behind
        marked[place].append(quotation if inside else Span(max(start, first), min(end, behind)))
        if covers(quotation, units[place], threshold):
            used.add(place)
    return {place: marked[place] for place in used}


def _share_a_letter(first: Iterable[Span], second: Sequence[Span], text: str | None) -> bool:
    """Whether what two have in common begins with a letter; not every case of it, but far cheaper to see."""
    for start, end in first:
        for other, behind in second:
            begins = max(start, other)
            if begins < min(end, behind) and not (text and text[begins].isspace()):
                return True
    return False


def share_a_word(first: Iterable[Span], second: Iterable[Span], text: str | None) -> bool:
    """Whether some word is touched by a quotation of both, be it by different letters."""
    pairs = list(product(trimmed(first, text), trimmed(second, text)))
    return any(a.overlaps(b) for a, b in pairs) or (
        # What lies between two quotations that share no letter is white space somewhere, or one word.
        text is not None and any(_one_word(a, b, text) for a, b in pairs)
    )


def _one_word(a: Span, b: Span, text: str) -> bool:
    return not any(map(str.isspace, text[min(a.end, b.end) : max(a.start, b.start)]))
