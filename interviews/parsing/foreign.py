"""Refuses files of other kinds with a sentence that names the way out."""

from collections.abc import Sequence

from .drafts import Unreadable

MOST_BYTES = 50_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
IS_SHEET = "is a spreadsheet: import it under Participants."
_SHEETS = (".csv", ".tsv", ".xlsx")
_OLD_SHEETS = (".xls", ".ods")
_OTHERS = (
    (b"%PDF", "is a PDF: copy its text into a .txt or .docx file."),
    (b"{\\rtf", "is a rich text file (RTF): open it in a word processor and save it as .docx."),
    (b"\x89PNG", "is a picture, not a text."),
    (b"\xff\xd8\xff", "is a picture, not a text."),
    (b"GIF8", "is a picture, not a text."),
    (b"ID3", "is a recording, not a text."),
    (b"RIFF", "is a recording, not a text."),
    (b"OggS", "is a recording, not a text."),
)


def refuse_foreign(name: str, data: bytes, suffixes: Sequence[str]) -> None:
    """What a file holds says more than how it is called: an RTF named .doc is no Word document."""
    _refuse_sheets(name)
    if data.startswith(_OLE):
        raise Unreadable(_of_old_word(name, data))
    for mark, sentence in _OTHERS:
        if data.lstrip(b"\xef\xbb\xbf").startswith(mark):
            raise Unreadable(f"{name} {sentence}")
    if data[4:8] == b"ftyp":
        raise Unreadable(f"{name} is a recording, not a text.")
    if not name.lower().endswith(tuple(suffixes)):
        raise Unreadable(f"{name} is of a kind that cannot be read: save it as one of {', '.join(suffixes)}.")
    if name.lower().endswith(".docx"):
        raise Unreadable(f"{name} is not a Word document: open it in Word and save it again as .docx.")
    if len(data) > MOST_BYTES:
        raise Unreadable(f"{name} is larger than {MOST_BYTES // 1_000_000} MB: divide it into several files.")


def _refuse_sheets(name: str) -> None:
    if name.lower().endswith(_SHEETS):
        raise Unreadable(f"{name} {IS_SHEET}")
    if name.lower().endswith(_OLD_SHEETS):
        raise Unreadable(
            f"{name} is a spreadsheet: save it as .xlsx or CSV and import it under Participants."
        )


def _of_old_word(name: str, data: bytes) -> str:
    if "EncryptedPackage".encode("utf_16_le") in data:
        return f"{name} is protected with a password: remove the password and try again."
    return f"{name} is an old Word document (.doc): open it in a word processor and save it as .docx."
