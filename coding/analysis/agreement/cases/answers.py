"""Answers to cases: from what a file holds to numbers, or the reasons why there are none."""

from collections.abc import Callable, Mapping
from typing import Any

from coding.analysis.agreement.boundaries import boundary_similarity
from coding.analysis.agreement.cases import inputs, on_ratings, on_spans
from coding.analysis.agreement.cases.inputs import BadCase, Given, NotOffered, given
from coding.analysis.agreement.values import Reason, Value

Answer = float | dict[str, str]
NOT_OFFERED = "not_offered"

Answering = Callable[[str, Given, Given], Value]


def _boundaries(_name: str, data: Given, params: Given) -> Value:
    a, b = (given(data, key, list) for key in "ab")
    near = params.get("n_t", 2)
    if not all(type(mass) is int and mass > 0 for mass in [*a, *b, near]):
        raise BadCase("may have whole numbers from 1 for the lengths of parts and n_t, nothing else")
    if sum(a) != sum(b):
        raise BadCase("must have parts of the same length in all")
    found = boundary_similarity(a, b, near)
    return Value(found) if found is not None else Value(None, Reason.NO_VARIATION)


def _ratings(read: Callable[[Given], inputs.Ratings]) -> Answering:
    return lambda name, data, params: on_ratings.on_ratings(name, read(data), params)


def _spans(name: str, data: Given, params: Given) -> Value:
    return on_spans.on_spans(name, inputs.quotations_of(data), params)


FORMATS: dict[str, tuple[Answering, tuple[str, ...]]] = {
    "ratings": (_ratings(inputs.ratings_of), tuple(on_ratings.COEFFICIENTS)),
    "contingency": (_ratings(inputs.contingency_of), tuple(on_ratings.COEFFICIENTS)),
    "distribution": (_ratings(inputs.distribution_of), tuple(on_ratings.COEFFICIENTS)),
    "set_ratings": (
        lambda name, data, params: on_ratings.on_sets(name, inputs.sets_of(data), params),
        on_ratings.SET_COEFFICIENTS,
    ),
    "spans": (_spans, on_spans.COEFFICIENTS),
    "multi_spans": (_spans, on_spans.COEFFICIENTS),
    "masses": (_boundaries, ("boundary_similarity",)),
}
"""What reads an input and answers, and which coefficients it knows."""


def answers(cases: Any) -> tuple[dict[str, Answer], list[str]]:
    """The answers by id, and a sentence for each case that could not be read; the others are answered.

    A case that binds nobody (``"binding": false``) may ask for what there is not.
    """
    found: dict[str, Answer] = {}
    problems = []
    for number, case in enumerate(cases, 1):
        name = case.get("id") if isinstance(case, Mapping) else None
        if not isinstance(name, str) or name in found:
            lacking = "the id of an earlier one" if isinstance(name, str) else "no id"
            problems.append(f"Case {number} has {lacking}.")
            continue
        try:
            found[name] = answer(case)
        except NotOffered as error:
            found[name] = {"undefined": NOT_OFFERED}
            if case.get("binding", True):
                problems.append(f"Case “{name}” {error}.")
        except BadCase as error:
            problems.append(f"Case “{name}” {error}.")
    return found, problems


def answer(case: Given) -> Answer:
    """A number or why it is undefined. Raises ``BadCase``."""
    data, name = given(case, "input", dict), given(case, "coefficient", str)
    params = case.get("params") or {}
    wanted = given(data, "format", str, " of its input")
    if wanted not in FORMATS:
        raise BadCase(f"has an input of the format “{wanted}”; there are {', '.join(FORMATS)}")
    answering, known = FORMATS[wanted]
    if name not in known:
        raise NotOffered(f"asks for “{name}”; of {wanted} there are {', '.join(known)}")
    if not isinstance(params, Mapping):
        raise BadCase("has params that are no object")
    value = answering(name, data, params)
    return {"undefined": str(value.reason)} if value.number is None else value.number
