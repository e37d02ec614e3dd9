"""Divides a text into paragraphs where nobody is named, and into turns where heads stand."""

import re
from collections.abc import Iterable, Sequence

from .drafts import DraftTurn
from .heads import Head, Kind, leading_time, lines

_FRONT_MATTER = re.compile(r"---[^\S\n]*\n(?:.*\n){1,60}?---[^\S\n]*(?:\n|\Z)")
# A Markdown heading or rule ends a turn; who speaks after it is not guessed.
_STOP = re.compile(r"^(?:#{1,6} .*|[-*_]{3,}[^\S\n]*)$", re.MULTILINE)


def front_matter(text: str) -> int:
    """Where the YAML block at the top of the file ends, 0 without one: its keys are no speakers."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found else 0


def stops(text: str) -> list[int]:
    return [found.start() for found in _STOP.finditer(text)]


def paragraphs(text: str) -> list[int]:
    """Where paragraphs begin: at each line, or after blank lines in a text wrapped by hand."""
    starts = list(lines(text))
    if not _wrapped(text, starts):
        return starts
    return [start for start in starts if start == starts[0] or _after_blank(text, start)]


def _wrapped(text: str, starts: Sequence[int]) -> bool:
    """Whether four of five lines that run on into the next are as long as a line on paper."""
    lengths = [
        here - start
        for start, after in zip(starts, starts[1:], strict=False)
        if (here := text.find("\n", start)) >= 0 and not text[here:after].count("\n") > 1
    ]
    paper = sum(40 <= length <= 100 for length in lengths)
    return len(lengths) >= 4 and paper * 5 >= len(lengths) * 4 and "\n\n" in text


def _after_blank(text: str, start: int) -> bool:
    return text[:start].rstrip(" \t")[-2:] == "\n\n" if start < 4 else _gap(text, start)


def _gap(text: str, start: int) -> bool:
    """Whether the line before is blank."""
    line = text.rfind("\n", 0, start)
    before = text.rfind("\n", 0, max(line, 0))
    return line > 0 and not text[before + 1 : line].strip()


def unnamed(text: str, starts: Iterable[int]) -> list[Head]:
    """A head without a name for each paragraph; a time on a line of its own belongs to the next."""
    heads: list[Head] = []
    waiting: Head | None = None
    for start in starts:
        time = leading_time(text, start)
        alone = time is not None and not text[time.end : _line_end(text, time.end)].strip()
        if waiting is not None and time is None:
            heads.append(waiting._replace(end=start))
            waiting = None
        elif alone and waiting is None:
            waiting = time
        else:
            heads.extend(filter(None, [waiting]))
            waiting = None
            heads.append(time or Head(start, start, ""))
    return heads + ([waiting] if waiting else [])
