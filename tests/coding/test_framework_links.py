"""Words of a summary that lead to a passage, and what changed under it since it was written."""

import pytest

from coding.framework.grounds import kept, since
from coding.framework.links import (
    Bit,
    bits,
    cited,
    fresh_mark,
    html_of,
    marks,
    parsed,
    quotations,
    without,
)

BODY = "They [gave up](P07:T12) and [left](P07.2:T3 - 4b), [no](https://a.test)."


def test_words_and_marks_are_told_apart_and_nothing_is_lost() -> None:
    assert list(bits(BODY)) == [
        Bit("They "),
        Bit("gave up", "P07:T12"),
        Bit(" and "),
        Bit("left", "P07.2:T3–4b"),
        Bit(", [no](https://a.test)."),
    ]


def test_each_mark_counts_once_and_in_order() -> None:
    assert marks("[a](P2:T4) [b](P1:T9) [c](P2:T4)") == ["P2:T4", "P1:T9"]


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("P07:T12", ("P07", 12, 12, "")),
        ("P07.2:T3–4b", ("P07.2", 3, 4, "b")),
        ("A talk: late:T1", ("A talk: late", 1, 1, "")),
        ("P07", None),
    ],
)
def test_a_mark_says_who_which_turns_and_which_passage(
    mark: str, expected: tuple[object, ...] | None
) -> None:
    assert parsed(mark) == expected


def test_one_more_passage_at_a_place_gets_a_letter_until_there_are_none_left() -> None:
    taken: set[str] = set()
    for expected in ("P1:T2", "P1:T2b", "P1:T2c"):
        mark = fresh_mark("P1:T2", taken)
        assert mark == expected
        taken.add(expected)
    assert (
        fresh_mark("P1:T2", {"P1:T2", *(f"P1:T2{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")}) is None
    )


def test_a_summary_as_html_has_paragraphs_links_and_nothing_of_the_writers_own() -> None:
    hrefs = {"P1:T2": "/a?b=1&c=2"}
    html = html_of("<b>One</b>\ntwo [three](P1:T2)\n\n[four](P9:T9)", lambda mark: hrefs.get(mark, ""))
    assert html == (
        '<p dir="auto">&lt;b&gt;One&lt;/b&gt;<br>two '
        '<a class="led" href="/a?b=1&amp;c=2" title="P1:T2">three</a></p>'
        '<p dir="auto">four (P9:T9)</p>'
    )


def test_on_paper_the_mark_follows_the_words() -> None:
    assert cited("They [gave up](P07:T12).") == "They gave up (P07:T12)."


def test_words_that_led_to_a_passage_go_with_it_and_others_stay() -> None:
    assert without("a [b](P1:T1) [c](P2:T1)", {"P1:T1"}, "[gone]") == "a [gone] [c](P2:T1)"


def test_what_stands_in_quotation_marks_is_found() -> None:
    assert quotations('He said “one two” and "three four", ‘five six seven’, don’t.') == [
        "one two",
        "three four",
        "five six seven",
    ]


def test_codings_that_came_went_and_changed_their_length_are_told_apart() -> None:
    before = kept({1: 10, 2: 20, 3: 30})
    assert before == [[1, 10], [2, 20], [3, 30]]
    assert since(before, {1: 10, 3: 31, 4: 5, 5: 6}) == (2, 1, 1)
    assert not since(before, {3: 30, 2: 20, 1: 10})
