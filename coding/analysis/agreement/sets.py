"""Alpha where a unit may carry several codes: its value is the set of them, uncoded the empty set.

A set is a whole number with a bit for each code.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from math import fsum

from coding.analysis.agreement.coefficients import Disagreement
from coding.analysis.agreement.marked import Marked
from coding.analysis.agreement.readings import Code
from coding.analysis.agreement.study import Study
from coding.analysis.agreement.tables import Tallies
from coding.analysis.agreement.values import Value

Distance = Callable[[int, int, int], float]
"""How far two different sets are apart, by how many codes both hold, the first and the second."""


def jaccard(shared: int, a: int, b: int) -> float:
    """The part of all their codes that they do not share; sets without a common one are 1 apart."""
    return 1 - shared / (a + b - shared)


def masi(shared: int, a: int, b: int) -> float:
    """Jaccard's likeness, weighed by whether one set holds the other (Passonneau 2006)."""
    kind = 2 / 3 if shared == min(a, b) else 1 / 3
    return 1 - kind * shared / (a + b - shared)


def passonneau(shared: int, a: int, b: int) -> float:
    """One in the other, overlapping, apart; the empty set is in every other (Passonneau 2004)."""
    if shared == min(a, b):
        return 1 / 3
    return 2 / 3 if shared else 1.0


DISTANCES: dict[str, Distance] = {"masi": masi, "jaccard": jaccard, "passonneau2004": passonneau}
"""By name; always told beside the coefficient, which hangs on it."""


def set_tallies(marked: Marked, codes: Sequence[Code]) -> list[tuple[Counter[int], int]]:
    """How many coders gave a unit each set, and how many units (or characters) are like it."""
    lengths = Counter[tuple[int, ...]]()
    state = dict.fromkeys(marked.coders.values(), 0)
    since = 0
    for at, code, by in _borders(marked, codes):
        if since < at:
            lengths[tuple(sorted(state.values()))] += at - since
        for bit in state:
            if by & bit:
                state[bit] ^= code
        since = at
    # What lies between units was counted as uncoded, and what lies behind the last border not at all.
    nothing = (0,) * len(state)
    lengths[nothing] += marked.size - lengths.total()
    return [(Counter(sets), units) for sets, units in lengths.items() if units]


def _borders(marked: Marked, codes: Sequence[Code]) -> list[tuple[int, int, int]]:
    """Where, with which code, which coders begin or end."""
    return sorted(
        (at, 1 << place, by)
        for place, code in enumerate(codes)
        for start, end, by in marked.runs.get(code, ())
        for at in (start, end)
    )


def set_disagreement(tallies: Tallies[int], distance: Distance) -> Disagreement:
    """As ``coefficients.disagreement`` with this distance, for thousands of different sets."""
    sizes = Counter[int]()
    apart: defaultdict[int, list[float]] = defaultdict(list)
    for tally, units in tallies:
        others = sum(tally.values()) - 1
        if others > 0:
            for value, count in tally.items():
                sizes[value] += units * count
            for (a, times), (b, again) in combinations(tally.items(), 2):
                apart[others].append(2 * units * times * again * _between(a, b, distance))
    n = sizes.total()
    if n < 2:
        return Disagreement(0, 0)
    observed = fsum(fsum(parts) / others for others, parts in apart.items())
    return Disagreement(observed / n, _expected(sizes, distance) / (n * (n - 1)))


def set_alpha(tallies: Tallies[int], distance: Distance) -> float | None:
    """Agreement on sets of codes (Krippendorff 2019; Passonneau 2006), ``None`` where all are equal."""
    return set_disagreement(tallies, distance).alpha


def alpha_on_sets(study: Study, distance: Distance) -> Value:
    """Over all transcripts and codes of the study."""
    tallies = [tally for marked in study.marked for tally in set_tallies(marked, study.codes)]
    return study.extent.beyond_chance(set_alpha(tallies, distance))


def _between(a: int, b: int, distance: Distance) -> float:
    return distance((a & b).bit_count(), a.bit_count(), b.bit_count()) if a != b else 0.0


def _expected(sizes: Counter[int], distance: Distance) -> float:
    """The distances of every two judgements, in either order.

    Most sets have no code in common and are 1 apart: taken off is only what those are nearer that have one.
    """
    uncoded = sizes[0]
    coded = [(value, count) for value, count in sizes.items() if value and count]
    n = sum(count for _, count in coded)
    apart = n**2 - sum(count**2 for _, count in coded)
    empty = fsum(count * distance(0, 0, value.bit_count()) for value, count in coded)
    return apart - 2 * fsum(_nearer(coded, distance)) + 2 * uncoded * empty


def _nearer(coded: Iterable[tuple[int, int]], distance: Distance) -> Iterable[float]:
    """Of each set and those before it that share a code with it."""
    known: list[tuple[int, int]] = []
    holding: defaultdict[int, list[int]] = defaultdict(list)
    for value, count in coded:
        size, places = value.bit_count(), [p for p in range(value.bit_length()) if value >> p & 1]
        shared = Counter[int]()
        for place in places:
            shared.update(holding[place])
        near: defaultdict[tuple[int, int], int] = defaultdict(int)
        for other, common in shared.items():
            other_size, times = known[other]
            near[common, other_size] += times
        for (common, other_size), times in near.items():
            yield count * times * (1 - distance(common, size, other_size))
        for place in places:
            holding[place].append(len(known))
        known.append((size, count))
