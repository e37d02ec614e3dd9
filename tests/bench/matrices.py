"""Row 18: codes counted by transcript, and co-occurrence of the whole study, without the page."""

import json
from collections.abc import Iterator
from typing import TypedDict

from tests.bench.figures import Line, Sample
from tests.bench.studies import Study, as_a_ratio

GOALS = {"counts": 60, "cooccurrence": 500}
BARE_MS = 16
NAMES = {"counts": "codes by transcripts, counted", "cooccurrence": "co-occurrence of all codes"}


class Tallied(TypedDict):
    took: dict[str, list[float]]
    floor: list[float]
    pairs: int


def measure(study: Study) -> Iterator[Line]:
    tallied: Tallied = json.loads(study.database.inside("tallying", str(study.times(20))))
    for name, goal in GOALS.items():
        ours = Sample.of(tallied["took"][name])
        yield Line(
            18,
            NAMES[name],
            study.database.kind,
            study.size,
            ours,
            Sample.of(tallied["floor"]) if name == "counts" else None,
            goal=f"≤ {goal} ms" if study.size == "L" else "",
            holds=True if study.size == "L" else None,
            limit=(ours.median, goal),
            notes=(f"{tallied['pairs']:,} pairs of codes co-occur",) if name == "cooccurrence" else (),
        )
    if study.size == "L":
        took = (Sample.of(tallied["took"]["counts"]), Sample.of(tallied["floor"]))
        floor = f"a bare GROUP BY, which took {BARE_MS} ms where the goal of {GOALS['counts']} was set"
        yield as_a_ratio(
            18, "the same counts, beside bare ones", study, took, GOALS["counts"] / BARE_MS, floor
        )
