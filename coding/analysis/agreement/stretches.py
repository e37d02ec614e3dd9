"""The u-alpha family on transcripts cut into units, code by code and among the codes of a group.

What is compared are the units laid end to end, so that text between them is neither marked nor left out; a
quotation that runs over two units stays one.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from coding.analysis.agreement.continuum import Overlapping, Unit, continuum, joined, single
from coding.analysis.agreement.readings import Code, Coder, Reading, Source, Transcript
from coding.analysis.agreement.unitizing import Unitizing, unitizing
from coding.analysis.agreement.values import Extent, Value
from interviews.spans import Span

ANY = "any"
"""Stands for whatever code, where it only matters that something was marked."""


class Text(NamedTuple):
    """A transcript's units laid end to end, and each coder's quotations in them."""

    transcript: Transcript
    length: int
    quotations: Mapping[Coder, Mapping[Code, Sequence[Span]]]


class Overlap(NamedTuple):
    """Two codes that a coder gave to the same characters, so that the coder did not choose between them."""

    coder: Coder
    transcript: Transcript
    first: Code
    second: Code


class OfCode(NamedTuple):
    """``marked`` is |u-alpha of the code alone; ``among`` its (k)u-alpha among the codes of its group.

    ``coverage`` is the share of what was given the code on which ``among`` rests.
    """

    marked: Value
    among: Value | None = None
    coverage: float | None = None


class OfGroup(NamedTuple):
    """``marked`` is |u-alpha on any code of the group; the others are none where a coder's codes overlap."""

    marked: Value
    alpha: Value | None
    coding: Value | None
    coverage: float | None
    codes: Mapping[Code, OfCode]
    overlap: Overlap | None


def texts(sources: Sequence[Source], readings: Iterable[Reading]) -> list[Text]:
    """Of the transcripts that two or more completed."""
    read: dict[Transcript, dict[Coder, Mapping[Code, Sequence[Span]]]] = {s.transcript: {} for s in sources}
    for reading in readings:
        if reading.transcript in read:
            read[reading.transcript][reading.coder] = reading.quotations
    return [_text(source, read[source.transcript]) for source in sources if len(read[source.transcript]) > 1]


def _text(source: Source, read: Mapping[Coder, Mapping[Code, Sequence[Span]]]) -> Text:
    starts = [unit.start for unit in source.units]
    before = [0, *accumulate(unit.end - unit.start for unit in source.units)]

    def laid(at: int) -> int:
        place = bisect_right(starts, at) - 1
        return before[place] + min(at - starts[place], before[place + 1] - before[place]) if place >= 0 else 0

    def end_to_end(spans: Iterable[Span]) -> list[Span]:
        moved = (Span(laid(start), laid(end)) for start, end in spans)
        return joined(span for span in moved if span.start < span.end)

    quotations = {
        coder: {code: end_to_end(spans) for code, spans in own.items()} for coder, own in read.items()
    }
    return Text(source.transcript, before[-1], quotations)


def of_group(found: Sequence[Text], codes: Sequence[Code]) -> OfGroup:
    """Agreement on these codes, which are taken for a choice between them where nobody gave two at once."""
    extent = _extent(found)
    marked = {
        code: extent.beyond_chance(
            unitizing(single(text.length, _only(text, [code]), code) for text in found).binary()
        )
        for code in codes
    }
    any_code = unitizing(single(text.length, _only(text, codes), ANY) for text in found)
    whole = extent.beyond_chance(any_code.binary())
    chosen = _chosen(found, codes)
    if isinstance(chosen, Overlap):
        alone = {code: OfCode(value) for code, value in marked.items()}
        return OfGroup(whole, None, None, None, alone, chosen)
    return OfGroup(
        whole,
        extent.beyond_chance(chosen.alpha()),
        extent.beyond_chance(chosen.coding()),
        chosen.coverage(),
        {
            code: OfCode(value, extent.beyond_chance(chosen.of(code)), chosen.coverage_of(code))
            for code, value in marked.items()
        },
        None,
    )


def _extent(found: Sequence[Text]) -> Extent:
    coders = {coder for text in found for coder in text.quotations}
    return Extent(len(coders), len(found), sum(text.length for text in found))


def _only(text: Text, codes: Sequence[Code]) -> dict[Coder, list[Span]]:
    return {
        coder: [span for code in codes for span in own.get(code, ())]
        for coder, own in text.quotations.items()
    }


def _chosen(found: Sequence[Text], codes: Sequence[Code]) -> Unitizing | Overlap:
    cut = []
    for text in found:
        units = {
            coder: [Unit(*span, code) for code in codes for span in own.get(code, ())]
            for coder, own in text.quotations.items()
        }
        try:
            cut.append(continuum(text.length, units))
        except Overlapping as overlapping:
            first, second = overlapping.pairs[0]
            return Overlap(overlapping.coder, text.transcript, first.code, second.code)
    return unitizing(cut)
