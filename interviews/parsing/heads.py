"""Finds the heads of turns: what stands at the start of a line and names who speaks, or when."""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from .names import LONGEST, plausible, tidy
from .times import CLOCK, WRAPPED, milliseconds

# A blank within the line, or an invisible mark of direction; a single class, so that nothing backtracks.
BLANK = r"[ \t\x85\xa0\u1680\u2000-\u200f\u202a-\u202f\u205f-\u2069\u3000]"
_REACH = LONGEST + 40  # a head never goes further into its line than a name, its marks and two times
_BEFORE = rf"{BLANK}*+(?:(?P<before>{WRAPPED}|{CLOCK}){BLANK}*+(?:[-–—|]{BLANK}*+)?)?"
_BOLD = rf"(?:(?:\*{{1,3}}|_{{1,2}}|<(?:b|strong|B|STRONG)>)(?!{BLANK}))"
_LIGHT = r"(?:\*{1,3}|_{1,2}|</(?:b|strong|B|STRONG)>)"
# A line of a list, "- I: Interviewer", is a legend and nobody's speech.
_NAME = r"(?P<name>(?![-–—•·+>#|*])[^\n:：\t]{1,70}?)"
# An office with the name in parentheses may run over two lines: "The Minister (Mr.⏎Musila): …"
_OFFICE = r"(?P<name>[^\n:：\t()]{1,60}\([^\n:：\t()]{0,40}\n[^\n:：\t()]{1,40}\))"


class Kind(IntEnum):
    """How a label is set off from the speech, the surest way first."""

    COLON = 0  #   Ana: hello
    TIMED = 1  #   Ana  0:17
    BRACKET = 2  # [id1] hello
    BARE = 3  #    00:00 p1 hello
    ABOVE = 4  #   00:00 Ana⏎hello
    STACKED = 5  # Ana⏎00:00⏎hello
    TAB = 6  #     Ana⇥hello, as the cells of a table


class Head(NamedTuple):
    """``[start, end)`` holds the label with its times and marks; ``time`` is where its time stands."""

    start: int
    end: int
    name: str
    kind: Kind = Kind.COLON
    at_ms: int | None = None
    time: int = 0


_COLON_END = rf"{_LIGHT}?{BLANK}*[:：](?![:：/\\]|(?<=[0-9][:：])[0-9]){_LIGHT}?"
_AFTER = rf"(?:{BLANK}*(?P<after>{WRAPPED}|{CLOCK}(?={BLANK}*(?:\n|\Z))))?"
_NEXT = rf"{BLANK}*\n{BLANK}*(?=\S)"  # the next line, which is not blank
_PATTERNS = (
    (Kind.COLON, rf"{_BEFORE}{_BOLD}?{_NAME}{BLANK}*(?P<inside>{WRAPPED})?{BLANK}*{_COLON_END}{_AFTER}"),
    (Kind.COLON, rf"{_BEFORE}{_BOLD}?{_OFFICE}{BLANK}*{_COLON_END}"),
    (
        Kind.TIMED,
        rf"{_BEFORE}{_BOLD}?{_NAME}{_LIGHT}?{BLANK}+(?P<after>{WRAPPED}|{CLOCK}(?={BLANK}*(?:\n|\Z)))",
    ),
    (Kind.TIMED, rf"(?P<before>{WRAPPED}|{CLOCK}){BLANK}*[-–—]{BLANK}*{_NAME}(?={_NEXT})"),
    (Kind.BRACKET, rf"{_BEFORE}\\?\[(?P<name>[^\[\]\n:：\\]{{1,40}})\\?\](?={BLANK}+\S)"),
    (Kind.ABOVE, rf"(?P<before>{WRAPPED}|{CLOCK}){BLANK}+{_NAME}(?={_NEXT}[^\d\[])"),
    (Kind.STACKED, rf"{_BOLD}?{_NAME}{_LIGHT}?{_NEXT}(?P<after>{WRAPPED}|{CLOCK})(?={BLANK}*\n)"),
    (Kind.BARE, rf"(?P<before>{WRAPPED}|{CLOCK}){BLANK}+(?P<name>[^\W\d_]{{1,3}}[0-9]{{0,2}})(?={BLANK}+\S)"),
    (Kind.TAB, rf"{_BEFORE}{_NAME}\t(?=\S)"),
)
_HEADS = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_SIGNS = re.compile(r"[:：\[\t#]")
_LINE = re.compile(r"^[^\S\n]*(?=\S)", re.MULTILINE)
_LEADING = re.compile(rf"{BLANK}*(?P<before>{WRAPPED}|{CLOCK})(?!\S)")


def lines(text: str) -> Iterator[int]:
    """Where each line with something in it begins, blanks aside."""
    return (found.end() for found in _LINE.finditer(text))


def head_at(text: str, start: int) -> Head | None:
    """The head that begins here, if the words can be a label; the first pattern that fits wins."""
    reach = min(len(text), start + _REACH)
    if not _SIGNS.search(text, start, reach):
        return None
    for kind, pattern in _HEADS:
        found = pattern.match(text, start, reach)
        if found and plausible(tidy(found["name"])):
            return _head(kind, found)
    return None


def leading_time(text: str, start: int) -> Head | None:
    """A time that begins the line and names nobody."""
    found = _LEADING.match(text, start, start + _REACH)
    return _head(Kind.BARE, found, nobody=True) if found else None


def _head(kind: Kind, found: re.Match[str], *, nobody: bool = False) -> Head:
    times = [group for group in ("before", "inside", "after") if found.groupdict().get(group)]
    at_ms = milliseconds(found[times[0]]) if times else None
    name = "" if nobody else tidy(found["name"])
    return Head(
        found.start(), found.end(), name, kind, at_ms, found.start(times[0]) if times else found.start()
    )
