"""In how many places coders differ, told without the places, which may be very many."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coding.analysis.agreement.confusion import MostConfused, confusions, most_confused
from coding.analysis.agreement.differences import Difference

MOST_CONFUSED = 12
"""So many codes have a row or column of their own in the table of confusions."""


class Differing(NamedTuple):
    total: int
    places: int
    by_transcript: Mapping[int, int]
    confusions: Mapping[tuple[int, int], MostConfused]
    """Of each two judges, as much of them as is shown."""


def differing(differences: Sequence[Difference], judges: Sequence[int]) -> Differing:
    return Differing(
        total=len(differences),
        places=len({(each.transcript, each.unit) for each in differences}),
        by_transcript=Counter(each.transcript for each in differences),
        confusions={
            pair: most_confused(found, MOST_CONFUSED) for pair, found in confusions(differences, judges)
        },
    )
