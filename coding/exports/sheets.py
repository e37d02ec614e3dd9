"""Cuts a report in two where a page begins anyway, so that two processes can set it.

The template marks where: ``<!--front-->`` to ``<!--/front-->`` is what stands before the flow and is not
repeated, ``<!--page-->`` a place in the flow at which a page begins, ``<!--/flow-->`` where it ends.
``<!--chapter-->`` stands before a title that later pages have at their head. Marks hold no words: a file
that leaves the house gets other ones, and marks are not looked through.
"""

import html as entities
import re
from typing import NamedTuple

MARK = re.compile(r"<!--(front|/front|page|/flow)-->")
FIRST = re.compile(r"\s*<\w+")
"""What a page begins with."""
LINKED = re.compile(r'href="#([^"]+)"')
NAMED = re.compile(r' id="([^"]+)"')
RUNNING = re.compile(r'<p class="running-(\w+)"[^>]*>(.*?)</p>\s*', re.DOTALL)
"""What heads and feet of pages say."""
CHAPTER = re.compile(r"<!--chapter--><h\d[^>]*>(.*?)</h\d>", re.DOTALL)
BEGINS_CHAPTER = re.compile(r"(?:\s*<\w[^>]*>)*\s*<!--chapter-->")
TAG = re.compile(r"<[^>]*>")
LEAST = 240_000
"""Characters below which a second process takes longer to start than it saves."""
SMALLEST = 0.25
"""Of the flow: a part that is smaller is not worth a process."""


class Halves(NamedTuple):
    """A report in two parts, as HTML."""

    first: str
    second: str


def halves(html: str) -> Halves | None:
    """``None`` where the report is short, or no page begins near its middle."""
    if len(html) < LEAST:
        return None
    places: dict[str, list[int]] = {"front": [], "/front": [], "page": [], "/flow": []}
    for mark in MARK.finditer(html):
        places[mark[1]].append(mark.start())
    if not places["page"] or not places["/flow"]:
        return None
    (front,), (begins,), (ends,) = places["front"], places["/front"], places["/flow"]
    cut = min(places["page"], key=lambda place: abs(place - (begins + ends) / 2))
    if not SMALLEST < (cut - begins) / (ends - begins) < 1 - SMALLEST:
        return None
    return Halves(_first(html, (front, begins), (cut, ends)), _second(html, front, cut))


def _first(html: str, front: tuple[int, int], left_out: tuple[int, int]) -> str:
    """With a place for what the contents name and only the second part holds."""
    cut, ends = left_out
    first = html[:cut]
    here = set(NAMED.findall(first))
    names = [name for name in dict.fromkeys(LINKED.findall(html[slice(*front)])) if name not in here]
    elsewhere = "".join(f'<div id="{name}"></div>' for name in names)
    return f"{first}{elsewhere}{html[ends:]}"


def _second(html: str, front: int, cut: int) -> str:
    """With what heads and feet say as a rule, since as text it would be read out again."""
    rest = html[cut + len("<!--page-->") :]
    said = RUNNING.findall(html[:cut])
    if not BEGINS_CHAPTER.match(rest):
        said += [("chapter", words) for words in CHAPTER.findall(html[:cut])[-1:]]
    strings = ", ".join(f"{name} {_string(entities.unescape(TAG.sub('', words)))}" for name, words in said)
    style = f"<style>[data-first]{{string-set: {strings}}}</style>" if said else ""
    head = RUNNING.sub("", html[:front]).replace("</head>", f"{style}</head>", 1)
    return head + FIRST.sub(lambda tag: f"{tag[0]} data-first", rest, count=1)


def _string(words: str) -> str:
    """As a string of CSS, in which nothing ends the string or the element that holds it."""
    return '"' + re.sub(r'[\x00-\x1f"\\<&]', lambda sign: f"\\{ord(sign[0]):x} ", words) + '"'
