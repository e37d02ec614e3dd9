"""The list of contents of a Word document: its entries stand there, their pages are asked for.

Not Word's own field for a whole list: other programs take what stands in that for the list as it is, and
ask for no page.
"""

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _

from coding.exports.word.pages import field
from coding.exports.word.text import words

FEWEST, SHORT, MOST = 3, 10, 110
"""Fewer headings need no list; a short one stands on the title page; of more the deepest are left out."""
DEEPEST = 3


class Entry(NamedTuple):
    level: int
    number: str
    words: str
    place: str
    """The name of its bookmark."""


class Counter:
    """Numbers headings as the document itself does: 1, 1.1, 1.2, 2."""

    def __init__(self) -> None:
        self._counts: list[int] = []

    def next(self, level: int) -> str:
        counts = self._counts[:level] + [0] * (level - len(self._counts))
        self._counts = [*counts[:-1], counts[-1] + 1]
        return ".".join(map(str, self._counts))


def contents(entries: Sequence[Entry], width: int) -> str:
    """Nothing where there is little to list."""
    if len(entries) < FEWEST:
        return ""
    deepest = depth_of(entries)
    listed = [entry for entry in entries if entry.level <= deepest]
    apart = "<w:pageBreakBefore/>" if len(listed) > SHORT else '<w:spacing w:before="560"/>'
    style = f'<w:pPr><w:pStyle w:val="ContentsTitle"/>{apart}</w:pPr>'
    title = f"<w:p>{style}<w:r>{words(_('Contents'))}</w:r></w:p>"
    return title + "".join(_line(entry, width) for entry in listed)


def depth_of(entries: Sequence[Entry]) -> int:
    """As deep as a list goes that is not too long."""
    for deepest in range(DEEPEST, 1, -1):
        if sum(entry.level <= deepest for entry in entries) <= MOST:
            return deepest
    return 1


def _line(entry: Entry, width: int) -> str:
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
    style = f'<w:pPr><w:pStyle w:val="Toc{entry.level}"/>{tabs}</w:pPr>'
    said = f"<w:r>{words(f'{entry.number}  {entry.words}')}</w:r><w:r><w:tab/></w:r>"
    page = field(f"PAGEREF {entry.place} \\h", "", is_asked=True)
    link = f'<w:hyperlink w:anchor={quoteattr(entry.place)} w:history="1">{said}{page}</w:hyperlink>'
    return f"<w:p>{style}{link}</w:p>"
