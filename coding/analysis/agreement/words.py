"""Whether coders who used a code in the same unit mean the same words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, product

from coding.analysis.agreement.readings import Code, Reading, Source
from coding.analysis.agreement.units import trimmed
from interviews.spans import Span


def shares_no_word(
    sources: Iterable[Source], readings: Sequence[Reading], codes: Sequence[Code], threshold: float = 0.5
) -> Counter[Code]:
    """Per code, the units in which two coders used it without one word in common, over all pairs."""
    apart = Counter[Code]()
    for source in sources:
        read = [reading for reading in readings if reading.transcript == source.transcript]
        for (a, b), code in product(combinations(read, 2), codes):
            apart[code] += _apart(source, a, b, code, threshold)
    return apart


def _apart(source: Source, a: Reading, b: Reading, code: Code, threshold: float) -> int:
    both = a.used(code, source, threshold) & b.used(code, source, threshold)
    first, second = (
        trimmed(a.quotations.get(code, ()), source.text),
        trimmed(b.quotations.get(code, ()), source.text),
    )
    units = (source.units[index] for index in both)
    return sum(not share_a_word(_within(first, unit), _within(second, unit), source.text) for unit in units)


def _within(quotations: Iterable[Span], unit: Span) -> list[Span]:
    return [Span(max(s.start, unit.start), min(s.end, unit.end)) for s in quotations if s.overlaps(unit)]


def share_a_word(first: Iterable[Span], second: Iterable[Span], text: str | None) -> bool:
    """Whether some word is touched by a quotation of both, be it by different letters."""
    pairs = list(product(trimmed(first, text), trimmed(second, text)))
    return any(a.overlaps(b) for a, b in pairs) or (
        # What lies between two quotations that share no letter is white space somewhere, or one word.
        text is not None and any(_one_word(a, b, text) for a, b in pairs)
    )


def _one_word(a: Span, b: Span, text: str) -> bool:
    return not any(map(str.isspace, text[min(a.end, b.end) : max(a.start, b.start)]))
