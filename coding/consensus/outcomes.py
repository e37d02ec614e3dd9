"""What became of a coder's codings of a round: kept, changed or dropped in the consensus, by whom and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from coding.analysis.agreement.units import trimmed
from coding.codebook.tree import Node
from coding.consensus.places import Found, Place
from coding.consensus.standing import Spans, is_taken, standing_of
from coding.models import Resolution
from interviews.spans import Span
from projects.models import Project, User


class Became(StrEnum):
    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"
    OPEN = "open"

    @property
    def label(self) -> str | Promise:
        return {
            Became.KEPT: _lazy("kept"),
            Became.CHANGED: _lazy("changed"),
            Became.DROPPED: _lazy("dropped"),
            Became.OPEN: _lazy("not decided yet"),
        }[self]


@dataclass(frozen=True)
class Line:
    """One coding and what stands there now."""

    place: Place
    """The first unit in which it counts."""
    node: Node
    citation: str
    words: str | None
    """``None`` where consent forbids to quote them."""
    became: Became
    borders: str | None
    """The words that its code stands on now, where they are others."""
    codes: tuple[Node, ...]
    """The codes that its words have instead."""
    resolutions: tuple[Resolution, ...]
    """Decisions that say who decided and why; none where the coders agreed."""


@dataclass(frozen=True)
class Told:
    lines: tuple[Line, ...]

    @cached_property
    def counts(self) -> list[tuple[Became, int]]:
        counted = Counter(line.became for line in self.lines)
        return [(became, counted[became]) for became in Became]


def outcomes_of(found: Found, project: Project, coder: User) -> Told:
    """What is decided first, then in the order of the texts; nothing where the person coded nothing there."""
    standing = standing_of(project, found.units)
    own: dict[tuple[int, int, Span], list[Place]] = {}
    for place in found.places:
        for mark in place.marks:
            if mark.coder == coder.pk:
                own.setdefault((place.transcript, mark.code, mark.whole), []).append(place)
    lines = (
        _line(found, places, (code, whole), standing.get(transcript, {}), coder)
        for (transcript, code, whole), places in own.items()
    )
    return Told(tuple(sorted(lines, key=lambda line: line.became == Became.OPEN)))


def _line(found: Found, places: list[Place], mark: tuple[int, Span], standing: Spans, coder: User) -> Line:
    code, whole = mark
    transcript = places[0].transcript
    (span,) = trimmed([whole], found.quotes.texts[transcript])
    same = [each for each in standing.get(code, ()) if each.overlaps(span)]
    others = _others(found, places, span, standing, coder)
    became = _became(span, same, others)
    if not all(_is_settled(found, place, standing) for place in places):
        became = Became.OPEN
    is_changed = became == Became.CHANGED
    resolutions = (found.resolution(place) for place in places)
    return Line(
        place=places[0],
        node=found.tree[code],
        citation=found.quotes.places[transcript].cite(span),
        words=found.quotes.words(transcript, span),
        became=became,
        borders=_words(found, transcript, same) if is_changed else None,
        codes=others if is_changed and not same else (),
        resolutions=tuple(each for each in resolutions if each.outcome),
    )


def _became(span: Span, same: Sequence[Span], others: Sequence[Node]) -> Became:
    if span in same:
        return Became.KEPT
    return Became.CHANGED if same or others else Became.DROPPED


def _is_settled(found: Found, place: Place, standing: Spans) -> bool:
    return found.is_decided(place) or (not place.differs and is_taken(place, standing, found))


def _others(
    found: Found, places: Sequence[Place], span: Span, standing: Spans, coder: User
) -> tuple[Node, ...]:
    """Codes that stand on these words and that the coder did not use there."""
    own = frozenset[int]().union(*(place.codes_of(coder.pk) for place in places))
    here = {code for code, spans in standing.items() if any(each.overlaps(span) for each in spans)}
    return tuple(node for node in found.tree if node.code.pk in here - own)


def _words(found: Found, transcript: int, spans: Sequence[Span]) -> str | None:
    said = [found.quotes.words(transcript, span) for span in spans]
    return " … ".join(words for words in said if words) or None
