"""Measures Verbatim against bare limits in one run: ``bin/bench --sizes S,L --rows 3,4``."""

import argparse
import json
import os
import platform
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.metadata import version

import psycopg2  # type: ignore[import-untyped]

from tests.bench import (
    adding,
    agreement,
    codings,
    crowds,
    listing,
    matrices,
    opening,
    pace,
    printing,
    spreadsheets,
)
from tests.bench.databases import KINDS, POSTGRES, copy
from tests.bench.figures import Line, say, table
from tests.bench.pace import Pace
from tests.bench.studies import Study, opened
from tests.bench.workload import SIZES

Measure = Callable[[Study], Iterator[Line]]
MEASURES: dict[int, Measure] = {
    1: opening.measure,
    3: codings.as_json,
    4: codings.add,
    5: adding.measure,
    6: crowds.at_a_human_pace,
    7: crowds.without_pause,
    8: listing.pages,
    10: listing.all_as_csv,
    11: spreadsheets.measure,
    15: printing.few,
    16: printing.excerpts,
    18: matrices.measure,
    22: codings.without_news,
}
ROWS = (*sorted({*MEASURES, 2}), 17, 23)
ON_POSTGRES = {3, 4, 6, 7, 8, 10, 11, 18, 22}
COUNTED = {1, 3, 4, 8, 10}
ON_ONE_LONG = {1, 3, 4, 5}
ONLY_ON_ONE_LONG = {5}


def asked(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--sizes", default="S,L,long", help="of %(default)s and M")
    parser.add_argument(
        "--rows", default=",".join(map(str, ROWS)), help="of docs/performance.md: %(default)s"
    )
    parser.add_argument("--quick", action="store_true", help="a fifth of the repetitions, for trying out")
    wishes = parser.parse_args(words)
    wishes.sizes = wishes.sizes.split(",")
    wishes.rows = [int(row) for row in wishes.rows.split(",")]
    if not set(wishes.sizes) <= SIZES.keys() or not set(wishes.rows) <= set(ROWS):
        parser.error(f"sizes are {', '.join(SIZES)}; rows are {', '.join(map(str, ROWS))}")
    return wishes


def rows_for(kind: str, size: str, rows: list[int]) -> list[int]:
    """The rows that are measured on the database and the size; those that write much come last."""
    wanted = set(rows) & MEASURES.keys()
    if kind != "sqlite":
        wanted &= ON_POSTGRES
    if size == "long":
        wanted &= ON_ONE_LONG
    else:
        wanted -= ONLY_ON_ONE_LONG
    return sorted(wanted, key=lambda row: (row in {4, 5, 6, 7}, row))


def measured(wishes: argparse.Namespace, pace: Pace) -> Iterator[Line]:
    for kind in KINDS:
        for size in wishes.sizes:
            rows = rows_for(kind, size, wishes.rows)
            if rows:
                with opened(size, kind, quick=wishes.quick) as study:
                    yield from _rows(study, rows, pace)
        if 3 in wishes.rows and "L" in wishes.sizes:
            say(f"row 3, growth of the study, {kind}")
            with opened("L", kind, quick=wishes.quick) as large, opened("alone", kind, quick=False) as alone:
                yield from codings.as_study_grows(large, alone)
    if 2 in wishes.rows and {"S", "L"} <= set(wishes.sizes):
        say("row 2, sqlite")
        with (
            opened("L", "sqlite", quick=wishes.quick) as large,
            opened("S", "sqlite", quick=False) as small,
        ):
            yield from opening.as_study_grows(large, small)
    if 17 in wishes.rows:
        say("row 17")
        with copy("matrix", "sqlite") as database:
            yield from _at_a_pace(printing.matrix(database, quick=wishes.quick), pace)
    if 23 in wishes.rows:
        say("row 23")
        yield from agreement.numbers(quick=wishes.quick)
        yield from agreement.from_the_database(quick=wishes.quick)


def _rows(study: Study, rows: list[int], pace: Pace) -> Iterator[Line]:
    costs = json.loads(study.database.inside("counting")) if COUNTED & set(rows) else {}
    for row in rows:
        say(f"row {row}, {study.size}, {study.database.kind}")
        notes = ["{} queries, {:,} rows".format(*costs[str(row)])] if row in COUNTED else []
        yield from (line.with_notes(*notes) for line in _at_a_pace(MEASURES[row](study), pace))


def _at_a_pace(lines: Iterable[Line], pace: Pace) -> Iterator[Line]:
    """What is measured, with the pace from just before to just after."""
    before = pace.now()
    measured = list(lines)
    around = (before + pace.now()) / 2
    yield from (replace(line, pace=around) for line in measured)


def load() -> str:
    return ", ".join(f"{each:.1f}" for each in os.getloadavg())


def conditions() -> str:
    """What the figures depend on."""
    chromium = subprocess.run(["/usr/bin/chromium", "--version"], capture_output=True, text=True, check=False)
    parts = [
        f"Python {platform.python_version()}",
        f"Django {version('django')}",
        f"SQLite {sqlite3.sqlite_version}",
        f"WeasyPrint {version('weasyprint')}",
        chromium.stdout.split("built")[0].strip(),
        f"{os.cpu_count()} cores",
        f"load average {load()}",
    ]
    if POSTGRES:
        with psycopg2.connect(POSTGRES) as connection:
            parts.insert(3, f"PostgreSQL {connection.server_version // 10000}")
    return "; ".join(parts)


def main() -> None:
    wishes = asked(sys.argv[1:])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))
    before = conditions()
    lines: list[Line] = []
    try:
        with pace.measured() as by_the_minute:
            for line in measured(wishes, by_the_minute):
                lines.append(line)
    finally:  # what was measured is told even if something breaks or ends it later
        print(f"Before: {before}\nAfter: load average {load()}\n")
        print(table(lines))


if __name__ == "__main__":
    main()
