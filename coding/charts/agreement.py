"""Pictures of numbers: values in, one SVG string out, for page and paper alike.

Colours are presentation attributes, since the security policy forbids styles and the PDF engine
reads none of the page's stylesheets within a picture.
"""

from typing import NamedTuple

MARKS = ((2 / 3, ".667"), (0.8, ".800"))
"""Krippendorff (2019, 12.2): below .667 discard, from .800 on rely on the data."""


class Scale(NamedTuple):
    """Where a number between 0 and 1 stands on the picture."""

    width: float = 220
    height: float = 16
    margin: float = 7

    def x(self, number: float) -> float:
        within = min(max(number, 0.0), 1.0)
        return round(self.margin + within * (self.width - 2 * self.margin), 2)

    @property
    def middle(self) -> float:
        return self.height / 2

    def svg(self, *parts: str) -> str:
        size = f'width="{self.width:g}" height="{self.height:g}" viewBox="0 0 {self.width:g} {self.height:g}"'
        return f'<svg class="chart" {size} aria-hidden="true" focusable="false">{"".join(parts)}</svg>'


class Estimate(NamedTuple):
    """A coefficient and its limits; a range is drawn dashed, since it is no interval."""

    number: float
    low: float | None = None
    high: float | None = None
    is_range: bool = False


def agreement_mark(
    estimate: Estimate | None,
    colour: str = "currentColor",
    is_theme: bool = False,
    scale: Scale | None = None,
) -> str:
    """A dot for alpha between 0 and 1 on the line of its limits, an arrow at 0 for less than chance.

    The lines of the two thresholds alone where there is no number.
    """
    scale = scale or Scale()
    lines = "".join(_line(scale, at) for at, _label in MARKS)
    if estimate is None:
        return scale.svg(lines)
    limits = _limits(scale, estimate, colour)
    if estimate.number < 0:
        return scale.svg(lines, limits, _arrow(scale, colour))
    radius = 4.6 if is_theme else 3.4
    dot = f'<circle cx="{scale.x(estimate.number)}" cy="{scale.middle:g}" r="{radius}" fill="{colour}"/>'
    return scale.svg(lines, limits, dot)


def _limits(scale: Scale, estimate: Estimate, colour: str) -> str:
    """From the low to the high end, as far as they lie on the scale; an end beyond it has no stop."""
    if estimate.low is None or estimate.high is None or estimate.high < 0:
        return ""
    dashes = ' stroke-dasharray="3 2"' if estimate.is_range else ""
    y = scale.middle
    whole = (
        f'<line x1="{scale.x(estimate.low)}" x2="{scale.x(estimate.high)}" y1="{y:g}" y2="{y:g}" '
        f'stroke="{colour}" stroke-width="1.6"{dashes}/>'
    )
    stops = (
        f'<line x1="{scale.x(at)}" x2="{scale.x(at)}" y1="{y - 3:g}" y2="{y + 3:g}" stroke="{colour}"/>'
        for at in (estimate.low, estimate.high)
        if 0 <= at <= 1
    )
    return whole + "".join(stops)


def heat(share: float, colour: str = "currentColor", side: float = 14) -> str:
    """A square the fuller of colour the nearer the share is to 1; an outline alone for nothing."""
    strength = round(min(max(share, 0.0), 1.0), 3)
    size = f'width="{side:g}" height="{side:g}" viewBox="0 0 {side:g} {side:g}"'
    inner = side - 1
    return (
        f'<svg class="heat" {size} aria-hidden="true" focusable="false">'
        f'<rect x="0.5" y="0.5" width="{inner:g}" height="{inner:g}" rx="1.5" fill="{colour}" '
        f'fill-opacity="{strength:g}" stroke="{colour}" stroke-opacity="0.35"/></svg>'
    )


def agreement_axis(scale: Scale | None = None) -> str:
    """The axis over a column of marks."""
    scale = scale or Scale()
    labels = [(0.0, "0"), *MARKS, (1.0, "1")]
    # The two limits lie closer together than their labels are wide: each leans away from the other.
    anchors = ["middle", "end", "start", "middle"]
    shifts = [0, 7, -5, 0]
    return scale.svg(
        *(
            f'<text x="{scale.x(at) + shift:g}" y="{scale.height - 4:g}" text-anchor="{anchor}" '
            f'font-size="10" fill="currentColor">{label}</text>'
            for (at, label), anchor, shift in zip(labels, anchors, shifts, strict=True)
        )
    )


def _line(scale: Scale, at: float) -> str:
    return (
        f'<line x1="{scale.x(at)}" x2="{scale.x(at)}" y1="0" y2="{scale.height:g}" '
        'stroke="#8a8d92" stroke-opacity="0.6" stroke-dasharray="2 2"/>'
    )


def _arrow(scale: Scale, colour: str) -> str:
    x, y = scale.x(0), scale.middle
    return f'<path d="M{x - 5:g} {y:g}l6 -4v8z" fill="{colour}"/>'
