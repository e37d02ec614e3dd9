"""Real spans by several coders and published matrices load and are compared."""

import csv
import json
import os
from itertools import combinations
from pathlib import Path

import pytest

from coding.analysis.agreement.boundaries import boundary_similarity
from coding.analysis.agreement.cases.on_ratings import told_of
from coding.analysis.agreement.comparison import compare_characters
from coding.analysis.agreement.files.codings import comparable, read_codings
from coding.analysis.agreement.files.matrices import read_judgements
from interviews.spans import Span

FOLDER = Path(os.environ.get("VERBATIM_CORPUS", "no-corpus")) / "multicoder"
SPANS, TEXTS = FOLDER / "redewiedergabe" / "spans.csv", FOLDER / "redewiedergabe" / "text"
MATRICES = FOLDER / "published_matrices"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FOLDER.exists(), reason="VERBATIM_CORPUS names no folder with multicoder"),
]


def lengths() -> dict[str, int]:
    return {path.stem: len(path.read_bytes().decode()) for path in TEXTS.glob("*.txt")}


def marked(document: str, coder: str, code: str) -> set[int]:
    """Character by character, as the file has it."""
    with SPANS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row["document"], row["coder"]) == (document, coder)]
    spans = [Span(int(row["start"]), int(row["end"])) for row in rows if row["code"] == code]
    return {at for start, end in spans for at in range(start, end)}


def test_spans_of_literary_speech_agree_with_counting_character_by_character() -> None:
    given = comparable(read_codings(SPANS.read_text(encoding="utf-8")), lengths())
    sources = [source for source in given.sources if source.transcript == "rwk_digbib_1057-1"]
    readings = [r for r in given.readings if r.transcript == "rwk_digbib_1057-1"]
    length = lengths()["rwk_digbib_1057-1"]
    found = compare_characters(sources, readings, given.codes)
    assert found.total == length
    assert len(found.coders) == 8
    for row in found.rows:
        by_coder = {c: marked("rwk_digbib_1057-1", c, row.code) for c in found.coders}
        assert row.marked_by == [
            sum(sum(at in own for own in by_coder.values()) == k for at in range(length)) for k in range(9)
        ]
        for pair in row.pairs:
            a, b = by_coder[pair.a], by_coder[pair.b]
            assert (pair.table.both, pair.table.only_a, pair.table.only_b) == (
                len(a & b),
                len(a - b),
                len(b - a),
            )


def test_all_spans_are_compared_with_intervals_over_the_documents() -> None:
    given = comparable(read_codings(SPANS.read_text(encoding="utf-8")), lengths())
    found = compare_characters(given.sources, given.readings, given.codes)
    assert found.pooled_interval.documents == len(lengths()) == 8
    direct = next(row for row in found.rows if row.code == "direct.speech")
    assert direct.alpha.number is not None
    assert direct.alpha.number > 0.9
    assert direct.alpha_interval.low is not None


@pytest.mark.parametrize(
    ("name", "alpha"),
    [
        # Hayes & Krippendorff (2007), nominal; Krippendorff (2018), p. 290; the English Wikipedia's example.
        ("icr_hayes-krippendorff-2007", 0.4765),
        ("icr_krippendorff-2018-p290", 0.743),
        ("irrCAC_cac.raw4raters", 0.743),
        ("icr_wikipedia", 0.691),
    ],
)
def test_a_published_matrix_gives_its_published_alpha(name: str, alpha: float) -> None:
    told = told_of(read_judgements((MATRICES / f"{name}.csv").read_text(encoding="utf-8")))
    assert told["krippendorff_alpha"] == pytest.approx(alpha, abs=6e-4)


def judgements() -> list[Path]:
    """Without tables of results and of spans."""
    others = ("table-09", "table-10", "altman", "fleiss", "AlexPaulSuzan")
    return [path for path in sorted(MATRICES.glob("*.csv")) if not any(each in path.name for each in others)]


@pytest.mark.parametrize("path", judgements(), ids=lambda path: path.stem)
def test_every_matrix_of_judgements_has_all_coefficients(path: Path) -> None:
    told = told_of(read_judgements(path.read_text(encoding="utf-8")))
    assert told
    assert all(isinstance(number, float) for number in told.values())


def test_three_coders_spans_without_header_are_read_with_one() -> None:
    text = (MATRICES / "pygamma_AlexPaulSuzan.csv").read_text(encoding="utf-8")
    given = comparable(read_codings(f"coder,code,start,end\n{text}"), {"document": 60})
    found = compare_characters(given.sources, given.readings, given.codes)
    assert found.coders == ["Alex", "Paul", "Suzan"]
    assert found.rows[0].alpha.number is not None


def test_segmentations_by_seven_people_are_alike_to_some_degree() -> None:
    for item in json.loads((MATRICES / "segeval_hearst1997.json").read_text())["items"].values():
        for a, b in combinations(item.values(), 2):
            found = boundary_similarity(a, b)
            assert found is not None
            assert 0 <= found <= 1
