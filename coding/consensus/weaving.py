"""The spans of one code in a consensus, as decisions on single units weave them together.

A decision settles what stands within its unit and leaves what stands outside. A coding that runs over
several units comes in unit by unit, and grows together again: its parts join where nothing but white space of
units lies between them.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coding.analysis.agreement.units import trimmed
from interviews.spans import Span


class Cloth(NamedTuple):
    """What the spans lie on: a text, and its units in order, none overlapping."""

    text: str
    units: Sequence[Span]


def woven(standing: Iterable[Span], unit: Span, wanted: Sequence[Span], on: Cloth) -> list[Span]:
    """The code's spans after a decision that wants these, whole as somebody coded them, within the unit."""
    spans = list(standing)
    touched = [span for span in spans if span.overlaps(unit)]
    pieces = [
        *(span for span in spans if not span.overlaps(unit)),
        *(rest for span in touched for rest in _outside(span, unit, on.units)),
        *(Span(max(span.start, unit.start), min(span.end, unit.end)) for span in wanted),
    ]
    return _joined(sorted(set(trimmed(pieces, on.text))), [*touched, *wanted], on)


def _outside(span: Span, unit: Span, units: Sequence[Span]) -> list[Span]:
    """What of the span lies in units before and after, without the labels and questions at the cut."""
    before = [each.end for each in units if each.end <= unit.start and each.overlaps(span)]
    after = [each.start for each in units if each.start >= unit.end and each.overlaps(span)]
    return [
        *([Span(span.start, min(span.end, before[-1]))] if before else []),
        *([Span(max(span.start, after[0]), span.end)] if after else []),
    ]


def _joined(pieces: Sequence[Span], bridges: Sequence[Span], on: Cloth) -> list[Span]:
    found: list[Span] = []
    for piece in pieces:
        if found and (found[-1].overlaps(piece) or _continues(found[-1], piece, bridges, on)):
            found[-1] = Span(found[-1].start, max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return found


def _continues(one: Span, other: Span, bridges: Sequence[Span], on: Cloth) -> bool:
    """Whether somebody coded both in one go, and no word of a unit lies between them."""
    if not any(bridge.overlaps(one) and bridge.overlaps(other) for bridge in bridges):
        return False
    between = (on.text[max(unit.start, one.end) : min(unit.end, other.start)] for unit in on.units)
    return not any(words.strip() for words in between)


def union(readings: Iterable[Sequence[Span]]) -> list[Span]:
    """What any of them marked; spans that share a character are one."""
    found: list[Span] = []
    for span in sorted(span for spans in readings for span in spans):
        if found and found[-1].overlaps(span):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def intersection(readings: Sequence[Sequence[Span]]) -> list[Span]:
    """What each of them marked; nothing where they share no character."""
    shared = union(readings[:1])
    for spans in readings[1:]:
        pairs = ((one, other) for one in shared for other in union([spans]) if one.overlaps(other))
        shared = [Span(max(a.start, b.start), min(a.end, b.end)) for a, b in pairs]
    return shared


def longest(readings: Sequence[Sequence[Span]], unit: Span) -> list[Span]:
    """The reading that marks the most characters of the unit; of equal ones the first."""
    return max(map(union, ([spans] for spans in readings)), key=lambda spans: sum(map(unit.shared, spans)))
