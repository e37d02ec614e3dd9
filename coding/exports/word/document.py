"""A report as a Word document: real headings, styles and tables that can be edited."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from coding.exports.parts import Cover, Part
from coding.exports.word.contents import contents
from coding.exports.word.pages import Lies, Running, lay, lies, run_over, tidy, title_page
from coding.exports.word.styles import dress
from coding.exports.word.tables import GAP
from coding.exports.word.text import WAY, Links, Text, short
from coding.exports.word.writer import Writer
from coding.reports.blocks import Block, Heading, Orientation, PageBreak, Paragraph, Picture, Role
from coding.reports.front import Front

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Draw = Callable[[Sequence[str]], Sequence[bytes]]
"""Pictures, from SVG to PNG."""
HEAD = {Role.LEAD, Role.NOTE}


class Sheet(NamedTuple):
    """Pages that lie alike."""

    lies: Lies
    blocks: Sequence[Block]
    running: Running
    deeper: int


def document(cover: Cover, parts: Sequence[Part], draw: Draw) -> bytes:
    """The parts after a title page and the contents; of one part alone the headings are the chapters."""
    cut = (sheet for part in parts for sheet in _sheets(part, cover.front, is_alone=len(parts) == 1))
    sheets = list(_joined(cut, Running(cover.front.title, follows=True)))
    paper, language = Document(), cover.language or _language()
    writer = Writer(paper, _drawn(sheets, draw))
    written = [_written(sheet, writer) for sheet in sheets]
    opening = _opening(cover, writer)
    noted = Text(writer.text.lists)
    comments = "".join(writer.text.comments.written(noted))
    dress(paper, language, noted.lists)
    _bind(paper, cover, opening, list(zip(sheets, written, strict=True)))
    _lead(paper, writer)
    _remark(paper, comments, noted.links)
    _name(paper, cover, language)
    tidy(paper)
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _opening(cover: Cover, writer: Writer) -> str:
    """The title page, the contents, and how the report is to be read."""
    upright = lies(cover.paper, Orientation.PORTRAIT)
    writer.lies = upright
    listed = contents(writer.entries, upright.text_width)
    return title_page(cover, writer.text, upright.text_width) + listed + writer.all(cover.reading)


def _language() -> str:
    """As files have it: ``en-gb`` is ``en-GB``."""
    tongue, _dash, country = (get_language() or "en").partition("-")
    return f"{tongue}-{country.upper()}" if country else tongue


def _sheets(part: Part, front: Front, *, is_alone: bool) -> Iterator[Sheet]:
    """The part, cut where its pages are turned."""
    blocks = list(part.blocks)
    follows = is_alone and any(isinstance(each, Heading) and each.level == 1 for each in blocks)
    running = Running(front.title if is_alone else part.title, follows)
    held: list[Block] = [] if is_alone else [Heading(0, part.title, part.anchor)]
    turned = _first_turned(blocks) or part.orientation
    for block in blocks:
        if not isinstance(block, PageBreak) or not block.orientation:
            held.append(block)
        elif block.orientation != turned:
            yield Sheet(lies(part.paper, turned), held, running, int(not is_alone))
            held, turned = [], block.orientation
    yield Sheet(lies(part.paper, turned), held, running, int(not is_alone))


def _joined(sheets: Iterable[Sheet], running: Running) -> Iterator[Sheet]:
    """Parts follow each other where their pages lie alike; then what runs over a page names its own."""
    for _lies, alike in groupby(sheets, key=lambda sheet: sheet.lies):
        first, *others = alike
        blocks = [block for sheet in (first, *others) for block in sheet.blocks]
        yield first._replace(blocks=blocks, running=running) if others else first


def _first_turned(blocks: Sequence[Block]) -> Orientation | None:
    """How pages lie at once, where only a head stands before they are turned."""
    for block in blocks:
        if isinstance(block, PageBreak):
            return block.orientation
        if not isinstance(block, Heading) and not (isinstance(block, Paragraph) and block.role in HEAD):
            return None
    return None


def _drawn(sheets: Sequence[Sheet], draw: Draw) -> Mapping[str, bytes]:
    """Every picture, all at once, since the engine takes longer to start than to draw."""
    svgs = list(
        dict.fromkeys(each.svg for sheet in sheets for each in sheet.blocks if isinstance(each, Picture))
    )
    return dict(zip(svgs, draw(svgs), strict=True)) if svgs else {}


def _written(sheet: Sheet, writer: Writer) -> str:
    writer.lies = sheet.lies
    return writer.all(sheet.blocks, sheet.deeper)


def _bind(paper: Paper, cover: Cover, opening: str, sheets: Sequence[tuple[Sheet, str]]) -> None:
    """Each sheet is a section; the title page alone bears nothing over and under it.

    Where one ends the gap under a table goes, which might fall off a full page and leave an empty one.
    """
    first, upright = paper.sections[0], lies(cover.paper, Orientation.PORTRAIT)
    lay(first, upright)
    first.different_first_page_header_footer = True
    run_over(first, upright, cover.front, Running(""))
    _append(paper, opening.removesuffix(GAP))
    for number, (sheet, written) in enumerate(sheets, start=1):
        section = paper.add_section(WD_SECTION.NEW_PAGE)
        _shrink_break(paper)
        section.different_first_page_header_footer = False
        lay(section, sheet.lies)
        run_over(section, sheet.lies, cover.front, sheet.running)
        _append(paper, written if number == len(sheets) else written.removesuffix(GAP))


def _append(paper: Paper, xml: str) -> None:
    body = paper.element.body
    end = body[-1]
    for child in list(parse_xml(f"<w:body {nsdecls('w', 'r')}>{xml}</w:body>")):
        end.addprevious(child)


def _shrink_break(paper: Paper) -> None:
    """What ends a section is a paragraph: let it take no room, and never a page of its own."""
    ending = paper.element.body[-2]
    style = parse_xml(f'<w:pStyle {nsdecls("w")} w:val="SectionEnd"/>')
    ending.pPr.insert(0, style)


def _lead(paper: Paper, writer: Writer) -> None:
    """Links lead out by their keys; those to places that are not in this document lead nowhere."""
    _relate(paper.part, writer.text.links)
    known = writer.text.places.known
    for link in list(paper.element.body.iter(qn("w:hyperlink"))):
        anchor = link.get(qn("w:anchor"))
        if anchor is not None and anchor not in known:
            _loosen(link)


def _loosen(link: etree._Element) -> None:
    """Leave the words, which then look like any others, but for those that say the way alone."""
    for run in list(link):
        if run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}[@{qn('w:val')}='{WAY}']") is not None:
            continue
        etree.strip_elements(run, qn("w:rStyle"))
        link.addprevious(run)
    above = link.getparent()
    if above is not None:
        above.remove(link)


def _remark(paper: Paper, comments: str, links: Links) -> None:
    """Put what is noted where the file keeps it, all at once: the library counts what is there each time."""
    if comments:
        kept = paper.comments
        _relate(kept._comments_part, links)
        kept._comments_elm.extend(parse_xml(f"<w:comments {nsdecls('w', 'r')}>{comments}</w:comments>"))


def _relate(part: XmlPart, links: Links) -> None:
    for address, key in links.keys.items():
        part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, key, is_external=True)


def _name(paper: Paper, cover: Cover, language: str) -> None:
    """What the file says of itself."""
    about, front = paper.core_properties, cover.front
    about.title = short(front.title)
    about.author = short(cover.authors or front.study)
    about.subject = short(cover.subtitle or front.study)
    about.language = language
    about.comments = f"Verbatim {front.version}"
    about.keywords = _("codebook edition %(edition)s") % {"edition": front.edition}
    about.last_modified_by = ""
    about.created = about.modified = front.made
    about.revision = 1
