"""What became of the places in which the coders of a round differed."""

from collections import Counter
from typing import NamedTuple

from django.db.models import Count

from coding.models import Resolution, Round
from interviews.spans import Span

Outcome = Resolution.Outcome


class Resolved(NamedTuple):
    """Places by what was decided; what nobody looked at has no row."""

    outcomes: Counter[str]
    editions: tuple[int, ...]
    """The editions of the codebook that they caused."""
    by: tuple[str, ...] = ()
    """Who decided, by name."""
    discussed: int = 0
    """The decided places on which there are memos."""

    @property
    def meeting(self) -> int:
        return self.outcomes[Outcome.MEETING]

    @property
    def decided(self) -> int:
        return sum(
            n for outcome, n in self.outcomes.items() if outcome not in {Outcome.UNDECIDED, Outcome.MEETING}
        )


def resolved_in(round_: Round) -> Resolved:
    rows = list(
        round_.resolutions.order_by()
        .annotate(talks=Count("memos"))
        .values_list("outcome", "by__name", "talks")
    )
    editions = round_.resolutions.order_by().filter(editions__isnull=False)
    numbers = editions.values_list("editions__number", flat=True).distinct()
    decided = [row for row in rows if row[0] not in {Outcome.UNDECIDED, Outcome.MEETING}]
    return Resolved(
        Counter(outcome for outcome, _name, _talks in rows),
        tuple(sorted(numbers)),
        by=tuple(sorted({name for _outcome, name, _talks in decided if name})),
        discussed=sum(talks > 0 for _outcome, _name, talks in decided),
    )


def decisions_in(round_: Round) -> dict[tuple[int, Span], str]:
    """What was decided by whom, by transcript and place; in words that are none of the text."""
    rows = round_.resolutions.exclude(outcome=Outcome.UNDECIDED).select_related("revision", "by", "accepted")
    return {
        (each.revision.transcript_id, Span(each.start, each.end)): f"{each.words}, {each.by}"
        if each.by
        else each.words
        for each in rows
    }
