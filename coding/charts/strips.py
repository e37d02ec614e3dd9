"""Interviews as strips from beginning to end, with a lane for each code that marks where it falls."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from coding.charts.drawing import LONGEST_NAME, RULE, SOFT, Drawing, Look, Named, Pieces, Space, fitted, wide
from coding.charts.grid import Heading

LENGTH = 720.0
THIN, THICK = 7.0, 18.0
"""How high a lane is among many strips, and where there is only one."""
GAP = 12.0
FEWEST = 2
"""Of a page: one alone would have the names of its lanes for its own."""
LEGEND = 20.0
NARROWEST = 2.0
"""Pixels; a shorter passage would not be seen."""


class Mark(NamedTuple):
    """A passage: its lane, and where it begins and ends, as shares of the interview."""

    lane: int
    start: float
    end: float


class Strip(NamedTuple):
    label: str
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Strips:
    lanes: Sequence[Heading]
    strips: Sequence[Strip]
    ends: tuple[str, str]
    """What stands under the beginning and the end."""
    length: float = LENGTH
    thick: float = THICK
    """How high a lane is where there is only one strip."""
    is_one_of_many: bool = False
    """Whether a strip that stands alone has to say whose it is."""

    @cached_property
    def _left(self) -> float:
        """Where strips begin: right of what stands before them, and of the lanes' numbers."""
        alone = len(self.strips) == 1
        labels = [lane.label for lane in self.lanes] if alone else [strip.label for strip in self.strips]
        return round(min(LONGEST_NAME, max(map(wide, labels), default=0) + (14 if alone else 34)))

    def pages(self, space: Space) -> Iterator["Strips"]:
        """Parts of as many strips as a page holds, as wide as it is."""
        on_paper, first = replace(self, length=space.width - self._left - 4), 0
        above, each = on_paper._legend(Drawing(Look.PAPER)) + LEGEND, THIN * len(self.lanes) + GAP
        if above + FEWEST * each > space.rest:
            yield from self._alone(space)
            return
        for count in space.shared(len(self.strips), above, each):
            yield replace(on_paper, strips=self.strips[first : first + count])
            first += count

    def pieces(self, space: Space, named: Named) -> Iterator[Pieces]:
        """As wide as the page, headed by the names of the lanes and what their ends are."""
        on_paper = replace(self, length=space.width - self._left - 4)
        heads = Drawing(Look.PAPER)
        above, each = on_paper._legend(heads) + LEGEND, THIN * len(self.lanes) + GAP
        if len(self.strips) == 1 or above + FEWEST * each > space.rest:
            yield Pieces([part.svg(Look.PAPER, named) for part in self._alone(space)])
            return
        on_paper._ends(heads, above - GAP)
        rows = [on_paper._by_itself(strip, each) for strip in self.strips]
        yield Pieces(rows, heads.svg(space.width, above, named), together=FEWEST)

    def _by_itself(self, strip: Strip, height: float) -> str:
        drawing = Drawing(Look.PAPER)
        self._strip(drawing, strip, GAP / 2, THIN)
        return drawing.svg(self._left + self.length + 4, height, Named(strip.label, ""))

    def _alone(self, space: Space) -> Iterator["Strips"]:
        """Each on a page of its own, where its lanes have their names."""
        for place, strip in enumerate(self.strips):
            room = (space.rest if place else space.first) - 3 * LEGEND
            thick = min(THICK, room / max(len(self.lanes), 1))
            alone = replace(self, strips=[strip], thick=thick, is_one_of_many=len(self.strips) > 1)
            yield replace(alone, length=space.width - alone._left - 4)

    def svg(self, look: Look, named: Named) -> str:
        drawing = Drawing(look)
        alone = len(self.strips) == 1
        lane = self.thick if alone else THIN
        y = self._whose(drawing) if alone else self._legend(drawing)
        for strip in self.strips:
            self._strip(drawing, strip, y, lane)
            y += lane * len(self.lanes) + GAP
        self._ends(drawing, y + 6)
        return drawing.svg(self._left + self.length + 4, y + 16, named)

    def _ends(self, drawing: Drawing, y: float) -> None:
        first, last = self._left, self._left + self.length
        drawing.text((first, y), self.ends[0], size=11, colour=SOFT)
        drawing.text((last, y), self.ends[1], size=11, colour=SOFT, more=' text-anchor="end"')

    def _whose(self, drawing: Drawing) -> float:
        """How far down it reaches."""
        if not self.is_one_of_many:
            return 8.0
        drawing.text((self._left, 14), self.strips[0].label, more=' font-weight="650"')
        return 26.0

    def _legend(self, drawing: Drawing) -> float:
        """The lanes from top to bottom, numbered as they lie; how far down it reaches."""
        x, y = self._left, 14.0
        for number, lane in enumerate(self.lanes, start=1):
            label = f"{number} {lane.label}"
            taken = wide(label) + 30
            if x > self._left and x + taken > self._left + self.length:
                x, y = self._left, y + LEGEND
            drawing.rect((x, y - 9, 12, 9), lane.colour or SOFT)
            drawing.text((x + 17, y), label)
            x += taken
        return y + GAP

    def _strip(self, drawing: Drawing, strip: Strip, y: float, lane: float) -> None:
        height = lane * len(self.lanes)
        alone = len(self.strips) == 1
        if not alone:
            drawing.text(
                (0, y + height / 2 + 4), fitted(strip.label, self._left - 24), more=' font-weight="650"'
            )
        for number, heading in enumerate(self.lanes):
            top = y + number * lane
            drawing.line((self._left, top + lane / 2, self._left + self.length, top + lane / 2))
            at = (self._left - 8, top + lane / 2 + min(4, lane / 3))
            if alone:
                name = fitted(heading.label, self._left - 10)
                drawing.text(at, name, size=min(12, lane), more=' text-anchor="end"')
            elif number in {0, len(self.lanes) - 1}:
                drawing.text(at, str(number + 1), size=9, colour=SOFT, more=' text-anchor="end"')
        boxes: defaultdict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
        for mark in strip.marks:
            boxes[mark.lane].append(self._box(mark, y, lane))
        for number, found in sorted(boxes.items()):
            drawing.boxes(found, self.lanes[number].colour or SOFT)
        drawing.line((self._left, y, self._left, y + height), RULE)
        drawing.line((self._left + self.length, y, self._left + self.length, y + height), RULE)

    def _box(self, mark: Mark, y: float, lane: float) -> tuple[float, float, float, float]:
        width = max((mark.end - mark.start) * self.length, NARROWEST)
        x = self._left + mark.start * self.length
        return round(x, 1), y + mark.lane * lane + 1, round(width, 1), lane - 2
