"""Words that somebody said, found again in what others wrote. Knows no framework."""

import re
from collections.abc import Iterable, Iterator

from interviews.spans import Span

IN_A_ROW = 6
"""So many words in a row are a quotation; fewer are said by anybody."""
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")


def phrases(texts: Iterable[str]) -> frozenset[int]:
    """Every row of so many words, as a number that can't be read."""
    return frozenset(mark for text in texts for mark, _span in _rows(text))


def repeated(text: str, said: frozenset[int]) -> list[Span]:
    """Where the text has such rows, overlapping ones as one."""
    found: list[Span] = []
    for mark, span in _rows(text) if said else ():
        if mark in said:
            if found and span.start <= found[-1].end:
                found[-1] = Span(found[-1].start, span.end)
            else:
                found.append(span)
    return found


def _rows(text: str) -> Iterator[tuple[int, Span]]:
    words = [(found[0].casefold().replace("’", "'"), found.span()) for found in _WORD.finditer(text)]
    for place in range(len(words) - IN_A_ROW + 1):
        row = words[place : place + IN_A_ROW]
        yield hash(tuple(word for word, _span in row)), Span(row[0][1][0], row[-1][1][1])
