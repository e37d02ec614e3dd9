"""Rows 3, 4 and 22: the codings of a transcript as JSON, one more coding, and a question without news."""

import json
import uuid
from collections.abc import Iterator
from itertools import count

from tests.bench.figures import Line
from tests.bench.pace import minimal
from tests.bench.servers import Client
from tests.bench.studies import Study, alternately, as_a_ratio

MADE = "2025-03-01 09:00:00"
MINIMAL_MS = 4.2


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
    if study.size == "L":
        yield beside_minimal_django(study)
    yield Line(
        3,
        "codings of a transcript as JSON",
        study.database.kind,
        study.size,
        ours_took,
        floor_took,
        goal="" if study.size == "long" else "≤ 10 ms",
        holds=None if study.size == "long" else True,
        limit=(ours_took.median, 10),
        notes=(f"{size} kB",),
    )


def beside_minimal_django(study: Study) -> Line:
    """Row 3 as a ratio, on the same database and in turn."""
    transcript = study.some_transcripts[0]
    with minimal(study.database) as plain:
        took = alternately(
            study.times(150),
            study.client().asking(codings_of(study, transcript)),
            Client(plain.port).asking(f"/codings/{transcript}/"),
        )
    floor = f"a minimal Django program, which took {MINIMAL_MS} ms where the goal of 10 was set"
    return as_a_ratio(3, "the same, beside a minimal one", study, took, 10 / MINIMAL_MS, floor)


def codings_of(study: Study, transcript: int) -> str:
    return f"/api/{study.facts['slug']}/transcripts/{transcript}/codings"


def as_study_grows(large: Study, alone: Study) -> Iterator[Line]:
    """Row 3: the same transcript in a large study and in a study of its own."""
    one, other = large.client(), alone.client()
    paths = [codings_of(study, study.facts["transcripts"][0]) for study in (large, alone)]
    took = alternately(large.times(150), one.asking(paths[0]), other.asking(paths[1]))
    floor = "the transcript in a study of its own"
    yield as_a_ratio(3, "the same transcript, alone and among 200", large, took, 1.2, floor)


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
        holds=True,
        limit=(ours_took.median, 10),
    )


def new_codings(
    study: Study, person: int, first: int = 0, among: int | None = None
) -> Iterator[tuple[str, bytes]]:
    """Address and body of one coding after another, in every transcript in turn, or in some of one's own."""
    facts = study.facts
    for number in count(first):
        place = number % (among or len(facts["transcripts"]))
        place = (place + person * (among or 0)) % len(facts["transcripts"])
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
            "is_auto": False,
        }
        yield json.dumps(row).encode()


def without_news(study: Study) -> Iterator[Line]:
    """Row 22: what every open page asks each two seconds, when nothing happened."""
    ours, bare, transcript = study.client(), study.bare(), study.facts["transcripts"][0]
    question = f"/api/{study.facts['slug']}/transcripts/{transcript}/news?since="
    last = json.loads(ours.must(f"{question}0").body)["last"]
    ours_took, floor_took = alternately(
        study.times(150), ours.asking(f"{question}{last}"), bare.asking(f"/codings/{transcript}")
    )
    yield Line(
        22,
        "a poll without news",
        study.database.kind,
        study.size,
        ours_took,
        floor_took,
        goal="≤ 5 ms",
        holds=True,
        limit=(ours_took.median, 5),
        notes=("the floor reads the codings of the transcript",),
    )
