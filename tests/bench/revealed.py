"""What row 23 reads from a database: the studies of ``comparing`` as a round, its page and its numbers.

``fill`` and ``measure`` run inside Django, each in a process of its own: memory is told of the second alone.
"""

import json
import random
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from django.db import transaction
from django.test import Client
from django.urls import reverse

from coding.analysis.agreement.readings import Reading as Marks
from coding.comparing.asked import Rule, Wish
from coding.comparing.compared import compare_coders
from coding.comparing.ground import of_round
from coding.models import (
    Code,
    CodeRevision,
    Coding,
    Edition,
    Layer,
    Reading,
    Round,
    RoundCoder,
    RoundTranscript,
)
from interviews.models import Revision, Speaker, Transcript, Turn
from projects.models import Membership, Project, User
from tests.bench import comparing
from tests.bench.comparing import TURN, WORKLOADS, Workload
from tests.bench.memory import most_megabytes

MADE = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
BATCH = 2_000
CODES_OF_A_THEME = 10


class Rows:
    """A closed round whose coders read everything."""

    def __init__(self, load: Workload) -> None:
        self.load = load
        self.project = Project.objects.create(name="Bench", slug="bench")
        self.edition = Edition.objects.create(project=self.project, number=1, made=MADE)
        self.people = [
            User.objects.create(email=f"coder{number}@bench.test", name=f"Coder {number}", password="!")
            for number in range(load.coders)
        ]
        for number, person in enumerate(self.people):
            Membership.objects.create(project=self.project, user=person, role="coder" if number else "owner")
        self.codes = self._codes()
        self.round = Round.objects.create(
            project=self.project, name="Round", edition=self.edition, closed=MADE, revealed=MADE
        )
        self.layers = [self._layer(person) for person in self.people]

    def _codes(self) -> list[Code]:
        codes: list[Code] = []
        for number in range(self.load.codes):
            theme = codes[number - number % CODES_OF_A_THEME] if number % CODES_OF_A_THEME else None
            code = Code.objects.create(
                project=self.project, name=f"Code {number}", parent=theme, position=number
            )
            CodeRevision.objects.create(code=code, edition=self.edition, name=code.name, parent=theme)
            codes.append(code)
        return codes

    def _layer(self, person: User) -> Layer:
        RoundCoder.objects.create(round=self.round, coder=person)
        return Layer.objects.create(
            project=self.project, kind=Layer.Kind.ROUND, round=self.round, coder=person, closed=MADE
        )

    def transcript(self, number: int, chance: random.Random) -> Revision:
        text = _text(self.load.characters, chance)
        talk = Transcript.objects.create(project=self.project, title=f"Interview {number}")
        speaker = Speaker.objects.create(transcript=talk, label="P", kind="participant")
        revision = Revision.objects.create(transcript=talk, text=text, length=len(text), made=MADE)
        talk.current = revision
        talk.save()
        RoundTranscript.objects.create(round=self.round, revision=revision)
        Turn.objects.bulk_create(
            Turn(revision=revision, number=place, speaker=speaker, start=start, end=start + TURN - 1)
            for place, start in enumerate(range(0, self.load.characters, TURN), start=1)
        )
        Reading.objects.bulk_create(
            Reading(layer=layer, transcript=talk, coder=person, state=Reading.State.COMPLETE)
            for layer, person in zip(self.layers, self.people, strict=True)
        )
        return revision

    def codings(self, revision: Revision, read: Iterable[Marks]) -> Iterator[Coding]:
        for reading in read:
            for code, spans in reading.quotations.items():
                for start, end in set(spans):
                    yield Coding(
                        layer=self.layers[reading.coder],
                        coder=self.people[reading.coder],
                        transcript_id=revision.transcript_id,
                        revision=revision,
                        code=self.codes[code],
                        edition=self.edition,
                        start=start,
                        end=end,
                        made=MADE,
                    )


def _text(characters: int, chance: random.Random) -> str:
    """Words of some letters, a new line at the end of each turn."""
    letters = [" " if chance.random() < 0.17 else chance.choice("aeinorst") for _ in range(characters)]
    letters[TURN - 1 :: TURN] = "\n" * (characters // TURN)
    return "".join(letters)


@transaction.atomic
def fill(load: Workload) -> Round:
    rows, given, chance = Rows(load), comparing.study(load), random.Random(7)
    for number in range(load.documents):
        revision = rows.transcript(number, chance)
        Coding.objects.bulk_create(rows.codings(revision, given.of(number)), batch_size=BATCH)
    return rows.round


def page() -> None:
    """All of the round's agreement, as its owner asks for it."""
    round_ = Round.objects.select_related("project").get()
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.earliest("pk"))
    response = client.get(reverse("round_agreement", args=[round_.project.slug, round_.pk]))
    assert response.status_code == 200, response.status_code
    assert "pooled" in response.content.decode()


def numbers() -> None:
    """What the job of a large comparison does: codings from the database to every number."""
    round_ = Round.objects.select_related("project", "edition").get()
    owner = User.objects.earliest("pk")
    ground = of_round(round_, owner)
    wish = Wish(ground.judges, frozenset(ground.titles), Rule.of(round_))
    agreement = compare_coders(round_.project, owner, wish, ground).agreement
    assert len(agreement.lines) > len(agreement.codes)


OPERATIONS: dict[str, Callable[[], None]] = {"page": page, "numbers": numbers}


def main(what: str, size: str, times: str = "1") -> None:
    if what == "fill":
        fill(WORKLOADS[size])
        return
    took = [_timed(OPERATIONS[what]) for _ in range(int(times))]
    megabytes = most_megabytes()
    print(json.dumps({"took": took, "megabytes": megabytes, "spans": Coding.objects.count()}))


def _timed(work: Callable[[], None]) -> float:
    """Milliseconds of the processor."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000
