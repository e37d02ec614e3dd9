"""Stretches of text: half-open, counted in Unicode code points."""

from typing import NamedTuple


class Span(NamedTuple):
    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character; touching is not sharing."""
        return self.start < other.end and other.start < self.end

    def shared(self, other: "Span") -> int:
        """How many characters lie in both."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def __contains__(self, position: object) -> bool:
        return isinstance(position, int) and self.start <= position < self.end
