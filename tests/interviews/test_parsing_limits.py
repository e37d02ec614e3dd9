"""A file of more lines, labels or times than any talk has is refused, and soon."""

import io
import time
import zipfile

import pytest

from interviews.parsing import Unreadable, parse

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(paragraphs: int) -> bytes:
    words = "".join(f"<w:p><w:r><w:t>Ana: {n * 62_710_561:x}</w:t></w:r></w:p>" for n in range(paragraphs))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f'<w:document xmlns:w="{_WORD}">{words}</w:document>')
    return stream.getvalue()


def cues(count: int) -> bytes:
    return b"".join(b"\n00:01.000 --> 00:02.000\nAna: x\n" for _each in range(count))


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", "\n".join(f"Ana {n}x: hi" for n in range(300_000)).encode(), "300,000 lines"),
        ("a.txt", "\n".join(f"Ana {n}x: hi" for n in range(1_001)).encode(), "1,001 different labels"),
        ("a.md", b"---\n" * 1_000_000, "1,000,001 lines"),
        ("a.docx", document(300_000), "300,000 lines"),
        ("a.vtt", b"WEBVTT\n" + cues(20_000), "60,002 lines"),
        (
            "a.vtt",
            b"WEBVTT\n" + cues(1) + b"<v Ana>x<v Ben>y" * 300_000,
            "changes the voice more than 50,000 times",
        ),
        ("a.txt", b"Ana: x " + b"[00:01:01] " * 100_000, "100,000 times"),
        ("a.txt", b"Ana: " + b"x" * 5_000_000, "5,000,005 characters"),
    ],
    ids=["speakers", "labels", "rules", "paragraphs", "cues", "voices", "times", "characters"],
)
def test_more_than_a_transcript_holds_is_refused_soon(name: str, data: bytes, sentence: str) -> None:
    begin = time.process_time()
    with pytest.raises(Unreadable, match=sentence) as error:
        parse(name, data)
    assert str(error.value).startswith(name)
    assert time.process_time() - begin < 8


def test_forty_hours_of_talk_are_no_reason_to_refuse() -> None:
    talk = "".join(f"Speaker {n % 40}: words upon words\n" for n in range(49_000))
    assert len(parse("a.txt", talk.encode()).turns) == 49_000
