"""The pages of a Word document: how they lie, what runs over and under them, and the title page."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section, _Footer, _Header
from docx.shared import Mm

from coding.exports.parts import Cover
from coding.exports.word.tables import GAP, table
from coding.exports.word.text import Text, words
from coding.models import Recipe
from coding.reports.blocks import Orientation, Table, column, paragraph, row
from coding.reports.front import Front

TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""


class Lies(NamedTuple):
    """How a page lies, in millimetres."""

    width: float
    height: float
    top: int
    right: int
    bottom: int
    left: int
    orientation: WD_ORIENT

    @property
    def text_width(self) -> int:
        """In twentieths of a point."""
        return round((self.width - self.left - self.right) * TWIPS)

    @property
    def text_height(self) -> int:
        return round((self.height - self.top - self.bottom) * TWIPS)


def lies(paper: str, orientation: Orientation) -> Lies:
    short, long = Recipe.Paper(paper).sides
    if orientation == Orientation.LANDSCAPE:
        return Lies(long, short, 24, 18, 20, 18, WD_ORIENT.LANDSCAPE)
    return Lies(short, long, 27, 24, 24, 26, WD_ORIENT.PORTRAIT)


RUNNING = Mm(12)
"""From the edge of the paper to what runs over and under the text."""


class Running(NamedTuple):
    """What runs over the pages of a section, at the right."""

    words: str
    follows: bool = False
    """Whether it names the chapter that a page is in; until that is known, it says the words."""


def lay(section: Section, lies: Lies) -> None:
    section.orientation = lies.orientation
    section.page_width, section.page_height = Mm(lies.width), Mm(lies.height)
    section.top_margin, section.bottom_margin = Mm(lies.top), Mm(lies.bottom)
    section.left_margin, section.right_margin = Mm(lies.left), Mm(lies.right)
    section.header_distance = section.footer_distance = RUNNING


def run_over(section: Section, lies: Lies, front: Front, running: Running) -> None:
    """The study and the chapter over the text; how it was made and the page under it."""
    right = field('STYLEREF "heading 1"', running.words) if running.follows else _run(running.words)
    _fill(section.header, "Header", lies, _run(front.head), right)
    page = f"{field('PAGE', '1')}{_run(' / ')}{field('NUMPAGES', '1')}"
    _fill(section.footer, "Footer", lies, _run(front.foot), page)


def _fill(where: _Header | _Footer, style: str, lies: Lies, left: str, right: str) -> None:
    where.is_linked_to_previous = False
    element = where._element
    for child in list(element):
        element.remove(child)
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{lies.text_width}"/></w:tabs>'
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{tabs}</w:pPr>'
    element.append(parse_xml(f"<w:p {nsdecls('w')}>{properties}{left}<w:r><w:tab/></w:r>{right}</w:p>"))


def _run(text: str) -> str:
    return f"<w:r>{words(text)}</w:r>"


def field(instruction: str, known: str, *, is_asked: bool = False) -> str:
    """What the program fills in, and what stands there until it does, which ``is_asked`` asks it for."""
    asked = ' w:dirty="true"' if is_asked else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{asked}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{_run(known)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def title_page(cover: Cover, text: Text, width: int) -> str:
    front = cover.front
    demo = _("Fictional demo study: no real people or forces.") if front.is_demo else ""
    said = [(front.study, "Study"), (demo, "Demo note"), (front.title, "Title")]
    said += [(cover.subtitle, "Subtitle"), (cover.authors, "Authors")]
    said += [(sentence, "Summary") for sentence in (*cover.notes, *front.sentences)]
    paragraphs = (text.paragraph(paragraph(each), style) for each, style in said if each)
    columns = [column("", 1, is_head=True), column("", 3.4)]
    terms = Table(columns, [row(term, told) for term, told in front.terms], _("What the report is made of"))
    return "".join((*paragraphs, GAP, GAP, table(terms, width, text)))


def tidy(document: Document) -> None:
    """Take away what the template brings along: its thumbnail, old effects, another program's mode."""
    for rels in (document.part.package.rels, document.part.rels):
        for key, relation in list(rels.items()):
            if relation.reltype.rpartition("/")[2] in {"thumbnail", "stylesWithEffects", "customXml"}:
                rels.pop(key)
    for setting in document.settings.element.iter("{*}compatSetting"):
        if setting.get(f"{{{setting.nsmap['w']}}}name") == "compatibilityMode":
            setting.set(f"{{{setting.nsmap['w']}}}val", "15")
