from coding.analysis.agreement.comparison import sensitivity
from coding.analysis.agreement.readings import Reading, Source
from coding.analysis.agreement.segments import paragraphs, sentences
from interviews.spans import Span

TEXT = "Q: Why? \nP07: I was afraid. Then Dr. Smith came!\n\n  So I stayed.\n"
TURN = Span(14, len(TEXT))


def cut(spans: list[Span]) -> list[str]:
    return [TEXT[span.start : span.end] for span in spans]


def test_sentences_are_those_of_the_turns_alone() -> None:
    assert cut(sentences(TEXT, [TURN])) == ["I was afraid.", "Then Dr. Smith came!", "So I stayed."]
    assert cut(sentences(TEXT, [Span(3, 8), TURN]))[0] == "Why?"
    assert sentences(TEXT, [Span(8, 9)]) == []


def test_paragraphs_are_what_line_breaks_set_apart() -> None:
    assert cut(paragraphs(TEXT, [TURN])) == ["I was afraid. Then Dr. Smith came!", "So I stayed."]
    assert paragraphs(TEXT, []) == []


def test_other_thresholds_show_how_much_hangs_on_the_usual_one() -> None:
    # Ben marks the same turns, but runs on by 3 of 10 characters into the next.
    turns = [Span(start, start + 10) for start in range(0, 60, 10)]
    ana = Reading("ana", "P01", {"fear": [Span(0, 10), Span(30, 40)]})
    ben = Reading("ben", "P01", {"fear": [Span(0, 13), Span(30, 43)]})
    any_character, usual, whole = sensitivity([Source("P01", turns)], [ana, ben], ["fear"])
    assert usual.alphas["fear"].number == whole.alphas["fear"].number == usual.pooled.number == 1
    # Both 2, only Ben 2, neither 2: 6 yes and 6 no, so 1 - 11 * 2 / 36.
    number = any_character.alphas["fear"].number
    assert number is not None
    assert abs(number - (1 - 22 / 36)) < 1e-12
