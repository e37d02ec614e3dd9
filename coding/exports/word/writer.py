"""The pieces of a report as the XML of a Word document's body."""

from collections.abc import Iterable, Mapping
from itertools import repeat

from docx.document import Document

from coding.exports.word.contents import Counter, Entry
from coding.exports.word.pages import lies
from coding.exports.word.pictures import inline
from coding.exports.word.styles import KEEP
from coding.exports.word.tables import GAP, table
from coding.exports.word.text import Text
from coding.reports.blocks import (
    Block,
    Heading,
    Orientation,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Role,
    Run,
    Table,
    paragraph,
)

DEEPEST = 4
LEAVE = '<w:keepNext w:val="0"/>'
"""Lets what follows begin the next page."""
BREAK = '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'
"""It takes no room, but the gap under a table might fall off a full page and leave an empty one."""


class Writer:
    """Writes blocks one after the other, and collects the entries of the contents."""

    def __init__(self, document: Document, drawn: Mapping[str, bytes]) -> None:
        self.text, self.entries = Text(), list[Entry]()
        self._document, self._drawn = document, drawn
        self._counter = Counter()
        self.lies = lies("A4", Orientation.PORTRAIT)

    def all(self, blocks: Iterable[Block], deeper: int = 0) -> str:
        """``deeper`` is how far the headings step down under one of the whole."""
        listed = list(blocks)
        written = map(self._written, listed, repeat(deeper), map(_keep, listed, [*listed[1:], None]))
        return "".join(written).replace(GAP + BREAK, BREAK)

    def _written(self, block: Block, deeper: int, keep: str) -> str:
        match block:
            case Heading():
                return self.heading(block, deeper)
            case Paragraph():
                return self.text.paragraph(block, more=keep) if block.runs else ""
            case Quote():
                return self._quote(block, keep)
            case Table():
                return table(block, self.lies.text_width, self.text)
            case Picture():
                return inline(self._document, block, self._drawn[block.svg], self.lies, keep)
            case PageBreak():
                return BREAK

    def heading(self, heading: Heading, deeper: int = 0) -> str:
        level = min(heading.level + deeper, DEEPEST)
        place = f"heading-{len(self.entries) + 1}"
        number = self._counter.next(level)
        self.entries.append(Entry(level, number, heading.words, self.text.places.name(place)))
        content = self.text.places.mark(place, self.text.runs([Run(heading.words)]))
        style = f'<w:pStyle w:val="Heading{level}"/>{_under(heading) if heading.level == 1 else ""}'
        said = f"<w:p><w:pPr>{style}</w:pPr>{self.text.places.mark(heading.anchor, content)}</w:p>"
        beside = self.text.paragraph(paragraph(heading.beside), "Beside") if heading.beside else ""
        return said + beside

    def _quote(self, quote: Quote, keep: str) -> str:
        lines = [(quote.question, "Question")] if quote.question else []
        lines += [(piece, "Quote") for piece in quote.pieces]
        lines += [(quote.under, "Citation")] if quote.under else []
        last = len(lines) - 1
        return "".join(
            self.text.paragraph(
                said,
                style,
                _beside(said, quote.colour, "" if place < last else keep or LEAVE),
                quote.anchor if not place else "",
            )
            for place, (said, style) in enumerate(lines)
        )


def _keep(block: Block, below: Block | None) -> str:
    """What is not parted by a page.

    A code's definition, rules and first words; words and their memo; a picture and its words; a table and
    the note above it.
    """
    if isinstance(block, Quote):
        return KEEP if isinstance(below, Paragraph) and below.role == Role.BY else ""
    if isinstance(block, Picture):
        return KEEP if isinstance(below, Paragraph) else ""
    if not isinstance(block, Paragraph):
        return ""
    leads = (block.role, type(below)) in {(Role.RULE, Quote), (Role.NOTE, Table)}
    return KEEP if leads or (isinstance(below, Paragraph) and below.role == Role.RULE) else ""


def _under(heading: Heading) -> str:
    colour = heading.colour[1:].upper()
    return (
        f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="3" w:color="{colour}"/></w:pBdr>'
        if colour
        else ""
    )


def _beside(said: Paragraph, colour: str, keep: str) -> str:
    """A line in the code's colour, where the words begin."""
    side = "right" if said.direction == "rtl" else "left"
    line = f'<w:{side} w:val="single" w:sz="12" w:space="9" w:color="{colour[1:].upper() or "CFCABD"}"/>'
    return f"{keep}<w:pBdr>{line}</w:pBdr>"
