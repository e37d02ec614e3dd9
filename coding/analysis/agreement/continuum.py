"""Texts as a continuum that each coder cuts into units and the gaps between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from coding.analysis.agreement.readings import Code, Coder
from interviews.spans import Span


class Unit(NamedTuple):
    """A quotation and its code. Two that touch are two, of whatever code."""

    start: int
    end: int
    code: Code


class Overlapping(Exception):
    """Coders gave the same characters two codes, so that they can't be taken for a choice between codes."""

    def __init__(self, coder: Coder, pairs: Sequence[tuple[Unit, Unit]]) -> None:
        first, second = pairs[0]
        more = f", and {len(pairs) - 1} more" if len(pairs) > 1 else ""
        super().__init__(
            f"{coder} gave overlapping quotations: “{first.code}” {first.start}–{first.end} "
            f"and “{second.code}” {second.start}–{second.end}{more}"
        )
        self.coder, self.pairs = coder, pairs


@dataclass(frozen=True)
class Continuum:
    """One text of so many characters, and each coder's units in order, none overlapping."""

    length: int
    coders: Mapping[Coder, Sequence[Unit]]


def continuum(length: int, coders: Mapping[Coder, Iterable[Unit]]) -> Continuum:
    """Clip units to the text and put them in order; raises ``Overlapping``."""
    cut = {coder: sorted(_clipped(length, units), key=attrgetter("start")) for coder, units in coders.items()}
    for coder, units in cut.items():
        overlapping = [(a, b) for a, b in pairwise(units) if b.start < a.end]
        if overlapping:
            raise Overlapping(coder, overlapping)
    return Continuum(length, cut)


def _clipped(length: int, units: Iterable[Unit]) -> Iterator[Unit]:
    for start, end, code in units:
        if max(start, 0) < min(end, length):
            yield Unit(max(start, 0), min(end, length), code)


def single(length: int, coders: Mapping[Coder, Iterable[Span]], code: Code) -> Continuum:
    """Of one code: quotations of a coder that overlap are joined, those that touch stay apart."""
    return continuum(
        length, {c: [Unit(*span, code) for span in joined(spans)] for c, spans in coders.items()}
    )


def joined(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans as one, in order."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1].end:
            found[-1] = Span(found[-1].start, max(end, found[-1].end))
        elif start < end:
            found.append(Span(start, end))
    return found


def gaps(units: Sequence[Unit], length: int) -> list[Span]:
    """What lies between the units, before the first and behind the last."""
    ends, starts = [0, *(unit.end for unit in units)], [*(unit.start for unit in units), length]
    return [Span(end, start) for end, start in zip(ends, starts, strict=True) if end < start]
