"""Coefficients of judgements on units."""

from collections.abc import Callable, Sequence
from typing import Any

from coding.analysis.agreement import chance, coefficients, errors, metrics, sets
from coding.analysis.agreement.cases.inputs import BadCase, Given, NotOffered, Ratings, ratings_of
from coding.analysis.agreement.coefficients import Disagreement
from coding.analysis.agreement.tables import tallied
from coding.analysis.agreement.values import Value

METRICS: dict[str, metrics.Metric[Any]] = {
    "nominal": metrics.nominal,
    "ordinal": metrics.ordinal,
    "interval": metrics.interval,
    "ratio": metrics.ratio,
}


def choice(params: Given, key: str, choices: dict[str, Any], usual: str) -> Any:
    """What a parameter names, of these."""
    name = params.get(key, usual)
    if name not in choices:
        raise NotOffered(f"asks for the {key} “{name}”; there are {', '.join(choices)}")
    return choices[name]


def _parts(ratings: Ratings, params: Given) -> Disagreement:
    metric = choice(params, "metric", METRICS, "nominal")
    values = {value for tally, _ in ratings.tallies for value in tally}
    if metric is not metrics.nominal and not all(isinstance(value, int | float) for value in values):
        raise BadCase(f"needs numbers for values where the metric is “{params['metric']}”")
    if metric is metrics.ratio and any(value < 0 for value in values):
        raise BadCase("needs numbers from 0 for values where the metric is “ratio”")
    return coefficients.disagreement(ratings.tallies, metric)


def _values(ratings: Ratings, params: Given) -> int:
    """How many values the scheme has; where it is not said, as many as were used."""
    stated = params.get("q") or ratings.values
    if not isinstance(stated, int) or stated < max(1, ratings.values):
        raise BadCase("has a “q” that is no whole number from that of the values used")
    return stated


def _percent(ratings: Ratings, params: Given) -> float | None:
    usual = "mean" if params.get("missing") == "gwet" else "pairs"
    ways = {
        "pairs": coefficients.percent,
        "mean": chance.percent_mean,
        "all_equal": coefficients.percent_unanimous,
    }
    found: float | None = choice(params, "how", ways, usual)(ratings.tallies)
    return found


def _conger(ratings: Ratings, _params: Given) -> float | None:
    if not ratings.coders:
        raise BadCase("needs to know which coder said what")
    return chance.conger_kappa(ratings.tallies, ratings.coders)


def _pairs(ratings: Ratings) -> list[Any]:
    if not ratings.squares:
        raise BadCase("needs two coders or more and what each of them said")
    return ratings.squares


Compute = Callable[[Ratings, Given], float | None]
COEFFICIENTS: dict[str, Compute] = {
    "percent_agreement": _percent,
    "cohen_kappa": lambda r, _: coefficients.cohen_kappa(r.square),
    "cohen_kappa_max": lambda r, _: coefficients.cohen_kappa_max(r.square),
    "cohen_kappa_ase_n": lambda r, _: chance.cohen_kappa_error(r.square),
    "mean_pairwise_cohen_kappa": lambda r, _: coefficients.mean_kappa(_pairs(r)),
    "scott_pi": lambda r, _: chance.scott_pi(r.square),
    "fleiss_kappa": lambda r, _: chance.fleiss_kappa(r.tallies),
    "conger_kappa": _conger,
    "brennan_prediger": lambda r, p: chance.brennan_prediger(r.tallies, _values(r, p)),
    "brennan_prediger_von_eye": lambda r, p: chance.brennan_prediger_unanimous(r.tallies, _values(r, p)),
    "gwet_ac1": lambda r, p: chance.gwet_ac1(r.tallies, _values(r, p)),
    "gwet_ac1_pe": lambda r, p: chance.gwet_ac1_chance(r.tallies, _values(r, p)),
    # Holsti's ratio of agreed to all decisions, averaged over pairs who all judged everything, is the same.
    "holsti_CR_mean_pairwise": lambda r, _: coefficients.percent(r.tallies),
    "krippendorff_alpha": lambda r, p: _parts(r, p).alpha,
    "alpha_observed_disagreement": lambda r, p: _parts(r, p).observed,
    "alpha_expected_disagreement": lambda r, p: _parts(r, p).expected,
    "percent_agreement_se": lambda r, _: errors.percent_error(r.tallies),
    "fleiss_kappa_se": lambda r, _: errors.fleiss_error(r.tallies),
    "gwet_ac1_se": lambda r, p: errors.ac1_error(r.tallies, _values(r, p)),
    "brennan_prediger_se": lambda r, p: errors.brennan_prediger_error(r.tallies, _values(r, p)),
    "krippendorff_alpha_se": lambda r, _: errors.alpha_error(r.tallies),
}


OF_TWO = {"cohen_kappa", "cohen_kappa_max", "cohen_kappa_ase_n", "scott_pi"}
"""Those that ask for two coders and no more."""


def on_ratings(name: str, ratings: Ratings, params: Given) -> Value:
    return ratings.extent.stated(COEFFICIENTS[name](ratings, params))


def told_of(judgements: Sequence[Sequence[Any]]) -> dict[str, float | dict[str, str]]:
    """Every coefficient that needs no more than judgements of units, by name; absent ones with the reason."""
    ratings = ratings_of({"units": [list(unit) for unit in judgements]})
    whole = [name for name in COEFFICIENTS if len(ratings.squares) == 1 or name not in OF_TWO]
    found = {name: on_ratings(name, ratings, {}) for name in whole}
    return {
        name: {"undefined": str(value.reason)} if value.number is None else value.number
        for name, value in found.items()
    }


SET_COEFFICIENTS = ("krippendorff_alpha_set", "alpha_observed_disagreement", "percent_agreement")


def on_sets(name: str, units: list[list[int | None]], params: Given) -> Value:
    ratings = Ratings(tallied(units))
    if name == "percent_agreement":
        return on_ratings(name, ratings, params)
    parts = sets.set_disagreement(ratings.tallies, choice(params, "distance", sets.DISTANCES, "masi"))
    return ratings.extent.stated(parts.alpha if name == "krippendorff_alpha_set" else parts.observed)
