"""How much of each finished round is decided, for pages that are opened often."""

from functools import lru_cache
from typing import NamedTuple

from coding.consensus.listing import Tally, progress_of
from coding.consensus.places import places_in
from coding.models import Coding, Round, RoundCoder
from coding.rounds.progress import rounds_of
from projects.models import Project

LARGE = 20_000
"""Of a round with more codings the differences are counted on its own page alone."""


class Listed(NamedTuple):
    """A round in the list, and how much of it is decided, where that is known."""

    round: Round
    tally: Tally | None


def listed(project: Project) -> list[Listed]:
    """The latest first."""
    return [Listed(round_, tally_of(round_)) for round_ in rounds_of(project)]


def unresolved(project: Project) -> list[Listed]:
    """Finished rounds that measure agreement, the oldest first, in which some difference is not decided."""
    finished = project.rounds.filter(revealed__isnull=False, purpose=Round.Purpose.RELIABILITY)
    found = [Listed(round_, tally_of(round_)) for round_ in finished.order_by("made", "pk")]
    return [each for each in found if each.tally and each.tally.decided < each.tally.places]


def tally_of(round_: Round) -> Tally | None:
    """Nothing before the reveal."""
    return tally_since(round_.pk, round_.project.last_event) if round_.revealed else None


@lru_cache(maxsize=64)
def tally_since(round_pk: int, _event: int) -> Tally | None:
    """Read once between two events, since each decision makes one."""
    if Coding.objects.filter(layer__round=round_pk).count() > LARGE:
        return None
    # What is revealed every member sees alike, its coders too.
    coder = RoundCoder.objects.filter(round=round_pk).select_related("coder", "round__project").first()
    return progress_of(places_in(coder.round, coder.coder)).whole if coder else None
