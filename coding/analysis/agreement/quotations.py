"""Whether two coders' quotations are the same ones: Holsti's ratio without units."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from statistics import fmean

from coding.analysis.agreement.readings import Code, Coder, Reading, Source
from coding.analysis.agreement.units import trimmed
from coding.analysis.agreement.values import Extent, Value
from interviews.spans import Span


def holsti(
    sources: Sequence[Source], readings: Sequence[Reading], codes: Sequence[Code], threshold: float = 0.5
) -> dict[Code, Value]:
    """Twice the quotations that match, by those of both; the mean over pairs of coders (Holsti 1969).

    Two match that share ``threshold`` of the shorter one, each with one other at most and as many as can.
    """
    texts = {source.transcript: source.text for source in sources}
    read: dict[Coder, dict[object, Reading]] = {}
    for reading in readings:
        if reading.transcript in texts:
            read.setdefault(reading.coder, {})[reading.transcript] = reading
    pairs = [(a, b) for a, b in combinations(read.values(), 2) if a.keys() & b.keys()]
    extent = Extent(len({reading.coder for reading in readings}), len(pairs), len(texts))
    return {code: extent.stated(_mean_ratio(code, pairs, texts, threshold)) for code in codes}


def _mean_ratio(
    code: Code,
    pairs: Sequence[tuple[Mapping[object, Reading], Mapping[object, Reading]]],
    texts: Mapping[object, str | None],
    threshold: float,
) -> float | None:
    ratios = []
    for a, b in pairs:
        matched = quotations = 0
        for transcript in a.keys() & b.keys():
            first, second = (
                trimmed(each[transcript].quotations.get(code, ()), texts[transcript]) for each in (a, b)
            )
            matched += matching(first, second, threshold)
            quotations += len(first) + len(second)
        if quotations:
            ratios.append(2 * matched / quotations)
    return fmean(ratios) if ratios else None


def matching(a: Sequence[Span], b: Sequence[Span], threshold: float) -> int:
    """How many of A's quotations can be given one of B's each, by chains of exchanges (Kuhn 1955)."""
    second = sorted(b)
    candidates = [_alike(span, second, threshold) for span in a]
    given: dict[int, int] = {}
    return sum(_find(place, candidates, given) for place in range(len(a)))


def _alike(span: Span, others: Sequence[Span], threshold: float) -> list[int]:
    length = span.end - span.start
    return [
        place
        for place, other in enumerate(others)
        if (shared := span.shared(other)) and shared >= threshold * min(length, other.end - other.start)
    ]


def _find(start: int, candidates: Sequence[Sequence[int]], given: dict[int, int]) -> bool:
    """Breadth first: a path from a quotation without partner to one of the others without."""
    came_from: dict[int, int] = {}
    waiting = [start]
    for own in waiting:
        for other in candidates[own]:
            if other in came_from:
                continue
            came_from[other] = own
            if other not in given:
                _exchange(other, start, came_from, given)
                return True
            waiting.append(given[other])
    return False


def _exchange(free: int, start: int, came_from: Mapping[int, int], given: dict[int, int]) -> None:
    partner_of = {own: other for other, own in given.items()}
    other = free
    while True:
        own = came_from[other]
        given[other] = own
        if own == start:
            return
        other = partner_of[own]
