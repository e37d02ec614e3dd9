"""Time marks as transcripts write them: ``0:17``, ``[00:00:30]``, ``00:43.810``, ``#00:00:12-5#``."""

import re

from .drafts import DraftMark

CLOCK = r"[0-9]{1,3}:[0-5][0-9](?::[0-5][0-9])?(?:[.,][0-9]{1,3})?(?![0-9:])"
# Markdown escapes brackets; a range is marked by its beginning.
WRAPPED = (
    rf"(?:\\?[\[(<][ ]?{CLOCK}(?:[ ]?(?:-->|[-–—])[ ]?{CLOCK})?[ ]?\\?[\])>]"
    r"|\#[0-9]{1,2}:[0-5][0-9]:[0-5][0-9](?:-[0-9])?\#)"
)
# A note may carry its time inside: \[unintelligible 01:24:38.27\]
_MARK = re.compile(rf"{WRAPPED}|\[[^\[\]\n0-9]{{1,40}}{CLOCK}[ ]?\\?\]")
_CLOCK = re.compile(r"([0-9]{1,3}(?::[0-9]{2}){1,2})(?:[.,-]([0-9]{1,3}))?")


def milliseconds(mark: str) -> int:
    """The first time written in ``mark``; without hours, the last two parts are minutes and seconds."""
    found = _CLOCK.search(mark)
    if found is None:
        raise ValueError(f"{mark!r} holds no time")
    seconds = 0
    for part in found[1].split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int((found[2] or "0").ljust(3, "0"))


def bracketed(text: str) -> list[DraftMark]:
    """The times that stand in brackets, anywhere: a bare time within a sentence is only talk."""
    return [DraftMark(found.start(), milliseconds(found[0])) for found in _MARK.finditer(text)]
