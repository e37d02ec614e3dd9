"""A report as PDF: the engine runs in child processes, watched, so that it can be stopped at once."""

import os
import time

from django.utils.translation import gettext_lazy as _

from coding.exports.desk import desk
from coding.exports.setting import Setting, Watch
from coding.exports.sheets import halves
from coding.leaving.paper import on_paper
from projects.jobs import Part

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


def render(html: str, progress: Watch, limit: float = LIMIT_SECONDS) -> bytes:
    """The page as PDF; a long report in two processes, where there are two processors.

    Raises what ``progress`` raises, having ended the children, and ``Refused`` where the time ran out.
    """
    html = on_paper(html)
    with desk() as made:
        setting = Setting(made, progress, time.monotonic() + limit, len(html))
        cut = halves(html) if _processors() > 1 else None
        return (setting.in_two(cut) if cut else setting.whole(html)).read_bytes()


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
