"""What Verbatim can say to items of the checklist by itself."""

from collections.abc import Callable, Mapping

from coding.checklist import analysis, sample
from coding.checklist.facts import Known
from coding.checklist.study import Study

ASKED: Mapping[int, Callable[[Study], Known | None]] = {
    12: sample.sample_size,
    13: sample.non_participation,
    16: sample.sample,
    18: sample.repeats,
    19: sample.recording,
    20: sample.field_notes,
    21: sample.duration,
    22: sample.saturation,
    24: analysis.coders,
    25: analysis.tree,
    26: analysis.derivation,
    27: analysis.software,
    29: analysis.quotations,
    30: analysis.findings,
    31: analysis.major,
    32: analysis.minor,
}
"""By the item's number; only the team can tell the others."""


def known(study: Study, item: int) -> Known | None:
    """Nothing where only the team can tell, or where the study is not so far."""
    ask = ASKED.get(item)
    return ask(study) if ask else None
