from coding.comparing.beside import How, beside, pieces
from interviews.spans import Span

FEAR, HOPE = 1, 2


def hows(own: dict[int, list[Span]], others: dict[int, list[Span]]) -> list[How]:
    return [coded.how for coded in beside(own, others)]


def test_the_same_code_on_the_same_words_is_no_difference() -> None:
    assert hows({FEAR: [Span(0, 5)]}, {FEAR: [Span(0, 5)]}) == [How.SAME]


def test_the_same_code_on_some_of_the_words_has_other_borders() -> None:
    assert hows({FEAR: [Span(0, 5)]}, {FEAR: [Span(3, 9)]}) == [How.BORDERS]


def test_touching_is_not_sharing() -> None:
    assert hows({FEAR: [Span(0, 5)]}, {FEAR: [Span(5, 9)]}) == [How.ALONE]


def test_another_code_on_the_same_words_is_told_from_none() -> None:
    assert hows({FEAR: [Span(0, 5)]}, {HOPE: [Span(2, 9)]}) == [How.OTHER]
    assert hows({FEAR: [Span(0, 5)]}, {HOPE: [Span(7, 9)]}) == [How.ALONE]


def test_a_code_that_both_have_there_is_no_other_code() -> None:
    own = {FEAR: [Span(0, 5)], HOPE: [Span(0, 5)]}
    assert hows(own, {HOPE: [Span(0, 5)]}) == [How.ALONE, How.SAME]


def test_codings_stand_in_the_order_of_the_text() -> None:
    own = {HOPE: [Span(4, 6)], FEAR: [Span(8, 9), Span(0, 2)]}
    assert [(coded.code, coded.span.start) for coded in beside(own, {})] == [(FEAR, 0), (HOPE, 4), (FEAR, 8)]


def test_words_are_cut_where_a_coding_of_either_begins_or_ends() -> None:
    found = pieces("I was afraid then", Span(2, 12), [Span(0, 5)], [Span(4, 8), Span(11, 17)])
    assert [(piece.words, piece.look) for piece in found] == [
        *(("wa", "by-first"), ("s", "by-both"), (" af", "by-second"), ("rai", ""), ("d", "by-second")),
    ]


def test_words_that_nobody_coded_are_one_piece() -> None:
    assert [piece.words for piece in pieces("Hello", Span(0, 5), [], [])] == ["Hello"]
