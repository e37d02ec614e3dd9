"""Rows 16 and 17: PDFs of excerpts and of a matrix, beside the engine alone on the same words."""

import json
from collections.abc import Iterator
from typing import TypedDict

from tests.bench.databases import Database
from tests.bench.figures import Line, Sample
from tests.bench.studies import Study

EXCERPTS = 1_000


class Made(TypedDict):
    """What ``typesetting`` prints."""

    ours: list[float]
    floor: list[float]
    ours_cpu: float
    floor_cpu: float
    what: str
    things: int
    pages: int
    floor_pages: int
    megabytes: float
    missing: list[str]


def excerpts(study: Study) -> Iterator[Line]:
    """Row 16: the code whose excerpts are nearest to a thousand, or all where there are fewer."""
    passages = study.facts["passages"]
    query = "whose=all"
    if sum(passages.values()) > EXCERPTS:
        code = min(passages, key=lambda code: abs(passages[code] - EXCERPTS))
        query = f"code={code}&alone=on"
    made: Made = json.loads(study.database.inside("typesetting", "excerpts_pdf", query, str(study.times(3))))
    ours, floor = Sample.of(made["ours"]), Sample.of(made["floor"])
    yield Line(
        16,
        "PDF of 1,000 excerpts",
        study.database.kind,
        study.size,
        ours,
        floor,
        goal="≤ 3.5 s or ≤ 1.2 ×",
        holds=(ours.median <= 3500 or ours.median <= 1.2 * floor.median) and not made["missing"],
        notes=_notes(made),
    )


def matrix(database: Database, *, quick: bool) -> Iterator[Line]:
    """Row 17: forty participants, thirty themes, a quote of forty words in each cell."""
    made: Made = json.loads(
        database.inside("typesetting", "matrix_pdf", "shows=quotes", "2" if quick else "3")
    )
    ours = Sample.of(made["ours"])
    yield Line(
        17,
        "PDF of a matrix 40 × 30, 40 words a cell",
        database.kind,
        "matrix",
        ours,
        Sample.of(made["floor"]),
        goal="≤ 4 s",
        holds=ours.median <= 4000 and not made["missing"],
        notes=_notes(made),
    )


def _notes(made: Made) -> tuple[str, ...]:
    return (
        f"{made['things']:,} {made['what']} on {made['pages']} pages, the engine alone {made['floor_pages']}",
        f"processor time {made['ours_cpu']:.1f} s, the engine alone {made['floor_cpu']:.1f} s "
        f"({made['ours_cpu'] / made['floor_cpu']:.2f} ×)",
        f"{made['megabytes']:.0f} MB in the child process at most",
        f"without {', '.join(made['missing'])}" if made["missing"] else "links, outline, tags, page numbers",
    )
