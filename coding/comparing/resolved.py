"""What became of the places in which the coders of a round differed."""

from collections import Counter
from typing import NamedTuple

from coding.models import Resolution, Round

Outcome = Resolution.Outcome


class Resolved(NamedTuple):
    """Places by what was decided; what nobody looked at has no row."""

    outcomes: Counter[str]
    editions: tuple[int, ...]
    """The editions of the codebook that they caused."""

    @property
    def decided(self) -> int:
        return sum(
            n for outcome, n in self.outcomes.items() if outcome not in {Outcome.UNDECIDED, Outcome.MEETING}
        )


def resolved_in(round_: Round) -> Resolved:
    rows = round_.resolutions.order_by().values_list("outcome", flat=True)
    editions = round_.resolutions.order_by().filter(editions__isnull=False)
    numbers = editions.values_list("editions__number", flat=True).distinct()
    return Resolved(Counter(rows), tuple(sorted(numbers)))
