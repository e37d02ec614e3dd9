"""Signs of a report that no font of this machine can print, asked of fontconfig as the PDF engine does."""

import html
import re
import shutil
import subprocess
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

TAGS = re.compile(r"<[^>]*>")
SILENT = {"Cc", "Cf", "Cn", "Co", "Cs", "Zs", "Zl", "Zp"}
"""Categories of what is not drawn, or of what no font can be asked for."""
EXAMPLES = 5
Ranges = tuple[list[int], list[int]]
"""Where the stretches of known code points begin, and where they end."""


@cache
def covered() -> Ranges | None:
    """What some font has; ``None`` where fontconfig can't be asked. Read once in a process."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    told = subprocess.run(  # noqa: S603  by its whole path, with fixed words
        [program, "--format", "%{charset} "], capture_output=True, text=True, check=False
    )
    stretches = sorted(
        (int(first, 16), int(last or first, 16))
        for first, last in re.findall(r"([0-9a-f]+)(?:-([0-9a-f]+))?", told.stdout)
    )
    starts: list[int] = []
    ends: list[int] = []
    for first, last in stretches:
        if ends and first <= ends[-1] + 1:
            ends[-1] = max(ends[-1], last)
        else:
            starts.append(first)
            ends.append(last)
    return (starts, ends) if starts else None


def missing(page: str) -> list[str]:
    """The signs of an HTML page, each once, that would be printed as empty boxes."""
    known = covered()
    if known is None:
        return []
    signs = set(html.unescape(TAGS.sub("", page)))
    return sorted(sign for sign in signs if ord(sign) > 0x7E and not _is_known(sign, known))


def _is_known(sign: str, known: Ranges) -> bool:
    place = bisect_right(known[0], ord(sign)) - 1
    return (place >= 0 and ord(sign) <= known[1][place]) or unicodedata.category(sign) in SILENT


def warning(signs: Iterable[str]) -> str:
    """What is missing, script by script, and what to do; nothing where nothing is."""
    scripts: defaultdict[str, list[str]] = defaultdict(list)
    for sign in signs:
        scripts[_script(sign)].append(sign)
    if not scripts:
        return ""
    told = "; ".join(_told(script, found) for script, found in sorted(scripts.items()))
    return _(
        "Some signs could not be printed, since no font of this server has them: %(told)s. "
        "Install a font that has them on the server, and make the report again."
    ) % {"told": told}


def _told(script: str, signs: list[str]) -> str:
    """By their numbers: where the fonts lack them, the signs themselves can't be read."""
    shown = ", ".join(f"U+{ord(sign):04X}" for sign in signs[:EXAMPLES])
    said = ngettext("%(script)s, %(n)s sign: %(shown)s", "%(script)s, %(n)s signs: %(shown)s", len(signs))
    more = " …" if len(signs) > EXAMPLES else ""
    return said % {"script": script, "n": len(signs), "shown": shown} + more


def _script(sign: str) -> str:
    """The first word of the sign's name, which is its script's: ``Hiragana``, ``CJK``."""
    word = unicodedata.name(sign, _("unnamed")).split()[0]
    return word if word == "CJK" else word.capitalize()
