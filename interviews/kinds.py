"""Kinds of file that are uploaded here; the name only chooses a label, what is inside decides."""

from pathlib import PurePath

_TRANSCRIPTS = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
SHEET = "application/x-participant-sheet"
"""Marks a staged spreadsheet; what it is in truth is found when it is read."""
TABLE = "text/csv"
"""Marks a staged table of codes or codings; no transcript is one."""


def media_type(name: str) -> str:
    """What a transcript's download is served as; anything unknown as mere bytes."""
    return _TRANSCRIPTS.get(PurePath(name).suffix.lower(), "application/octet-stream")
