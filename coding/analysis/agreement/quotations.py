"""Whether two coders' quotations are the same ones: Holsti's ratio without units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean
from typing import NamedTuple

from coding.analysis.agreement.readings import Code, Coder, Reading, Source, Transcript
from coding.analysis.agreement.units import trimmed
from coding.analysis.agreement.values import Extent, Value
from interviews.spans import Span


def holsti(
    sources: Sequence[Source], readings: Sequence[Reading], codes: Sequence[Code], threshold: float = 0.5
) -> dict[Code, Value]:
    """Twice the quotations that match, by those of both; the mean over pairs of coders (Holsti 1969).

    Two match that share ``threshold`` of the shorter one, each with one other at most and as many as can.
    """
    return Quotations.of(sources, readings, threshold).by_code(codes)


class Matched(NamedTuple):
    """Of two coders: quotations that match, counted once, and those of both."""

    matched: int = 0
    quotations: int = 0


@dataclass(frozen=True)
class Quotations:
    """Each coder's quotations without white space around them, by transcript and code."""

    read: Mapping[Coder, Mapping[Transcript, Mapping[Code, Sequence[Span]]]]
    extent: Extent
    threshold: float

    @classmethod
    def of(cls, sources: Sequence[Source], readings: Sequence[Reading], threshold: float) -> "Quotations":
        texts = {source.transcript: source.text for source in sources}
        read: dict[Coder, dict[Transcript, Mapping[Code, Sequence[Span]]]] = {}
        for reading in readings:
            if reading.transcript in texts:
                text = texts[reading.transcript]
                cut = {code: sorted(trimmed(spans, text)) for code, spans in reading.quotations.items()}
                read.setdefault(reading.coder, {})[reading.transcript] = cut
        pairs = sum(bool(a.keys() & b.keys()) for a, b in combinations(read.values(), 2))
        return cls(read, Extent(len({each.coder for each in readings}), pairs, len(texts)), threshold)

    def by_code(self, codes: Sequence[Code]) -> dict[Code, Value]:
        return {code: self.over([code]) for code in codes}

    def over(self, codes: Sequence[Code]) -> Value:
        """Holsti's ratio over these codes, within each of which quotations match."""
        met = [self._met(a, b, codes) for a, b in combinations(self.read.values(), 2) if a.keys() & b.keys()]
        ratios = [2 * each.matched / each.quotations for each in met if each.quotations]
        return self.extent.stated(fmean(ratios) if ratios else None)

    def _met(
        self,
        a: Mapping[Transcript, Mapping[Code, Sequence[Span]]],
        b: Mapping[Transcript, Mapping[Code, Sequence[Span]]],
        codes: Sequence[Code],
    ) -> Matched:
        matched = quotations = 0
        for transcript in a.keys() & b.keys():
            for code in codes:
                first, second = a[transcript].get(code, ()), b[transcript].get(code, ())
                quotations += len(first) + len(second)
                if first and second:
                    matched += matching(first, second, self.threshold)
        return Matched(matched, quotations)


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
