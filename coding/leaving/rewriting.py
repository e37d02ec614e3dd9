"""A file that is made, with other IDs of participants in it and without ways into the workspace."""

import io
import re
import zipfile

from coding.leaving.beating import Beat, still, told
from coding.leaving.wording import Wording, renumbered_word

PLAIN = ("csv", "md", "txt")
TEXT = "word/document.xml"
MARKUP = ("svg", "xml", "html")
PACKED = ("docx", "xlsx", "zip")
_OUTSIDE = re.compile(r'<Relationship\b[^>]*TargetMode="External"[^>]*/>')
_ID = re.compile(r'\bId="([^"]+)"')


def rewritten(name: str, content: bytes, wording: Wording, beat: Beat = still) -> bytes:
    """By the ending of its name; a PDF is made of a page that was rewritten before."""
    ending = name.rpartition(".")[2].lower()
    if ending in PACKED:
        return _packed(content, wording, beat)
    if ending in MARKUP:
        return wording.markup(content.decode(), beat).encode()
    return wording.said(content.decode()).encode() if ending in PLAIN else content


def _packed(content: bytes, wording: Wording, beat: Beat) -> bytes:
    """Part by part, at a time that says nothing: a workbook's own is when it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        outside = {name: _outside(old.read(name).decode()) for name in old.namelist() if _is_ways(name)}
        for part in told(old.infolist(), beat):
            body = old.read(part)
            if _is_ways(part.filename):
                body = _OUTSIDE.sub("", body.decode()).encode()
            else:
                body = rewritten(part.filename, body, wording, beat)
                if part.filename == TEXT:
                    body = renumbered_word(body.decode()).encode()
                body = _without(body, outside.get(_ways_of(part.filename), ()))
            new.writestr(part, body, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _is_ways(name: str) -> bool:
    return name.endswith(".rels")


def _ways_of(name: str) -> str:
    folder, _stroke, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _outside(ways: str) -> list[str]:
    """The names of those that lead to another file or host."""
    return [found[1] for way in _OUTSIDE.findall(ways) if (found := _ID.search(way))]


def _without(body: bytes, ids: "list[str] | tuple[()]") -> bytes:
    """The part without references to ways that are gone; their words stay."""
    for one in ids:
        body = body.replace(f' r:id="{one}"'.encode(), b"")
    return body
