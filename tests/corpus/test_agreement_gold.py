"""The coefficients give what papers, manuals and other programs published."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from coding.analysis.agreement import chance, coefficients, metrics
from coding.analysis.agreement.tables import Square, Tallies, binary, histogram, tallied

pytestmark = pytest.mark.corpus
GOLD = Path(os.environ.get("VERBATIM_CORPUS", "no-corpus")) / "agreement-gold.json"
METRICS: dict[str, metrics.Metric[Any]] = {
    "nominal": metrics.nominal,
    "ordinal": metrics.ordinal,
    "interval": metrics.interval,
    "ratio": metrics.ratio,
}
Case = dict[str, Any]


def units(case: Case) -> list[tuple[Counter[Any], int]]:
    given = case["input"]
    if given["format"] == "distribution":
        return [(Counter(dict(zip(given["categories"], row, strict=True))), 1) for row in given["counts"]]
    if given["format"] == "contingency":
        table = zip(given["labels"], given["table"], strict=True)
        return [
            (Counter([a, b]), count)
            for a, row in table
            for b, count in zip(given["labels"], row, strict=True)
        ]
    return tallied(given["units"])


def values(case: Case) -> int:
    """How many values the scheme has; where it is not said, as many as were used."""
    stated: int | None = case["params"].get("q")
    return stated or len({value for tally, _ in units(case) for value in tally})


def squares(case: Case) -> Iterable[Square]:
    ratings = case["input"]["units"]
    values = sorted({value for unit in ratings for value in unit})
    for a, b in combinations(range(len(ratings[0])), 2):
        counts = Counter((unit[a], unit[b]) for unit in ratings)
        yield [[counts[row, column] for column in values] for row in values]


def characters(case: Case) -> Tallies[bool]:
    """One unit for each character: slow and plain."""
    spans, length, code = case["input"]["coders"].values(), case["input"]["length"], case["params"]["code"]
    marked = [{at for s, e, label in own if label == code for at in range(s, e)} for own in spans]
    return binary(histogram(marked, length))


def parts(case: Case) -> coefficients.Disagreement:
    return coefficients.disagreement(units(case), METRICS[case["params"]["metric"]])


COMPUTED: dict[str, Callable[[Case], float | None]] = {
    "cohen_kappa": lambda case: coefficients.cohen_kappa(case["input"]["table"]),
    "cohen_kappa_max": lambda case: coefficients.cohen_kappa_max(case["input"]["table"]),
    "cohen_kappa_ase_n": lambda case: chance.cohen_kappa_error(case["input"]["table"]),
    "scott_pi": lambda case: chance.scott_pi(case["input"]["table"]),
    "fleiss_kappa": lambda case: chance.fleiss_kappa(units(case)),
    "brennan_prediger": lambda case: chance.brennan_prediger(units(case), values(case)),
    "brennan_prediger_von_eye": lambda case: chance.brennan_prediger_unanimous(units(case), values(case)),
    "mean_pairwise_cohen_kappa": lambda case: coefficients.mean_kappa(squares(case)),
    "krippendorff_alpha": lambda case: parts(case).alpha,
    "alpha_observed_disagreement": lambda case: parts(case).observed,
    "alpha_expected_disagreement": lambda case: parts(case).expected,
    "char_krippendorff_alpha": lambda case: coefficients.krippendorff_alpha(characters(case)),
    "char_percent_agreement": lambda case: coefficients.percent(characters(case)),
    # Holsti's ratio of agreed to all decisions, averaged over pairs who all judged everything, is the same.
    "holsti_CR_mean_pairwise": lambda case: coefficients.percent(units(case)),
    "percent_agreement pairs": lambda case: coefficients.percent(units(case)),
    "percent_agreement all_equal": lambda case: coefficients.percent_unanimous(units(case)),
}


def name(case: Case) -> str:
    return " ".join([case["coefficient"], *filter(None, [case["params"].get("how")])])


def cases() -> list[Case]:
    known: list[Case] = json.loads(GOLD.read_text()) if GOLD.exists() else []
    return [
        c for c in known if c["binding"] and c["input"]["format"] != "set_ratings" and name(c) in COMPUTED
    ]


@pytest.mark.skipif(not GOLD.exists(), reason="VERBATIM_CORPUS names no folder with agreement-gold.json")
@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_coefficient_equals_its_published_value(case: Case) -> None:
    assert COMPUTED[name(case)](case) == pytest.approx(case["expected"], abs=case["tolerance"])
