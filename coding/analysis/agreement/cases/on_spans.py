"""Coefficients of quotations in texts."""

from collections.abc import Callable, Iterator
from typing import Any

from coding.analysis.agreement import sets
from coding.analysis.agreement.alignment import Costs, TooManyUnits, best_alignment
from coding.analysis.agreement.alpha_u import alpha_u, squared_disagreement
from coding.analysis.agreement.cases.inputs import BadCase, Given, Quotations
from coding.analysis.agreement.cases.on_ratings import choice
from coding.analysis.agreement.coefficients import Disagreement
from coding.analysis.agreement.continuum import Continuum, Overlapping, Unit, continuum, single
from coding.analysis.agreement.gamma import SAMPLES, SEED, Chance, gamma
from coding.analysis.agreement.quotations import holsti
from coding.analysis.agreement.readings import Code
from coding.analysis.agreement.rows import Row
from coding.analysis.agreement.study import Study, study_in_characters
from coding.analysis.agreement.unitizing import unitizing
from coding.analysis.agreement.values import Value


def _code(params: Given) -> Code:
    if "code" not in params:
        raise BadCase("lacks “code” among its params")
    return params["code"]


def _study(texts: Quotations, codes: list[Code]) -> Study:
    return study_in_characters(texts.sources, texts.readings, codes)


BY_CHARACTER: dict[str, Callable[[Row], Value]] = {
    "char_percent_agreement": lambda row: row.percent,
    "char_positive_agreement": lambda row: row.presence,
    "char_negative_agreement": lambda row: row.further.absence,
    "char_cohen_kappa": lambda row: row.kappa,
    "char_cohen_kappa_max": lambda row: row.further.kappa_max,
    "char_scott_pi": lambda row: row.further.scott,
    "char_fleiss_kappa": lambda row: row.further.fleiss,
    "char_conger_kappa": lambda row: row.further.conger,
    "char_brennan_prediger": lambda row: row.further.brennan_prediger,
    "char_gwet_ac1": lambda row: row.further.ac1,
    "char_krippendorff_alpha": lambda row: row.alpha,
}


def _set_alpha(texts: Quotations, params: Given) -> Value:
    distance = choice(params, "distance", sets.DISTANCES, "masi")
    return sets.alpha_on_sets(_study(texts, list(texts.codes)), distance)


def _units(texts: Quotations, number: int) -> dict[Any, list[Unit]]:
    return {
        reading.coder: [Unit(*span, code) for code, spans in reading.quotations.items() for span in spans]
        for reading in texts.readings
        if reading.transcript == number
    }


def _partitions(texts: Quotations) -> Iterator[Continuum]:
    """With all codes; raises ``Overlapping`` where a coder gave the same characters two."""
    for place, length in enumerate(texts.lengths):
        yield continuum(length, _units(texts, place))


def _of_one(texts: Quotations, code: Code) -> Iterator[Continuum]:
    for place, length in enumerate(texts.lengths):
        read = [reading for reading in texts.readings if reading.transcript == place]
        yield single(length, {r.coder: r.quotations.get(code, ()) for r in read}, code)


def _marked_at_all(texts: Quotations, params: Given) -> float | None:
    chosen = _of_one(texts, params["code"]) if "code" in params else _partitions(texts)
    return unitizing(chosen).binary()


def _only(texts: Iterator[Continuum]) -> Continuum:
    first, *others = texts
    if others:
        raise BadCase("takes one text")
    return first


def _squared(texts: Quotations, params: Given) -> Disagreement:
    return squared_disagreement(_only(_of_one(texts, _code(params))))


def _disorder(texts: Quotations, params: Given) -> float | None:
    best = best_alignment(_only_units(texts), _costs(params))
    return best.disorder if best else None


def _only_units(texts: Quotations) -> dict[Any, list[Unit]]:
    if len(texts.lengths) != 1:
        raise BadCase("takes one text")
    return _units(texts, 0)


def _chance(params: Given) -> Chance:
    samples, seed = params.get("samples", SAMPLES), params.get("seed", SEED)
    if type(samples) is not int or type(seed) is not int or not 1 <= samples <= 1000:
        raise BadCase("may have whole numbers for samples (from 1 to 1,000) and seed, nothing else")
    return Chance(samples, seed)


def _costs(params: Given) -> Costs:
    chosen = [params.get(key, 1.0) for key in ("alpha", "beta", "delta_empty")]
    if not all(isinstance(cost, int | float) and cost >= 0 for cost in chosen):
        raise BadCase("may have numbers from 0 for alpha, beta and delta_empty, nothing else")
    return Costs(*chosen)


NUMBERS: dict[str, Callable[[Quotations, Given], float | None]] = {
    "u_alpha": lambda t, _: unitizing(_partitions(t)).alpha(),
    "u_binary_alpha": _marked_at_all,
    "cu_alpha": lambda t, _: unitizing(_partitions(t)).coding(),
    "cu_coverage": lambda t, _: unitizing(_partitions(t)).coverage(),
    "ku_alpha": lambda t, p: unitizing(_partitions(t)).of(_code(p)),
    "ku_coverage": lambda t, p: unitizing(_partitions(t)).coverage_of(_code(p)),
    "alphaU_1995": lambda t, p: _squared(t, p).alpha,
    "alphaU_1995_Do": lambda t, p: _squared(t, p).observed,
    "alphaU_1995_De": lambda t, p: _squared(t, p).expected,
    "alphaU_1995_overall": lambda t, _: alpha_u(_only(_of_one(t, code)) for code in t.codes),
    "gamma_best_alignment_disorder": _disorder,
    "gamma": lambda t, p: gamma(_only_units(t), t.lengths[0], _costs(p), _chance(p)),
}
VALUES: dict[str, Callable[[Quotations, Given], Value]] = {
    "char_set_alpha": _set_alpha,
    "holsti": lambda t, p: holsti(t.sources, t.readings, [_code(p)])[_code(p)],
}
COEFFICIENTS = (*BY_CHARACTER, *NUMBERS, *VALUES)


def on_spans(name: str, texts: Quotations, params: Given) -> Value:
    if name in BY_CHARACTER:
        (row,) = _study(texts, [_code(params)]).rows()
        return BY_CHARACTER[name](row)
    if name in VALUES:
        return VALUES[name](texts, params)
    try:
        return _study(texts, []).extent.stated(NUMBERS[name](texts, params))
    except (Overlapping, TooManyUnits) as error:
        raise BadCase(f"can't be answered: {error}") from error
