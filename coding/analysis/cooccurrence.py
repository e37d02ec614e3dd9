"""Co-occurrence: which codes are found at the same places, each passage counted once."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Code = TypeVar("Code", bound=Hashable)
LANE = 32
"""Bits for the count of one code; a whole number holds a lane for each, so that one addition adds to all."""
FULL = (1 << LANE) - 1


Stretch = tuple[int, int]
"""Where a distinct passage lies on a line, of characters or turns: start and end, half-open.

A bare tuple, since there are as many as a study has passages.
"""
Marked = tuple[Stretch, Collection[Code]]
"""A passage with its codes. Two passages may lie in the same turn."""


@dataclass(frozen=True)
class Pair:
    """What two codes have to do with each other."""

    first: int
    """Passages of the first code."""
    second: int
    first_with: int
    """Passages of the first code that co-occur with a passage of the second."""
    second_with: int

    @property
    def share_of_first(self) -> float | None:
        """Of the first code's passages, how many co-occur with the second; ``None`` if it has none."""
        return self.first_with / self.first if self.first else None

    @property
    def share_of_second(self) -> float | None:
        return self.second_with / self.second if self.second else None

    @property
    def jaccard(self) -> float | None:
        """Co-occurrences out of all that is either (Jaccard 1912); ``None`` if there is neither.

        Where one passage co-occurs with several, the lower of the two counts is taken, so that the
        coefficient never leaves 0 to 1; where each meets one other, it is n12 / (n1 + n2 - n12).
        """
        both = min(self.first_with, self.second_with)
        either = self.first + self.second - both
        return both / either if either else None


@dataclass(frozen=True)
class CoOccurrence(Generic[Code]):
    """How many passages each code has, and how many of them co-occur with each other code."""

    codes: Sequence[Code]
    passages: Mapping[Code, int]
    together: Mapping[Code, Mapping[Code, int]]
    """By code, then by the other: passages of the former that co-occur with one of the latter."""

    def pair(self, first: Code, second: Code) -> Pair:
        return Pair(
            self.passages[first],
            self.passages[second],
            self.together[first].get(second, 0),
            self.together[second].get(first, 0),
        )


def cooccurrence(
    codes: Sequence[Code], texts: Iterable[Iterable[Marked[Code]]], reach: int = 0
) -> CoOccurrence[Code]:
    """Count over texts, each of them stretches with their codes.

    Two stretches co-occur if they share a character, or lie up to ``reach`` from it: with stretches of
    turns, 0 is the same turn and n within n turns. A passage that has both codes co-occurs with itself.
    """
    lanes = {code: 1 << (LANE * place) for place, code in enumerate(codes)}
    passages = 0
    totals = dict.fromkeys(codes, 0)
    for text in texts:
        for found, own, met in meetings(text, lanes, reach):
            passages += own
            for code in found:
                if code in totals:
                    totals[code] += met
    counts = _read(passages, codes)
    return CoOccurrence(codes, counts, {code: _read(totals[code], codes, but=code) for code in codes})


def meetings(
    text: Iterable[Marked[Code]], lanes: Mapping[Code, int], reach: int = 0
) -> Iterator[tuple[Collection[Code], int, int]]:
    """For each stretch its codes, these as a mark, and the marks of all that co-occur with it, its own too.

    A sweep from left to right: those that are open may still meet what is to come, and what ended
    farther back than ``reach`` may not.
    """
    still_open: list[tuple[int, Collection[Code], int, int]] = []
    """Where each ends, its codes, its own mark, and those that it met."""
    for (start, end), found in sorted(text, key=_place):
        met = own = _mark(found, lanes)
        left = []
        for ended, codes, other, theirs in still_open:
            if ended + reach > start:
                met |= other
                left.append((ended, codes, other, theirs | own))
            else:
                yield codes, other, theirs
        left.append((end, found, own, met))
        still_open = left
    for _ended, codes, own, met in still_open:
        yield codes, own, met


def _place(marked: Marked[Code]) -> Stretch:
    return marked[0]


def _mark(found: Collection[Code], lanes: Mapping[Code, int]) -> int:
    mark = 0
    for code in found:
        mark |= lanes.get(code, 0)
    return mark


def _read(total: int, codes: Sequence[Code], but: Code | None = None) -> dict[Code, int]:
    """What stands in each lane that holds something."""
    counts = ((code, (total >> (LANE * place)) & FULL) for place, code in enumerate(codes))
    return {code: count for code, count in counts if code != but and (count or but is None)}
