"""From bytes to text: encodings, other kinds of file, and files made to break the reader."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.parsing import ENCODINGS, SUFFIXES, UnknownEncoding, Unreadable, parse

GERMAN = "Ana: Schöne Grüße aus Köln, das wäre für Übungen ganz günstig.\nBen: Äpfel, Öl, Fußball.\n" * 5
HEBREW = 'היו"ר משה גפני: שלום לכולם, הסעיף האחרון שעל סדר היום\nמשה אשר: תודה רבה לך\n' * 5


@pytest.mark.parametrize("encoding", ["utf_8", "utf_8_sig", "utf_16"])
def test_utf_8_and_byte_order_marks_are_read_without_asking(encoding: str) -> None:
    assert parse("a.txt", GERMAN.encode(encoding)).text == GERMAN


@pytest.mark.parametrize("mark", ["\ufeff"])
@pytest.mark.parametrize("encoding", ["utf_16_le", "utf_16_be", "utf_32_le"])
def test_each_byte_order_mark_is_known(encoding: str, mark: str) -> None:
    assert parse("a.txt", (mark + GERMAN).encode(encoding)).text == GERMAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(GERMAN, "cp1252"), (HEBREW, "cp1255"), (GERMAN, "utf_16_le"), ("Ana: plain\n" * 9, "utf_16_be")],
)
def test_another_encoding_is_proposed_and_never_guessed(text: str, encoding: str) -> None:
    with pytest.raises(UnknownEncoding, match="Choose the encoding") as error:
        parse("a.txt", text.encode(encoding))
    assert encoding in error.value.proposals
    assert error.value.preview(encoding) == text.splitlines()[:8]
    assert parse("a.txt", text.encode(encoding), encoding).text == text


def test_a_chosen_encoding_that_does_not_fit_is_refused() -> None:
    with pytest.raises(Unreadable, match="not written in cp1255"):
        parse("a.txt", b"Ana: \xd9\xff", "cp1255")


@pytest.mark.parametrize("encoding", ["no_such_thing", "zlib", "idna", "punycode"])
def test_only_encodings_of_text_can_be_chosen(encoding: str) -> None:
    with pytest.raises(Unreadable, match="Choose another"):
        parse("a.txt", b"Ana: hello", encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_offered_encoding_reads_plain_letters(encoding: str) -> None:
    assert parse("a.txt", "Ana: hello".encode(encoding), encoding).text == "Ana: hello"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "save it as .docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf_16_le"), "password"),
        ("a.doc", b"{\\rtf1 hello}", "rich text file"),
        ("a.txt", b"%PDF-1.7", "PDF"),
        ("a.txt", b"\x89PNG\r\n", "picture"),
        ("a.vtt", b"\0\0\0\x18ftypmp42", "recording"),
        ("a.docx", b"Ana: hello", "is not a Word document"),
        ("a.CSV", b"ID,Rank\nP01,officer\n", "is a spreadsheet: import it under Participants"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .xlsx or CSV and import it"),
        ("a.odt", b"hello", "save it as one of .txt, .md, .docx, .vtt, .srt"),
        ("a.txt", b"", "holds no text"),
        ("a.vtt", b"WEBVTT\n\n", "holds no text"),
        ("a.md", b" \n\t\n", "holds no text"),
        ("a.docx", b"PK\x03\x04 no zip", "is damaged"),
        ("a.txt", b"a" * 50_000_001, "larger than 50 MB"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence) as error:
        parse(name, data)
    assert str(error.value).startswith(name)


@given(
    st.binary(max_size=2000),
    st.sampled_from(SUFFIXES),
    st.sampled_from([b"", b"PK\x03\x04", b"WEBVTT\n", b"\xff\xfe"]),
)
def test_no_bytes_crash_the_reader(data: bytes, suffix: str, start: bytes) -> None:
    try:
        told = parse("a" + suffix, start + data).text
    except Unreadable as error:
        told = str(error)
    assert told


EVIL = ["a", "a ", "[", "[a", "a:", "1:", "0:00 ", "00:00:00", "**", "*a", "<v ", "<", "&", "&#", "("]
EVIL += ["a\t", "-->", "00:01.000 -->", "{\\a", "#00:00:00", "-", " ", "[aa aa 1:", "\u200f", "_", "\n \n"]


@pytest.mark.parametrize("unit", EVIL)
@pytest.mark.parametrize("start", ["", "WEBVTT\n\n00:01.000 --> 00:02.000\nx"])
def test_a_line_of_half_a_megabyte_is_read_in_no_time(start: str, unit: str) -> None:
    data = (start + "Ana: x" + unit * (500_000 // len(unit))).encode()
    begin = time.process_time()
    with suppress(Unreadable):  # of too many lines
        parse("a.txt", data)
    assert time.process_time() - begin < 2  # a pattern that backtracks takes hours


def test_an_hour_of_talk_is_read_in_a_blink() -> None:
    talk = ("Researcher 1: " + "word " * 20 + "\nAna: " + "word " * 50 + "\n") * 145
    begin = time.process_time()
    draft = parse("a.txt", talk.encode())
    assert time.process_time() - begin < 0.1  # 10,000 words take about 8 ms; slow machines are slower
    assert len(draft.turns) == 290
