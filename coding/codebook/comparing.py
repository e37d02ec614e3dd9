"""Two states of a codebook compared: what came and went, and what means something else now."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

TEXTS = ("definition", "apply_when", "do_not_apply_when", "example_type")
WORD = re.compile(r"(?:\w+(?:['’-]\w+)*|[^\w\s])\s*")
"""A word or a sign, with the space after it."""


class Standing(NamedTuple):
    """A code as it stood at one time."""

    code: int
    name: str
    parent: int | None
    definition: str = ""
    apply_when: str = ""
    do_not_apply_when: str = ""
    example_type: str = ""
    is_retired: bool = False
    merged_into: int | None = None


Standings = Mapping[int, Standing]
"""By code, in codebook order; with those that were retired."""
NOWHERE: Mapping[int, int] = {}


class Mark(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Part(NamedTuple):
    """Words that stayed, went or came."""

    mark: Mark
    words: str


class Merge(NamedTuple):
    code: int
    into: int


class Split(NamedTuple):
    code: int
    parts: tuple[int, ...]
    """The codes that came out of it."""


class Pair(NamedTuple):
    """A code before and after."""

    before: Standing
    after: Standing


class Rewording(NamedTuple):
    """One field of a code, word by word."""

    field: str
    before: str
    after: str

    @property
    def parts(self) -> list[Part]:
        return word_changes(self.before, self.after)


class Redefinition(NamedTuple):
    code: int
    rewordings: tuple[Rewording, ...]


@dataclass(frozen=True)
class Comparison:
    """What is different, each list in codebook order."""

    added: tuple[int, ...] = ()
    retired: tuple[int, ...] = ()
    merged: tuple[Merge, ...] = ()
    split: tuple[Split, ...] = ()
    renamed: tuple[Pair, ...] = ()
    moved: tuple[Pair, ...] = ()
    redefined: tuple[Redefinition, ...] = ()

    @property
    def out_of_use(self) -> set[int]:
        return {*self.retired, *(merge.code for merge in self.merged)}

    def __bool__(self) -> bool:
        parts = (self.added, self.retired, self.merged, self.split, self.renamed, self.moved, self.redefined)
        return any(parts)


def compare(before: Standings, after: Standings, origins: Mapping[int, int] = NOWHERE) -> Comparison:
    """From ``before`` to ``after``; ``origins`` says from which code another was split."""
    stood, stands = in_use(before), in_use(after)
    gone = [code for code in stood if code not in stands]
    came = [code for code in stands if code not in stood]
    kept = [Pair(stood[code], stands[code]) for code in stands if code in stood]
    merges = [Merge(code, into) for code in gone if (into := _goal(code, after)) is not None]
    merged = {merge.code for merge in merges}
    splits = _splits(stands, stood, origins)
    halves = {part for split in splits for part in split.parts}
    return Comparison(
        added=tuple(code for code in came if code not in halves),
        retired=tuple(code for code in gone if code not in merged),
        merged=tuple(merges),
        split=tuple(splits),
        renamed=tuple(pair for pair in kept if pair.before.name != pair.after.name),
        moved=tuple(pair for pair in kept if pair.before.parent != pair.after.parent),
        redefined=tuple(_redefined(kept)),
    )


def in_use(standings: Standings) -> dict[int, Standing]:
    return {code: each for code, each in standings.items() if not each.is_retired}


def _goal(code: int, after: Standings) -> int | None:
    """Where a code ended that was merged, perhaps into one that was merged itself; ``None`` if it was not."""
    seen = {code}
    goal, into = None, _into(code, after)
    while into is not None and into not in seen:
        seen.add(into)
        goal, into = into, _into(into, after)
    return goal


def _into(code: int, after: Standings) -> int | None:
    each = after.get(code)
    return each.merged_into if each and each.is_retired else None


def _splits(stands: Standings, stood: Standings, origins: Mapping[int, int]) -> list[Split]:
    """The codes that came from one that stood before."""
    parts: dict[int, list[int]] = {}
    for code in stands:
        source = origins.get(code, 0)
        if source in stood and code not in stood:
            parts.setdefault(source, []).append(code)
    return [Split(code, tuple(parts[code])) for code in stood if code in parts]


def _redefined(kept: list[Pair]) -> list[Redefinition]:
    found = []
    for before, after in kept:
        rewordings = rewordings_of(before, after, TEXTS)
        if rewordings:
            found.append(Redefinition(after.code, rewordings))
    return found


def rewordings_of(before: Standing, after: Standing, fields: tuple[str, ...]) -> tuple[Rewording, ...]:
    """Those of the fields that say something else."""
    texts = ((field, str(getattr(before, field)), str(getattr(after, field))) for field in fields)
    return tuple(Rewording(*each) for each in texts if each[1] != each[2])


def word_changes(before: str, after: str) -> list[Part]:
    """The words that stayed, went and came, in the order of reading; what came stands after what went."""
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = difflib.SequenceMatcher(
        None, [word.rstrip() for word in old], [word.rstrip() for word in new], autojunk=len(old) > 2000
    )
    parts = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            parts.append(Part(Mark.SAME, "".join(new[start:end])))
            continue
        came = "".join(new[start:end])
        parts.append(Part(Mark.GONE, _apart(old, slice(first, last), "".join(new[:start]), came)))
        parts.append(Part(Mark.NEW, came))
    return [part for part in parts if part.words]


def _apart(old: list[str], gone: slice, before: str, came: str) -> str:
    """Words that went, with a space wherever those around them, spaced as in the new text, would touch."""
    words = "".join(old[gone])
    if not words:
        return ""
    stood_apart = gone.start > 0 and old[gone.start - 1][-1].isspace()
    lead = " " if stood_apart and not before[-1:].isspace() else ""
    trail = " " if came[:1].isalnum() and not words[-1].isspace() else ""
    return f"{lead}{words}{trail}"
