import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.codebook.comparing import Mark, Standing, compare, word_changes

FEAR = Standing(1, "Fear", None, definition="Fear of error.")
PRIDE = Standing(2, "Pride", None)
SHAME = Standing(3, "Shame", 1)


def book(*codes: Standing) -> dict[int, Standing]:
    return {each.code: each for each in codes}


def test_the_same_codebook_twice_has_no_changes() -> None:
    assert not compare(book(FEAR, PRIDE), book(FEAR, PRIDE))


def test_a_code_that_was_not_there_before_is_added_and_one_that_is_gone_is_retired() -> None:
    changed = compare(book(FEAR), book(FEAR._replace(is_retired=True), PRIDE))
    assert (changed.added, changed.retired) == ((2,), (1,))


def test_a_code_retired_in_both_is_no_change() -> None:
    gone = PRIDE._replace(is_retired=True)
    assert not compare(book(FEAR, gone), book(FEAR, gone))


def test_a_code_that_came_back_is_added() -> None:
    assert compare(book(PRIDE._replace(is_retired=True)), book(PRIDE)).added == (2,)


def test_a_name_a_place_and_a_text_that_changed_are_told_apart() -> None:
    after = FEAR._replace(name="Nervousness", definition="Fear of blame.")
    changed = compare(book(FEAR, PRIDE, SHAME), book(after, PRIDE, SHAME._replace(parent=2)))
    assert [(before.name, now.name) for before, now in changed.renamed] == [("Fear", "Nervousness")]
    assert [(before.parent, now.parent) for before, now in changed.moved] == [(1, 2)]
    (redefined,) = changed.redefined
    assert (redefined.code, redefined.rewordings[0].field) == (1, "definition")


def test_a_merged_code_is_told_with_its_goal_and_not_as_retired() -> None:
    changed = compare(book(FEAR, PRIDE), book(FEAR, PRIDE._replace(is_retired=True, merged_into=1)))
    assert changed.merged == ((2, 1),)
    assert changed.retired == ()


def test_a_code_merged_twice_is_told_with_where_it_ended() -> None:
    after = book(
        FEAR,
        PRIDE._replace(is_retired=True, merged_into=1),
        SHAME._replace(is_retired=True, merged_into=2),
    )
    assert compare(book(FEAR, PRIDE, SHAME), after).merged == ((2, 1), (3, 1))


def test_codes_merged_into_each_other_in_turn_end_the_search() -> None:
    after = book(
        PRIDE._replace(is_retired=True, merged_into=3), SHAME._replace(is_retired=True, merged_into=2)
    )
    assert compare(book(PRIDE, SHAME), after).merged == ((2, 3), (3, 2))


def test_codes_that_were_split_off_are_told_with_the_code_they_came_from() -> None:
    changed = compare(book(FEAR), book(FEAR, PRIDE, SHAME), {2: 1})
    assert changed.split == ((1, (2,)),)
    assert changed.added == (3,)


def test_a_code_split_from_one_that_is_gone_already_is_only_added() -> None:
    assert compare(book(FEAR), book(FEAR, PRIDE), {2: 9}).added == (2,)


def test_words_that_went_stand_before_words_that_came() -> None:
    parts = word_changes("Fear of error, of blame.", "Fear of failing, of blame.")
    assert parts == [
        (Mark.SAME, "Fear of "),
        (Mark.GONE, "error "),
        (Mark.NEW, "failing"),
        (Mark.SAME, ", of blame."),
    ]


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("", "All.", [(Mark.NEW, "All.")]),
        ("All.", "", [(Mark.GONE, "All.")]),
        ("don't stop", "don't stop", [(Mark.SAME, "don't stop")]),
        ("one two", "one  two", [(Mark.SAME, "one  two")]),
        ("history", "on screen", [(Mark.GONE, "history "), (Mark.NEW, "on screen")]),
        ("All of it.", "All.", [(Mark.SAME, "All"), (Mark.GONE, " of it"), (Mark.SAME, ".")]),
        ("All, too", "All", [(Mark.SAME, "All"), (Mark.GONE, ", too")]),
        ("All", "All, too", [(Mark.SAME, "All"), (Mark.NEW, ", too")]),
    ],
)
def test_texts_are_compared_by_words_and_not_by_spaces(
    before: str, after: str, parts: list[tuple[Mark, str]]
) -> None:
    assert word_changes(before, after) == parts


TEXTS = st.text("ab .,'\n…ß𝄞", max_size=40).map(str.strip)


@given(TEXTS, TEXTS)
def test_what_stayed_and_what_came_is_the_new_text(before: str, after: str) -> None:
    parts = word_changes(before, after)
    assert "".join(words for mark, words in parts if mark != Mark.GONE) == after


@given(TEXTS, TEXTS)
def test_what_stayed_and_what_went_are_the_words_of_the_old_text(before: str, after: str) -> None:
    parts = word_changes(before, after)
    assert "".join("".join(part.words for part in parts if part.mark != Mark.NEW).split()) == "".join(
        before.split()
    )
