"""The comparison of coders, code by code, on the units of transcripts that two or more of them completed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from coding.analysis.agreement import coefficients
from coding.analysis.agreement.differences import Difference, differences
from coding.analysis.agreement.intervals import Interval
from coding.analysis.agreement.marked import Bits, Marked, in_characters, in_units
from coding.analysis.agreement.readings import Code, Coder, Reading, Source, Transcript
from coding.analysis.agreement.rows import Pair, Row, TranscriptRow
from coding.analysis.agreement.study import Study
from coding.analysis.agreement.values import Value

__all__ = ["Comparison", "Difference", "Pair", "Row", "TranscriptRow", "compare", "compare_characters"]

THRESHOLD = 0.5

Marking = Callable[[Source, Sequence[Reading], Bits], Marked]


@dataclass(frozen=True)
class Comparison:
    """``units`` counts those of each transcript compared; ``excluded`` names who completed each other one."""

    coders: Sequence[Coder]
    units: Mapping[Transcript, int]
    excluded: Mapping[Transcript, Sequence[Coder]]
    rows: Sequence[Row]
    pooled: Value
    pooled_interval: Interval
    pooled_kappa: Value
    """Over all codes and pairs of coders."""
    transcripts: Sequence[TranscriptRow]
    differences: Sequence[Difference]

    @property
    def total(self) -> int:
        """How many units were compared."""
        return sum(self.units.values())


def compare(
    sources: Sequence[Source],
    readings: Iterable[Reading],
    codes: Sequence[Code],
    threshold: float = THRESHOLD,
) -> Comparison:
    """Compare the coders, in the order of their readings, on these codes; ``threshold`` as in ``present``."""

    def marking(source: Source, read: Sequence[Reading], bits: Bits) -> Marked:
        return in_units(source, read, bits, codes, threshold)

    return _compared(sources, readings, codes, marking)


def compare_characters(
    sources: Sequence[Source], readings: Iterable[Reading], codes: Sequence[Code]
) -> Comparison:
    """Compare on every character inside the units, white space too.

    A difference is then a stretch of characters, told by its first one.
    """

    def marking(source: Source, read: Sequence[Reading], bits: Bits) -> Marked:
        return in_characters(source, read, bits, codes)

    return _compared(sources, readings, codes, marking)


def _compared(
    sources: Sequence[Source], readings: Iterable[Reading], codes: Sequence[Code], marking: Marking
) -> Comparison:
    read: defaultdict[Transcript, list[Reading]] = defaultdict(list)
    coders: dict[Coder, None] = {}
    for reading in readings:
        coders[reading.coder] = None
        read[reading.transcript].append(reading)
    bits = {coder: 1 << place for place, coder in enumerate(coders)}
    compared = [source for source in sources if len(read[source.transcript]) > 1]
    marked = [marking(source, read[source.transcript], bits) for source in compared]
    excluded = {
        source.transcript: [reading.coder for reading in read[source.transcript]]
        for source in sources
        if len(read[source.transcript]) < 2
    }
    return _comparison(Study(bits, marked, codes), excluded)


def _comparison(study: Study, excluded: Mapping[Transcript, Sequence[Coder]]) -> Comparison:
    rows = study.rows()
    squares = [pair.table.square for row in rows for pair in row.pairs]
    return Comparison(
        coders=list(study.bits),
        units={transcript.transcript: transcript.size for transcript in study.marked},
        excluded=excluded,
        rows=rows,
        pooled=study.pooled(),
        pooled_interval=study.pooled_interval(),
        pooled_kappa=study.extent.beyond_chance(coefficients.pooled_kappa(squares)),
        transcripts=study.transcript_rows(),
        differences=[each for transcript in study.marked for each in differences(transcript)],
    )
