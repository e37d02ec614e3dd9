"""Reads every word of a Word document, and none that was deleted.

The body is walked here rather than by a library: those tried drop content controls, tracked insertions,
fields or text boxes, or give back markup that must be taken apart again.
"""

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from .drafts import Unreadable
from .foreign import IS_SHEET
from .limits import refuse_lines

_MOST_UNZIPPED = 400_000_000
_MOST_BODY = 80_000_000
_MOST_ENTRIES = 10_000
_MOST_RATIO = 200  # XML shrinks 10 to 40 times; a bomb a thousand times
_BODY = "word/document.xml"
_RELATIONS = "_rels/.rels"

# Deleted or moved away, field codes, properties, and the machinery of notes.
_UNSAID = ("del", "moveFrom", "delText", "instrText", "delInstrText")
_PROPERTIES = ("pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "sectPr")
_LEFT_OUT = frozenset((*_UNSAID, *_PROPERTIES))
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_NOT_READ = {
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
    "commentReference": "comments",
    "altChunk": "embedded documents",
}


def docx_text(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The document's text, a paragraph a line, and what was not read of it."""
    body = _parsed(name, _body(name, data))
    counts = Counter(_local(element) for element in body.iter())
    refuse_lines(name, counts["p"])
    warnings = tuple(
        f"The file's {words} ({counts[tag]}) are not part of the text."
        for tag, words in _NOT_READ.items()
        if counts[tag]
    )
    return "\n".join(_blocks(body)), warnings


def _body(name: str, data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bombs(name, archive)
            return _member(name, archive, _main_part(name, archive))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise Unreadable(
            f"{name} is damaged: open it in Word, save it again as .docx and try that."
        ) from error


def _refuse_bombs(name: str, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(f"{name} is protected with a password: remove the password and try again.")
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNZIPPED:
        raise Unreadable(f"{name} is too large when unpacked: remove its pictures and save it again.")


def _main_part(name: str, archive: zipfile.ZipFile) -> str:
    """The part that holds the text: nearly always ``word/document.xml``, but the file says which."""
    names = set(archive.namelist())
    if _BODY in names:
        return _BODY
    if _RELATIONS in names:
        relations = _parsed(name, _member(name, archive, _RELATIONS))
        found = (str(relation.get("Target", "")).lstrip("/") for relation in relations if _is_main(relation))
        for target in names.intersection(found):
            return target
    raise Unreadable(f"{name} {_of_other_archive(names, archive)}")


def _of_other_archive(names: set[str], archive: zipfile.ZipFile) -> str:
    """What a zipped file is instead of a Word document, and the way out."""
    kind = _member("", archive, "mimetype").decode("ascii", "replace") if "mimetype" in names else ""
    if any(part.startswith("xl/") for part in names):
        return IS_SHEET
    if "spreadsheet" in kind:
        return "is a spreadsheet: save it as .xlsx or CSV and import it under Participants."
    if any(part.startswith("ppt/") for part in names) or "presentation" in kind:
        return "is a presentation, not a transcript: copy its text into a .txt or .docx file."
    return "is not a Word document: save it as .docx or as plain text (.txt)."


def _is_main(relation: etree._Element) -> bool:
    target = str(relation.get("Target", "")).lstrip("/")
    return str(relation.get("Type", "")).endswith("/officeDocument") and target.startswith("word/")


def _member(name: str, archive: zipfile.ZipFile, part: str) -> bytes:
    entry = archive.getinfo(part)
    bomb = entry.file_size > 1_000_000 and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1)
    if bomb or entry.file_size > _MOST_BODY:
        raise Unreadable(f"{name} is too large when unpacked: divide it into several files.")
    with archive.open(entry) as member:
        return member.read(_MOST_BODY)


def _parsed(name: str, xml: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            f"{name} is damaged: open it in Word, save it again as .docx and try that."
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(
            f"{name} holds an XML document type, which no Word document has: save it again as .docx."
        )
    return root


def _local(element: etree._Element) -> str:
    """The tag without its namespace, which differs between the two dialects of the format."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _blocks(element: etree._Element) -> Iterator[str]:
    """Paragraphs and table rows in reading order, each as one string."""
    for child in element:
        tag = _local(child)
        if tag == "p":
            yield from _paragraph(child)
        elif tag == "tr":
            yield "\t".join("\n".join(_blocks(cell)) for cell in _cells(child))
        elif tag == "AlternateContent":
            yield from _blocks(_alternative(child))
        elif tag not in _LEFT_OUT:
            yield from _blocks(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if _local(child) == "tc":
            yield child
        elif _local(child) not in _LEFT_OUT:
            yield from _cells(child)


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    """The paragraph's own words, then those of the text boxes anchored in it."""
    words: list[str] = []
    boxes: list[etree._Element] = []
    _collect(paragraph, words, boxes)
    yield "".join(words)
    for box in boxes:
        yield from _blocks(box)


def _collect(element: etree._Element, words: list[str], boxes: list[etree._Element]) -> None:
    for child in element:
        tag = _local(child)
        if tag == "t":
            words.append(child.text or "")
        elif tag in _SIGNS:
            words.append(_SIGNS[tag])
        elif tag == "sym":
            words.append(_symbol(child))
        elif tag == "txbxContent":
            boxes.append(child)
        elif tag == "AlternateContent":
            _collect(_alternative(child), words, boxes)
        elif tag not in _LEFT_OUT:
            _collect(child, words, boxes)


def _alternative(element: etree._Element) -> etree._Element:
    """One of the forms in which the same content stands in the file: the first that has words."""
    return next((child for child in element if any(_local(e) == "t" for e in child.iter())), element)


def _symbol(element: etree._Element) -> str:
    """A character of a symbol font; its number may be private to that font."""
    number = next((str(value) for key, value in element.attrib.items() if str(key).endswith("}char")), "")
    try:
        return chr(int(number, 16))
    except (ValueError, OverflowError):
        return "\ufffd"
