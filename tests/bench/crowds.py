"""Rows 6 and 7: twenty coders at once, at a human pace and without pause."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from http.client import HTTPException

from tests.bench.codings import bare_codings, codings_of, new_codings
from tests.bench.figures import Line, Sample
from tests.bench.servers import Client
from tests.bench.studies import Study

CODERS = 20
FLAT_OUT_SECONDS, STAGGER_SECONDS = 12.0, 0.1
FLAT_OUT_FROM, PACED_FROM = 1_000, 50_000
"""Beyond what other rows have coded already."""
AMONG = 5
"""Transcripts that each of those without pause works in; to begin one is more work than to code on in it."""
PACED_SECONDS, PACE, POLL, LOOK = 60.0, 5.0, 2.0, 1.0
"""Seconds of row 6, between two codings of a person, two polls of their page, two looks of the reader."""


class Crowd:
    """Coders who code without pause until the time is over, each on a connection of their own."""

    def __init__(self) -> None:
        self.milliseconds: list[float] = []
        self.errors: list[str] = []

    def code(self, study: Study, person: int, until: float) -> None:
        client, wishes = study.client(person), new_codings(study, person, FLAT_OUT_FROM, AMONG)
        while time.monotonic() < until and self.apply(client, next(wishes)):
            pass

    def apply(self, client: Client, wish: tuple[str, bytes]) -> bool:
        """One more coding; whether the connection still stands."""
        try:
            answer = client.ask(*wish)
        except (OSError, HTTPException) as error:
            self.errors.append(repr(error))
            return False
        if answer.status == HTTPStatus.OK:
            self.milliseconds.append(answer.milliseconds)
        else:
            self.errors.append(f"{answer.status} {answer.body[:80]!r}")
        return True

    def code_calmly(self, study: Study, person: int, until: float) -> None:
        """A coding every few seconds, while the page asks for news."""
        client, wishes = study.client(person), new_codings(study, person, PACED_FROM)
        transcript, last = study.facts["transcripts"][person % len(study.facts["transcripts"])], 0
        due = time.monotonic()
        while time.monotonic() < until and self.apply(client, next(wishes)):
            due += PACE
            while time.monotonic() + POLL < min(due, until):
                time.sleep(POLL)
                last = json.loads(client.must(_news(study, transcript, last)).body)["last"]
            time.sleep(max(0.0, due - time.monotonic()))

    def read(self, study: Study, until: float) -> None:
        """Somebody opens the codings of one transcript after another."""
        client, transcripts = study.client(), study.facts["transcripts"]
        for number in range(int(PACED_SECONDS * 10)):
            if time.monotonic() >= until:
                return
            client.must(codings_of(study, transcripts[number % len(transcripts)]))
            time.sleep(LOOK)

    def write_rows(self, study: Study, person: int, until: float) -> None:
        client, found = study.bare(), bare_codings(study, person, FLAT_OUT_FROM)
        while time.monotonic() < until:
            self.milliseconds.append(client.must("/codings", next(found)).milliseconds)


def without_pause(study: Study) -> Iterator[Line]:
    """Row 7, and the same number of connections that write bare rows."""
    seconds = FLAT_OUT_SECONDS / (4 if study.quick else 1)
    crowd, bare = Crowd(), Crowd()
    rate = _rate(crowd, seconds, [partial(crowd.code, study, who) for who in range(CODERS)])
    bare_rate = _rate(bare, seconds, [partial(bare.write_rows, study, who) for who in range(CODERS)])
    times = Sample.of(crowd.milliseconds)
    longest = max(times.values)
    yield Line(
        7,
        "20 coders without pause",
        study.database.kind,
        study.size,
        Sample.of([rate]),
        Sample.of([bare_rate]),
        goal="≥ 200 a second, no error, ≤ 2 s",
        holds=not crowd.errors and longest <= 2000,
        limit=(1000 / rate, 1000 / 200),
        unit="/s",
        notes=(
            f"{len(times.values):,} codings; errors: {len(crowd.errors)} {' '.join(crowd.errors[:2])}",
            f"median {times.median:.0f}, p95 {times.p95:.0f}, longest {longest:.0f} ms",
        ),
    )


def _rate(crowd: Crowd, seconds: float, tasks: list[Callable[[float], None]]) -> float:
    """Codings a second between the last one's start and the end, each task begun a little after the other."""
    started = time.monotonic() + STAGGER_SECONDS * len(tasks)
    until = started + seconds
    threads = [threading.Thread(target=task, args=[until]) for task in tasks]
    for thread in threads:
        thread.start()
        time.sleep(STAGGER_SECONDS)
    before = len(crowd.milliseconds)
    for thread in threads:
        thread.join()
    return (len(crowd.milliseconds) - before) / seconds


def _news(study: Study, transcript: int, since: int) -> str:
    return f"/api/{study.facts['slug']}/transcripts/{transcript}/news?since={since}"


def at_a_human_pace(study: Study) -> Iterator[Line]:
    """Row 6: twenty coders, a coding every five seconds and a poll every two, and a reader."""
    seconds = PACED_SECONDS / (4 if study.quick else 1)
    crowd = Crowd()
    tasks = [partial(crowd.code_calmly, study, who) for who in range(CODERS)]
    _rate(crowd, seconds, [*tasks, partial(crowd.read, study)])
    times = Sample.of(crowd.milliseconds)
    yield Line(
        6,
        "20 coders, one coding every 5 s, and a reader",
        study.database.kind,
        study.size,
        times,
        goal="p95 ≤ 30 ms, no error",
        holds=not crowd.errors,
        limit=(times.p95, 30),
        notes=(f"{len(times.values):,} codings; errors: {len(crowd.errors)} {' '.join(crowd.errors[:2])}",),
    )
