"""A comparison for programs and terminals: as JSON, and as a table of plain text."""

from collections.abc import Iterable, Sequence
from typing import Any

from coding.analysis.agreement.comparison import Comparison, Row
from coding.analysis.agreement.intervals import Interval, Kind, Verdict
from coding.analysis.agreement.pooling import pooled
from coding.analysis.agreement.values import Value

Json = dict[str, Any]

KINDS = {
    Kind.JACKKNIFE: "95 %, leaving out one document after the other",
    Kind.LEFT_OUT: "no interval, but the range when one document is left out",
    Kind.WITHIN: "95 % within this document only, by blocks drawn anew",
}

VERDICTS = {
    Verdict.RELY: "to rely on",
    Verdict.TENTATIVE: "tentative",
    Verdict.NOT: "too low to rely on",
    Verdict.FEW: "too few uses",
}


def as_json(comparison: Comparison, unit: str) -> Json:
    together = pooled([each for each in comparison.rows if each.used])
    return {
        "unit": unit,
        "coders": list(comparison.coders),
        "documents": dict(comparison.units),
        "excluded": {document: list(coders) for document, coders in comparison.excluded.items()},
        "pooled": {
            "alpha": value(comparison.pooled),
            "alpha_interval": interval(comparison.pooled_interval, comparison.pooled_interval.verdict),
            "percent": value(together.percent),
            "presence": value(together.presence),
            "kappa": value(comparison.pooled_kappa),
            **{name: value(each) for name, each in together.further._asdict().items()},
        },
        "codes": [row(each) for each in comparison.rows],
        "by_document": [
            {
                "document": each.transcript,
                "coders": list(each.coders),
                "units": each.units,
                "alpha": value(each.pooled),
                "codes": {code: value(alpha) for code, alpha in each.alphas.items()},
            }
            for each in comparison.transcripts
        ],
    }


def value(found: Value) -> float | dict[str, str]:
    return found.number if found.number is not None else {"undefined": str(found.reason)}


def interval(found: Interval, verdict: Verdict | None) -> Json:
    told = {key: each for key, each in found._asdict().items() if each is not None}
    return {**told, "kind": str(found.kind), "verdict": verdict}


def row(found: Row) -> Json:
    return {
        "code": found.code,
        "marked_by": list(found.marked_by),
        "prevalence": found.prevalence,
        "is_rare": found.is_rare,
        "percent": value(found.percent),
        "presence": value(found.presence),
        "kappa": value(found.kappa),
        "alpha": value(found.alpha),
        "alpha_interval": interval(found.alpha_interval, found.verdict),
        **{name: value(each) for name, each in found.further._asdict().items()},
        "coders": {m.coder: {"marked": m.marked, "units": m.units} for m in found.marginals},
        "pairs": [
            {"coders": [pair.a, pair.b], **pair.table._asdict(), "kappa": value(pair.kappa)}
            for pair in found.pairs
        ],
    }


def as_table(comparison: Comparison, unit: str) -> str:
    """Codes in rows; below it what was compared."""
    counts = range(len(comparison.coders), -1, -1)
    header = ["code", *(f"by {n}" for n in counts), "percent", "kappa", "alpha", "low", "high", "F1", ""]
    lines = [header, *(_cells(each) for each in comparison.rows), _pooled(comparison)]
    return "\n".join([*_aligned(lines), "", *_notes(comparison, unit)])


def _cells(found: Row) -> list[str]:
    limits = found.alpha_interval
    numbers = (found.percent.number, found.kappa.number, found.alpha.number, limits.low, limits.high)
    remarks = ("rare" if found.is_rare else "", _judged(found.verdict, found.alpha, limits))
    return [
        str(found.code),
        *(f"{units:,}" for units in reversed(found.marked_by)),
        *map(_figure, (*numbers, found.presence.number)),
        ", ".join(filter(None, remarks)),
    ]


def _pooled(comparison: Comparison) -> list[str]:
    limits, together = comparison.pooled_interval, pooled([each for each in comparison.rows if each.used])
    numbers = (together.percent.number, comparison.pooled_kappa.number, comparison.pooled.number)
    return [
        "pooled",
        *[""] * (len(comparison.coders) + 1),
        *map(_figure, (*numbers, limits.low, limits.high, together.presence.number)),
        _judged(limits.verdict, comparison.pooled, limits),
    ]


def _judged(verdict: Verdict | None, alpha: Value, limits: Interval) -> str:
    """The verdict, or the reason why there is none."""
    if verdict:
        return VERDICTS[verdict]
    return str(alpha.reason or limits.reason or "")


def _figure(number: float | None) -> str:
    return "–" if number is None else f"{round(number, 3) + 0.0:.3f}".replace("-", "−")


def _aligned(lines: Sequence[Sequence[str]]) -> Iterable[str]:
    """The first column to the left, the others to the right, the last as it is."""
    widths = [max(len(cells[place]) for cells in lines) for place in range(len(lines[0]))]
    for first, *middle, last in lines:
        told = [cell.rjust(width) for cell, width in zip(middle, widths[1:-1], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *told, last]).rstrip()


def _notes(comparison: Comparison, unit: str) -> Iterable[str]:
    documents = ", ".join(f"{document} ({units:,})" for document, units in comparison.units.items())
    yield f"Coders: {', '.join(map(str, comparison.coders))}. Unit: {unit}."
    yield f"Compared: {documents or 'nothing'}."
    for document, coders in comparison.excluded.items():
        who = f"{coders[0]} alone" if coders else "nobody"
        yield f"Left out: {document}, completed by {who}."
    limits = comparison.pooled_interval
    if limits.kind in KINDS:
        seed = f"; seed {limits.seed}" if limits.seed is not None else ""
        yield f"Low and high: {KINDS[limits.kind]}{seed}."
