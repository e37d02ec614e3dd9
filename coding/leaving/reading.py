"""A file as the words that somebody will read in it, place by place, whatever kind of file it is."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree, html

CITE = re.compile(r"[^\s()\[\],;:“”]{1,20}(?: \d{1,4})?(?:\.\d{1,2})?:T\d{1,5}(?:[–-]\d{1,5})?")
"""A citation, such as P07:T12 or Officer 7:T12."""
LEVELS = 3
"""So far outside a block its citation is looked for."""
BLOCKS = frozenset(
    "p blockquote li td th h1 h2 h3 h4 h5 h6 figcaption caption dt dd summary legend text div title".split()  # noqa: SIM905
)
MARKS = frozenset("stripe label opens closes beside note turn-number who".split())  # noqa: SIM905
"""Classes of what a coded transcript prints beside words, which go on as if it were not there."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


class Stretch(NamedTuple):
    """Words that stand together, and where."""

    words: str
    where: str
    """Such as a heading, a sheet and row, or the name of a column."""
    cite: str = ""
    """The citation beside them, if there is one."""


def of_html(source: str) -> Iterator[Stretch]:
    """Each block of a page, under the heading that it stands under; marks beside words by themselves."""
    heading = ""
    for element in html.document_fromstring(source).iter():
        if not _is_apart(element) or _is_hidden(element):
            continue
        words = " ".join("".join(_own(element)).split())
        if words:
            if element.tag in {"h1", "h2", "h3", "h4"}:
                heading = " ".join((element.text or "").split()) or words
            yield Stretch(words, heading, _cite_at(element, words) if element.tag in BLOCKS else "")


def _is_apart(element: html.HtmlElement) -> bool:
    """Whether its words do not go on with those around it."""
    if not isinstance(element.tag, str):
        return False
    return element.tag in BLOCKS or not MARKS.isdisjoint(element.get("class", "").split())


def _is_hidden(element: html.HtmlElement) -> bool:
    return bool(element.get("aria-hidden") == "true")


def _own(element: html.HtmlElement) -> Iterator[str]:
    """The words of the block, without those of blocks and marks within it."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not _is_apart(child):
            yield from _own(child)
        yield child.tail or ""


def _cite_at(element: html.HtmlElement, words: str) -> str:
    """In the block itself, or the last one in what stands round it."""
    if found := CITE.search(words):
        return found[0]
    for around in islice(element.iterancestors(), LEVELS):
        if around.tag in {"body", "section", "table"}:
            break
        if cites := CITE.findall("\n".join(around.itertext())):
            return str(cites[-1])
    return ""


def of_csv(source: str) -> Iterator[Stretch]:
    rows = csv.reader(io.StringIO(source.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")))
    yield from _of_rows(rows, "")


def _of_rows(rows: Iterator[list[str]], sheet: str) -> Iterator[Stretch]:
    header = next(rows, [])
    yield from (Stretch(head, sheet) for head in header if head)
    for row in rows:
        cite = next((each[0] for cell in row if (each := CITE.search(cell))), "")
        for head, cell in zip(header, row, strict=False):
            if cell:
                yield Stretch(cell, " · ".join(part for part in (sheet, head) if part), cite)


def of_docx(content: bytes) -> Iterator[Stretch]:
    """Paragraphs of the text, of notes, comments, heads and feet."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if re.fullmatch(r"word/(?:document|comments|footnotes|endnotes|header\d*|footer\d*)\.xml", name):
                for paragraph in etree.fromstring(parts.read(name), PARSER).iter(f"{W}p"):
                    words = "".join(part.text or "" for part in paragraph.iter(f"{W}t"))
                    if words.strip():
                        found = CITE.search(words)
                        yield Stretch(words, "", found[0] if found else "")


def of_xlsx(content: bytes) -> Iterator[Stretch]:
    """The cells' texts, each once however many cells have it."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name == "xl/sharedStrings.xml" or name.startswith("xl/worksheets/sheet"):
                for cell in etree.fromstring(parts.read(name), PARSER).iter(f"{S}si", f"{S}is"):
                    words = "".join(part.text or "" for part in cell.iter(f"{S}t"))
                    found = CITE.search(words)
                    yield Stretch(words, "", found[0] if found else "")


def of_zip(content: bytes) -> Iterator[Stretch]:
    """The files in it, each by its kind."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            for stretch in of_file(name, parts.read(name)):
                yield stretch._replace(where=" · ".join(part for part in (name, stretch.where) if part))


def of_text(source: str) -> Iterator[Stretch]:
    for paragraph in re.split(r"\n\s*\n", source):
        if paragraph.strip():
            found = CITE.search(paragraph)
            yield Stretch(paragraph.strip(), "", found[0] if found else "")


Read = Callable[[bytes], Iterator[Stretch]]
_BY_ENDING: dict[str, Read] = {
    "csv": lambda content: of_csv(content.decode()),
    "docx": of_docx,
    "xlsx": of_xlsx,
    "zip": of_zip,
    "svg": lambda content: of_html(f"<div>{_without_declaration(content.decode())}</div>"),
    "md": lambda content: of_text(content.decode()),
    "txt": lambda content: of_text(content.decode()),
}


def can_read(name: str) -> bool:
    return name.rpartition(".")[2].lower() in _BY_ENDING


def of_file(name: str, content: bytes) -> Iterator[Stretch]:
    """By the ending of its name; of a PDF nothing, since that is read before it is set."""
    read = _BY_ENDING.get(name.rpartition(".")[2].lower())
    return read(content) if read else iter(())


def _without_declaration(source: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
