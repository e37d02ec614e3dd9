import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from coding.analysis.agreement.cases import on_ratings, on_spans
from coding.analysis.agreement.cases.answers import FORMATS, answer, answers
from coding.analysis.agreement.cases.inputs import BadCase

TABLE = {"format": "contingency", "labels": ["y", "n"], "table": [[20, 5], [10, 15]]}
SPANS = {
    "format": "spans",
    "length": 100,
    "coders": {"ana": [[0, 60, "x"], [90, 90, "x"]], "ben": [[40, 100, "x"], [120, 130, "x"]]},
}
UNITS = [["y", "y", "y"], ["y", "y", "n"], ["n", "n", "n"], ["y", None, "y"]]


def asked(coefficient: str, data: dict[str, Any], **params: Any) -> Any:
    return answer({"id": "1", "coefficient": coefficient, "input": data, "params": params})


@pytest.mark.parametrize(
    ("coefficient", "expected"),
    [
        # Observed .7; by chance .5 (Cohen), .505 (Scott), .5 (Brennan & Prediger), .495 (Gwet); at best .9.
        ("cohen_kappa", 0.4),
        ("cohen_kappa_max", 0.8),
        ("scott_pi", 0.195 / 0.495),
        ("fleiss_kappa", 0.195 / 0.495),
        ("conger_kappa", 0.4),
        ("brennan_prediger", 0.4),
        ("gwet_ac1", 0.205 / 0.505),
        ("gwet_ac1_pe", 0.495),
        ("percent_agreement", 0.7),
        ("krippendorff_alpha", 0.4),
        ("alpha_observed_disagreement", 0.3),
        ("alpha_expected_disagreement", 0.5),
    ],
)
def test_a_table_of_two_coders_worked_by_hand(coefficient: str, expected: float) -> None:
    assert asked(coefficient, TABLE) == pytest.approx(expected)


def test_ratings_may_be_missing() -> None:
    data = {"format": "ratings", "units": UNITS}
    assert asked("fleiss_kappa", data) == pytest.approx((5 / 6 - 5 / 9) / (4 / 9))
    # Pairs: 3 + 1 + 3 + 1 of 10; the mean over units 5/6; all alike 3 of 4.
    assert asked("percent_agreement", data, how="pairs") == pytest.approx(8 / 10)
    assert asked("percent_agreement", data, missing="gwet") == pytest.approx(5 / 6)
    assert asked("percent_agreement", data, how="all_equal") == pytest.approx(3 / 4)


def test_a_distribution_tells_how_many_gave_which_value() -> None:
    data = {"format": "distribution", "categories": ["y", "n"], "counts": [[3, 0], [2, 1], [0, 3]]}
    # Pairs agree in 1, 1/3 and 1 of the units; yes 5/9, no 4/9.
    assert asked("fleiss_kappa", data) == pytest.approx((7 / 9 - 41 / 81) / (40 / 81))
    assert asked("brennan_prediger", data, q=4) == pytest.approx((7 / 9 - 1 / 4) / (3 / 4))


def test_spans_are_clipped_and_empty_ones_nothing() -> None:
    # Both 20, A only 40, B only 40 of 100 characters.
    assert asked("char_percent_agreement", SPANS, code="x") == pytest.approx(0.2)
    assert asked("char_cohen_kappa", SPANS, code="x") == pytest.approx(-2 / 3)
    assert asked("char_positive_agreement", SPANS, code="x") == pytest.approx(40 / 120)
    assert asked("char_negative_agreement", SPANS, code="x") == 0
    assert asked("holsti", SPANS, code="x") == 0
    assert asked("char_cohen_kappa", {**SPANS, "length": 200}, code="x") == pytest.approx(
        # Both 20, only A 40, only B 50, neither 90; by chance .3 * .35 + .7 * .65.
        (0.55 - 0.56) / 0.44
    )


def test_spans_may_be_counted_from_an_origin_and_come_in_several_texts() -> None:
    moved = {
        "format": "spans",
        "length": 100,
        "origin": 7,
        "coders": {"ana": [[7, 67, "x"]], "ben": [[47, 107, "x"]]},
    }
    two = {"format": "multi_spans", "docs": [SPANS, moved], "all_coders": ["ana", "ben"]}
    for name in ("char_cohen_kappa", "u_binary_alpha"):
        assert asked(name, moved, code="x") == pytest.approx(asked(name, SPANS, code="x"))
    assert asked("char_cohen_kappa", two, code="x") == pytest.approx(-2 / 3)


@pytest.mark.parametrize(
    ("coefficient", "data", "params", "reason"),
    [
        ("cohen_kappa", {"format": "ratings", "units": [["y", "y"], ["y", "y"]]}, {}, "no_variation"),
        ("krippendorff_alpha", {"format": "ratings", "units": [["y"], ["n"]]}, {}, "one_coder"),
        ("percent_agreement", {"format": "ratings", "units": [["y", None], [None, "n"]]}, {}, "no_pairable"),
        ("char_krippendorff_alpha", SPANS, {"code": "unused"}, "no_variation"),
        ("cu_alpha", SPANS, {}, "no_variation"),
        ("char_percent_agreement", {**SPANS, "coders": {"ana": []}}, {"code": "x"}, "one_coder"),
        ("boundary_similarity", {"format": "masses", "a": [9], "b": [9]}, {}, "no_variation"),
    ],
)
def test_what_is_undefined_says_why(coefficient: str, data: Any, params: Any, reason: str) -> None:
    assert asked(coefficient, data, **params) == {"undefined": reason}


