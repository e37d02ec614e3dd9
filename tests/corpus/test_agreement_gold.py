"""The coefficients give what papers, manuals and other programs published, as functions and by command."""

import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from coding.analysis.agreement.cases.answers import answer

pytestmark = pytest.mark.corpus
GOLD = Path(os.environ.get("VERBATIM_CORPUS", "no-corpus")) / "agreement-gold.json"
Case = dict[str, Any]


def cases() -> list[Case]:
    known: list[Case] = json.loads(GOLD.read_text()) if GOLD.exists() else []
    return [case for case in known if case["binding"]]


@pytest.mark.skipif(not GOLD.exists(), reason="VERBATIM_CORPUS names no folder with agreement-gold.json")
@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_coefficient_equals_its_published_value(case: Case) -> None:
    assert answer(case) == pytest.approx(case["expected"], abs=case["tolerance"])


@pytest.mark.skipif(not GOLD.exists(), reason="VERBATIM_CORPUS names no folder with agreement-gold.json")
def test_the_command_answers_every_binding_case_of_the_file(tmp_path: Path) -> None:
    out = tmp_path / "answers.json"
    call_command("agreement", str(GOLD), out=out, stdout=StringIO())
    answers = json.loads(out.read_text())
    missed = [
        case["id"]
        for case in cases()
        if answers[case["id"]] != pytest.approx(case["expected"], abs=case["tolerance"])
    ]
    assert len(cases()) > 90
    assert missed == []
