"""Texts cut to a length, and the direction they run in."""

import re
import unicodedata

QUOTED = re.compile(r"“[^“”]*”|\"[^\"“”]*\"")
"""Words that are a quote from beginning to end."""
INNER = str.maketrans("“”", "‘’")
BORDER = re.compile(r"[.!?…][\"'”’)\]]*\s+|\n+")


def direction(text: str) -> str:
    """``rtl`` or ``ltr``, by the first letter that has a direction; the PDF engine can't tell."""
    sides = (unicodedata.bidirectional(letter) for letter in text)
    first = next((side for side in sides if side in {"L", "R", "AL"}), "L")
    return "ltr" if first == "L" else "rtl"


def ending(text: str, length: int) -> str:
    """The last sentences of a text that fit, or its last words after an ellipsis."""
    if len(text) <= length:
        return text
    part = text[-length:]
    border = BORDER.search(part)
    if border and border.end() < len(part):
        return part[border.end() :]
    return "… " + part.partition(" ")[2]


def beginning(text: str, length: int) -> str:
    """The first sentences of a text that fit, or its first words before an ellipsis."""
    if len(text) <= length:
        return text
    part = text[:length]
    borders = list(BORDER.finditer(part))
    return part[: borders[-1].end()].rstrip() if borders else shortened(text, length)


def shortened(text: str, length: int) -> str:
    """The first words of a text that fit, before an ellipsis where it goes on."""
    if len(text) <= length:
        return text
    part = text[: length + 1]
    return (part.rpartition(" ")[0] or part[:length]).rstrip() + " …"


def in_quotes(words: str) -> str:
    """In quotation marks; those within become single ones, and a whole quote gets no second ones."""
    return words if QUOTED.fullmatch(words) else f"“{words.translate(INNER)}”"
