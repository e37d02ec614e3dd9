"""How many pages a composed report is told to have before they are set."""

import pytest

from coding.exports.foretelling import FRONT, PAGE, size_of


def part(look: str, body: str) -> str:
    return f'<section class="part part-1 {look}">{body}</section>'


@pytest.mark.parametrize(
    ("html", "pages"),
    [
        ("<html>title and contents", 0),
        (part("excerpts-report", "<p>" + "word " * 4260 + "</p>"), 10),  # 21,300 signs, 2,130 on a page
        (part("matrix-report", '<div class="drawn by-3"><svg><text>no words</text></svg></div>' * 4), 3.4),
        (part("lists-report", "<tr><td>a</td></tr>" * 310), 10),
        (part("comparison-report", "<tr><td>a</td></tr>" * 200), 10),
    ],
)
def test_pages_are_told_from_words_rows_and_pictures(html: str, pages: float) -> None:
    assert size_of(html) / PAGE - FRONT == pytest.approx(pages, abs=0.05)


def test_parts_are_told_each_by_what_it_is() -> None:
    one, other = part("excerpts-report", "word " * 426), part("lists-report", "word " * 310)
    assert size_of(one + other) == pytest.approx(size_of(one) + size_of(other) - FRONT * PAGE, abs=20)
