"""Sets one HTML page as PDF, in a process of its own: ``python -m coding.exports.typesetting``.

Knows no framework, so that it starts fast, and ends after one document, since the engine never
gives memory back.
"""

import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pydyf
from weasyprint import HTML, Attachment
from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "static:"
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2"}
VARIANT = "pdf/ua-1"
"""Tagged, so that a screen reader can follow it; costs nothing measurable."""
NAMES = "names.json"
"""In the folder of files to attach: the name of each, and what it is in words."""
UNTAGGED = ".untagged"
"""The ending of an empty file that says that the PDF had to be set without tags."""


class Forbidden(ValueError):
    """An address that a report may not use."""


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


class Steps(logging.Handler):
    """Writes what the engine is at into a file that the parent process reads."""

    def __init__(self, file: Path) -> None:
        super().__init__(logging.INFO)
        self._file = file

    def emit(self, record: logging.LogRecord) -> None:
        new = self._file.with_suffix(".new")
        new.write_text(record.getMessage(), encoding="utf-8")
        new.replace(self._file)


def typeset(
    html: str, static: Path, attached: Sequence[Attachment] = (), variant: str | None = VARIANT
) -> bytes:
    page = HTML(string=html, url_fetcher=OwnFiles(static))
    made = page.write_pdf(pdf_variant=variant, attachments=list(attached), finisher=label_pages)
    return bytes(made)


def label_pages(_document: Any, pdf: pydyf.PDF) -> None:
    """Say that a page is called as its foot says, whatever program shows it or takes some pages out."""
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})


def attachments(folder: Path) -> list[Attachment]:
    """The files to attach, each the data behind a part of the report."""
    names = folder / NAMES
    told: dict[str, str] = json.loads(names.read_text(encoding="utf-8")) if names.exists() else {}
    return [
        Attachment(filename=folder / name, name=name, description=words, relationship="Data")
        for name, words in told.items()
    ]


def main(html: Path, pdf: Path, step: Path, static: Path) -> None:
    """Read ``html``, write ``pdf``, and tell in ``step`` how far it is.

    Where the engine fails over the tags, the report is set without them.
    """
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(Steps(step))
    page = html.read_text(encoding="utf-8")
    try:
        made = typeset(page, static, attachments(html.parent))
    except Forbidden:
        raise
    except Exception:  # noqa: BLE001  whatever fails in the engine, an untagged report is better than none
        made = typeset(page, static, attachments(html.parent), variant=None)
        pdf.with_suffix(UNTAGGED).touch()
    pdf.write_bytes(made)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
