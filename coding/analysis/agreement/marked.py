"""Who of a transcript's coders marked which stretches of it: all that agreement on a code depends on."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import NamedTuple

from coding.analysis.agreement.readings import Code, Coder, Reading, Source, Transcript
from coding.analysis.agreement.tables import Histogram, Marks
from interviews.spans import Span

Bits = Mapping[Coder, int]
"""A bit for each coder; a sum of them says which coders."""


class Run(NamedTuple):
    """Successive units, or characters, that the same coders marked."""

    start: int
    end: int
    by: int


class Pattern(NamedTuple):
    """Who marked a unit, of those who judged it."""

    by: int
    judges: int


Patterns = Counter[Pattern]
"""In how many units a code was marked by whom; histograms and the tables of all pairs follow from it."""


@dataclass(frozen=True)
class Marked:
    """A transcript as its coders marked it, in so many units or characters."""

    transcript: Transcript
    coders: Bits
    judges: int
    size: int
    runs: Mapping[Code, Sequence[Run]]
    """In the order of codes and units; only where somebody marked."""
    units: Sequence[Span]
    """What the transcript is cut into, in the same counting as the runs; none of these lies in two."""

    def masks(self, code: Code) -> Mapping[int, int]:
        """In how many units which coders marked it, those that nobody marked included."""
        found: defaultdict[int, int] = defaultdict(int)
        for start, end, by in self.runs.get(code, ()):
            found[by] += end - start
        unmarked = self.size - sum(found.values())
        if unmarked:
            found[0] += unmarked
        return found


def in_units(
    source: Source, readings: Sequence[Reading], bits: Bits, codes: Sequence[Code], threshold: float
) -> Marked:
    """Each unit is one thing to judge."""
    masks: defaultdict[Code, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for reading in readings:
        bit = bits[reading.coder]
        for code in reading.quotations.keys() & codes:
            for unit in reading.used(code, source, threshold):
                masks[code][unit] |= bit
    runs = {
        code: [Run(unit, unit + 1, by) for unit, by in sorted(masks[code].items())]
        for code in codes
        if code in masks
    }
    whole = [Span(number, number + 1) for number in range(len(source.units))]
    return _marked(source, readings, bits, runs, whole)


def in_characters(source: Source, readings: Sequence[Reading], bits: Bits, codes: Sequence[Code]) -> Marked:
    """Each character inside the units is one thing to judge; what was marked twice counts once."""
    marks: defaultdict[Code, list[tuple[int, list[Span]]]] = defaultdict(list)
    for reading in readings:
        for code in reading.quotations.keys() & codes:
            spans = list(within(merged(reading.quotations[code]), source.units))
            marks[code].append((bits[reading.coder], spans))
    runs = {code: list(overlaid(marks[code])) for code in codes if code in marks}
    return _marked(source, readings, bits, runs, source.units)


def rolled_up(marked: Marked, below: Mapping[Code, Sequence[Code]]) -> Marked:
    """Of a transcript cut into units: each theme is marked where any of the codes below it is.

    As ``Reading.by_theme``, since a unit's quotations are judged one by one.
    """
    runs: dict[Code, Sequence[Run]] = {}
    for theme, codes in below.items():
        masks: defaultdict[int, int] = defaultdict(int)
        for code in codes:
            for unit, _, by in marked.runs.get(code, ()):
                masks[unit] |= by
        if masks:
            runs[theme] = [Run(unit, unit + 1, by) for unit, by in sorted(masks.items())]
    return replace(marked, runs=runs)


def _marked(
    source: Source,
    readings: Sequence[Reading],
    bits: Bits,
    runs: Mapping[Code, Sequence[Run]],
    units: Sequence[Span],
) -> Marked:
    coders = {reading.coder: bits[reading.coder] for reading in readings}
    size = sum(unit.end - unit.start for unit in units)
    return Marked(source.transcript, coders, sum(coders.values()), size, runs, units)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same characters in the fewest spans, in order."""
    found: list[Span] = []
    begins = ends = -1
    for start, end in sorted(spans):
        if start > ends:
            if begins < ends:
                found.append(Span(begins, ends))
            begins, ends = start, end
        elif end > ends:
            ends = end
    if begins < ends:
        found.append(Span(begins, ends))
    return found


def within(spans: Iterable[Span], units: Sequence[Span]) -> Iterator[Span]:
    """What of the spans lies in the units (in order, none overlapping), cut where one ends."""
    for span in spans:
        first, behind = 0, 1
        if len(units) > 1:
            first = bisect_right(units, span.start, key=attrgetter("end"))
            behind = bisect_left(units, span.end, key=attrgetter("start"))
        for unit in units[first:behind]:
            start, end = max(span.start, unit.start), min(span.end, unit.end)
            if start < end:
                yield span if (start, end) == span else Span(start, end)


def overlaid(marks: Iterable[tuple[int, Iterable[Span]]]) -> Iterator[Run]:
    """Cut wherever a coder's spans (none of one coder overlapping) begin or end."""
    borders = sorted((at, bit) for bit, spans in marks for span in spans for at in span)
    by = start = 0
    for at, bit in borders:
        if by and start < at:
            yield Run(start, at, by)
        by, start = by ^ bit, at


def histogram_of(patterns: Patterns) -> Histogram:
    """How many marked, whoever they are."""
    counts: Histogram = Counter()
    for (by, judges), units in patterns.items():
        counts[Marks(by.bit_count(), judges.bit_count())] += units
    return counts
