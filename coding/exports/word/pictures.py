"""Pictures in a Word document, with their words for who does not see them."""

from io import BytesIO

from docx.document import Document
from docx.shared import Emu, Twips
from lxml import etree

from coding.exports.word.pages import Lies
from coding.exports.word.text import plain
from coding.reports.blocks import Picture, size_of

PIXEL = 9525
"""In the units of Word, of which an inch has 914,400."""
UNDER_A_HEAD, ALONE = 0.72, 0.94
"""Of the height of a page that a picture takes at most: its heading stands over it, and its words below."""


def inline(document: Document, picture: Picture, png: bytes, lies: Lies, keep: str = "") -> str:
    """The picture in a paragraph of its own, as large as it is, or as the page is."""
    width, height = size_of(picture.svg)
    share = ALONE if picture.goes_on else UNDER_A_HEAD
    most = (Twips(lies.text_width) / PIXEL, share * Twips(lies.text_height) / PIXEL)
    scale = min(1.0, most[0] / width, most[1] / height)
    sizes = (Emu(round(side * scale * PIXEL)) for side in (width, height))
    drawing = document.part.new_pic_inline(BytesIO(png), *sizes)
    for side in ("distT", "distB", "distL", "distR"):
        drawing.set(side, "0")  # Where it is not said, LibreOffice takes an eighth of an inch.
    drawing.docPr.set("descr", plain(picture.words))
    xml = etree.tostring(drawing, encoding="unicode")
    room = f'<w:pPr>{keep}<w:spacing w:before="120" w:after="120"/></w:pPr>'
    return f"<w:p>{room}<w:r><w:drawing>{xml}</w:drawing></w:r></w:p>"
