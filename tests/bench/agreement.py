"""Row 23: the numbers of agreement, alone and read from a database, each workload in a process of its own."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from tests.bench.databases import environment, run
from tests.bench.figures import Line, Sample, say

GOALS = {
    ("a", "characters"): 50,
    ("b", "characters"): 480,
    ("b", "u-alpha family"): 600,
    ("b", "alpha_U 1995"): 1000,
    ("b", "MASI on characters"): 5000,
    ("c", "characters"): 10_000,
    ("c", "turns"): 10_000,
}
"""In milliseconds; characters with every coefficient, all pairs of coders and intervals."""
MOST_MEGABYTES = {"c": 300}
FROM_THE_DATABASE = {("b", "page"): 2000, ("c", "numbers"): 10_000}
"""The whole page of a round's agreement, and what the job of a large one reckons."""


class Compared(TypedDict):
    """What ``comparing`` prints."""

    took: dict[str, list[float]]
    spans: int
    megabytes: float
    apart: float


def numbers(*, quick: bool) -> Iterator[Line]:
    for size in "abc":
        words = [sys.executable, "-m", "tests.bench.comparing", size, "1" if quick or size == "c" else "5"]
        told = subprocess.run(words, stdout=subprocess.PIPE, check=True)  # noqa: S603 - our own module
        compared: Compared = json.loads(told.stdout)
        for operation, took in compared["took"].items():
            yield _line(size, operation, Sample.of(took), compared)


class Revealed(TypedDict):
    """What ``revealed`` prints."""

    took: list[float]
    spans: int
    megabytes: float


def from_the_database(*, quick: bool) -> Iterator[Line]:
    for (size, operation), goal in FROM_THE_DATABASE.items():
        say(f"building ({size}) as a round")
        with tempfile.TemporaryDirectory(prefix="verbatim-bench-run-") as name:
            env = environment(f"sqlite:///{Path(name) / 'verbatim.sqlite3'}", Path(name))
            run(["manage.py", "migrate", "--verbosity=0"], env)
            run(["manage.py", "createcachetable"], env)
            inside = ["-m", "tests.bench.inside", "revealed"]
            run([*inside, "fill", size], env)
            told = run([*inside, operation, size, "1" if quick or size == "c" else "5"], env)
        revealed: Revealed = json.loads(told)
        ours, most = Sample.of(revealed["took"]), MOST_MEGABYTES.get(size)
        yield Line(
            23,
            f"agreement ({size}) from the database, {operation}",
            "sqlite",
            size,
            ours,
            goal=f"≤ {goal:,} ms" + (f", {most} MB" if most else ""),
            holds=ours.median <= goal and (most is None or revealed["megabytes"] <= most),
            notes=(f"{revealed['spans']:,} spans, {revealed['megabytes']:.0f} MB in all at most",),
        )


def _line(size: str, operation: str, ours: Sample, compared: Compared) -> Line:
    goal, most = GOALS.get((size, operation)), MOST_MEGABYTES.get(size)
    holds = goal is None or ours.median <= goal
    light = most is None or compared["megabytes"] <= most
    limits = [f"≤ {goal:,} ms" if goal else "", f"{most} MB" if most else ""]
    return Line(
        23,
        f"agreement ({size}), {operation}",
        "none",
        size,
        ours,
        goal=", ".join(filter(None, limits)),
        holds=holds and light if goal else None,
        notes=(
            f"{compared['spans']:,} spans, {compared['megabytes']:.0f} MB in all at most",
            f"alpha differs by {compared['apart']:.0e} from judging one transcript character by character",
        ),
    )
