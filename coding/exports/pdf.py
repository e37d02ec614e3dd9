"""A report as PDF: the engine runs in child processes, watched, so that it can be stopped at once."""

import json
import os
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coding.exports import glyphs
from coding.exports.desk import desk
from coding.exports.engine import EngineFailed
from coding.exports.setting import Setting, Watch
from coding.exports.sheets import parts_of
from coding.leaving.paper import on_paper
from interviews import outgoing
from projects.jobs import Part, Result

LIMIT_SECONDS = 30 * 60
PDF_TYPE = "application/pdf"
PARTS = (
    Part("reading", _("reading"), 0.12),
    Part("preparing", _("preparing pages"), 0.13),
    Part("setting", _("setting pages"), 0.47, _("setting page %(done)s of about %(total)s"), 1 / 14_000, 0.2),
    Part("writing", _("writing pages"), 0.28, _("writing page %(done)s of %(total)s"), tail=0.3),
)
"""Of a job that makes a PDF. The engine reads all before it lays out a page, and writes the tags at last."""
COMPARED = (
    Part("comparing", _("comparing"), 0.4),
    *(part._replace(share=part.share * 0.68) for part in PARTS[1:]),
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


class Composed(NamedTuple):
    """What more is known of a page that is composed of several reports."""

    attached: Sequence[Attached] = ()
    size: int = 0
    """By which its pages are foretold, where that is not how many characters it has."""


ALONE = Composed()


def result(name: str, html: str, progress: Watch, of: Composed = ALONE) -> Result:
    """The page as a job's result, with a word on what could not be printed as it should.

    What leaves the house goes without the files: their rows name participants as the team does.
    """
    of = of._replace(attached=()) if outgoing.now() else of
    content = render(html, progress) if of == ALONE else render(html, progress, of=of)
    untagged = gettext(
        "The engine could not tag this PDF for screen readers, so it was set without tags; all else is there."
    )
    said = (glyphs.warning(glyphs.missing(html)), untagged if isinstance(content, Untagged) else "")
    return Result(name, PDF_TYPE, content, " ".join(filter(None, said)))


def expect_several() -> None:
    """Have a second engine start while a long report is read; one that is not needed is kept."""
    if _processors() > 1:
        with desk() as made:
            made.prepare()


def render(html: str, progress: Watch, limit: float = LIMIT_SECONDS, of: Composed = ALONE) -> bytes:
    """The page as PDF with these files in it; a long report in several processes.

    Raises what ``progress`` raises, having ended the children, and ``Refused`` where the time ran out.
    """
    html = on_paper(html)
    with desk() as made:
        _lay_out(made.folder, of.attached)
        begin = partial(Setting, made, progress, time.monotonic() + limit, of.size or len(html))
        parts = parts_of(html, _processors())
        pdf = (_in_parts(begin(), parts) if len(parts) > 1 else None) or begin().whole(html)
        content = pdf.read_bytes()
        return Untagged(content) if pdf.with_suffix(".untagged").exists() else content


def _in_parts(setting: Setting, parts: Sequence[str]) -> Path | None:
    """Nothing where an engine failed: one that sets the whole knows what to do without tags."""
    try:
        return setting.in_parts(parts, _processors())
    except EngineFailed:
        setting.desk.close()
        return None


def _lay_out(folder: Path, attached: Sequence[Attached]) -> None:
    """Put the files where the engine looks for them."""
    for each in attached:
        (folder / each.name).write_text(each.content, encoding="utf-8")
    names = {each.name: each.words for each in attached}
    (folder / NAMES_FILE).write_text(json.dumps(names), encoding="utf-8")


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