@pytest.mark.parametrize(
    ("coefficient", "data", "sentence"),
    [
        ("cohen_kappa", {"format": "ratings"}, "lacks “units”"),
        ("cohen_kappa", {"format": "ratings", "units": UNITS}, "needs two coders and what each of them said"),
        ("cohen_kappa", {"format": "ratings", "units": [[1, 2], [1]]}, "as many values as there are coders"),
        ("cohen_kappa", {"format": "tea"}, "has an input of the format “tea”; there are ratings,"),
        ("tea", TABLE, "asks for “tea”; of contingency there are percent_agreement,"),
        ("conger_kappa", {"format": "distribution", "categories": [1], "counts": [[2]]}, "which coder"),
        ("cohen_kappa", {**TABLE, "table": [[1, -1], [0, 1]]}, "may have whole numbers from 0 for counts"),
        ("char_percent_agreement", SPANS, "lacks “code” among its params"),
        (
            "u_alpha",
            {**SPANS, "coders": {"ana": [[0, 5, "x"], [3, 9, "y"]]}},
            "overlapping quotations: “x” 0–5",
        ),
        ("u_alpha", {**SPANS, "coders": {"ana": [[0, 5]]}}, "a list of spans: start, end, code"),
        (
            "boundary_similarity",
            {"format": "masses", "a": [1, 2], "b": [4]},
            "parts of the same length in all",
        ),
    ],
)
def test_a_bad_case_is_refused_in_words(coefficient: str, data: Any, sentence: str) -> None:
    with pytest.raises(BadCase) as refused:
        asked(coefficient, data)
    assert sentence in str(refused.value)


def test_the_other_cases_are_still_answered(tmp_path: Path) -> None:
    file, out, errors = tmp_path / "cases.json", tmp_path / "out.json", StringIO()
    good = {"id": "good", "coefficient": "cohen_kappa", "input": TABLE, "params": {}}
    file.write_text(json.dumps([{**good, "id": "bad", "input": {}}, good, good, 5, {**good, "id": None}]))
    with pytest.raises(CommandError, match="4 of the cases could not be answered; the others were"):
        call_command("agreement", str(file), out=out, stderr=errors)
    assert json.loads(out.read_text()) == {"good": pytest.approx(0.4)}
    assert errors.getvalue().splitlines() == [
        "Case “bad” lacks “format” of its input.",
        "Case 3 has the id of an earlier one.",
        "Case 4 has no id.",
        "Case 5 has no id.",
    ]


def test_a_case_that_binds_nobody_may_ask_for_what_there_is_not() -> None:
    case = {"id": "1", "coefficient": "tea", "input": TABLE, "binding": False}
    assert answers([case]) == ({"1": {"undefined": "not_offered"}}, [])


def test_answers_are_printed_where_no_file_is_named(tmp_path: Path) -> None:
    file, out = tmp_path / "cases.json", StringIO()
    file.write_text(json.dumps([{"id": "1", "coefficient": "cohen_kappa", "input": TABLE}]))
    call_command("agreement", str(file), stdout=out)
    assert json.loads(out.getvalue()) == {"1": pytest.approx(0.4)}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"{", "is no JSON: "), (b"\xff", "is not UTF-8; save it"), (b"{}", "holds no list of cases")],
)
def test_a_file_that_is_no_list_of_cases_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "cases.json"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        call_command("agreement", str(file))
    with pytest.raises(CommandError, match="can't be read: No such file"):
        call_command("agreement", str(tmp_path / "nowhere.json"))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 30)
    | st.floats(allow_nan=True)
    | st.sampled_from(["x", "y", ""]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["units", "labels", "table", "counts", "length", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)
NAMES = [
    *on_ratings.COEFFICIENTS,
    *on_ratings.SET_COEFFICIENTS,
    *on_spans.COEFFICIENTS,
    "boundary_similarity",
]


@given(st.sampled_from(NAMES), st.sampled_from(list(FORMATS)), st.dictionaries(st.text(), JSON), JSON)
def test_nonsense_is_answered_or_refused_in_words(name: str, kind: str, data: Any, params: Any) -> None:
    ratings = {"units": params, "labels": params, "table": params, "categories": params, "counts": params}
    spans = {"length": 20, "coders": {"ana": params, "ben": params}, "a": params, "b": params}
    for each in (data, {**ratings, **spans}):
        case = {"id": "1", "coefficient": name, "input": {**each, "format": kind}, "params": {"code": "x"}}
        found, problems = answers([case])
        assert found or problems
