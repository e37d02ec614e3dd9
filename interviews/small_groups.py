"""Which participants stand out by what is known of them. Knows no framework.

After Sweeney, L. (2002). k-anonymity: a model for protecting privacy. International Journal of Uncertainty,
Fuzziness and Knowledge-Based Systems, 10(5), 557–570.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple, TypeVar

Who = TypeVar("Who", bound=Hashable)
Values = tuple[str, ...]
"""What is known of somebody, a text for each attribute."""


class SmallGroup(NamedTuple):
    values: Values
    people: Sequence[object]


def small_groups(known: Mapping[Who, Values], k: int) -> list[SmallGroup]:
    """The combinations of values that fewer than ``k`` people share, with those people.

    Whoever reads several attributes of somebody knows the whole combination; one that is shared by ``k`` is
    shared by as many in each of its parts. Nothing known is a value like another.
    """
    groups: defaultdict[Values, list[Who]] = defaultdict(list)
    for who, values in known.items():
        groups[values].append(who)
    few = [SmallGroup(values, people) for values, people in groups.items() if len(people) < k]
    return sorted(few, key=lambda group: (len(group.people), group.values))
