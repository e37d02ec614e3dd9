"""The engine of the PDFs as a process, but failing over every tag."""

import sys
from pathlib import Path
from typing import Any

from weasyprint import Document

from coding.exports.typesetting import main

write = Document.write_pdf


def untagged(document: Document, *args: Any, pdf_variant: str | None = None, **more: Any) -> Any:
    if pdf_variant:
        raise ValueError("no tags today")
    return write(document, *args, **more)


if __name__ == "__main__":
    Document.write_pdf = untagged
    main(Path(sys.argv[1]))
