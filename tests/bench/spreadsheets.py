"""Row 11: all excerpts as XLSX by the work of the job, beside the library alone on the same rows."""

import json
from collections.abc import Iterator

from tests.bench.figures import Line, Sample
from tests.bench.studies import Study


def measure(study: Study) -> Iterator[Line]:
    """The floor writes rows that were read before; ours reads them too."""
    times = study.times(3)
    ours = [json.loads(study.database.inside("sheeting", "ours")) for _ in range(times)]
    floor = [json.loads(study.database.inside("sheeting", "floor")) for _ in range(times)]
    took = Sample.of(each["milliseconds"] for each in ours)
    memory = max(each["megabytes"] for each in ours)
    yield Line(
        11,
        "all excerpts as XLSX",
        study.database.kind,
        study.size,
        took,
        Sample.of(each["milliseconds"] for each in floor),
        goal="≤ 8 s, + 40 MB",
        holds=memory <= 40,
        limit=(took.median, 8000),
        notes=(
            f"{ours[0]['rows']:,} rows, {ours[0]['size']:.0f} MB",
            f"+ {memory:.0f} MB at most, the finished file among them",
        ),
    )
