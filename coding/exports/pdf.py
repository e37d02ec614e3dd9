"""A report as PDF: the engine runs in a child process, watched, so that it can be stopped."""

import json
import logging
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from coding.exports import glyphs
from projects.jobs import Result
from projects.refusals import Refused

POLL_SECONDS = 0.25
BEAT_SECONDS = 1.0
LIMIT_SECONDS = 30 * 60
PDF_TYPE = "application/pdf"
ENGINE = "coding.exports.typesetting"
"""Named, not imported: the engine's libraries stay out of the web and worker processes."""
HTML_FILE, PDF_FILE, STEP_FILE, COMPLAINT_FILE = "report.html", "report.pdf", "step.txt", "complaint.txt"
NAMES_FILE, UNTAGGED_FILE = "names.json", "report.untagged"

Progress = Callable[[str], None]
"""Told every second or so what is being done; raises to stop the work, as ``jobs.Progress`` does."""

logger = logging.getLogger(__name__)


class Untagged(bytes):
    """A PDF that had to be set without tags."""


class Attached(NamedTuple):
    """A file within the PDF: rows that stand behind a part of the report."""

    name: str
    words: str
    content: str


def result(name: str, html: str, progress: Progress, attached: Sequence[Attached] = ()) -> Result:
    """The page as a job's result, with a word on what could not be printed as it should."""
    content = render(html, progress, attached=attached) if attached else render(html, progress)
    untagged = _(
        "The engine could not tag this PDF for screen readers, so it was set without tags; all else is there."
    )
    said = (glyphs.warning(glyphs.missing(html)), untagged if isinstance(content, Untagged) else "")
    return Result(name, PDF_TYPE, content, " ".join(filter(None, said)))


def render(
    html: str, progress: Progress, limit: float = LIMIT_SECONDS, attached: Sequence[Attached] = ()
) -> bytes:
    """The page as PDF with these files in it.

    Raises what ``progress`` raises, having ended the child, and ``Refused`` where the time ran out.
    """
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as name:
        folder = Path(name)
        (folder / HTML_FILE).write_text(html, encoding="utf-8")
        _lay_out(folder, attached)
        child = _start(folder)
        try:
            _watch(child, folder, progress, time.monotonic() + limit)
        finally:
            if child.poll() is None:
                child.kill()
            child.wait()
        _judge(child, (folder / COMPLAINT_FILE).read_text(encoding="utf-8", errors="replace"))
        content = (folder / PDF_FILE).read_bytes()
        return Untagged(content) if (folder / UNTAGGED_FILE).exists() else content


def _lay_out(folder: Path, attached: Sequence[Attached]) -> None:
    """Put the files where the child looks for them."""
    for each in attached:
        (folder / each.name).write_text(each.content, encoding="utf-8")
    names = {each.name: each.words for each in attached}
    (folder / NAMES_FILE).write_text(json.dumps(names), encoding="utf-8")


def _start(folder: Path) -> "subprocess.Popen[bytes]":
    files = [str(folder / name) for name in (HTML_FILE, PDF_FILE, STEP_FILE)]
    command = [sys.executable, "-m", ENGINE, *files, str(settings.BASE_DIR / "static")]
    # Its complaints go to a file beside the report: they may quote the interview, and logs must not.
    with (folder / COMPLAINT_FILE).open("wb") as complaints:
        return subprocess.Popen(  # noqa: S603  our own interpreter and module
            command, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL, stderr=complaints
        )


def _judge(child: "subprocess.Popen[bytes]", complaint: str) -> None:
    """Raise if the engine ended without a PDF."""
    if "cannot load library" in complaint:
        raise Refused(_("PDFs need the Pango library, which this server lacks (see the README)."))
    if child.returncode:
        logger.error("The PDF engine ended with %s: %s", child.returncode, _without_words(complaint))
        raise RuntimeError("the PDF engine failed")


def _watch(child: "subprocess.Popen[bytes]", folder: Path, progress: Progress, until: float) -> None:
    beaten = 0.0
    while child.poll() is None:
        if time.monotonic() > until:
            raise Refused(_("The report took too long. Choose fewer codes or participants."))
        if time.monotonic() - beaten >= BEAT_SECONDS:
            progress(_step(folder))
            beaten = time.monotonic()
        try:
            child.wait(POLL_SECONDS)
        except subprocess.TimeoutExpired:
            continue


def _step(folder: Path) -> str:
    """What the engine is at, in our words."""
    file = folder / STEP_FILE
    said = file.read_text(encoding="utf-8") if file.exists() else ""
    page = re.search(r"Page (\d+)", said)
    if page:
        return _("laying out page %(page)s") % {"page": page[1]}
    return _("writing the file") if "PDF" in said else _("reading the report")


def _without_words(complaint: str) -> str:
    """The kind of the last exception alone."""
    last = complaint.strip().rpartition("\n")[2]
    return last.partition(":")[0][:80]
