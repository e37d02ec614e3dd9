"""Decides which heads are probably speakers, and who speaks once a person has chosen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from .drafts import Choice, Label, Role
from .heads import Head, Kind
from .names import is_noise, is_thing
from .roles import suggested
from .similar import likenesses

_SURE = frozenset({Kind.COLON, Kind.TIMED})
FIRST_WORDS = 60


class Call(NamedTuple):
    """A head in its file: who is named, and the beginning of what follows."""

    name: str
    words: str
    kind: Kind


def calls(text: str, heads: Sequence[Head]) -> list[Call]:
    starts = [*(head.start for head in heads), len(text)]
    return [
        Call(head.name, " ".join(text[head.end : min(end, head.end + 300)].split()), head.kind)
        for head, end in zip(heads, starts[1:], strict=True)
    ]


def likely(text: str, heads: Sequence[Head], lines: int, times: int) -> list[Head]:
    """The heads of the surest kind that this file uses; weaker kinds are then only words.

    ``lines`` says how many lines the file has, ``times`` how many of them begin with a time alone.
    """
    sure = [head for head in heads if head.kind in _SURE]
    if _ticked(calls(text, sure)):
        return sure
    brackets = [head for head in heads if head.kind == Kind.BRACKET and not is_noise(head.name)]
    if len(_ticked(calls(text, brackets))) > 1:
        return brackets
    for kind in (Kind.BARE, Kind.ABOVE, Kind.STACKED, Kind.TAB):
        enough = lines / 2 if kind == Kind.TAB else times * 0.8
        found = [head for head in heads if head.kind == kind]
        if len(found) >= enough and len(_ticked(calls(text, found))) > 1:
            return found
    return sure


def labels(found: Sequence[Call], *, every: bool = False) -> tuple[Label, ...]:
    """The labels in the order in which they appear, with what is suggested of each.

    Those that occur twice or more and are followed by words are taken for speakers. A label that occurs
    once is more often a typing error or a heading: it is listed, and a person may tick it. With ``every``
    the file itself says that its labels are speakers.
    """
    counts = Counter(call.name for call in found)
    first = {call.name: beginning(call.words, FIRST_WORDS) for call in reversed(found) if call.words}
    ticked = set(counts) if every else _ticked(found)
    like = likenesses(counts)
    return tuple(
        Label(
            name,
            count,
            first.get(name, ""),
            suggested(name, ticked) if name in ticked else Role.NOT_A_SPEAKER,
            like.get(name),
        )
        for name, count in counts.items()
    )


def beginning(words: str, most: int) -> str:
    """The words, or as many signs of them as fit, with an ellipsis for the rest."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _ticked(found: Sequence[Call]) -> set[str]:
    counts = Counter(call.name for call in found)
    talking = Counter(call.name for call in found if _talks(call.words))
    return {
        name
        for name, count in counts.items()
        if count > 1 and talking[name] * 2 >= count and not is_thing(name)
    }


def _talks(words: str) -> bool:
    """Whether there is a word in it: a time, a number or an address alone is not speech."""
    return any(
        any(map(str.isalpha, word)) and not any(sign.isdigit() or sign in "@/\\" for sign in word)
        for word in words.split()
    )


def chosen(suggestions: Sequence[Label], choices: Mapping[str, Choice]) -> tuple[Label, ...]:
    """The labels with the roles a person gave them; one that is the same as another has its role."""
    said = {label.name: choices.get(label.name, Choice(label.role)) for label in suggestions}
    return tuple(
        Label(
            label.name, label.count, label.first_words, said[one_speaker(label.name, said)].role, label.like
        )
        for label in suggestions
    )


def one_speaker(name: str, said: Mapping[str, Choice]) -> str:
    """Follows "same as" to its end; what leads in a circle, or nowhere, stays itself."""
    seen = [name]
    while (other := said[seen[-1]].same_as) is not None:
        if other in seen or other not in said:
            return name
        seen.append(other)
    return seen[-1]


def speakers(suggestions: Sequence[Label], choices: Mapping[str, Choice]) -> dict[str, str]:
    """For each label that is a speaker, the name under which its turns count."""
    said = {label.name: choices.get(label.name, Choice(label.role)) for label in suggestions}
    ones = {name: one_speaker(name, said) for name in said}
    return {name: one for name, one in ones.items() if said[one].role != Role.NOT_A_SPEAKER}


def in_order(times: Sequence[int]) -> bool:
    """Whether two or more times go forward but for a few: a clock that runs along with the talk."""
    steps = [before <= after for before, after in pairwise(times)]
    return len(steps) > 0 and sum(steps) * 5 >= len(steps) * 4
