"""What in a text might tell who somebody is."""

import time

import pytest

from interviews.disclosure import Kind, found_in, small_words, words_of
from interviews.naming import folded

TELLING = [
    ("write to s.miller@force.police.uk please", Kind.EMAIL, "s.miller@force.police.uk"),
    ("it stood on www.example.org/page for days", Kind.URL, "www.example.org/page"),
    ("we follow @ValleyPolice and others", Kind.HANDLE, "@ValleyPolice"),
    ("then PC 4711 came back", Kind.SHOULDER, "PC 4711"),
    ("then Sergeant 99 came back", Kind.SHOULDER, "Sergeant 99"),
    ("my collar number is 1234 still", Kind.SHOULDER, "collar number is 1234"),
    ("born on 12 March 1984 in town", Kind.BIRTH, "12 March 1984"),
    ("born on 1st of May, 1979 in town", Kind.BIRTH, "1st of May, 1979"),
    ("born May 3, 1979 in town", Kind.BIRTH, "May 3, 1979"),
    ("born 12/03/1984 in town", Kind.BIRTH, "12/03/1984"),
    ("born 1984-03-12 in town", Kind.BIRTH, "1984-03-12"),
    ("a car, AB12 CDE, was seen", Kind.PLATE, "AB12 CDE"),
    ("a house in SW1A 1AA it was", Kind.POSTCODE, "SW1A 1AA"),
    ("call 0161 496 0000 at once", Kind.PHONE, "0161 496 0000"),
    ("call +44 20 7946 0018 at once", Kind.PHONE, "+44 20 7946 0018"),
    ("crime number 20240917 was closed", Kind.NUMBER, "20240917"),
    ("case 2016-0413-77 was closed", Kind.NUMBER, "2016-0413-77"),
    ("[00:12:31] 20240917 was the case", Kind.NUMBER, "20240917"),
    ("at 00:12 0161 496 0000 was called", Kind.PHONE, "0161 496 0000"),
    ("from 2016-04-13 20240917 was it", Kind.NUMBER, "20240917"),
    ("[00:12:31] badge number 4711 it was", Kind.SHOULDER, "badge number 4711"),
    ("then Officer 4711 came back", Kind.SHOULDER, "Officer 4711"),
    ("I asked Officer Miller about it", Kind.NAME, "Miller"),
    ("[00:12] I asked Sarah", Kind.NAME, "Sarah"),
    ("and then Sarah said so", Kind.NAME, "Sarah"),
    ("I asked Sarah Jones-Smith about it", Kind.NAME, "Sarah Jones-Smith"),
    ("it was Sarah’s idea", Kind.NAME, "Sarah"),
    ("und dann hat Łukasz gefragt", Kind.NAME, "Łukasz"),
]


@pytest.mark.parametrize(("text", "kind", "words"), TELLING)
def test_what_might_tell_is_found_with_its_kind_and_place(text: str, kind: Kind, words: str) -> None:
    (found,) = found_in(text)
    assert (found.kind, found.words) == (kind, words)
    assert text[slice(*found.span)] == words


@pytest.mark.parametrize(
    "text",
    [
        "Sarah said so.",  # a capital at a sentence's beginning says nothing
        "She left. Nobody asked.",
        "“Training is all”, she said",
        "on a Monday in March I think I'm fine",
        "in 2024, 1,234,567 people watched 12,345 times",
        "on 29 November 2026 at 14:30",
        "[00:12:31] 2016 was the year, 00:12 2017 the next",
        "00:12:31.250 --> 00:12:35.000",
        "interviewed 2015-04-14, coded 2026-09-21 09:04:38+01:00 and 2026-09-21T09:04:38.123Z",
        "the Officer and the Assistant Chief Constable, by Participant and Interviewer",
        "26 P01 06:21  Oh, that is annoying",
        "see P07:T12 and section 4.2",
        "it took 10-15 minutes, 3 or 4 times",
        "the IT unit and CCTV",
        "Rows · Codebook edition 2 · Made",
        "",
    ],
)
def test_what_tells_nothing_is_passed_over(text: str) -> None:
    assert found_in(text) == []


def test_a_word_found_fine_is_passed_over_and_so_is_one_that_the_study_writes_small() -> None:
    text = "we met Sarah at the Academy in Leeds"
    assert [each.words for each in found_in(text)] == ["Sarah", "Academy", "Leeds"]
    assert [each.words for each in found_in(text, {folded("Leeds")})] == ["Sarah", "Academy"]
    small = small_words("the academy is small")
    assert [each.words for each in found_in(text, {folded("Leeds")}, (), small)] == ["Sarah"]


def test_a_name_that_is_known_is_found_where_a_sentence_begins() -> None:
    assert [each.words for each in found_in("Sarah’s was first. Will it be?", (), {"sarah"})] == ["Sarah’s"]


def test_of_two_that_overlap_the_more_telling_is_meant() -> None:
    assert [each.kind for each in found_in("ask anna.miller@example.org or https://x.org/@anna")] == [
        Kind.EMAIL,
        Kind.URL,
    ]


def test_offsets_are_code_points() -> None:
    text = "😀 and then Sarah said so"
    (found,) = found_in(text)
    assert tuple(found.span) == (11, 16)


def test_words_are_compared_by_their_letters() -> None:
    assert words_of("Chief officers’ fear") == {"chief", "officers", "fear"}


def test_a_long_word_is_looked_through_once() -> None:
    begun = time.process_time()
    assert found_in("a" * 60_000) == []
    assert time.process_time() - begun < 1
    (mail,) = found_in("Mail to ann.b+c@mail.example.org now")
    assert (mail.kind, mail.words) == (Kind.EMAIL, "ann.b+c@mail.example.org")
