"""Sets one HTML page as PDF, in a process of its own: ``python -m coding.exports.typesetting``.

Knows no framework, so that it starts fast, and ends after one document, since the engine never
gives memory back. It is told what to do, and tells how far it is, in lines of JSON.
"""

import gc
import json
import logging
import os
import re
import sys
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pydyf
from weasyprint import CSS, HTML, Attachment, Document
from weasyprint.html import UA, UA_COUNTER_STYLE
from weasyprint.urls import URLFetcher, URLFetcherResponse

from coding.exports import quicker
from coding.exports.sharing import Pages, Place, Shared

SCHEME = "static:"
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2"}
VARIANT = "pdf/ua-1"
"""Tagged, so that a screen reader can follow it; costs nothing measurable."""
NAMES = "names.json"
"""In the folder of files to attach: the name of each, and what it is in words."""
UNTAGGED = ".untagged"
"""The ending of an empty file that says that the PDF had to be set without tags."""
KEYS = 10_000_000
"""The tags of a part are numbered so much higher than those of the one before, to be put beside them."""
NOTES = re.compile(r"^::(foot)?note-.*$", re.MULTILINE)
LINKED, NAMED = re.compile(r'href="#([^"]+)"'), re.compile(r' id="([^"]+)"')
POINT = 0.75
"""In pixels."""


class Forbidden(ValueError):
    """An address that a report may not use."""


class Page(HTML):  # type: ignore[misc]
    """Has no signs of notes, which the engine would style for each element: six times as many as there are.

    They would be a third of what it holds after the layout. Signs of lists are styled for lists alone.
    """

    _own = CSS(string=NOTES.sub("", UA).replace("::marker", "li::marker"), counter_style=UA_COUNTER_STYLE)

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [self._own]


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """Fetches ``data:`` and ``static:css/report.css``, and nothing else of this machine or any other."""

    def __init__(self, static: Path) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self._static = static.resolve()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if not url.lower().startswith(SCHEME):
            return super().fetch(url, headers)
        path = (self._static / url[len(SCHEME) :]).resolve()
        if not path.is_relative_to(self._static) or path.suffix not in TYPES:
            raise Forbidden(f"{url} is not one of the program's own files")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})


