"""What all pictures are drawn with: marks as SVG, in the colours of a page or of a file.

Colours are presentation attributes. On a page each says its light and its dark side, which the browser
chooses between; in a file and on paper the light one is written alone, so that it needs nothing else.
"""

from collections.abc import Iterable, Sequence
from enum import Enum
from html import escape
from textwrap import wrap
from typing import NamedTuple

from coding.codebook.colours import Colour

INK = Colour("#22252a", "#e4e3df")
SOFT = Colour("#565a61", "#b4b8bf")
LINE = Colour("#e2ded4", "#30343b")
RULE = Colour("#cdc8bb", "#444a53")
GROUND = Colour("#fbfaf7", "#17191d")
ACCENT = Colour("#2457a6", "#8db4f5")
STRONGEST = 0.4
"""How much of a colour a ground may take for ink to be read on it."""
LETTER = 0.56
"""About how wide a letter is, in the size of its font."""
LONGEST_NAME = 360.0
"""The room of a name that stands in one line, where it needs so much: some fifty letters."""
LINE_OF_NAMES, MOST_LINES = 15.0, 3


class Look(Enum):
    """Where a picture is seen."""

    PAGE = "page"
    FILE = "file"
    PAPER = "paper"

    def paint(self, colour: Colour) -> str:
        return f"light-dark({colour.light}, {colour.dark})" if self == Look.PAGE else colour.light


class Named(NamedTuple):
    """What a picture is called, and what it shows, for who does not see it."""

    title: str
    words: str


class Space(NamedTuple):
    """What a page of paper has for a picture, in pixels."""

    width: float
    first: float
    """Its height under the heading of a report."""
    rest: float
    """On a page that has nothing else."""

    def shared(self, count: int, above: float, each: float) -> list[int]:
        """How many rows each page takes: the first as many as fit or as the others, these about as many each.

        ``above`` is what stands over the rows of each page, and ``each`` the height of a row.
        """
        first, rest = (max(1, int((room - above) // each)) for room in (self.first, self.rest))
        if count <= first:
            return [count]
        later = -(-(count - first) // rest)
        begun = min(first, -(-count // (later + 1)))
        left = count - begun
        return [begun, *(left * (i + 1) // later - left * i // later for i in range(later))]


class Pieces(NamedTuple):
    """A picture that goes on on the next page between its rows, each an SVG; its head is said again there."""

    rows: Sequence[str]
    head: str = ""
    together: int = 1
    """So many rows at least stand on a page."""


ACROSS = Space(984, 400, 590)
"""A4 on its side, in the margins of the reports."""


class Drawing:
    """Collects marks; numbers are pixels from the upper left corner."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._marks: list[str] = []

    def rect(
        self, box: tuple[float, float, float, float], colour: Colour, opacity: float = 1, more: str = ""
    ) -> None:
        x, y, width, height = (round(side, 2) for side in box)
        self._marks.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" '
            f'fill="{self._look.paint(colour)}"{_opacity("fill", opacity)}{more}/>'
        )

    def boxes(self, boxes: Iterable[tuple[float, float, float, float]], colour: Colour) -> None:
        """Many rectangles as one mark, a fifth as long as each by itself."""
        way = "".join(f"M{x:g} {y:g}h{width:g}v{height:g}h-{width:g}z" for x, y, width, height in boxes)
        if way:
            self._marks.append(f'<path d="{way}" fill="{self._look.paint(colour)}"/>')

    def frame(self, box: tuple[float, float, float, float], colour: Colour) -> None:
        """An outline alone."""
        x, y, width, height = (round(side, 2) for side in box)
        self._marks.append(
            f'<rect x="{x + 0.5:g}" y="{y + 0.5:g}" width="{max(width - 1, 0):g}" '
            f'height="{max(height - 1, 0):g}" fill="none" stroke="{self._look.paint(colour)}"/>'
        )

    def line(self, ends: tuple[float, float, float, float], colour: Colour = LINE, more: str = "") -> None:
        x1, y1, x2, y2 = (round(end, 2) for end in ends)
        self._marks.append(
            f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" '
            f'stroke="{self._look.paint(colour)}"{more}/>'
        )

    def path(self, points: list[tuple[float, float]], colour: Colour, more: str = "") -> None:
        """A line through the points."""
        way = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        self._marks.append(
            f'<path d="M{way}" fill="none" stroke="{self._look.paint(colour)}" stroke-width="1.6"{more}/>'
        )

    def area(self, points: list[tuple[float, float]], colour: Colour, opacity: float) -> None:
        corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self._marks.append(
            f'<polygon points="{corners}" fill="{self._look.paint(colour)}"{_opacity("fill", opacity)}/>'
        )

    def text(
        self, at: tuple[float, float], words: str, *, size: float = 12, colour: Colour = INK, more: str = ""
    ) -> None:
        x, y = (round(side, 2) for side in at)
        self._marks.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{self._look.paint(colour)}"{more}>'
            f"{escape(words)}</text>"
        )

    def svg(self, width: float, height: float, named: Named) -> str:
        """The whole picture."""
        width, height = round(width), round(height)
        on_page = self._look == Look.PAGE
        about = 'role="img" aria-labelledby="picture-title picture-words"' if on_page else 'role="img"'
        ids = (' id="picture-title"', ' id="picture-words"') if on_page else ("", "")
        fill = f'<rect width="{width}" height="{height}" fill="{GROUND.light}"/>'
        ground = fill if self._look == Look.FILE else ""
        fonts = "" if on_page else ' font-family="Source Sans 3, Noto Sans, DejaVu Sans, sans-serif"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}"{fonts} {about}>'
            f"<title{ids[0]}>{escape(named.title)}</title><desc{ids[1]}>{escape(named.words)}</desc>"
            f"{ground}{''.join(self._marks)}</svg>"
        )


def fitted(words: str, width: float, size: float = 12) -> str:
    """As much of the words as about fits, with an ellipsis where some do not."""
    most = max(int(width / (LETTER * size)), 2)
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def in_lines(words: str, width: float, size: float = 12) -> list[str]:
    """The words in lines that are no wider; the last is cut where there would be more."""
    lines = wrap(words, max(int(width / LETTER / size), 2))
    rest = " ".join(lines[MOST_LINES - 1 :])
    return lines[: MOST_LINES - 1] + ([fitted(rest, width, size)] if rest else [])


def wide(words: str, size: float = 12) -> float:
    """About how wide the words are."""
    return len(words) * LETTER * size


def _opacity(of: str, opacity: float) -> str:
    return "" if opacity >= 1 else f' {of}-opacity="{round(opacity, 3):g}"'
