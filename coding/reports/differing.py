"""In how many places coders differ, told without the places, which may be very many."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from coding.analysis.agreement.confusion import Confusion, confusion
from coding.analysis.agreement.differences import Difference


class Differing(NamedTuple):
    total: int
    places: int
    by_transcript: Mapping[int, int]
    confusions: Mapping[tuple[int, int], Confusion]
    """Of each two judges."""


def differing(differences: Sequence[Difference], judges: Sequence[int]) -> Differing:
    return Differing(
        total=len(differences),
        places=len({(each.transcript, each.unit) for each in differences}),
        by_transcript=Counter(each.transcript for each in differences),
        confusions={(a, b): confusion(differences, a, b) for a, b in combinations(judges, 2)},
    )
