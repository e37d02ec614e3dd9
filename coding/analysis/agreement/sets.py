"""Alpha where a unit may carry several codes: its value is the set of them, uncoded the empty set.

A set is a whole number with a bit for each code.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, product
from math import comb, fsum

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


MOST_CODES = 10
"""Sets that hold more are compared one by one: they have too many parts."""


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
    tallies = (tally for marked in study.marked for tally in set_tallies(marked, study.codes))
    return study.extent.beyond_chance(set_alpha(tallies, distance))


def _between(a: int, b: int, distance: Distance) -> float:
    return distance((a & b).bit_count(), a.bit_count(), b.bit_count()) if a != b else 0.0


def _expected(sizes: Counter[int], distance: Distance) -> float:
    """The distances of every two judgements, in either order.

    Most sets have no code in common and are 1 apart: taken off is what those are nearer that have one.
    """
    coded = {value: count for value, count in sizes.items() if value and count}
    alone = fsum(count * distance(0, 0, value.bit_count()) for value, count in coded.items())
    nearer = fsum(
        pairs if shared == a == b else pairs * (1 - distance(shared, a, b))
        for (shared, a, b), pairs in sharing(coded).items()
    )
    return sum(coded.values()) ** 2 - nearer + 2 * sizes[0] * alone


Sharing = Counter[tuple[int, int, int]]
"""Pairs of judgements, in either order, by how many codes both hold, the one and the other."""


def sharing(coded: Mapping[int, int]) -> Sharing:
    """Of all judgements that hold a code, those pairs that have one in common."""
    few = {value: count for value, count in coded.items() if value.bit_count() <= MOST_CODES}
    found = _sharing_parts(few)
    many = coded.keys() - few.keys()
    for value, other in [*product(many, few), *product(few, many), *product(many, many)]:
        if shared := (value & other).bit_count():
            found[shared, value.bit_count(), other.bit_count()] += coded[value] * coded[other]
    return found


def _sharing_parts(coded: Mapping[int, int]) -> Sharing:
    """The same without comparing pairs, of which there are too many.

    Every set of codes that a judgement holds is counted, by the size of the judgement. Products of these
    counts are the pairs that share at least such a set, each as often as what they share has parts of that
    size; how many share exactly so many follows by inclusion and exclusion.
    """
    holding: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for value, count in coded.items():
        own, part = holding[value.bit_count()], value
        while part:
            own[part] += count
            part = (part - 1) & value
    found: Sharing = Counter()
    for a, b in product(holding, holding):
        at_least, sizes = _at_least(holding[a], holding[b]), range(1, min(a, b) + 1)
        for shared in sizes:
            more = (t for t in sizes if t >= shared)
            found[shared, a, b] += sum((-1) ** (t - shared) * comb(t, shared) * at_least[t] for t in more)
    return found


def _at_least(a: Counter[int], b: Counter[int]) -> Counter[int]:
    """Pairs by the size of a set that both hold, once for each such set."""
    fewer, more = sorted((a, b), key=len)
    found = Counter[int]()
    for part, count in fewer.items():
        if part in more:
            found[part.bit_count()] += count * more[part]
    return found
