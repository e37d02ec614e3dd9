import pytest

from coding.analysis.agreement.readings import Reading, Source
from coding.analysis.agreement.words import share_a_word, shares_no_word
from interviews.spans import Span

TEXT = "I was afraid of them. They were kind 🙂 to me."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("was afraid", "afraid of", True),
        ("was afr", "id of", True),  # different letters of one word
        ("was ", " afraid", False),  # the space between is no word
        ("I was", "of them", False),
        ("were kind", "🙂", False),
        ("🙂 to", "kind 🙂", True),
    ],
)
def test_two_quotations_share_a_word_if_both_touch_it(first: str, second: str, shared: bool) -> None:
    assert share_a_word([at(first)], [at(second)], TEXT) is shared
    assert share_a_word([at(second)], [at(first)], TEXT) is shared


def test_without_a_text_a_shared_character_is_asked_for() -> None:
    assert share_a_word([Span(0, 3)], [Span(2, 5)], None)
    assert not share_a_word([Span(0, 3)], [Span(3, 5)], None)


def test_a_turn_that_both_coded_for_different_words_is_counted() -> None:
    source = Source("P01", [at("I was afraid of them."), at("They were kind 🙂 to me.")], TEXT)
    ana = Reading("ana", "P01", {"fear": [at("afraid"), at("They")], "hope": [at("kind")]})
    ben = Reading("ben", "P01", {"fear": [at("of them"), at("They were")], "hope": [at("kind 🙂")]})
    assert shares_no_word([source], [ana, ben], ["fear", "hope"]) == {"fear": 1, "hope": 0}


def test_words_shared_in_another_turn_do_not_help_this_one() -> None:
    source = Source("P01", [at("I was afraid of them."), at("They were kind 🙂 to me.")], TEXT)
    ana = Reading("ana", "P01", {"fear": [at("I was"), at("They were kind 🙂 to me.")]})
    ben = Reading("ben", "P01", {"fear": [at("afraid of them. They were kind 🙂 to me.")]})
    assert shares_no_word([source], [ana, ben], ["fear"]) == {"fear": 1}
