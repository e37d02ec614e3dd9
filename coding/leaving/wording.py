"""Puts other IDs in the place of participants' own, wherever these stand in words. Knows no framework.

Lists and matrices are made with the other IDs from the start (``interviews.outgoing``); this finds what
people typed: titles, memos, marks of summaries, the interviews themselves.
"""

import re
from collections.abc import Callable, Mapping

_TAG = re.compile(r"(<!--.*?-->|<style\b.*?</style>|<[^>]*>)", re.DOTALL)
_SPOKEN = re.compile(r'((?:^|\s)(?:alt|title|aria-label|content|label|summary|w:val|descr|name)=")([^"]*)(")')
_AWAY = re.compile(r'(<a\b[^>]*?)\shref="(?!#)[^"]*"')


class Wording:
    """Says the other IDs; ``names`` maps the study's IDs to them.

    An ID of digits alone is left as it is, since any number might be meant.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {code.casefold(): name for code, name in names.items() if is_telling(code)}
        # Letters alone are somebody's pseudonym: that is told from a word by its capital.
        words = sorted((code for code in names if is_telling(code)), key=len, reverse=True)
        parts = [f"(?i:{re.escape(code)})" if _has_digit(code) else re.escape(code) for code in words]
        self._pattern = re.compile(rf"(?<![\w@#])(?:{'|'.join(parts)})(?![^\W_])") if parts else None

    def said(self, text: str) -> str:
        return self._pattern.sub(self._other, text) if self._pattern else text

    def _other(self, found: re.Match[str]) -> str:
        return self._names[found[0].casefold()]

    def markup(self, source: str) -> str:
        """The same in HTML or XML: in its words, and in those attributes that are read out."""
        return in_words(source, self.said)

    def left_in(self, text: str) -> set[str]:
        """The IDs of the study that the text still has."""
        return set(self._pattern.findall(text)) if self._pattern else set()


def is_telling(code: str) -> bool:
    """Whether an ID can be told from a number or a sign in a text."""
    return len(code) > 1 and any(sign.isalpha() for sign in code)


def _has_digit(code: str) -> bool:
    return any(sign.isdigit() for sign in code)


def in_words(source: str, said: Callable[[str], str]) -> str:
    """Markup with other words, its tags as they were."""
    parts = _TAG.split(source)
    for place, part in enumerate(parts):
        if place % 2 == 0:
            parts[place] = said(part)
        elif "=" in part and not part.startswith(("<!--", "<style")):
            parts[place] = _SPOKEN.sub(lambda found: found[1] + said(found[2]) + found[3], part)
    return "".join(parts)


def without_ways_in(html: str) -> str:
    """The page without links that lead out of it: nobody outside can follow one into the workspace."""
    return _AWAY.sub(r"\1", html)
