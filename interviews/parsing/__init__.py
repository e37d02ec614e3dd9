"""Reads a transcript file into a draft: text, labels, turns, time marks. Knows no framework."""

from .cues import cue_source, is_cues
from .decoding import ENCODINGS, decoded, stored
from .docx import docx_text
from .drafts import (
    Choice,
    Draft,
    DraftMark,
    DraftTurn,
    Label,
    Role,
    UnknownEncoding,
    Unreadable,
)
from .foreign import refuse_foreign
from .limits import refuse_long, refuse_many
from .plain import PlainText
from .speakers import beginning

__all__ = [
    "ENCODINGS",
    "SUFFIXES",
    "Choice",
    "Draft",
    "DraftMark",
    "DraftTurn",
    "Label",
    "Role",
    "UnknownEncoding",
    "Unreadable",
    "beginning",
    "parse",
]

SUFFIXES = (".txt", ".md", ".docx", ".vtt", ".srt")


def parse(name: str, data: bytes, encoding: str | None = None) -> Draft:
    """Read a file by what is in it; its name only decides whether it is wanted at all."""
    if data.startswith(b"PK\x03\x04"):
        text, warnings = docx_text(name, data)
        return _draft(name, text, warnings)
    refuse_foreign(name, data, SUFFIXES)
    return _draft(name, decoded(name, data, encoding))


def _draft(name: str, raw: str, warnings: tuple[str, ...] = ()) -> Draft:
    text, replaced = stored(raw)
    if replaced:
        warnings += (f"Characters that cannot be stored were replaced by \ufffd ({replaced}).",)
    refuse_long(name, text)
    source = cue_source(name, text, warnings) if is_cues(text) else PlainText(text, warnings)
    draft = source.draft({})
    if not draft.turns:
        raise Unreadable(f"{name} holds no text.")
    refuse_many(name, draft)
    return draft
