"""Sets one HTML page as PDF, in a process of its own: ``python -m coding.exports.typesetting``.

Knows no framework, so that it starts fast, and ends after one document, since the engine never
gives memory back.
"""

import logging
import sys
from pathlib import Path

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "static:"
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".woff2": "font/woff2"}
VARIANT = "pdf/ua-1"
"""Tagged, so that a screen reader can follow it; costs nothing measurable."""


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


def typeset(html: str, static: Path) -> bytes:
    document = HTML(string=html, url_fetcher=OwnFiles(static))
    return bytes(document.write_pdf(pdf_variant=VARIANT))


def main(html: Path, pdf: Path, step: Path, static: Path) -> None:
    """Read ``html``, write ``pdf``, and tell in ``step`` how far it is."""
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(Steps(step))
    pdf.write_bytes(typeset(html.read_text(encoding="utf-8"), static))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
