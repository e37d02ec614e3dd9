"""The turns of texts and who speaks them, remembered: a text's turns never change, only their speakers do."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from interviews.models import Turn
from interviews.spans import Span

MOST = 64
"""Texts whose turns a process remembers, the latest ones; they hold offsets, no words."""


class SpeakerRow(NamedTuple):
    """A speaker of a transcript; empty where it has none."""

    pk: int | None
    kind: str | None
    participant: int | None


class Spoken(NamedTuple):
    """A turn as places need it."""

    number: int
    start: int
    end: int
    kind: str | None
    """Of the speaker: participant, interviewer, or ``None`` for text that belongs to nobody."""
    participant: int | None
    at_ms: int | None


class Turns:
    """The turns of one text, in order."""

    def __init__(self, spoken: Sequence[Spoken]) -> None:
        self.spoken = spoken
        self.starts = [turn.start for turn in spoken]
        self.ends = [turn.end for turn in spoken]

    def touching(self, span: Span) -> Sequence[Spoken]:
        """Those that share a character with the span; the next one where it lies between turns."""
        first, last = bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)
        return self.spoken[first : max(last, first + 1)] or self.spoken[-1:]


NOBODY = SpeakerRow(None, None, None)
NONE = Turns(())
_remembered: dict[tuple[int, tuple[SpeakerRow, ...]], Turns] = {}


def turns_of(speakers: Mapping[int, tuple[SpeakerRow, ...]]) -> dict[int, Turns]:
    """The turns of each text, by the id of its revision, whose speakers are told; in one query or none."""
    found = {key[0]: turns for key in speakers.items() if (turns := _remembered.get(key))}
    missing = speakers.keys() - found.keys()
    if missing:
        read = _read({revision: speakers[revision] for revision in missing})
        found |= read
        _remembered.update({(revision, speakers[revision]): turns for revision, turns in read.items()})
        for key in list(_remembered)[:-MOST]:
            _remembered.pop(key, None)
    return found


def _read(speakers: Mapping[int, tuple[SpeakerRow, ...]]) -> dict[int, Turns]:
    known = {row.pk: row for among in speakers.values() for row in among}
    spoken: defaultdict[int, list[Spoken]] = defaultdict(list)
    rows = Turn.objects.filter(revision__in=speakers).order_by("revision", "start", "number")
    fields = rows.values_list("revision", "number", "start", "end", "at_ms", "speaker")
    for revision, number, start, end, at_ms, speaker in fields.iterator(chunk_size=2000):
        _pk, kind, participant = known.get(speaker, NOBODY)
        spoken[revision].append(Spoken(number, start, end, kind, participant, at_ms))
    return {revision: Turns(spoken[revision]) for revision in speakers}


def forget() -> None:
    _remembered.clear()
