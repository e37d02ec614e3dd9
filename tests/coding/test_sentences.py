"""The sentence in which something stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.analysis.sentences import sentence
from interviews.spans import Span


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Mr. Smith came. Then he left.", "Smith", "Mr. Smith came."),
        ("He said no… well, yes. Then left.", "well", "He said no… well, yes."),
        ("Ok... Then it began. So.", "began", "Then it began."),
        ("“Why?” she said. “No!” He left.", "said", "“Why?” she said."),
        ("“Why?” she said. “No!” He left.", "No", "“No!”"),
        ("She (Dr. Cohen) left. I stayed.", "left", "She (Dr. Cohen) left."),
        ("J. K. Rowling wrote, etc. Then more.", "wrote", "J. K. Rowling wrote, etc."),
        ("No. 5 is it, e.g. this. And that.", "this", "No. 5 is it, e.g. this."),
        ("It cost 3.5 pounds. Fine.", "3.5", "It cost 3.5 pounds."),
        ("他来了。我走了！好。", "我", "我走了！"),
        ("「来た。」と言った。", "言", "と言った。"),
        ("אמרו לי. לא כתבתי? כן.", "כתבתי", "לא כתבתי?"),
        ("هل كتبت؟ نعم.", "نعم", "نعم."),
        ("first line\nsecond line", "second", "second line"),
        ("One here. Two there. Three.", "here. Two", "One here. Two there."),
        ("no end at all", "end", "no end at all"),
        ("  spaced.  Out.  ", "Out", "Out."),
    ],
)
def test_a_sentence_ends_where_readers_see_it_end(text: str, words: str, expected: str) -> None:
    start = text.index(words)
    found = sentence(text, Span(start, start + len(words)), Span(0, len(text)))
    assert text[found.start : found.end] == expected


def test_a_sentence_stays_within_its_turn() -> None:
    text = "A: no end\nB: yes, no end\nC: more"
    found = sentence(text, Span(13, 16), Span(13, 24))
    assert text[found.start : found.end] == "yes, no end"


@given(st.text(st.sampled_from("aB .!?…\n”)。é🎉"), min_size=1, max_size=60), st.data())
def test_a_sentence_holds_what_stands_in_it_and_stays_in_the_turn(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = sentence(text, Span(start, end), Span(0, len(text)))
    assert 0 <= found.start <= start < end <= found.end <= len(text)
