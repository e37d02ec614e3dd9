"""Cuts a report into parts where a page begins anyway, so that several processes can set it.

The template marks where: ``<!--page-->``, beside or within the parts of a composed report. A mark holds no
words: a file that leaves the house gets other ones, and marks are not looked through.
"""

import heapq
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from coding.exports.foretelling import PART

MARK = re.compile(r"<!--page-->\s*")
BODY = re.compile(r"<body[^>]*>")
END = "</body>"
MOST = 600_000
"""Characters that one process can set in 200 MB."""
START, JOIN = 50_000, 30_000
"""Characters that are set in the time in which a process starts, and in which parts are joined."""
GRAIN = 15_000
"""Characters: nearer to each other than this, one mark serves as well as the other."""


def parts_of(html: str, processors: int) -> list[str]:
    """The report in as many parts as it is best set in, each a page as HTML; one where it is short."""
    places = _places(html)
    lengths = [last - first for first, last in pairwise(places)]
    most = 2 * -(-sum(lengths) // MOST) + processors
    cuts = min(_partitions(lengths, most), key=lambda cuts: _cost(places, cuts, processors))
    return [_page(html, places[first], places[last]) for first, last in pairwise(cuts)]


def _places(html: str) -> list[int]:
    """Where parts could begin, and where the last would end."""
    end = html.find(END)
    places = [0]
    for mark in MARK.finditer(html):
        if mark.end() - places[-1] >= GRAIN and end - mark.end() >= GRAIN:
            places.append(mark.end())
    return [*places, end]


def _partitions(lengths: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    """The borders of one group, of two, of three and so on, each time as even as their order allows."""
    ends = [0, *accumulate(lengths)]
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, (0,))}
    for number in range(1, min(most, len(lengths)) + 1):
        best = {
            last: min(
                (squares + (ends[last] - ends[first]) ** 2, (*cuts, last))
                for first, (squares, cuts) in best.items()
                if first < last
            )
            for last in range(number, len(ends))
        }
        yield best[len(lengths)][1]


def _cost(places: Sequence[int], cuts: Sequence[int], processors: int) -> tuple[int, int]:
    """What is beyond the memory of a process, and how long the busiest processor has to work."""
    lengths = [places[last] - places[first] for first, last in pairwise(cuts)]
    busy = [0] * processors
    for length in sorted(lengths, reverse=True):
        heapq.heapreplace(busy, busy[0] + length + START)
    beyond = sum(max(0, length - MOST) for length in lengths)
    return beyond, max(busy) + (JOIN if len(lengths) > 1 else 0)


def _page(html: str, first: int, last: int) -> str:
    """What lies between the places as a page of its own, with the head of the whole."""
    body = BODY.search(html) if first else None
    head = html[: body.end()] + _around(html, first) if body else ""
    end = "</section>" if _around(html, last) else ""
    return "".join((head, html[first:last], end, html[html.find(END) :]))


def _around(html: str, place: int) -> str:
    """The part of a composed report that goes on there, opened again; its headings are counted on."""
    begun = list(PART.finditer(html, 0, place))
    if not begun or PART.match(html, place) or html.startswith(END, place):
        return ""
    headings = html.count("<h2", begun[-1].start(), place)
    return f'{begun[-1][0][:-1]} style="counter-set:chapter {headings}">'
