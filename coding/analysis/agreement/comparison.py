"""The comparison of coders, code by code, on the units of transcripts that two or more of them completed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from operator import attrgetter
from typing import NamedTuple

from coding.analysis.agreement import coefficients
from coding.analysis.agreement.coefficients import Disagreement
from coding.analysis.agreement.readings import Code, Coder, Reading, Source, Transcript
from coding.analysis.agreement.tables import Histogram, Table, binary, histogram, table
from coding.analysis.agreement.values import Reason, Value


@dataclass(frozen=True)
class Pair:
    """Two coders on one code, in the transcripts that both completed."""

    a: Coder
    b: Coder
    table: Table
    kappa: Value


@dataclass(frozen=True)
class Row:
    """Agreement on one code; ``marked_by[k]`` units were marked by ``k`` coders.

    Of more than two coders ``kappa`` is the mean over the pairs for whom it is defined.
    """

    code: Code
    pairs: Sequence[Pair]
    marked_by: Sequence[int]
    percent: Value
    kappa: Value
    alpha: Value
    presence: Value

    @property
    def table(self) -> Table | None:
        """The four counts, where two coders are compared."""
        return self.pairs[0].table if len(self.pairs) == 1 else None

    @property
    def used(self) -> bool:
        return any(self.marked_by[1:])


class Difference(NamedTuple):
    """A unit in which some coders used a code and others, who read it too, did not."""

    transcript: Transcript
    unit: int
    code: Code
    used_by: tuple[Coder, ...]
    not_used_by: tuple[Coder, ...]


@dataclass(frozen=True)
class Comparison:
    """``units`` counts those of each transcript compared; ``excluded`` names who completed each other one."""

    coders: Sequence[Coder]
    units: Mapping[Transcript, int]
    excluded: Mapping[Transcript, Sequence[Coder]]
    rows: Sequence[Row]
    pooled: Value
    differences: Sequence[Difference]

    @property
    def total(self) -> int:
        """How many units were compared."""
        return sum(self.units.values())


class _Marked(NamedTuple):
    """A transcript's units in which each of its coders used each code."""

    transcript: Transcript
    coders: Sequence[Coder]
    units: int
    used: Mapping[Code, Mapping[Coder, set[int]]]


class _Extent(NamedTuple):
    """How much there is to compare."""

    coders: int
    transcripts: int
    units: int

    def stated(self, number: float | None, least: int = 1) -> Value:
        """The number, if there are units enough for it, or why it is absent; the most basic reason counts."""
        lacks = {
            Reason.ONE_CODER: self.coders < 2,
            Reason.NO_PAIRABLE: not self.transcripts,
            Reason.TOO_FEW_UNITS: self.units < least,
            Reason.NO_VARIATION: number is None,
        }
        reason = next((reason for reason, lacking in lacks.items() if lacking), None)
        return Value(None, reason) if reason else Value(number)

    def beyond_chance(self, number: float | None) -> Value:
        """As ``stated``, of a coefficient that one unit, always at or below chance, can't tell."""
        return self.stated(number, least=2)


def compare(
    sources: Sequence[Source], readings: Iterable[Reading], codes: Sequence[Code], threshold: float = 0.5
) -> Comparison:
    """Compare the coders, in the order of their readings, on these codes; ``threshold`` as in ``present``."""
    listed = list(readings)
    by_source = [(source, [r for r in listed if r.transcript == source.transcript]) for source in sources]
    marked = [_marked(source, read, codes, threshold) for source, read in by_source if len(read) > 1]
    coders = list(dict.fromkeys(reading.coder for reading in listed))
    histograms = {code: _histogram(code, marked) for code in codes}
    extent = _Extent(len(coders), len(marked), sum(transcript.units for transcript in marked))
    return Comparison(
        coders=coders,
        units={transcript.transcript: transcript.units for transcript in marked},
        excluded={source.transcript: [r.coder for r in read] for source, read in by_source if len(read) < 2},
        rows=[_row(code, histograms[code], _pairs(code, coders, marked), extent) for code in codes],
        pooled=extent.beyond_chance(coefficients.pooled_alpha(map(_disagreement, histograms.values()))),
        differences=[difference for transcript in marked for difference in _differences(transcript)],
    )


def _marked(source: Source, readings: Sequence[Reading], codes: Sequence[Code], threshold: float) -> _Marked:
    used = {code: {r.coder: r.used(code, source, threshold) for r in readings} for code in codes}
    return _Marked(source.transcript, [r.coder for r in readings], len(source.units), used)


def _histogram(code: Code, marked: Iterable[_Marked]) -> Histogram:
    whole = Histogram()
    for transcript in marked:
        whole.update(histogram(list(transcript.used[code].values()), transcript.units))
    return whole


def _disagreement(counts: Histogram) -> Disagreement:
    return coefficients.disagreement(binary(counts))


def _row(code: Code, counts: Histogram, pairs: Sequence[Pair], extent: _Extent) -> Row:
    tallies = binary(counts)
    return Row(
        code=code,
        pairs=pairs,
        marked_by=_marked_by(counts, extent.coders),
        percent=extent.stated(coefficients.percent(tallies)),
        kappa=extent.beyond_chance(
            coefficients.mean_kappa(pair.table.square for pair in pairs if pair.kappa.reason is None)
        ),
        alpha=extent.beyond_chance(coefficients.krippendorff_alpha(tallies)),
        presence=extent.stated(coefficients.presence(tallies)),
    )


def _marked_by(counts: Histogram, coders: int) -> list[int]:
    units = [0] * (coders + 1)
    for (marked, _), times in counts.items():
        units[marked] += times
    return units


def _pairs(code: Code, coders: Sequence[Coder], marked: Sequence[_Marked]) -> list[Pair]:
    return [_pair(code, a, b, marked) for a, b in combinations(coders, 2)]


def _pair(code: Code, a: Coder, b: Coder, marked: Sequence[_Marked]) -> Pair:
    shared = [
        table(used[a], used[b], transcript.units)
        for transcript in marked
        if a in (used := transcript.used[code]) and b in used
    ]
    whole = Table.sum(shared)
    extent = _Extent(2, len(shared), whole.total)
    return Pair(a, b, whole, extent.beyond_chance(coefficients.cohen_kappa(whole.square)))


def _differences(transcript: _Marked) -> list[Difference]:
    found = []
    for code, used in transcript.used.items():
        times = Counter(chain.from_iterable(used.values()))
        found += [_difference(transcript, unit, code) for unit, k in times.items() if k < len(used)]
    # A stable sort: within a unit the codes keep their order.
    return sorted(found, key=attrgetter("unit"))


def _difference(transcript: _Marked, unit: int, code: Code) -> Difference:
    used = transcript.used[code]
    return Difference(
        transcript.transcript,
        unit,
        code,
        used_by=tuple(coder for coder in used if unit in used[coder]),
        not_used_by=tuple(coder for coder in used if unit not in used[coder]),
    )
