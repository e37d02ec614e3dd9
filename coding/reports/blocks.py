"""What a report says, piece by piece: headings, paragraphs, quotes, tables and pictures, for files that flow.

Values alone: how they look is decided where a file is written. Knows no framework.
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from coding.excerpts.cutting import direction


class Run(NamedTuple):
    """Words that look alike and lead to one place."""

    text: str
    bold: bool = False
    italic: bool = False
    is_soft: bool = False
    """Told by the way, and quieter."""
    is_struck: bool = False
    is_code: bool = False
    href: str = ""
    """An address, or ``#anchor`` for a place in the same file."""
    is_way: bool = False
    """Says the way alone: left out where its place is not in the file."""
    opens: tuple["Comment", ...] = ()
    """Comments on words that begin here."""
    closes: tuple["Comment", ...] = ()
    """Comments on words that end here."""


class Role(StrEnum):
    """What a paragraph is there for."""

    BODY = "body"
    LEAD = "lead"  # under a heading: what follows, and how much of it
    RULE = "rule"  # a code's definition and rules
    NOTE = "note"  # how something was calculated, or is to be read
    BY = "by"  # who wrote what follows, and when
    CITE = "cite"  # where the words above stand
    QUESTION = "question"  # what was asked before
    BULLET = "bullet"
    NUMBERED = "numbered"
    SAID = "said"  # a quote within a memo
    CODE = "code"
    TURN = "turn"  # what somebody says in a transcript
    ASKED = "asked"  # what the interviewer says in it
    APART = "apart"  # the title of what is no chapter


class Paragraph(NamedTuple):
    runs: tuple[Run, ...]
    role: Role = Role.BODY
    depth: int = 0
    """How far a list or an answer stands in."""
    begins: bool = False
    """Whether it is the first of a numbered list."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, by its first letter that is not told by the way."""
        said = "".join(run.text for run in self.runs if not run.is_soft)
        return direction(said or self.text)


class Comment(NamedTuple):
    """What somebody noted on words, beside them."""

    key: str
    """Tells it from others that say the same."""
    said: tuple[Paragraph, ...]
    who: str
    initials: str


class Heading(NamedTuple):
    level: int
    """1 for a chapter."""
    words: str
    anchor: str = ""
    beside: str = ""
    """Said more quietly after it, such as how many passages it has."""
    colour: str = ""
    """``#rrggbb``, of a code."""


class Quote(NamedTuple):
    """Somebody's words, with what was asked before and the line that says where they stand."""

    pieces: tuple[Paragraph, ...]
    under: Paragraph | None = None
    question: Paragraph | None = None
    anchor: str = ""
    colour: str = ""


class Cell(NamedTuple):
    paragraphs: tuple[Paragraph, ...] = ()
    fill: str = ""
    """``#rrggbb``."""

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


class Kind(StrEnum):
    """Of a row."""

    PLAIN = ""
    GROUP = "group"  # its one cell heads the rows below
    THEME = "theme"  # in bold
    TOTAL = "total"
    GOES_ON = "goes on"  # the next one is the rest of it


class Row(NamedTuple):
    cells: tuple[Cell, ...]
    kind: Kind = Kind.PLAIN


class Column(NamedTuple):
    head: Cell
    width: float = 1
    """Beside the widths of the others."""
    is_number: bool = False
    is_head: bool = False
    """Whether its cells head their rows."""


class Table(NamedTuple):
    """A grid whose head is said again on each page."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    words: str = ""
    """What it shows, for who does not see it."""

    @property
    def lines(self) -> list[list[tuple[Column, Cell]]]:
        """Each row, its cells beside their columns."""
        return [list(zip(self.columns, row.cells, strict=True)) for row in self.rows]


class Picture(NamedTuple):
    svg: str
    words: str
    """What it shows, for who does not see it."""
    goes_on: bool = False
    """Whether it is the rest of one, and has a page to itself."""


class Orientation(StrEnum):
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class PageBreak(NamedTuple):
    """A new page; it lies as the one before, unless it is said how."""

    orientation: Orientation | None = None


Block = Heading | Paragraph | Quote | Table | Picture | PageBreak
Said = str | Run


def soft(text: str) -> Run:
    return Run(text, is_soft=True)


def strong(text: str) -> Run:
    return Run(text, bold=True)


def runs_of(words: Iterable[Said]) -> tuple[Run, ...]:
    each = (Run(word) if isinstance(word, str) else word for word in words)
    return tuple(run for run in each if run.text)


def paragraph(*words: Said, role: Role = Role.BODY, depth: int = 0) -> Paragraph:
    """What is said in one paragraph, joined as it is given."""
    return Paragraph(runs_of(words), role, depth)


def spaced(*parts: Said, between: str = " · ") -> list[Said]:
    """What there is of the parts, with a mark between each two."""
    there = [part for part in parts if (part if isinstance(part, str) else part.text)]
    joined: list[Said] = []
    for part in there:
        joined += [between, part] if joined else [part]
    return joined


def cell(*paragraphs: str | Paragraph, fill: str = "") -> Cell:
    """A cell with these paragraphs, of those that say something."""
    made = (paragraph(each) if isinstance(each, str) else each for each in paragraphs)
    return Cell(tuple(each for each in made if each.runs), fill)


def row(*cells: str | Cell, kind: Kind = Kind.PLAIN) -> Row:
    return Row(tuple(cell(each) if isinstance(each, str) else each for each in cells), kind)


def column(head: str | Cell, width: float = 1, *, is_number: bool = False, is_head: bool = False) -> Column:
    return Column(cell(head) if isinstance(head, str) else head, width, is_number, is_head)


def passage_anchor(transcript: int, start: int, end: int) -> str:
    """What a passage is called as a place in a file."""
    return f"passage-{transcript}-{start}-{end}"


SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')


def size_of(svg: str) -> tuple[float, float]:
    """How wide and high a picture is, in pixels."""
    found = SIZE.search(svg)
    if not found:
        raise ValueError("a picture says its width and height")
    return float(found[1]), float(found[2])


def tinted(colour: str, share: float) -> str:
    """So much of the colour on white."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - share * (255 - part)):02x}" for part in parts)
