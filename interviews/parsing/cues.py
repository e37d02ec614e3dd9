"""Subtitles with times: WebVTT and SubRip, as Zoom, Teams and speech recognisers write them.

The stored text is the payload of the cues, a line each, with entities decoded and styling tags gone.
Consecutive cues of one speaker make one turn: a label repeated within a turn is markup of the cue and is
left out, the first stays. A label that is no speaker's is text and stays everywhere.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from .drafts import Choice, Draft, DraftMark, Label
from .heads import Head, Kind, head_at
from .layout import turns
from .limits import MOST_MARKS, refuse_pieces
from .speakers import Call, chosen, labels, speakers
from .times import milliseconds

_STAMP = r"(?:[0-9]{1,4}:)?[0-9]{1,3}:[0-9]{2}[.,][0-9]{1,3}"
_TIMING = re.compile(rf"^[^\S\n]*({_STAMP})[^\S\n]*-->[^\S\n]*{_STAMP}.*$", re.MULTILINE)
_OPENING = re.compile(rf"\s*+(?:[0-9]+[^\S\n]*+\n[^\S\n]*+)?{_STAMP}[^\S\n]*+-->")
_ASIDE = re.compile(r"^(?:NOTE|STYLE|REGION)(?:[ \t].*)?\n(?:.*\S.*(?:\n|\Z))*", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,80})?[ \t]+([^<>\n]{1,80})>")
_STYLING = re.compile(
    rf"</?(?:[vcibu]|ruby|rt|lang|font|span)(?:[.\s][^<>\n]{{0,200}})?>|<{_STAMP}>|\{{\\an?[0-9]{{1,2}}\}}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class Piece(NamedTuple):
    """What one voice says within one cue; ``written`` is the label as it stands in the text."""

    name: str
    written: str
    words: str
    at_ms: int
    voice: bool = False


def is_cues(text: str) -> bool:
    """Whether the text is subtitles, whatever the file is called."""
    return text.startswith("WEBVTT") or _OPENING.match(text) is not None


def cue_source(name: str, text: str, warnings: tuple[str, ...]) -> "Cues":
    asides = 0
    if text.startswith("WEBVTT"):
        text, asides = _ASIDE.subn("", text)
    told = (f"The file's notes and style blocks ({asides}) are not part of the text.",) if asides else ()
    pieces = tuple(islice(_pieces(text), MOST_MARKS + 1))
    refuse_pieces(name, len(pieces))
    return Cues(pieces, warnings + told)


@dataclass(frozen=True)
class Cues:
    """Who said what in which cue, from which text and turns are made once speakers are chosen."""

    pieces: tuple[Piece, ...]
    warnings: tuple[str, ...] = ()

    def draft(self, choices: Mapping[str, Choice]) -> Draft:
        page = _Page()
        who = speakers(self._labels, choices)
        for piece in self.pieces:
            page.add(piece, who.get(piece.name))
        text = "".join(page.chunks)
        return Draft(
            text,
            chosen(self._labels, choices),
            turns(text, page.heads),
            tuple(page.marks),
            self.warnings,
            self,
        )

    @cached_property
    def _labels(self) -> tuple[Label, ...]:
        named = [piece for piece in self.pieces if piece.name]
        # Where the format or nearly every cue names a voice, one that speaks once is a speaker too.
        every = len(named) * 10 >= len(self.pieces) * 9 or any(piece.voice for piece in named)
        calls = [Call(piece.name, " ".join(piece.words.split()), Kind.COLON) for piece in named]
        return labels(calls, every=every)


class _Page:
    """The text as it grows, piece by piece."""

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self.heads: list[Head] = []
        self.marks: list[DraftMark] = []
        self._length = 0
        self._speaker = ""

    def add(self, piece: Piece, speaker: str | None) -> None:
        self._write("\n" if self.chunks else "")
        start = self._length
        goes_on = speaker == self._speaker or (speaker is None and self._speaker and not piece.voice)
        if not (speaker and goes_on):
            self._write(piece.written)
        if not goes_on or not self.heads:
            named = speaker or ""
            self._speaker = named
            self.heads.append(Head(start, self._length if named else start, named, Kind.COLON, piece.at_ms))
        self._mark(piece.at_ms)
        self._write(piece.words)

    def _mark(self, at_ms: int) -> None:
        if not self.marks or self.marks[-1].at_ms != at_ms:
            self.marks.append(DraftMark(self._length, at_ms))

    def _write(self, words: str) -> None:
        self.chunks.append(words)
        self._length += len(words)


def _pieces(text: str) -> Iterator[Piece]:
    timings = list(_TIMING.finditer(text))
    ends = [*(timing.start() for timing in timings), len(text)][1:]
    for timing, end in zip(timings, ends, strict=False):
        payload = _payload(text[timing.end() : end], last=end == len(text))
        at_ms = milliseconds(timing[1])
        for name, written, words, voice in _voices(payload):
            if written or words.strip():
                yield Piece(name, written, words, at_ms, voice)


_IDENTIFIER = re.compile(r"\n[^\S\n]*\n[^\n]*\S[^\n]*\n\Z|\n[0-9]+[^\S\n]*\n\Z")


def _payload(block: str, *, last: bool) -> str:
    """The cue's words without the next cue's number; what follows a blank line is kept with them."""
    if not last:
        block = _IDENTIFIER.sub("\n", block)
    return "\n".join(line for line in block.split("\n") if line.strip())


def _voices(payload: str) -> Iterator[tuple[str, str, str, bool]]:
    """The payload divided where the voice changes: by voice spans, or by labels at line starts."""
    parts = _VOICE.split(payload)
    yield from _labelled(_plain(parts[0]).strip("\n"))
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        name = " ".join(_plain(name).split())
        yield name, f"{name}: ", _plain(words).strip(), True


def _labelled(payload: str) -> Iterator[tuple[str, str, str, bool]]:
    name, written, lines = "", "", list[str]()
    for line in payload.split("\n"):
        head = head_at(line, len(line) - len(line.lstrip()))
        if head and head.kind == Kind.COLON:
            if name or lines:
                yield name, written, "\n".join(lines), False
            words = line[head.end :].lstrip()
            name, written, lines = head.name, line[: len(line) - len(words)], [words]
        else:
            lines.append(line)
    yield name, written, "\n".join(lines), False


def _plain(payload: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found[0]), _STYLING.sub("", payload))
