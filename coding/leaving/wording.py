"""Puts other IDs in the place of participants' own, wherever these stand in words. Knows no framework.

Lists and matrices are made with the other IDs from the start (``interviews.outgoing``); this finds what
people typed: titles, memos, marks of summaries, the interviews themselves.
"""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape

from coding.leaving.beating import Beat, still, told
from interviews.spans import Span

_TAG = re.compile(r"(<!--.*?-->|<style\b.*?</style>|<[^>]*>)", re.DOTALL)
_SPOKEN = re.compile(r'((?:^|\s)(?:alt|title|aria-label|content|label|summary|w:val|descr|name)=")([^"]*)(")')
_PLACE = re.compile(r'(\sid="|\s(?:xlink:)?href="#|url\(#)([^")]*\d[^")]*)')
"""A place that may be named by a key, and what leads to it."""
_BOOKMARK = re.compile(r'(w:(?:name|anchor)="|\bPAGEREF )(to_\w+)')
_AWAY = re.compile(r'(<a\b[^>]*?)\shref="(?!#)[^"]*"')
_BEGINS, _ENDS = r"(?<![^\W_])", r"(?![^\W_])"
_PARTS = re.compile(r"\d+|[^\W\d_]+|[\W_]+")
_BETWEEN = "[-_ \u00a0\u00ad\u200b-\u200d\u2010\u2011]"
"""What somebody may type between the letters and the number of an ID."""


class Wording:
    """Says the other IDs; ``names`` maps the study's IDs to them.

    An ID of digits alone is left as it is, since any number might be meant.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {code: name for code, name in names.items() if is_telling(code)}
        self._folded = {code.casefold(): name for code, name in self._names.items()}
        words = sorted(self._names, key=len, reverse=True)
        # Letters alone are somebody's pseudonym: that is told from a word by its capital.
        parts = [f"(?i:{re.escape(code)})" if _has_digit(code) else re.escape(code) for code in words]
        self._pattern = re.compile(rf"{_BEGINS}(?:{'|'.join(parts)}){_ENDS}") if parts else None
        self._loose = _loose([code for code in words if _has_digit(code)], list(self._names.values()))

    def said(self, text: str) -> str:
        return self._pattern.sub(self._other, text) if self._pattern else text

    def _other(self, found: re.Match[str]) -> str:
        said = found[0]
        name = self._names.get(said) or self._folded.get(said.casefold())
        return name if name is not None else self._as_patterns_fold(said)

    def _as_patterns_fold(self, said: str) -> str:
        """Of an ID with letters that ``casefold`` takes apart, such as İ1 for i1."""
        alike = (code for code in self._names if re.fullmatch(re.escape(code), said, re.IGNORECASE))
        return self._names[next(alike)]

    def markup(self, source: str, beat: Beat = still) -> str:
        """The same in HTML or XML: in its words, and in those attributes that are read out."""
        return in_words(source, self.said, beat)

    def left_in(self, text: str) -> set[str]:
        """The IDs of the study that the text still has."""
        return set(self._pattern.findall(text)) if self._pattern else set()

    def like_ids(self, text: str) -> list[Span]:
        """Where the text has what may be an ID of the study, written otherwise or within another word."""
        if not self._loose or not _has_digit(text):
            return []
        return [Span(*each.span()) for each in self._loose.finditer(text) if each.lastindex]


def _loose(codes: list[str], others: list[str]) -> re.Pattern[str] | None:
    """Finds IDs with something between their parts or at their edges; the other IDs are passed over."""
    if not codes:
        return None
    called = "|".join(re.escape(other) for other in sorted(others, key=len, reverse=True))
    whole = [re.escape(code) + (r"(?!\d)" if code[-1].isdigit() else "") for code in codes]
    begun = [
        (r"(?<!\d)" if code[0].isdigit() else "") + each for code, each in zip(codes, whole, strict=True)
    ]
    apart = [f"{_BETWEEN}?".join(map(re.escape, _PARTS.findall(code))) for code in codes]
    exact = rf"(?<![A-Z])(?:{'|'.join(begun)})"
    folded = rf"{_BEGINS}(?i:{'|'.join(whole)}|(?:{'|'.join(apart)}){_ENDS})"
    return re.compile(rf"{_BEGINS}(?:{called}){_ENDS}|({exact}|{folded})")


def is_telling(code: str) -> bool:
    """Whether an ID can be told from a number or a sign in a text."""
    return len(code) > 1 and any(sign.isalpha() for sign in code)


def _has_digit(code: str) -> bool:
    return any(sign.isdigit() for sign in code)


def in_words(source: str, said: Callable[[str], str], beat: Beat = still) -> str:
    """Markup with other words, its tags as they were."""
    parts: list[str] = _TAG.split(source)
    for place, part in enumerate(told(parts, beat)):
        if place % 2 == 0:
            parts[place] = _unmarked(part, said, is_quoted=False)
        elif "=" in part and not part.startswith(("<!--", "<style")):
            parts[place] = _SPOKEN.sub(
                lambda found: found[1] + _unmarked(found[2], said, is_quoted=True) + found[3], part
            )
    return "".join(parts)


def _unmarked(source: str, said: Callable[[str], str], *, is_quoted: bool) -> str:
    """The same of words as they are read, marked up again; what says nothing else stays as it is written."""
    words = unescape(source) if "&" in source else source
    other = said(words)
    return source if other == words else escape(other, quote=is_quoted)


def renumbered(html: str) -> str:
    """The page with its places numbered as they come: keys of rows would join two publications."""
    numbers: dict[str, str] = {}
    tags = _TAG.split(html)
    tags[1::2] = [_PLACE.sub(lambda found: _numbered(found, numbers, "place-"), tag) for tag in tags[1::2]]
    return "".join(tags)


def renumbered_word(xml: str) -> str:
    """The same of the text of a Word document."""
    numbers: dict[str, str] = {}
    return _BOOKMARK.sub(lambda found: _numbered(found, numbers, "to_place_"), xml)


def _numbered(found: re.Match[str], numbers: dict[str, str], stem: str) -> str:
    return found[1] + numbers.setdefault(found[2], f"{stem}{len(numbers) + 1}")


def without_ways_in(html: str) -> str:
    """The page without links that lead out of it: nobody outside can follow one into the workspace."""
    return _AWAY.sub(r"\1", html)
