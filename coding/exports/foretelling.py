"""How many pages a composed report will have, told from its HTML before the first of them is set."""

import re
from itertools import pairwise

PAGE = 2_000
"""In characters: the size by which pages are foretold is that of a report of text alone."""
FRONT = 3
"""Pages before the parts: title, contents, and how to read it."""
PART = re.compile(r'<section class="part part-\d+ ([\w-]+)">')
DRAWN = re.compile(r"<svg.*?</svg>", re.DOTALL)
PICTURE = re.compile(r'class="drawn[ "]')
MARKS = re.compile(r"<[^>]+>|\s+")
DRAWN_PAGE = 0.85
"""What a picture takes of a page."""
LISTS = "lists-report"
WORDS, WORDS_IN_ROWS = 1550, 2370
ROWS, ROWS_OF_A_LIST = 20, 31
"""On a page: characters that are read, in text and in the small type of lists, and rows of tables."""
OTHER_WORDS = {
    "excerpts-report": 2130,
    "transcripts-report": 2310,
    "matrix-report": 1900,
    "comparison-report": 1750,
}
"""Of parts whose type or lines are other, by their look."""


def size_of(html: str) -> int:
    """In characters of even pages."""
    begins = list(PART.finditer(html))
    ends = [*(each.start() for each in begins), len(html)]
    parts = (html[first:last] for first, last in pairwise(ends))
    return round(
        PAGE * (FRONT + sum(_pages(each[1], part) for each, part in zip(begins, parts, strict=True)))
    )


def _pages(look: str, part: str) -> float:
    words = len(MARKS.sub(" ", MARKS.sub(" ", DRAWN.sub("", part))))
    rows = part.count("<tr")
    if look == LISTS and rows:
        read = max(words / WORDS_IN_ROWS, rows / ROWS_OF_A_LIST)
    else:
        read = max(words / OTHER_WORDS.get(look, WORDS), rows / ROWS)
    return read + DRAWN_PAGE * len(PICTURE.findall(part))
