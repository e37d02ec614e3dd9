import pytest

from coding.excerpts.cutting import beginning, direction, ending, in_quotes, shortened


def test_long_texts_are_cut_at_sentences_and_else_at_words() -> None:
    assert ending("One is here. Two is there.", 16) == "Two is there."
    assert ending("one two three four", 9) == "… four"
    assert beginning("One is here. Two is there.", 18) == "One is here."
    assert beginning("one two three four", 9) == "one two …"
    assert ending("short", 9) == beginning("short", 9) == "short"


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two …"),
        ("one two three", 7, "one two …"),
        ("Unbrokenness", 4, "Unbr …"),
    ],
)
def test_what_is_shortened_ends_with_a_whole_word(text: str, length: int, cut: str) -> None:
    assert shortened(text, length) == cut


@pytest.mark.parametrize(
    ("text", "side"), [("… שלום", "rtl"), ("12 مرحبا", "rtl"), ("“Hi” שלום", "ltr"), ("12", "ltr")]
)
def test_the_direction_of_a_text_is_that_of_its_first_letter(text: str, side: str) -> None:
    assert direction(text) == side


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("They muted us.", "“They muted us.”"),
        ("“They muted us.”", "“They muted us.”"),
        ('"They muted us."', '"They muted us."'),
        ("“They muted us,” she said.", "“‘They muted us,’ she said.”"),
        ("“No,” she said, “never.”", "“‘No,’ she said, ‘never.’”"),
    ],
)
def test_marks_within_a_quote_are_single_and_a_whole_quote_gets_no_second_ones(
    words: str, printed: str
) -> None:
    assert in_quotes(words) == printed
