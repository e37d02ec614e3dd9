"""New codes per interview: bars of what each one adds, and how many were seen, in this and other orders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from coding.charts.drawing import ACCENT, LINE, RULE, SOFT, Drawing, Look, Named, Pieces, Space, fitted, wide

LEFT, RIGHT, TOP = 46.0, 16.0, 26.0
HEIGHT, PRINTED_HEIGHT = 170.0, 104.0
BETWEEN = 62.0
LABELS = 26.0
"""Under a chart."""
NARROW, WIDE, PRINTED_WIDE = 18.0, 58.0, 160.0
LONGEST = 900.0
KEY = 36.0
"""What a key takes beside its words."""


class Added(NamedTuple):
    """What one interview adds."""

    label: str
    first_uses: int
    """Of codes that were there before coding began."""
    made_later: int
    seen: int
    """How many were seen up to here."""
    mean: float
    """The same over orders drawn at random, and how far these lie apart."""
    low: int
    high: int


class Words(NamedTuple):
    """What stands on the picture."""

    first_uses: str
    made_later: str
    seen: str
    mean: str
    range: str
    added: str
    """Over the bars."""


@dataclass(frozen=True)
class Curve:
    interviews: Sequence[Added]
    words: Words
    longest: float = LONGEST
    widest: float = WIDE
    """Room of one interview."""
    height: float = HEIGHT

    def pages(self, space: Space) -> Iterator["Curve"]:
        """One, as wide as the page."""
        yield replace(self, longest=space.width - LEFT - RIGHT, widest=PRINTED_WIDE, height=PRINTED_HEIGHT)

    def pieces(self, space: Space, named: Named) -> Iterator[Pieces]:
        """The bars and the curves, as wide as the page."""
        (page,) = self.pages(space)
        bars, curves = Drawing(Look.PAPER), Drawing(Look.PAPER)
        page._bars(bars, TOP + 18, page._across)
        page._curves(curves, TOP, page._across)
        under = page.height + LABELS
        yield Pieces(
            [
                bars.svg(page._across, TOP + 18 + under, named),
                curves.svg(page._across, TOP + under, named),
            ]
        )

    @property
    def _across(self) -> float:
        keys = wide(self.words.first_uses + self.words.made_later) + 2 * KEY
        return LEFT + max(len(self.interviews) * self._step, keys) + RIGHT

    @property
    def _step(self) -> float:
        return min(max(self.longest / max(len(self.interviews), 1), NARROW), self.widest)

    def _x(self, place: int) -> float:
        return LEFT + (place + 0.5) * self._step

    def svg(self, look: Look, named: Named) -> str:
        drawing = Drawing(look)
        width = self._across
        self._bars(drawing, TOP + 18, width)
        second = TOP + 18 + self.height + BETWEEN
        self._curves(drawing, second, width)
        return drawing.svg(width, second + self.height + 40, named)

    def _bars(self, drawing: Drawing, top: float, width: float) -> None:
        most = max((each.first_uses + each.made_later for each in self.interviews), default=0) or 1
        self._axis(drawing, top, width, most)
        self._legend(drawing, top - 22, [(self.words.first_uses, False), (self.words.made_later, True)])
        bar = self._step * 0.62
        for place, each in enumerate(self.interviews):
            left, unit = self._x(place) - bar / 2, self.height / most
            base = top + self.height
            low = each.first_uses * unit
            drawing.rect((left, base - low, bar, low), ACCENT, 0.75)
            if each.made_later:
                drawing.frame(
                    (left, base - low - each.made_later * unit, bar, each.made_later * unit), ACCENT
                )
            both = each.first_uses + each.made_later
            over = (self._x(place), base - both * unit - 4)
            drawing.text(over, str(both), size=11, more=' text-anchor="middle"')
        self._labels(drawing, top + self.height)

    def _curves(self, drawing: Drawing, top: float, width: float) -> None:
        most = max((each.seen for each in self.interviews), default=0) or 1
        self._axis(drawing, top, width, most)

        def points(numbers: Sequence[float]) -> list[tuple[float, float]]:
            return [
                (self._x(at), top + self.height * (1 - number / most)) for at, number in enumerate(numbers)
            ]

        lows, highs = [each.low for each in self.interviews], [each.high for each in self.interviews]
        drawing.area([*points(highs), *reversed(points(lows))], SOFT, 0.18)
        dashes = ' stroke-dasharray="5 4"'
        drawing.path(points([each.mean for each in self.interviews]), SOFT, dashes)
        drawing.path(points([each.seen for each in self.interviews]), ACCENT)
        self._keys(drawing, top - 16, dashes)
        self._labels(drawing, top + self.height)

    def _keys(self, drawing: Drawing, y: float, dashes: str) -> None:
        """Which line is which: whole, broken, and the ground between."""
        x = LEFT
        drawing.line((x, y - 4, x + 26, y - 4), ACCENT, ' stroke-width="1.6"')
        drawing.text((x + 32, y), self.words.seen)
        x += 2 * KEY + wide(self.words.seen)
        drawing.line((x, y - 4, x + 26, y - 4), SOFT, f' stroke-width="1.6"{dashes}')
        drawing.text((x + 32, y), self.words.mean)
        x += 2 * KEY + wide(self.words.mean)
        drawing.rect((x, y - 10, 26, 11), SOFT, 0.18)
        drawing.text((x + 32, y), self.words.range)

    def _axis(self, drawing: Drawing, top: float, width: float, most: int) -> None:
        for number in ticks(most):
            y = top + self.height * (1 - number / most)
            drawing.line((LEFT, y, width - RIGHT, y), LINE if number else RULE)
            drawing.text((LEFT - 8, y + 4), str(number), size=11, colour=SOFT, more=' text-anchor="end"')

    def _legend(self, drawing: Drawing, y: float, keys: list[tuple[str, bool]]) -> None:
        x = LEFT
        for label, is_outline in keys:
            if is_outline:
                drawing.frame((x, y - 10, 12, 11), ACCENT)
            else:
                drawing.rect((x, y - 10, 12, 11), ACCENT, 0.75)
            drawing.text((x + 18, y), label)
            x += KEY + wide(label)

    def _labels(self, drawing: Drawing, y: float) -> None:
        """As many of the interviews' names as have room; the first always."""
        each = max(1, int(34 // self._step) + (34 % self._step > 0)) if self._step < self.widest else 1
        for place in range(0, len(self.interviews), each):
            label = fitted(self.interviews[place].label, self._step * each, 10.5)
            at = (self._x(place), y + 16)
            drawing.text(at, label, size=10.5, colour=SOFT, more=' text-anchor="middle"')


def ticks(most: int) -> list[int]:
    """Round numbers from 0 up, at most six."""
    for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000):
        if most / step <= 5:
            return list(range(0, most + 1, step))
    return [0, most]
