"""Words of a summary that lead to a passage: ``[they gave up](P07:T12)``. Knows no framework."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import NamedTuple

LONGEST_MARK = 60
_PLACE = r"[^()\[\]\n]{1,40}:T\d{1,5}(?:\s*[–-]\s*\d{1,5})?[a-z]?"
_LINK = re.compile(rf"\[([^\[\]\n]{{1,500}})\]\(\s*({_PLACE})\s*\)")
_MARK = re.compile(r"(.+):T(\d+)(?:–(\d+))?([a-z]?)")


class Bit(NamedTuple):
    """A stretch of a summary, and the mark that it bears if it leads somewhere."""

    words: str
    mark: str = ""


class Mark(NamedTuple):
    """Where a link leads: a participant's turns, and which passage where several stand there."""

    who: str
    first: int
    last: int
    letter: str

    @property
    def place(self) -> int:
        """0 for the first passage of the place, 1 for ``b``."""
        return ord(self.letter) - ord("a") if self.letter else 0


def bits(body: str) -> Iterator[Bit]:
    """The summary in stretches; together they have all its words, without the marks."""
    end = 0
    for link in _LINK.finditer(body):
        if link.start() > end:
            yield Bit(body[end : link.start()])
        yield Bit(link[1], plain_mark(link[2]))
        end = link.end()
    if end < len(body):
        yield Bit(body[end:])


def marks(body: str) -> list[str]:
    """The marks that its words bear, each once, in order."""
    return list(dict.fromkeys(bit.mark for bit in bits(body) if bit.mark))


def plain_mark(mark: str) -> str:
    """As it is kept: without spaces round the dash, which is always the same."""
    return re.sub(r"\s*[–-]\s*(?=\d+[a-z]?$)", "–", mark.strip())


def parsed(mark: str) -> Mark | None:
    found = _MARK.fullmatch(mark)
    if not found:
        return None
    first = int(found[2])
    return Mark(found[1], first, int(found[3] or first), found[4])


def fresh_mark(cite: str, taken: set[str]) -> str | None:
    """A mark for one more passage at the place: itself, then ``b`` to ``z``; none beyond."""
    marks = [cite, *(cite + letter for letter in "bcdefghijklmnopqrstuvwxyz")]
    return next((mark for mark in marks if mark not in taken), None)


def html_of(body: str, href_of: Callable[[str], str]) -> str:
    """Paragraphs with links; what leads nowhere is plain words with its mark."""
    return "".join(
        f'<p dir="auto">{"".join(_html(bit, href_of) for bit in bits(part)).replace(chr(10), "<br>")}</p>'
        for part in re.split(r"\n\s*\n", body.strip())
        if part
    )


def _html(bit: Bit, href_of: Callable[[str], str]) -> str:
    words = escape(bit.words)
    if not bit.mark:
        return words
    href = href_of(bit.mark)
    if not href:
        return f"{words} ({escape(bit.mark)})"
    return f'<a class="led" href="{escape(href)}" title="{escape(bit.mark)}">{words}</a>'


def cited(body: str) -> str:
    """On paper: the words, each link followed by its mark in brackets."""
    return "".join(f"{bit.words} ({bit.mark})" if bit.mark else bit.words for bit in bits(body))


def without(body: str, marks: set[str], instead: str) -> str:
    """The summary with other words where it bore these marks."""
    return _LINK.sub(lambda link: instead if plain_mark(link[2]) in marks else link[0], body)


def quotations(body: str) -> Sequence[str]:
    """What stands between quotation marks."""
    found = re.findall(r"“([^“”]+)”|\"([^\"\n]+)\"|‘([^‘’]{12,})’", body)
    return ["".join(each) for each in found]
