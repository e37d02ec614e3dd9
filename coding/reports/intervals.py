"""What an interval of alpha says, and what the lower end of it allows, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from coding.analysis.agreement.intervals import Interval, Kind, Verdict
from coding.analysis.agreement.rows import FEW, FEW_TO_RELY
from coding.analysis.agreement.values import Reason, Value
from coding.charts import Estimate

ABSENT = "–"


def rounded(number: float) -> str:
    """Two decimals with a true minus; never a nought with one."""
    return f"{round(number, 2) + 0.0:.2f}".replace("-", "−")


def figure(value: Value) -> str:
    """Two decimals with a true minus, or a dash."""
    return ABSENT if value.number is None else rounded(value.number)


def percent(value: Value) -> str:
    """One decimal, or a dash."""
    return ABSENT if value.number is None else f"{100 * value.number:.1f}"


def reason(value: Value | Interval) -> str:
    """Why a number is absent, in words."""
    if value.reason is None:
        return ""
    return {
        Reason.ONE_CODER: _("only one coder"),
        Reason.NO_PAIRABLE: _("no transcript was completed by two of them"),
        Reason.TOO_FEW_UNITS: _("too few units"),
        Reason.NO_VARIATION: _("nobody, or everybody everywhere, used it"),
        Reason.TOO_FEW_USES: _("used in too few places"),
    }[value.reason]


def limits(interval: Interval) -> str:
    """Both ends, in brackets where they are no interval but a range."""
    if interval.low is None or interval.high is None:
        return ABSENT
    ends = f"{rounded(interval.low)} – {rounded(interval.high)}"
    return f"({ends})" if interval.kind == Kind.LEFT_OUT else ends


def count_names(coders: Sequence[str]) -> tuple[str, ...]:
    """What heads the columns of counts: of two coders who marked it, of more how many."""
    if len(coders) == 2:
        only = _("%(coder)s only")
        return (_("both"), *(only % {"coder": coder} for coder in coders), _("neither"))
    some = (_("by %(n)s") % {"n": n} for n in range(len(coders) - 1, 0, -1))
    return (_("by all %(n)s") % {"n": len(coders)}, *some, _("by none"))


def estimate(alpha: Value, interval: Interval) -> Estimate | None:
    """What is drawn of alpha and its limits."""
    if alpha.number is None:
        return None
    return Estimate(alpha.number, interval.low, interval.high, interval.kind == Kind.LEFT_OUT)


def kind_of(interval: Interval) -> str:
    """What the two ends are."""
    return {
        Kind.JACKKNIFE: _("95 % interval"),
        Kind.LEFT_OUT: _("range when one transcript is left out"),
        Kind.WITHIN: _("95 % interval within this transcript only"),
        Kind.NONE: _("no interval: %(why)s") % {"why": reason(interval)},
    }[interval.kind]


def limits_head(interval: Interval) -> str:
    """What heads a column of both ends: a range is no interval."""
    return _("range") if interval.kind == Kind.LEFT_OUT else _("interval")


def how_made(interval: Interval) -> str:
    """How the intervals of a comparison were reckoned, for who wants to reckon them again."""
    documents = {"n": interval.documents, "df": interval.documents - 1, "seed": interval.seed}
    return {
        Kind.JACKKNIFE: _(
            "Intervals (95 %%): leaving out one of %(n)s transcripts at a time (jackknife), t with %(df)s "
            "degrees of freedom."
        ),
        Kind.LEFT_OUT: _(
            "Fewer than five transcripts were compared: no interval is given, but, in brackets in tables, "
            "the range of α when one of the %(n)s is left out, and no verdict rests on it."
        ),
        Kind.WITHIN: _(
            "One transcript alone was compared: intervals (95 %%) are drawn from blocks of ten successive "
            "turns within it (moving-block bootstrap, random number %(seed)s) and hold for no other."
        ),
        Kind.NONE: _("There are no intervals."),
    }[interval.kind] % documents


def verdict_rule() -> str:
    """What a verdict rests on."""
    return _(
        "What a code allows rests on the lower limit: from .800 rely, from .667 tentative conclusions, below "
        "it none (Krippendorff 2019). Coders who differ in none of a code’s units may still differ in "
        "others: on a code used in fewer than %(few)s units nothing is concluded, in fewer than %(rely)s at "
        "most tentatively (Hanley & Lippman-Hand 1983)."
    ) % {"few": FEW, "rely": FEW_TO_RELY}


def verdict(given: Verdict | None) -> str:
    """In a word; nothing where there is no interval to judge by."""
    words = {
        Verdict.RELY: _("rely"),
        Verdict.TENTATIVE: _("tentative"),
        Verdict.NOT: _("not reliable"),
        Verdict.FEW: _("too few uses"),
    }
    return words[given] if given else ""


def verdict_class(given: Verdict | None) -> str:
    """How it looks: good, warn, bad, or plain."""
    looks = {Verdict.RELY: "good", Verdict.TENTATIVE: "warn", Verdict.NOT: "bad", Verdict.FEW: ""}
    return looks[given] if given else ""


def chances(interval: Interval) -> tuple[str, str] | None:
    """How likely, per cent, alpha lies below .667, and below .800 (Krippendorff's probability of failure)."""
    if interval.below_tentative is None or interval.below_rely is None:
        return None
    return _chance(interval.below_tentative), _chance(interval.below_rely)


def failure(interval: Interval) -> str:
    """Both chances in words."""
    known = chances(interval)
    if known is None:
        return ""
    return _("below .667: %(tentative)s %%; below .800: %(rely)s %%") % {
        "tentative": known[0],
        "rely": known[1],
    }


def _chance(share: float) -> str:
    if share < 0.005:
        return "<1"
    return ">99" if share > 0.995 else f"{100 * share:.0f}"
