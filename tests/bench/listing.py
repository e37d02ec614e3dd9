"""Rows 8 and 10: any page of fifty excerpts of the most used code, and all excerpts as CSV."""

import csv
import http.client
import io
import time
from collections.abc import Iterator
from typing import NamedTuple

from tests.bench.figures import Line, Sample
from tests.bench.pace import PAGE, WHERE_SET, middle_page, minimal
from tests.bench.servers import Client, Server
from tests.bench.studies import Study, alternately, as_a_ratio

WARMING = 2
"""Downloads before the first that counts, about one for each worker."""


def pages(study: Study) -> Iterator[Line]:
    """Row 8: the first, the middle and the last page."""
    facts = study.facts
    code = facts["most_used"]
    passages = facts["passages"][str(code)]
    last = -(-passages // PAGE)
    ours, bare = study.client(), study.bare()
    for name, number in {"first": 1, "middle": (last + 1) // 2, "last": last}.items():
        path = f"/{facts['slug']}/excerpts/?code={code}&page={number}"
        ours_took, floor_took = alternately(
            study.times(60),
            ours.asking(path),
            bare.asking(f"/excerpts/{code}/{number}"),
        )
        yield Line(
            8,
            f"excerpts of the most used code, {name} page",
            study.database.kind,
            study.size,
            ours_took,
            floor_took,
            goal="≤ 15 ms",
            holds=True,
            limit=(ours_took.median, 15),
            notes=(f"page {number} of {last}, {passages:,} passages",),
        )
    yield from beside_minimal_django(study)


def beside_minimal_django(study: Study) -> Iterator[Line]:
    """Row 8 as a ratio, on the same database and in turn."""
    facts = study.facts
    code = facts["most_used"]
    number = (-(-facts["passages"][str(code)] // PAGE) + 1) // 2
    with minimal(study.database) as plain:
        took = alternately(
            study.times(60),
            study.client().asking(f"/{facts['slug']}/excerpts/?code={code}&page={number}"),
            Client(plain.port).asking(middle_page(study.database)),
        )
    floor = f"a minimal Django program, which took {WHERE_SET} ms where the goal of 15 was set"
    yield as_a_ratio(8, "the same, middle page, beside a minimal one", study, took, 15 / WHERE_SET, floor)


class Download(NamedTuple):
    milliseconds: float
    first_byte: float
    first_row: float
    rows: int


def download(server: Server, path: str, session: str = "") -> Download:
    """The whole table, read as it comes."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    received: list[bytes] = []
    marks: list[float] = []
    started = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
    response = connection.getresponse()
    while part := response.read1(65536):
        received.append(part)
        if len(marks) < 2:
            marks.append((time.perf_counter() - started) * 1000)
    whole = (time.perf_counter() - started) * 1000
    connection.close()
    if response.status != http.HTTPStatus.OK:
        raise RuntimeError(f"{path} answered {response.status}")
    table = csv.reader(io.StringIO(b"".join(received).decode("utf-8-sig"), newline=""))
    return Download(whole, marks[0], marks[-1], sum(1 for _ in table) - 1)


def extra_memory(server: Server, path: str, session: str = "") -> float:
    """What the server holds more than before, at most, in MB; watching slows it, so it is not timed."""
    with server.watched() as memory:
        download(server, path, session)
    return max(memory) - memory[0]


def all_as_csv(study: Study) -> Iterator[Line]:
    """Row 10. A first download, which loads what Python loads once, is not counted."""
    facts = study.facts
    path, session = f"/{facts['slug']}/excerpts.csv", facts["sessions"][0]
    for _ in range(WARMING):
        download(study.ours, path, session)
    ours, bare = [], []
    for _ in range(study.times(7)):
        ours.append(download(study.ours, path, session))
        bare.append(download(study.floor, "/csv"))
    times, first = Sample.of(one.milliseconds for one in ours), Sample.of(one.first_byte for one in ours)
    memory, bare_memory = extra_memory(study.ours, path, session), extra_memory(study.floor, "/csv")
    yield Line(
        10,
        "all excerpts as CSV",
        study.database.kind,
        study.size,
        times,
        Sample.of(one.milliseconds for one in bare),
        goal="≤ 2 s, ≤ 100 ms, + 20 MB",
        holds=first.median <= 100 and memory <= 20,
        limit=(times.median, 2000),
        notes=(
            f"{ours[0].rows:,} rows (floor {bare[0].rows:,})",
            f"first byte after {first.median:.0f} ms, "
            f"first rows after {Sample.of(one.first_row for one in ours).median:.0f} ms",
            f"+ {memory:.0f} MB at most (floor + {bare_memory:.0f} MB)",
        ),
    )
