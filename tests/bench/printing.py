"""Rows 15 to 17: PDFs of excerpts and of a matrix, beside the engine alone on the same words."""

import json
from collections.abc import Iterator
from typing import TypedDict

from tests.bench.databases import Database
from tests.bench.figures import Line, Sample
from tests.bench.studies import Study

FEW, MANY, MOST = 100, 1_000, 5_000
"""Excerpts; of the code or theme that has nearest to so many, or of some transcripts under all themes."""
SECONDS = {FEW: 1.0, MANY: 3.5, MOST: 15.0}
WHOLE = 1.2
"""Times the engine alone; what a report that is not set in several processes may take."""
MEGABYTES = 200
MATRIX = 4 / 3
"""Times the engine alone, which took 3 s of a matrix where the goal of 4 was set."""


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
    """Of the largest child process."""
    missing: list[str]


def few(study: Study) -> Iterator[Line]:
    """Row 15; no code of the large study has so few."""
    if study.size == "S":
        yield _excerpts(study, 15, FEW, "alone")


def excerpts(study: Study) -> Iterator[Line]:
    """Row 16: of one code and of all themes, set by two processes, and of so many that more are needed."""
    yield _excerpts(study, 16, MANY, "alone")
    if study.size == "L":
        yield _excerpts(study, 16, MANY, "all")
        yield _excerpts(study, 16, MOST, "all")


NAMES = {"alone": "of one code", "all": "of all themes"}


def _excerpts(study: Study, row: int, number: int, how: str) -> Line:
    times = str(study.times(3 if number < MOST else 2))
    made: Made = json.loads(study.database.inside("typesetting", "excerpts_pdf", f"{how}:{number}", times))
    ours, floor = Sample.of(made["ours"]), Sample.of(made["floor"])
    by_the_ratio = ours.median <= WHOLE * floor.median
    return Line(
        row,
        f"PDF of {number:,} excerpts {NAMES[how]}",
        study.database.kind,
        study.size,
        ours,
        floor,
        goal=f"≤ {SECONDS[number]:g} s or ≤ {WHOLE} ×",
        holds=made["megabytes"] <= MEGABYTES and not made["missing"],
        limit=None if by_the_ratio else (ours.median, SECONDS[number] * 1000),
        notes=_notes(made),
    )


def matrix(database: Database, *, quick: bool) -> Iterator[Line]:
    """Row 17: forty participants, thirty themes, a quote of forty words in each cell."""
    made: Made = json.loads(
        database.inside("typesetting", "matrix_pdf", "shows=quotes", "2" if quick else "3")
    )
    ours, floor = Sample.of(made["ours"]), Sample.of(made["floor"])
    within = ours.median <= MATRIX * floor.median
    yield Line(
        17,
        "PDF of a matrix 40 × 30, 40 words a cell",
        database.kind,
        "matrix",
        ours,
        floor,
        goal=f"≤ 4 s or ≤ {MATRIX:.2f} ×",
        holds=not made["missing"],
        limit=None if within else (ours.median, 4000),
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