def tell(**words: object) -> None:
    """Say something to the parent process; without one there is nobody to work for."""
    try:
        sys.stdout.write(json.dumps(words) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os._exit(1)


def hear() -> dict[str, Any]:
    """What the parent process says next."""
    line = sys.stdin.readline()
    if not line:
        os._exit(1)
    heard: dict[str, Any] = json.loads(line)
    return heard


class Steps(logging.Handler):
    """Tells which page the engine lays out."""

    def emit(self, record: logging.LogRecord) -> None:
        page = re.search(r"Page (\d+)$", record.getMessage())
        if page:
            tell(page=int(page[1]))


def typeset(html: Path, static: Path, pdf: Path) -> None:
    """The whole page as one PDF, with the files that are to go with it.

    Where the engine fails over the tags, the report is set without them.
    """
    document = _rendered(html, static)
    gc.collect()
    _told(document)
    files = attachments(html.parent)
    try:
        document.write_pdf(pdf, pdf_variant=VARIANT, attachments=files, finisher=finish)
    except Exception:  # noqa: BLE001  whatever fails in the engine, an untagged report is better than none
        document.write_pdf(pdf, attachments=attachments(html.parent), finisher=finish)
        pdf.with_suffix(UNTAGGED).touch()


def attachments(folder: Path) -> Sequence[Attachment]:
    """The files to attach, each the data behind a part; in order, as their tree of names must be."""
    names = folder / NAMES
    told: dict[str, str] = json.loads(names.read_text(encoding="utf-8")) if names.exists() else {}
    return [
        Attachment(filename=folder / name, name=name, description=words)
        for name, words in sorted(told.items())
    ]


def finish(_document: Document, pdf: Any) -> None:
    """Say what the engine does not: how pages are called, and that the files are the rows behind the report.

    A page is called as its foot says, whatever program shows it or takes some pages out.
    """
    _pass_over_marks(pdf)
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    things = [thing for thing in pdf.objects if isinstance(thing, pydyf.Dictionary)]
    files = [thing for thing in things if thing.get("Type") == "/Filespec"]
    for file in files:
        file["AFRelationship"] = "/Data"
    if files:
        pdf.catalog["AF"] = pydyf.Array([file.reference for file in files])


def _pass_over_marks(pdf: Any) -> None:
    """A figure without words, such as the mark beside a coefficient, is nothing that a reader be told of."""
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("S") == "/Figure" and "Alt" not in thing:
            thing["S"] = "/NonStruct"
            del thing["A"]


def typeset_part(html: Path, static: Path, pdf: Path, part: int) -> None:
    """A part of a report as PDF, numbered and tagged as part of the whole; tells its bookmarks.

    The files that are to go with the whole go with its first part.
    """

    def ask(pages: Pages) -> Place:
        tell(**pages._asdict())
        return Place(**hear())

    words = html.read_text(encoding="utf-8")
    shared = Shared(ask, frozenset(LINKED.findall(words)) - frozenset(NAMED.findall(words)))
    with shared.taken():
        document = _rendered(html, static)
    gc.collect()
    for name in shared.elsewhere:
        document.pages[-1].anchors.setdefault(name, (0, 0, 0, 0))
    _told(document)
    files = attachments(html.parent) if part == 0 else ()
    finisher = partial(_fit, part, shared.elsewhere)
    document.write_pdf(pdf, pdf_variant=VARIANT, attachments=files, finisher=finisher)
    tell(bookmarks=_bookmarks(document, shared.place.before))


def _rendered(html: Path, static: Path) -> Document:
    page = Page(string=html.read_text(encoding="utf-8"), url_fetcher=OwnFiles(static))
    return page.render(pdf_variant=VARIANT)


def _told(document: Document) -> None:
    """Have the pages tell when they are painted."""
    total = len(document.pages)
    for number, page in enumerate(document.pages, start=1):
        page.paint = partial(_painted, page.paint, number, total)


def _painted(paint: Any, number: int, total: int, *args: object) -> None:
    tell(painted=number, total=total)
    paint(*args)


def _bookmarks(document: Document, before: int) -> list[tuple[int, str, int, float, float]]:
    """Level, words, page from 0, and where on it, in points from its lower left corner."""
    return [
        (level, label, before + number, x * POINT, (page.height - y) * POINT)
        for number, page in enumerate(document.pages)
        for level, label, (x, y), _state in page.bookmarks
    ]


def _fit(part: int, elsewhere: Collection[str], document: Document, pdf: Any) -> None:
    """Leave out the places of what other parts hold, and give tags the numbers and names of this part."""
    named = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    pairs = zip(named[::2], named[1::2], strict=True)
    named[:] = [each for name, place in pairs if name.string not in elsewhere for each in (name, place)]
    if part == 0:
        finish(document, pdf)
        return
    _pass_over_marks(pdf)
    for thing in pdf.objects:
        if not isinstance(thing, dict):
            continue
        for key in ("StructParents", "StructParent"):
            if key in thing:
                thing[key] += KEYS * part
        if "Nums" in thing:
            thing["Nums"][::2] = [number + KEYS * part for number in thing["Nums"][::2]]
        if "ID" in thing:
            thing["ID"].string = f"{part}-{thing['ID'].string}"


def main(static: Path) -> None:
    """Wait for what to do; the parent starts this ahead, while it reads what is to be printed."""
    # Nearly all that the engine makes lives until it ends, and looking through it again and again takes a
    # sixth of the time; what is left over from the layout is collected once, before pages are painted.
    gc.disable()
    quicker.take_over()
    steps = logging.getLogger("weasyprint.progress")
    steps.setLevel(logging.INFO)
    steps.addHandler(Steps())
    asked = hear()
    files = (Path(asked["html"]), static, Path(asked["pdf"]))
    if asked["part"] is None:
        typeset(*files)
    else:
        typeset_part(*files, asked["part"])
    tell(done=True)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
