"""Texts without regard to case, accents and typographic signs, and the way back from them.

Character by character, so that every place of a folded text is a place of the text itself; the script of the
workspace folds alike (``static/workspace/folding.js``).
"""

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property

from interviews.spans import Span

NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
UNSEEN = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]"
)
"""Accents, vowel points, stretching, and characters without a shape. Not the vowel signs of Indian scripts,
which tell words apart."""
SIGNS = dict.fromkeys("‘’‚‛ʼ′", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
"""What word processors make of plain quotes and hyphens."""
_PLAIN = str.maketrans(SIGNS)


def _folded(character: str) -> str:
    apart = unicodedata.normalize("NFKD", character)
    # Lower, upper and lower again: so do ß and ẞ meet, both sigmas, and i with its Turkish sisters.
    lower = "".join(each.lower().upper().lower() for each in apart)
    return UNSEEN.sub("", unicodedata.normalize("NFKD", lower)).translate(_PLAIN)


class _Table(dict[int, str]):
    """Filled as characters are met; there are only so many."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    return _fold(_with_plain_signs(text))


def fold_line(text: str) -> str:
    """The same in one line: also without regard to how the text is spaced."""
    return " ".join(fold(text).split())


def _with_plain_signs(text: str) -> str:
    """Most texts of European languages are plain but for these, which are quickly replaced one by one."""
    if not text.isascii():
        for sign, plain in SIGNS.items():
            text = text.replace(sign, plain)
    return text


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    # Bytes know the capital letters of ASCII alone, and change them ten times as fast.
    lower = text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
    return NOT_ASCII.sub(lambda found: found[0].translate(_TABLE), lower)


class Folded:
    """A text and its folded form; offsets are code points of each."""

    def __init__(self, original: str) -> None:
        self.original = original
        self._plain = _with_plain_signs(original)
        self.text = _fold(self._plain)

    @cached_property
    def _bends(self) -> list[tuple[int, int, int]]:
        """Where one character became none or several: its place folded and in the text, and how many."""
        bends, shift = [], 0
        for run in NOT_ASCII.finditer(self._plain):
            for at, character in enumerate(run[0], start=run.start()):
                length = len(_TABLE[ord(character)])
                if length != 1:
                    bends.append((at + shift, at, length))
                    shift += length - 1
        return bends

    @cached_property
    def _folded_starts(self) -> list[int]:
        return [folded for folded, _at, _length in self._bends]

    @cached_property
    def _starts(self) -> list[int]:
        return [at for _folded, at, _length in self._bends]

    def place(self, at: int) -> int:
        """Where a place of the text is in the folded one."""
        bend = bisect_right(self._starts, at - 1) - 1
        if bend < 0:
            return at
        folded, start, length = self._bends[bend]
        return folded + length + at - start - 1

    def span(self, start: int, end: int) -> Span:
        """The part of the text that the folded part stands for: whole characters, with their accents."""
        if not self._bends:
            return Span(start, end)
        first, last = self._original(start), self._original(end - 1) + 1
        while last < len(self.original) and not _TABLE[ord(self.original[last])]:
            last += 1
        return Span(first, last)

    def _original(self, at: int) -> int:
        bend = bisect_right(self._folded_starts, at) - 1
        if bend < 0:
            return at
        folded, start, length = self._bends[bend]
        return start if at < folded + length else start + 1 + at - folded - length
