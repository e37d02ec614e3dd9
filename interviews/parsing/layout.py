"""Divides a text into paragraphs where nobody is named, and into turns where heads stand."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from .drafts import DraftTurn
from .heads import Head, lines

_FRONT_MATTER = re.compile(r"---[^\S\n]*\n(?:.*\n){1,60}?---[^\S\n]*(?:\n|\Z)")
# A Markdown heading or rule ends a turn; who speaks after it is not guessed.
_STOP = re.compile(r"^(?:#{1,6} .*|[-*_]{3,}[^\S\n]*)$", re.MULTILINE)
_REST = re.compile(r"[^\S\n]*\n")
_WORD = re.compile(r"\S")
_BLOCK = re.compile(r"(?:\A|\n[^\S\n]*\n)\s*")


def front_matter(text: str) -> int:
    """Where the YAML block at the top of the file ends, 0 without one: its keys are no speakers."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found else 0


def stops(text: str) -> list[int]:
    return [found.start() for found in _STOP.finditer(text)]


def paragraphs(text: str) -> list[int]:
    """Where paragraphs begin: at each line, or after blank lines in a text wrapped by hand."""
    if not _wrapped(text):
        return list(lines(text))
    return [found.end() for found in _BLOCK.finditer(text, 0, len(text.rstrip()))]


def _wrapped(text: str) -> bool:
    """Whether four of five lines that run on into the next are as long as a line on paper."""
    running = [len(line) for line, after in pairwise(text.split("\n")) if line.strip() and after.strip()]
    paper = sum(40 <= length <= 100 for length in running)
    return "\n\n" in text and len(running) >= 4 and paper * 5 >= len(running) * 4


def unnamed(text: str, starts: Iterable[int], times: Mapping[int, Head]) -> list[Head]:
    """A head without a name for each paragraph; a time on a line of its own belongs to the next."""
    heads: list[Head] = []
    for start in starts:
        head = times.get(start, Head(start, start, ""))
        last = heads[-1] if heads else None
        if last and last.at_ms is not None and head.at_ms is None and not text[last.end : start].strip():
            heads[-1] = last._replace(end=start)
        else:
            heads.append(head)
    return heads


def with_times_above(text: str, heads: Sequence[Head], times: Mapping[int, Head]) -> list[Head]:
    """The heads, those without a time taking the one that stands on a line of its own above them."""
    alone = {_next_word(text, time.end): time for time in times.values() if _ends_line(text, time.end)}
    return [
        head._replace(start=above.start, at_ms=above.at_ms, time=above.time)
        if head.at_ms is None and (above := alone.get(head.start))
        else head
        for head in heads
    ]


def _ends_line(text: str, end: int) -> bool:
    return _REST.match(text, end) is not None


def _next_word(text: str, start: int) -> int:
    return found.start() if (found := _WORD.search(text, start)) else len(text)


def with_nobody(named: Sequence[Head], nobody: Iterable[Head], ends: Iterable[int]) -> list[Head]:
    """All heads in order: nobody's count before the first name, and from an end to the next name."""
    events = sorted(
        [*((head.start, 1, head) for head in named), *((head.start, 2, head) for head in nobody)]
        + [(end, 0, None) for end in ends],
        key=lambda event: event[:2],
    )
    heads: list[Head] = []
    somebody = False
    for _, order, head in events:
        if head is None:
            somebody = False
        elif order == 1 or not somebody:
            somebody = order == 1
            heads.append(head)
    return heads


def turns(text: str, heads: Sequence[Head]) -> tuple[DraftTurn, ...]:
    """A turn for each head, from its end to the next. A label with no words after it is nobody's text."""
    found = []
    starts = [*(head.start for head in heads), len(text)]
    for head, end in zip(heads, starts[1:], strict=True):
        speech = trimmed(text, head.end, end)
        if speech[0] < speech[1]:
            found.append(DraftTurn(*speech, head.name, head.at_ms))
        else:
            found.append(DraftTurn(*trimmed(text, head.start, end), "", head.at_ms))
    return tuple(found)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the blanks at its edges."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
