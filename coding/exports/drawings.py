"""Pictures as PNG, for files that hold no SVG: set as pages by the engine of the PDFs, then rasterised."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from coding.exports import pdf
from coding.exports.setting import Watch
from coding.reports.blocks import size_of

ENGINE = "coding.exports.rasterising"
"""Named, not imported: see there."""
LIMIT_SECONDS = 300


def as_png(svgs: Sequence[str], progress: Watch) -> list[bytes]:
    """Each as it is drawn on paper; raises as ``pdf.render`` does."""
    if not svgs:
        return []
    progress("writing")
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        file = Path(folder) / "pictures.pdf"
        file.write_bytes(pdf.render(_pages(svgs), lambda *_told, **_size: progress("writing")))
        command = [sys.executable, "-m", ENGINE, str(file)]
        subprocess.run(  # noqa: S603  our own interpreter and module
            command, cwd=settings.BASE_DIR, check=True, capture_output=True, timeout=LIMIT_SECONDS
        )
        drawn = [
            path.read_bytes() for path in sorted(file.parent.glob("*.png"), key=lambda path: int(path.stem))
        ]
    if len(drawn) != len(svgs):
        raise RuntimeError("a picture took more than its page")
    return drawn


def _pages(svgs: Sequence[str]) -> str:
    """A page for each, as large as it is."""
    sizes = [size_of(svg) for svg in svgs]
    rules = "".join(
        f"@page p{n}{{size:{width + 1:g}px {height + 1:g}px;margin:0}}.p{n}{{page:p{n}}}"
        for n, (width, height) in enumerate(sizes)
    )
    drawn = "".join(f'<div class="p{n}">{svg}</div>' for n, svg in enumerate(svgs))
    style = f"html,body{{margin:0}}svg{{display:block}}{rules}"
    return f'<!DOCTYPE html><html lang="en"><title>–</title><style>{style}</style><body>{drawn}</body></html>'
