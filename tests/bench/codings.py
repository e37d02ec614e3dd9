"""Rows 3, 4 and 7: the codings of a transcript as JSON, one more coding, and twenty coders at once."""

import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from http.client import HTTPException
from itertools import count

from tests.bench.figures import Line, Sample
from tests.bench.studies import Study, alternately

FLAT_OUT_SECONDS = 12.0
STAGGER_SECONDS = 0.1
FLAT_OUT_FROM = 1_000
"""Beyond what row 4 has coded already."""
CODERS = 20
MADE = "2025-03-01 09:00:00"


def as_json(study: Study) -> Iterator[Line]:
    """Row 3."""
    ours, bare, transcripts = study.client(), study.bare(), study.some_transcripts
    turn = count()

    def path() -> int:
        return transcripts[next(turn) // 2 % len(transcripts)]

    ours_took, floor_took = alternately(
        study.times(150),
        lambda: ours.must(codings_of(study, path())).milliseconds,
        lambda: bare.must(f"/codings/{path()}").milliseconds,
    )
    size = len(ours.must(codings_of(study, transcripts[0])).body) // 1000
    yield Line(
        3,
        "codings of a transcript as JSON",
        study.database.kind,
        study.size,
        ours_took,
        floor_took,
        goal="" if study.size == "long" else "≤ 10 ms",
        holds=None if study.size == "long" else ours_took.median <= 10,
        notes=(f"{size} kB",),
    )


def codings_of(study: Study, transcript: int) -> str:
    return f"/api/{study.facts['slug']}/transcripts/{transcript}/codings"


def as_study_grows(large: Study, alone: Study) -> Iterator[Line]:
    """Row 3: the same transcript in a large study and in a study of its own."""
    one, other = large.client(), alone.client()
    paths = [codings_of(study, study.facts["transcripts"][0]) for study in (large, alone)]
    in_large, in_alone = alternately(
        large.times(150),
        one.asking(paths[0]),
        other.asking(paths[1]),
    )
    yield Line(
        3,
        "the same transcript, alone and among 200",
        large.database.kind,
        large.size,
        in_large,
        in_alone,
        goal="≤ 1.2 ×",
        holds=in_large.median <= 1.2 * in_alone.median,
        notes=("the floor is the transcript in a study of its own",),
    )


def add(study: Study) -> Iterator[Line]:
    """Row 4: spans that nobody coded before, so that each request writes a row."""
    ours, bare = study.client(), study.bare()
    wishes, floor_rows = new_codings(study, 0), bare_codings(study, 0)
    ours_took, floor_took = alternately(
        study.times(150),
        lambda: ours.must(*next(wishes)).milliseconds,
        lambda: bare.must("/codings", next(floor_rows)).milliseconds,
    )
    yield Line(
        4,
        "add a coding over HTTP",
        study.database.kind,
        study.size,
        ours_took,
        floor_took,
        goal="≤ 10 ms",
        holds=ours_took.median <= 10,
    )


def new_codings(study: Study, person: int, first: int = 0) -> Iterator[tuple[str, bytes]]:
    """Address and body of one coding after another, in every transcript in turn."""
    facts = study.facts
    for number in count(first):
        place = number % len(facts["transcripts"])
        start = (person * 101 + number * 7) % (facts["lengths"][place] - 200)
        wish = {
            "guid": str(uuid.uuid4()),
            "code": facts["codes"][number % len(facts["codes"])],
            "start": start,
            "end": start + 60 + number % 97,
            "revision": 1,
        }
        yield codings_of(study, facts["transcripts"][place]), json.dumps(wish).encode()


def bare_codings(study: Study, person: int, first: int = 0) -> Iterator[bytes]:
    """Rows for the bare limit, on longer spans than the product's."""
    facts = study.facts
    for number in count(first):
        place = number % len(facts["transcripts"])
        row = {
            "guid": uuid.uuid4().hex,
            "layer_id": facts["layer"],
            "coder_id": facts["users"][person],
            "transcript_id": facts["transcripts"][place],
            "revision_id": facts["revisions"][place],
            "code_id": facts["codes"][number % len(facts["codes"])],
            "edition_id": facts["edition"],
            "start": number,
            "end": number + 1000 + person,
            "made": MADE,
        }
        yield json.dumps(row).encode()


class Crowd:
    """Coders who code without pause until the time is over, each on a connection of their own."""

    def __init__(self) -> None:
        self.milliseconds: list[float] = []
        self.errors: list[str] = []

    def code(self, study: Study, person: int, until: float) -> None:
        client, wishes = study.client(person), new_codings(study, person, FLAT_OUT_FROM)
        while time.monotonic() < until:
            try:
                answer = client.ask(*next(wishes))
            except (OSError, HTTPException) as error:
                self.errors.append(repr(error))
                return
            if answer.status == HTTPStatus.OK:
                self.milliseconds.append(answer.milliseconds)
            else:
                self.errors.append(f"{answer.status} {answer.body[:80]!r}")

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
        holds=rate >= 200 and not crowd.errors and longest <= 2000,
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
