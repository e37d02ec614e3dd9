"""From bytes to the text that is stored, without a silent guess."""

import codecs
import re

import charset_normalizer

from .drafts import UnknownEncoding, Unreadable

# What a person may choose; the interface shows these names.
ENCODINGS = tuple(
    """
    utf_8 utf_16_le utf_16_be cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258
    iso8859_1 iso8859_2 iso8859_15 mac_roman koi8_r koi8_u cp437 cp850 cp862 cp866 cp874
    shift_jis cp932 euc_jp gb18030 big5 cp950 euc_kr cp949
    """.split()  # noqa: SIM905 - words read better as words
)

_MARKS = (
    (codecs.BOM_UTF8, "utf_8"),
    (codecs.BOM_UTF32_LE, "utf_32_le"),
    (codecs.BOM_UTF16_LE, "utf_16_le"),
    (codecs.BOM_UTF16_BE, "utf_16_be"),
)
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
# Neither XML (docx, exports) nor PostgreSQL (NUL) can hold these.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decoded(name: str, data: bytes, encoding: str | None) -> str:
    """A byte order mark decides, then strict UTF-8; anything else is the person's to say."""
    if encoding is not None:
        return _as_chosen(name, data, encoding)
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _as_chosen(name, data, marked)
    try:
        text = data.decode("utf_8")
    except UnicodeDecodeError as error:
        raise _unknown(name, data) from error
    if text.count("\0") > len(text) // 5:  # UTF-16 without its mark is valid UTF-8 full of NUL
        raise _unknown(name, data)
    return text


def _as_chosen(name: str, data: bytes, encoding: str) -> str:
    try:
        canonical = codecs.lookup(encoding).name.replace("-", "_")
    except LookupError as error:
        raise Unreadable(f"“{encoding}” is not an encoding that can be read. Choose another.") from error
    if canonical not in {codecs.lookup(known).name.replace("-", "_") for known in (*ENCODINGS, "utf_32_le")}:
        raise Unreadable(f"“{encoding}” is not an encoding that can be read. Choose another.")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{name} is not written in {encoding} (byte {error.start} makes no sense in it). "
            "Choose another encoding, or save the file as UTF-8."
        ) from error


def _unknown(name: str, data: bytes) -> UnknownEncoding:
    return UnknownEncoding(
        f"{name} is not UTF-8, and nothing in it says how its letters are encoded. "
        "Choose the encoding in which the preview reads right, or save the file as UTF-8.",
        data,
        _proposals(data),
    )


def _proposals(data: bytes) -> tuple[str, ...]:
    """Encodings worth a look, the likeliest first; only those that can read the whole file."""
    sample = data[:20_000]
    zeros = [sample[start::2].count(0) for start in (0, 1)]
    wide = ["utf_16_be", "utf_16_le"] if zeros[0] > zeros[1] else ["utf_16_le", "utf_16_be"]
    guesses = [match.encoding for match in charset_normalizer.from_bytes(sample)]
    ranked = [*(wide if max(zeros) > len(sample) // 10 else []), *guesses, "cp1252", "mac_roman"]
    readable = [found for found in dict.fromkeys(ranked) if found in ENCODINGS and _reads(data, found)]
    return tuple(readable[:6])


def _reads(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def stored(text: str) -> tuple[str, int]:
    """The text as it is kept, and how many characters had to be replaced by U+FFFD.

    Nothing else changes: no normal form, no rewrapping, no trimming, since every coding's offsets
    count these characters.
    """
    return _UNSTORABLE.subn("\ufffd", _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")))
