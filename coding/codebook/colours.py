"""The colours of codes: a theme has a hue, its codes are shades of it, in light and in dark.

Every colour reaches 4.5:1 (WCAG AA for text) on the paper and the panel of its own side.
Distances and shades are reckoned in Oklch (Ottosson 2020), where equal steps look equally far apart.
"""

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, Protocol

CONTRAST = 4.5


class Colour(NamedTuple):
    light: str
    dark: str


class Oklch(NamedTuple):
    lightness: float
    chroma: float
    hue: float
    """In turns: 0 to 1."""


class Coloured(Protocol):
    @property
    def pk(self) -> int: ...
    @property
    def colour(self) -> str: ...


class Placed(Protocol):
    """A code where it stands in the codebook, as ``coding.codebook.tree.Node``."""

    @property
    def path(self) -> Sequence[Coloured]: ...
    @property
    def shade(self) -> int: ...


class Side(NamedTuple):
    """Light or dark: the grounds that colours stand on, and the lightness they may take."""

    grounds: tuple[str, str]
    levels: tuple[float, ...]
    step: float
    """Which way a colour goes to stand out from the grounds."""


LIGHT = Side(("#fbfaf7", "#f4f2ec"), (0.56, 0.51, 0.46, 0.41, 0.36), -0.01)
DARK = Side(("#17191d", "#1e2126"), (0.74, 0.79, 0.69, 0.83, 0.87), 0.01)
# The hues of the design's tokens; practice and audience a hair darker, for AA on the panel too.
THEMES = (
    Colour("#2f6fb0", "#7db2e8"),
    Colour("#b1522a", "#e59a76"),
    Colour("#57771e", "#a9c973"),
    Colour("#7a4fa3", "#c2a1e6"),
    Colour("#0f7a78", "#67c4c1"),
    Colour("#ad3468", "#ea8db4"),
    Colour("#876510", "#d3b25c"),
)
TURNS = (0.0, -0.036, 0.036, -0.018, 0.018)
"""How far a shade may leave the hue of its theme."""
STRENGTHS = (1.0, 0.65, 1.3)
"""How vivid a shade may be beside its theme."""
SHADES = 40
"""Of a theme, its own colour among them; a code beyond them has the colour of an earlier one."""


def colour_of(node: Placed) -> Colour:
    """Its own colour if it was given one, otherwise a shade of its theme."""
    code, theme = node.path[-1], node.path[0]
    own = code.colour or (code is theme and THEMES[theme.pk % len(THEMES)].light)
    if own:
        return both_sides(own.lower())
    shades = shades_of((theme.colour or THEMES[theme.pk % len(THEMES)].light).lower())
    return shades[node.shade % len(shades)]


def is_hex(text: str) -> bool:
    return re.fullmatch("#[0-9a-fA-F]{6}", text) is not None


@cache
def both_sides(own: str) -> Colour:
    """The nearest colours of that hue that can be read in light and in dark."""
    for known in THEMES:
        if own == known.light:
            return known
    seen = oklch(own)
    return Colour(
        readable(seen, LIGHT), readable(Oklch(max(seen.lightness, 0.74), seen.chroma * 0.85, seen.hue), DARK)
    )


@cache
def shades_of(theme: str) -> tuple[Colour, ...]:
    """The theme's own colour, then shades of it; those of the design's themes are told apart together."""
    known = tuple(each.light for each in THEMES)
    return _shades_of_all(known if theme in known else (theme,))[theme]


@cache
def _shades_of_all(themes: tuple[str, ...]) -> dict[str, tuple[Colour, ...]]:
    """The themes' shades in turn, each as far as can be from all before it, whosever they are."""
    chosen = {theme: [both_sides(theme)] for theme in themes}
    left = {theme: _candidates(own) for theme, (own,) in chosen.items()}
    nearest = {
        theme: [min(far_apart(one, own) for (own,) in chosen.values()) for one in candidates]
        for theme, candidates in left.items()
    }
    for theme in list(themes) * (SHADES - 1):
        best = max(range(len(left[theme])), key=nearest[theme].__getitem__)
        shade = left[theme].pop(best)
        nearest[theme].pop(best)
        chosen[theme].append(shade)
        for each, far in nearest.items():
            nearest[each] = [min(*pair) for pair in zip(far, _distances(shade, left[each]), strict=True)]
    return {theme: tuple(shades) for theme, shades in chosen.items()}


def _candidates(own: Colour) -> list[Colour]:
    light, dark = oklch(own.light), oklch(own.dark)
    found = {
        Colour(shade(light, LIGHT.levels[level], wish, LIGHT), shade(dark, DARK.levels[level], wish, DARK))
        for level, *wish in itertools.product(range(len(LIGHT.levels)), TURNS, STRENGTHS)
    }
    return sorted(found - {own})


def _distances(one: Colour, others: Iterable[Colour]) -> Iterator[float]:
    return (far_apart(one, other) for other in others)


def shade(of: Oklch, lightness: float, wish: Sequence[float], side: Side) -> str:
    turn, strength = wish
    return readable(Oklch(lightness, of.chroma * strength, of.hue + turn), side)


def next_theme_colour(taken: Iterable[str]) -> str:
    """A colour for one more theme: the first that is free, then the hue farthest from those taken."""
    used = {colour.lower() for colour in taken if colour}
    for known in THEMES:
        if known.light not in used:
            return known.light
    hues = sorted(oklch(colour).hue for colour in used)
    gap, start = max((after - before, before) for before, after in itertools.pairwise([*hues, hues[0] + 1]))
    return readable(Oklch(0.52, 0.12, start + gap / 2), LIGHT)


def readable(wish: Oklch, side: Side) -> str:
    """The colour, made darker (in light) or lighter (in dark) until it reaches ``CONTRAST``."""
    lightness = wish.lightness
    while True:
        colour = rgb_hex(wish._replace(lightness=lightness))
        if min(contrast(colour, ground) for ground in side.grounds) >= CONTRAST:
            return colour
        lightness += side.step


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return from_gamma(red), from_gamma(green), from_gamma(blue)


def from_gamma(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def to_gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)


@cache
def oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def oklch(colour: str) -> Oklch:
    lightness, a, b = oklab(colour)
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a) / math.tau % 1)


def rgb_hex(colour: Oklch) -> str:
    """As sRGB; a colour outside it loses as much chroma as it must."""
    chroma = colour.chroma
    while True:
        parts = rgb(colour._replace(chroma=chroma))
        if chroma < 0.001 or all(-0.0005 <= part <= 1.0005 for part in parts):
            return "#" + "".join(f"{round(255 * to_gamma(min(max(part, 0), 1))):02x}" for part in parts)
        chroma *= 0.95


def rgb(colour: Oklch) -> tuple[float, float, float]:
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(hue * math.tau), chroma * math.sin(hue * math.tau)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def far_apart(one: Colour, other: Colour) -> float:
    """The smaller of the distances in light and in dark (Oklab)."""
    return min(math.dist(oklab(one.light), oklab(other.light)), math.dist(oklab(one.dark), oklab(other.dark)))
