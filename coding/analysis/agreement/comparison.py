"""The comparison of coders, code by code, on the units of transcripts that two or more of them completed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from coding.analysis.agreement import coefficients
from coding.analysis.agreement.differences import Difference, differences
from coding.analysis.agreement.intervals import Interval
from coding.analysis.agreement.marked import Marked
from coding.analysis.agreement.readings import Code, Coder, Reading, Source, Transcript
from coding.analysis.agreement.rows import Pair, Row, TranscriptRow
from coding.analysis.agreement.study import Study, study_in_characters, study_in_units
from coding.analysis.agreement.values import Value

__all__ = [
    "AtThreshold",
    "Comparison",
    "Difference",
    "Pair",
    "Row",
    "TranscriptRow",
    "compare",
    "compare_characters",
    "comparison_of",
    "sensitivity",
]

THRESHOLD = 0.5
ANY_CHARACTER, WHOLE = 1e-9, 1.0
"""A unit is marked where any of it is, or only where all of it, or all of the quotation, is."""


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
    marked: Sequence[Marked]
    """What was compared."""

    @cached_property
    def differences(self) -> list[Difference]:
        """Transcript by transcript, unit by unit; they may be very many."""
        return [each for transcript in self.marked for each in differences(transcript)]

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
    """Compare the coders, in the order of their readings, on these codes; ``threshold`` as in ``present``.

    A coder has one reading of a transcript at most.
    """
    return comparison_of(study_in_units(sources, readings, codes, threshold))


def compare_characters(
    sources: Sequence[Source], readings: Iterable[Reading], codes: Sequence[Code]
) -> Comparison:
    """Compare on every character inside the units, white space too.

    A difference is then a stretch of characters, told by its first one.
    """
    return comparison_of(study_in_characters(sources, readings, codes))


class AtThreshold(NamedTuple):
    """Alpha of each code, and pooled, where so much of a unit or of a quotation must be covered."""

    threshold: float
    alphas: Mapping[Code, Value]
    pooled: Value


def sensitivity(
    sources: Sequence[Source],
    readings: Sequence[Reading],
    codes: Sequence[Code],
    thresholds: Sequence[float] = (ANY_CHARACTER, THRESHOLD, WHOLE),
) -> list[AtThreshold]:
    """How much hangs on the usual threshold."""
    studies = (study_in_units(sources, readings, codes, threshold) for threshold in thresholds)
    return [
        AtThreshold(threshold, study.alphas(), study.pooled())
        for threshold, study in zip(thresholds, studies, strict=True)
    ]


def comparison_of(study: Study) -> Comparison:
    rows = study.rows()
    squares = [pair.table.square for row in rows for pair in row.pairs]
    return Comparison(
        coders=list(study.bits),
        units={transcript.transcript: transcript.size for transcript in study.marked},
        excluded=study.excluded,
        rows=rows,
        pooled=study.pooled(),
        pooled_interval=study.pooled_interval(),
        pooled_kappa=study.extent.beyond_chance(coefficients.pooled_kappa(squares)),
        transcripts=study.transcript_rows(),
        marked=study.marked,
    )
