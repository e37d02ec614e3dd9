"""What somebody typed, read as the kind of an attribute."""

from datetime import date
from decimal import Decimal

import pytest

from interviews.models import Attribute, AttributeChoice, AttributeValue
from interviews.values import Invalid, Value, guessed_kind, typed

KIND = Attribute.Kind
RANKS = [AttributeChoice(pk=1, value="constable"), AttributeChoice(pk=2, value="chief officer (ACC)")]


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        (KIND.TEXT, " Force A ", Value(text="Force A")),
        (KIND.NUMBER, "3,5", Value(number=Decimal("3.5"))),
        (KIND.NUMBER, "1 200", Value(number=Decimal(1200))),
        (KIND.YES_NO, "Y", Value(flag=True)),
        (KIND.YES_NO, "no", Value(flag=False)),
        (KIND.DATE, "2026-03-31", Value(day=date(2026, 3, 31))),
        (KIND.DATE, "31/03/2026", Value(day=date(2026, 3, 31))),
        (KIND.DATE, "n/a", Value()),
        (KIND.ONE_OF, "Chief officer (acc)", Value(choices=(2,))),
        (KIND.MANY_OF, "constable; chief officer (ACC); constable", Value(choices=(1, 2))),
        (KIND.ONE_OF, "", Value()),
    ],
)
def test_words_are_read_as_their_kind(kind: Attribute.Kind, words: str, value: Value) -> None:
    assert typed(Attribute(name="rank", kind=kind), words, RANKS) == value


@pytest.mark.parametrize(
    ("kind", "words", "sentence"),
    [
        (KIND.NUMBER, "many", "is not a number"),
        (KIND.NUMBER, "NaN", "too large"),
        (KIND.NUMBER, "9" * 20, "too large"),
        (KIND.YES_NO, "Unsure", "neither yes nor no"),
        (KIND.DATE, "31 Foo", "write it as 2026-03-31"),
        (KIND.ONE_OF, "sergeant", "none of the choices of rank"),
        (KIND.MANY_OF, "constable; sergeant", "none of the choices of rank"),
        (KIND.TEXT, "x" * 501, "501 characters"),
    ],
)
def test_what_is_no_value_is_refused_with_a_sentence(kind: Attribute.Kind, words: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        typed(Attribute(name="rank", kind=kind), words, RANKS)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["Y", "N", "na"], KIND.YES_NO),
        (["20", "22", ""], KIND.NUMBER),
        (["0", "1"], KIND.NUMBER),
        (["2023-04-21", "21/04/2023"], KIND.DATE),
        (["F", "M", "F", "F", "na"], KIND.ONE_OF),
        (["science", "arts", "politics"], KIND.TEXT),
        (["", ""], KIND.TEXT),
    ],
)
def test_the_kind_of_a_new_attribute_is_guessed(cells: list[str], kind: Attribute.Kind) -> None:
    assert guessed_kind(cells) == kind


@pytest.mark.parametrize(
    ("number", "words"),
    [("100", "100"), ("100.0000", "100"), ("3.50", "3.5"), ("0", "0"), ("-0.25", "-0.25")],
)
def test_a_number_is_shown_without_zeros_behind_the_point_and_with_those_before_it(
    number: str, words: str
) -> None:
    assert str(AttributeValue(number=Decimal(number))) == words
