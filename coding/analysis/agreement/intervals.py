"""How far alpha could lie from what these transcripts happen to show.

Turns of one interview are alike, characters all the more: what is left out or drawn anew is the transcript,
and within one transcript blocks of successive turns. The bootstrap of pairs that KALPHA offers takes them for
independent and is far too narrow: in a simulation of three coders on turns that are alike its 95 % interval
held the true value in 38 % of the trials, that by leaving out transcripts in 94 %.
"""

from collections.abc import Sequence
from enum import StrEnum
from math import sqrt
from statistics import fmean
from typing import NamedTuple

from coding.analysis.agreement import students_t
from coding.analysis.agreement.parts import Parts, alpha_of, total
from coding.analysis.agreement.values import Reason

RELY, TENTATIVE = 0.8, 0.667
"""From where on conclusions may rest on the codings, and where on tentatively (Krippendorff 2019, ch. 12)."""
CONFIDENCE = 0.95
FEWEST_TRANSCRIPTS = 5


class Kind(StrEnum):
    """What an interval is made of, and so what may be said of it."""

    JACKKNIFE = "jackknife"  # 95 %, from five transcripts or more
    LEFT_OUT = "left_out"  # no interval: the range when one of two to four transcripts is left out
    WITHIN = "within"  # 95 % within the one document compared, and for no other
    NONE = "none"


class Verdict(StrEnum):
    """What the lower limit and the number of uses allow."""

    RELY = "rely"
    TENTATIVE = "tentative"
    NOT = "not"
    FEW = "few"  # too few uses to judge


class Interval(NamedTuple):
    """Limits of alpha, or the reason why there are none.

    ``below_tentative`` and ``below_rely`` are the chances that alpha is less than .667 and .800
    (Krippendorff's probability of failure); ``seed`` draws the same blocks again.
    """

    low: float | None
    high: float | None
    kind: Kind
    documents: int
    reason: Reason | None = None
    below_tentative: float | None = None
    below_rely: float | None = None
    seed: int | None = None

    @property
    def verdict(self) -> Verdict | None:
        """On the lower limit, however few uses it hangs on; none where there is no interval but a range."""
        if self.low is None or self.kind not in {Kind.JACKKNIFE, Kind.WITHIN}:
            return None
        if self.low >= RELY:
            return Verdict.RELY
        return Verdict.TENTATIVE if self.low >= TENTATIVE else Verdict.NOT


def absent(reason: Reason, documents: int) -> Interval:
    return Interval(None, None, Kind.NONE, documents, reason)


def over_documents(documents: Sequence[Sequence[Parts]]) -> Interval:
    """Of two documents or more, each with the parts of one code, or of all that are pooled.

    Leaving out one document at a time (Tukey 1958; Efron & Tibshirani 1993, ch. 11), with t(D - 1).
    """
    count = len(documents)
    whole = [total(code) for code in zip(*documents, strict=True)]
    estimate = alpha_of(whole)
    others = [_without(whole, document) for document in documents]
    if estimate is None:
        return absent(Reason.NO_VARIATION, count)
    known = [alpha for alpha in others if alpha is not None]
    if len(known) < count:
        return absent(Reason.TOO_FEW_USES, count)
    if count < FEWEST_TRANSCRIPTS:
        return Interval(min(known), max(known), Kind.LEFT_OUT, count)
    return _jackknife(estimate, known)


def _without(whole: Sequence[Parts], document: Sequence[Parts]) -> float | None:
    return alpha_of([code.less(part) for code, part in zip(whole, document, strict=True)])


def _jackknife(estimate: float, others: Sequence[float]) -> Interval:
    count, middle = len(others), fmean(others)
    error = sqrt((count - 1) / count * sum((alpha - middle) ** 2 for alpha in others))
    reach = error * students_t.quantile((1 + CONFIDENCE) / 2, count - 1)
    return Interval(
        max(-1.0, estimate - reach),
        min(1.0, estimate + reach),
        Kind.JACKKNIFE,
        count,
        below_tentative=_chance_below(TENTATIVE, estimate, error, count - 1),
        below_rely=_chance_below(RELY, estimate, error, count - 1),
    )


def _chance_below(limit: float, estimate: float, error: float, degrees: int) -> float:
    # Rounding leaves an error of some 1e-17 where all transcripts agree alike.
    if error < 1e-12:
        return float(estimate < limit)
    return students_t.below((limit - estimate) / error, degrees)
