"""Cutting a report in two where a page begins anyway."""

import pytest

from coding.exports import sheets
from coding.exports.sheets import halves


def report(*lengths: int) -> str:
    """A chapter for each number of quotes."""
    parts = [
        '<html><head><title>x</title></head><body><p class="running-study" aria-hidden>A &lt;b&gt; "x"</p>'
        '<!--front--><nav><a href="#c0">0</a><a href="#c1">1</a></nav>'
        '<!--chapter--><h1 class="x"><b>\\ of all</b></h1><!--/front-->'
    ]
    for chapter, quotes in enumerate(lengths):
        parts.append(f'<!--page--><section class="chapter"><h2 id="c{chapter}">Theme {chapter}</h2>')
        parts.append("<p>words words words</p>" * quotes + "</section>")
    return "".join([*parts, "<!--/flow--></body></html>"])


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LEAST", 100)


def test_a_report_is_cut_at_the_chapter_that_is_nearest_to_its_middle() -> None:
    parts = halves(report(10, 20, 30))
    assert parts is not None
    assert [part.count("<p>") for part in parts] == [30, 30]
    assert [part.count("<section") for part in parts] == [2, 1]
    assert [part.count("</body></html>") for part in parts] == [1, 1]


@pytest.mark.parametrize("lengths", [(40,), (2, 50), (50, 2), ()])
def test_one_without_a_chapter_near_its_middle_is_not_cut(lengths: tuple[int, ...]) -> None:
    assert halves(report(*lengths)) is None


def test_a_short_one_or_one_without_marks_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    assert halves("<p>words</p>" * 1000) is None
    monkeypatch.setattr(sheets, "LEAST", 10**9)
    assert halves(report(20, 20)) is None


def test_the_second_part_says_at_the_head_of_pages_what_the_first_does_and_reads_it_out_to_nobody() -> None:
    parts = halves(report(20, 20))
    assert parts is not None
    assert "running-" not in parts.second
    said = 'study "A \\3c b> \\22 x\\22 ", chapter "\\5c  of all"'
    assert f"<style>[data-first]{{string-set: {said}}}</style></head>" in parts.second
    assert '<section data-first class="chapter"><h2 id="c1">' in parts.second


def test_a_part_that_begins_a_chapter_says_no_other_at_its_head() -> None:
    begun = report(20, 20).replace("<h2", "<!--chapter--><h2")
    chapter = '<!--page--><section class="chapter"><!--chapter--><h2 id="c1">'
    within = begun.replace(chapter, "<!--page--><h4>")
    for html, said in ((begun, ""), (within, ', chapter "Theme 0"')):
        parts = halves(html)
        assert parts is not None
        assert f'study "A \\3c b> \\22 x\\22 "{said}}}' in parts.second


def test_the_contents_stand_in_the_first_part_with_a_place_for_what_the_second_holds() -> None:
    parts = halves(report(20, 20))
    assert parts is not None
    assert "<nav>" in parts.first
    assert '<div id="c1"></div>' in parts.first
    assert "<nav>" not in parts.second
    assert 'id="c1"' in parts.second
