"""Whether coders who used a code in the same unit mean the same words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, product

from coding.analysis.agreement.readings import Code, Reading, Source
from coding.analysis.agreement.units import touched, trimmed
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
    if len(marks) < 2:
        return 0
    parts = [_by_unit(quotations, source.units, threshold) for quotations in marks]
    return sum(
        not (_share_a_letter(a[unit], b[unit], source.text) or _share_a_word(a[unit], b[unit], source.text))
        for a, b in combinations(parts, 2)
        for unit in a.keys() & b.keys()
    )


Stretch = tuple[int, int]


def _by_unit(quotations: Iterable[Span], units: Sequence[Span], threshold: float) -> dict[int, list[Stretch]]:
    """What the quotations mark of each unit that is used."""
    marked: dict[int, list[Stretch]] = {}
    used = set()
    for place, start, end, is_enough in touched(quotations, units, threshold):
        if place in marked:
            marked[place].append((start, end))
        else:
            marked[place] = [(start, end)]
        if is_enough:
            used.add(place)
    return {place: marked[place] for place in used}


def _share_a_letter(first: Iterable[Stretch], second: Sequence[Stretch], text: str | None) -> bool:
    """Whether what two have in common begins with a letter; not every case of it, but far cheaper to see."""
    for start, end in first:
        for other, behind in second:
            begins = start if start > other else other
            if begins < end and begins < behind and not (text and text[begins].isspace()):
                return True
    return False


def _share_a_word(first: Iterable[Stretch], second: Iterable[Stretch], text: str | None) -> bool:
    return share_a_word((Span(*each) for each in first), (Span(*each) for each in second), text)


def share_a_word(first: Iterable[Span], second: Iterable[Span], text: str | None) -> bool:
    """Whether some word is touched by a quotation of both, be it by different letters."""
    pairs = list(product(trimmed(first, text), trimmed(second, text)))
    return any(a.overlaps(b) for a, b in pairs) or (
        # What lies between two quotations that share no letter is white space somewhere, or one word.
        text is not None and any(_one_word(a, b, text) for a, b in pairs)
    )


def _one_word(a: Span, b: Span, text: str) -> bool:
    return not any(map(str.isspace, text[min(a.end, b.end) : max(a.start, b.start)]))
