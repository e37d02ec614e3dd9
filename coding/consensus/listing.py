"""The work list of a round: which places are shown, in which order, and how much is decided."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from coding.codebook.tree import Node
from coding.consensus.places import Found, Kind, Place
from coding.models import Resolution


class State(StrEnum):
    OPEN = "open"
    MEETING = "meeting"
    DECIDED = "decided"

    @property
    def label(self) -> str | Promise:
        return {
            State.OPEN: _lazy("not decided"),
            State.MEETING: _lazy("left for a meeting"),
            State.DECIDED: _lazy("decided"),
        }[self]


def state_of(resolution: Resolution | None) -> State:
    """Of a place without a row nobody decided anything."""
    if resolution is None:
        return State.OPEN
    if resolution.is_decided:
        return State.DECIDED
    return State.MEETING if resolution.outcome == Resolution.Outcome.MEETING else State.OPEN


@dataclass(frozen=True)
class Wanted:
    """Which places are asked for; nothing asked is every difference, that of the largest part first."""

    code: int | None = None
    transcript: int | None = None
    kind: Kind | None = None
    state: State | None = None
    alone: int | None = None
    """The coder who stands alone with a reading."""
    in_text_order: bool = False

    def listed(self, found: Found) -> list[Place]:
        """Other borders alone are no difference by the round's unit, and listed where they are asked for."""
        among = found.agreed if self.kind == Kind.BORDERS and not _by_characters(found) else found.differing
        shown = [place for place in among if self._fits(found, place)]
        return shown if self.in_text_order else sorted(shown, key=lambda place: -place.share)

    def _fits(self, found: Found, place: Place) -> bool:
        asked = (
            self.code is None or self.code in place.used_by,
            self.transcript in {None, place.transcript},
            self.kind in {None, place.kind},
            self.state in {None, state_of(found.resolutions.get(place.key))},
            self.alone is None or place.stands_alone(self.alone),
        )
        return all(asked)


def _by_characters(found: Found) -> bool:
    return any(place.by_characters for place in found.places)


class Tally(NamedTuple):
    """How many of these places are decided."""

    places: int
    decided: int
    meeting: int

    @property
    def left(self) -> int:
        """Those on which nobody has looked yet."""
        return self.places - self.decided - self.meeting

    @property
    def percent(self) -> int:
        """Rounded down, so that only all is all."""
        return 100 * self.decided // self.places if self.places else 100


@dataclass(frozen=True)
class Progress:
    """How much is decided: in all, by code and by transcript."""

    whole: Tally
    codes: list[tuple[Node, Tally]]
    transcripts: list[tuple[int, str, Tally]]


def progress_of(found: Found) -> Progress:
    states: defaultdict[tuple[str, int], list[State]] = defaultdict(list)
    for place in found.differing:
        state = state_of(found.resolutions.get(place.key))
        about = [("whole", 0), ("transcript", place.transcript), *(("code", code) for code in place.used_by)]
        for each in about:
            states[each].append(state)
    return Progress(
        whole=_tally(states["whole", 0]),
        codes=[
            (node, _tally(states["code", node.code.pk]))
            for node in found.tree
            if ("code", node.code.pk) in states
        ],
        transcripts=[
            (pk, found.quotes.places[pk].title, _tally(states["transcript", pk])) for pk in found.units
        ],
    )


def _tally(states: Sequence[State]) -> Tally:
    return Tally(len(states), states.count(State.DECIDED), states.count(State.MEETING))
