"""Cutting a report into parts where a page begins anyway."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.exports import sheets
from coding.exports.sheets import parts_of
from coding.leaving.wording import in_words, renumbered

WORDS = "<p>words words words</p>"
HEAD = '<html><head><title>x</title></head><body class="x"><p class="running-study">A</p>'


def report(*lengths: int) -> str:
    """A chapter for each number of words."""
    chapters = (
        f'<!--page--><section class="chapter"><h2>{number}</h2>{WORDS * length}</section>'
        for number, length in enumerate(lengths)
    )
    return "".join([HEAD, *chapters, "</body></html>"])


def quotes(html: str, processors: int = 2) -> list[int]:
    return [part.count("<p>") for part in parts_of(html, processors)]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in (("START", 100), ("JOIN", 200), ("GRAIN", 120), ("MOST", 10**6)):
        monkeypatch.setattr(sheets, name, size)


def test_a_report_is_cut_in_as_even_parts_as_its_chapters_allow() -> None:
    assert quotes(report(10, 20, 30)) == [30, 30]
    assert quotes(report(*[20] * 6)) == [60, 60]


def test_a_part_as_long_as_all_others_leaves_them_to_the_other_processors() -> None:
    assert quotes(report(20, 60, 20, 20)) == [20, 60, 40]


@pytest.mark.parametrize("lengths", [(40,), (2, 50), (50, 2), ()])
def test_a_report_is_not_cut_where_that_saves_nothing(lengths: tuple[int, ...]) -> None:
    assert parts_of(report(*lengths), 2) == [report(*lengths)]


def test_a_short_report_and_one_of_a_server_with_one_processor_are_not_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert quotes(report(20, 20), processors=1) == [40]
    monkeypatch.setattr(sheets, "JOIN", 1_000)
    assert quotes(report(20, 20)) == [40]


@pytest.mark.parametrize("processors", [1, 2, 3])
def test_no_part_is_longer_than_a_process_can_hold_where_that_can_be(
    monkeypatch: pytest.MonkeyPatch, processors: int
) -> None:
    html = report(*[10] * 30, 40)
    monkeypatch.setattr(sheets, "MOST", 1_500)  # 40 quotes have 920 characters
    parts = parts_of(html, processors)
    assert max(map(len, parts)) <= 1_500 + len(HEAD)
    assert sum(part.count("<p>") for part in parts) == 340


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8), st.integers(1, 4))
def test_no_other_borders_of_as_many_groups_are_more_even(lengths: list[int], number: int) -> None:
    def squares(cuts: tuple[int, ...]) -> int:
        return sum(sum(lengths[first:last]) ** 2 for first, last in pairwise(cuts))

    found = list(sheets._partitions(lengths, number))
    assert len(found) == min(number, len(lengths))
    inner = combinations(range(1, len(lengths)), len(found) - 1)
    assert squares(tuple(found[-1])) == min(squares((0, *cuts, len(lengths))) for cuts in inner)


def test_each_part_has_the_head_of_the_whole_and_the_first_alone_what_stands_before_the_chapters() -> None:
    first, second = parts_of(report(20, 20), 2)
    assert first.startswith(HEAD)
    assert second.startswith('<html><head><title>x</title></head><body class="x"><section class="chapter">')
    assert [part.count("</body></html>") for part in (first, second)] == [1, 1]


def composed(*talks: int) -> str:
    """A part with talks, each on a page of its own, and another on other paper."""
    told = "<!--page-->".join(
        f"<div><h2>{number}</h2>{WORDS * talk}</div>" for number, talk in enumerate(talks)
    )
    one = f'<section class="part part-1 talks-report"><h1>One</h1>{told}</section>'
    two = f'<section class="part part-2 lists-report"><h1>Two</h1>{WORDS * 20}</section>'
    return f"{HEAD}<!--page-->{one}<!--page-->{two}</body></html>"


def test_a_composed_report_is_cut_between_its_parts() -> None:
    first, second = parts_of(composed(20), 2)
    assert first.count("<section") == first.count("</section>") == 1
    assert '<body class="x"><section class="part part-2 lists-report"><h1>Two' in second


def test_a_report_that_leaves_the_house_is_cut_where_it_would_be_within() -> None:
    outside = renumbered(in_words(composed(40, 40), str.upper))
    assert [len(part) for part in parts_of(outside, 3)] == [
        len(part) for part in parts_of(composed(40, 40), 3)
    ]


def test_a_part_that_is_cut_goes_on_as_itself_and_its_headings_are_counted_on() -> None:
    first, second, third = parts_of(composed(40, 40), 3)
    assert first.endswith("</section></body></html>")
    opened = '<section class="part part-1 talks-report" style="counter-set:chapter 1">'
    assert f'<body class="x">{opened}<div><h2>1</h2>' in second
    assert second.count("</section>") == 1
    assert "part-1" not in third
