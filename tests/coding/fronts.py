"""The front of a report that no study stands behind."""

from dataclasses import replace
from datetime import UTC, datetime

from coding.reports.front import Front

PLAIN = Front(
    study="Police and social media",
    is_demo=False,
    title="Coded excerpts",
    edition="31 (v3)",
    whose=None,
    filters=(("Codes", "Fear"),),
    sentences=("2 passages of 1 participant.",),
    made=datetime(2026, 3, 2, 10, 0, tzinfo=UTC),
    version="0.1.0",
)


def front_of(**other: object) -> Front:
    return replace(PLAIN, **other)  # type: ignore[arg-type]
