import pytest

from coding.analysis.agreement.continuum import Unit, continuum
from coding.analysis.agreement.readings import Reading, Source
from coding.analysis.agreement.stretches import Overlap, of_group, texts
from coding.analysis.agreement.unitizing import unitizing
from coding.analysis.agreement.values import Reason, Value
from interviews.spans import Span

WHOLE = Source("P01", [Span(0, 60)])


def reading(coder: str, transcript: str = "P01", **quotations: list[tuple[int, int]]) -> Reading:
    return Reading(coder, transcript, {code: [Span(*s) for s in spans] for code, spans in quotations.items()})


def test_units_are_laid_end_to_end_and_a_quotation_over_two_of_them_stays_one() -> None:
    source = Source("P01", [Span(10, 20), Span(30, 40)])
    (text,) = texts([source], [reading("ana", x=[(15, 35), (21, 29), (0, 12)]), reading("ben", x=[(38, 99)])])
    assert text.length == 20
    assert text.quotations["ana"] == {"x": [Span(0, 2), Span(5, 15)]}
    assert text.quotations["ben"] == {"x": [Span(18, 20)]}


def test_a_transcript_that_one_alone_completed_is_none_to_compare() -> None:
    found = texts(
        [WHOLE, Source("P02", [Span(0, 9)])], [reading("ana"), reading("ben"), reading("ana", "P02")]
    )
    assert [text.transcript for text in found] == ["P01"]


def test_codes_that_are_a_choice_have_the_whole_family() -> None:
    read = [
        reading("ana", x=[(0, 10)], y=[(20, 30)]),
        reading("ben", x=[(5, 15)], y=[(20, 24)], z=[(24, 30)]),
    ]
    found = of_group(texts([WHOLE], read), ["x", "y", "z"])
    by_hand = unitizing(
        [
            continuum(
                60,
                {
                    "ana": [Unit(0, 10, "x"), Unit(20, 30, "y")],
                    "ben": [Unit(5, 15, "x"), Unit(20, 24, "y"), Unit(24, 30, "z")],
                },
            )
        ]
    )
    assert found.overlap is None
    assert found.alpha == Value(by_hand.alpha())
    assert found.coding == Value(by_hand.coding())
    assert found.coverage == by_hand.coverage()
    assert found.codes["x"].among == Value(by_hand.of("x"))
    assert found.codes["y"].coverage == by_hand.coverage_of("y") == 1
    # Both marked 5 to 10 and 20 to 30 with some code, and Ben's z counts as marked too.
    assert found.marked.number == pytest.approx(by_hand.binary(), abs=0.02)


def test_where_a_coder_gives_two_codes_to_the_same_words_it_is_said_who_and_where() -> None:
    read = [reading("ana", x=[(0, 10)], y=[(5, 15)]), reading("ben", x=[(0, 10)])]
    found = of_group(texts([WHOLE], read), ["x", "y"])
    assert found.overlap == Overlap("ana", "P01", "x", "y")
    assert (found.alpha, found.coding, found.coverage, found.codes["x"].among) == (None, None, None, None)
    assert found.codes["x"].marked == Value(1.0)


def test_one_code_twice_on_the_same_words_is_no_overlap() -> None:
    read = [reading("ana", x=[(0, 10), (5, 15)]), reading("ben", x=[(0, 15)])]
    assert of_group(texts([WHOLE], read), ["x"]).overlap is None


def test_a_code_that_nobody_used_has_no_value() -> None:
    found = of_group(texts([WHOLE], [reading("ana", x=[(0, 9)]), reading("ben", x=[(0, 9)])]), ["x", "y"])
    assert found.codes["y"].marked == Value(None, Reason.NO_VARIATION)
    assert of_group([], ["x"]).marked == Value(None, Reason.ONE_CODER)
