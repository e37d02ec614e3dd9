"""A report as PDF: the engine runs in child processes, watched, so that it can be stopped at once."""

import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coding.exports import glyphs
from coding.exports.desk import desk
from coding.exports.setting import Setting, Watch
from coding.exports.sheets import halves
from coding.leaving.paper import on_paper
from interviews import outgoing
from projects.jobs import Part, Result

LIMIT_SECONDS = 30 * 60
PDF_TYPE = "application/pdf"
PARTS = (
    Part("reading", _("reading"), 0.2),
    Part("setting", _("setting pages"), 0.6, _("setting page %(done)s of about %(total)s"), 1 / 14_000),
    Part("writing", _("writing pages"), 0.2, _("writing page %(done)s of %(total)s")),
)
"""Of a job that makes a PDF."""
COMPARED = (
    Part("comparing", _("comparing"), 0.4),
    *(part._replace(share=part.share * 0.75) for part in PARTS[1:]),
)
"""Of one that prints a comparison of coders."""


NAMES_FILE = "names.json"


class Untagged(bytes):
    """A PDF that had to be set without tags."""


class Attached(NamedTuple):
    """A file within the PDF: rows that stand behind a part of the report."""

    name: str
    words: str
    content: str


def result(name: str, html: str, progress: Watch, attached: Sequence[Attached] = ()) -> Result:
    """The page as a job's result, with a word on what could not be printed as it should.

    What leaves the house goes without the files: their rows name participants as the team does.
    """
    rows = () if outgoing.now() else attached
    content = render(html, progress, attached=rows) if rows else render(html, progress)
    untagged = gettext(
        "The engine could not tag this PDF for screen readers, so it was set without tags; all else is there."
    )
    said = (glyphs.warning(glyphs.missing(html)), untagged if isinstance(content, Untagged) else "")
    return Result(name, PDF_TYPE, content, " ".join(filter(None, said)))


def render(
    html: str, progress: Watch, limit: float = LIMIT_SECONDS, attached: Sequence[Attached] = ()
) -> bytes:
    """The page as PDF with these files in it; a long report in two processes, where there are two processors.

    Raises what ``progress`` raises, having ended the children, and ``Refused`` where the time ran out.
    """
    html = on_paper(html)
    with desk() as made:
        _lay_out(made.folder, attached)
        setting = Setting(made, progress, time.monotonic() + limit, len(html))
        cut = halves(html) if _processors() > 1 and not attached else None
        pdf = setting.in_two(cut) if cut else setting.whole(html)
        content = pdf.read_bytes()
        return Untagged(content) if pdf.with_suffix(".untagged").exists() else content


def _lay_out(folder: Path, attached: Sequence[Attached]) -> None:
    """Put the files where the engine looks for them."""
    for each in attached:
        (folder / each.name).write_text(each.content, encoding="utf-8")
    names = {each.name: each.words for each in attached}
    (folder / NAMES_FILE).write_text(json.dumps(names), encoding="utf-8")


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
