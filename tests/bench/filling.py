"""Writes one study into the database of the environment."""

import json
from collections import Counter
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from coding.models import Code, Coding, CodingQualifier, Edition, Layer, Qualifier, QualifierValue, Reading
from interviews.models import Appearance, Participant, Revision, Speaker, Transcript, Turn
from projects.models import Membership, Project, User
from tests.bench import workload
from tests.bench.facts import Facts
from tests.bench.workload import CODERS, SIZES, Interview, Size

BATCH = 2_000
SLUG = "bench"
PEOPLE = 20
MADE = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)


class Rows:
    """The rows of the study, made table by table."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.project = Project.objects.create(name="Bench", slug=SLUG)
        self.people = self._people()
        self.layer = Layer.objects.create(project=self.project, kind=Layer.Kind.OPEN)
        self.edition = Edition.objects.create(project=self.project, number=1, made=MADE)
        self.codes = self._codes()
        self.values = self._values()
        self.passages: Counter[int] = Counter()
        self.transcripts: list[int] = []
        self.revisions: list[int] = []
        self.lengths: list[int] = []

    def _people(self) -> list[User]:
        people = User.objects.bulk_create(
            User(email=f"coder{number}@bench.test", name=f"Coder {number}", password="!", date_joined=MADE)
            for number in range(1, PEOPLE + 1)
        )
        Membership.objects.bulk_create(
            Membership(project=self.project, user=person, role="coder" if number else "owner")
            for number, person in enumerate(people)
        )
        return list(people)

    def _codes(self) -> list[Code]:
        codes: list[Code] = []
        for place, line in enumerate(workload.codebook(self.size)):
            codes.append(
                Code.objects.create(
                    project=self.project,
                    name=line.name,
                    parent=None if line.parent is None else codes[line.parent],
                    position=place,
                    definition="What people say about it, in their own words.",
                    apply_when="Somebody tells of a time when it happened.",
                    is_first_choice=line.parent is None,
                )
            )
        return codes

    def _values(self) -> list[QualifierValue]:
        qualifier = Qualifier.objects.create(project=self.project, name="Direction")
        return [
            QualifierValue.objects.create(qualifier=qualifier, value=value, position=place)
            for place, value in enumerate(("facilitates", "mutes", "both"))
        ]

    def interview(self, interview: Interview) -> None:
        """One transcript with its participant, text, turns and codings."""
        participant = Participant.objects.create(project=self.project, code=interview.label)
        transcript = Transcript.objects.create(project=self.project, title=f"Interview {interview.label}")
        Appearance.objects.create(transcript=transcript, participant=participant)
        asking = Speaker.objects.create(transcript=transcript, label="Interviewer", kind="interviewer")
        speaking = Speaker.objects.create(
            transcript=transcript, label=interview.label, kind="participant", participant=participant
        )
        text = interview.text
        revision = Revision.objects.create(transcript=transcript, text=text, length=len(text), made=MADE)
        transcript.current = revision
        transcript.save()
        self._turns(interview, revision, asking, speaking)
        self._codings(interview, transcript, revision)
        self.transcripts.append(transcript.pk)
        self.revisions.append(revision.pk)
        self.lengths.append(len(text))

    def _turns(self, interview: Interview, revision: Revision, asking: Speaker, speaking: Speaker) -> None:
        Turn.objects.bulk_create(
            (
                Turn(
                    revision=revision,
                    number=number,
                    speaker=asking if turn.is_question else speaking,
                    start=turn.start,
                    end=turn.end,
                )
                for number, turn in enumerate(interview.turns, start=1)
            ),
            batch_size=BATCH,
        )

    def _codings(self, interview: Interview, transcript: Transcript, revision: Revision) -> None:
        codings = Coding.objects.bulk_create(
            (
                Coding(
                    layer=self.layer,
                    coder=self.people[mark.coder],
                    transcript=transcript,
                    revision=revision,
                    code=self.codes[mark.code],
                    edition=self.edition,
                    start=mark.start,
                    end=mark.end,
                    made=MADE,
                )
                for mark in interview.marks
            ),
            batch_size=BATCH,
        )
        CodingQualifier.objects.bulk_create(
            (
                CodingQualifier(coding=coding, value=self.values[mark.value])
                for coding, mark in zip(codings, interview.marks, strict=True)
                if mark.value is not None
            ),
            batch_size=BATCH,
        )
        self.passages.update(
            code for code, _start, _end in {(mark.code, mark.start, mark.end) for mark in interview.marks}
        )

    def complete(self) -> None:
        """The coders say that they have read everything."""
        Reading.objects.bulk_create(
            Reading(layer=self.layer, transcript_id=pk, coder=coder, state="complete")
            for pk in self.transcripts
            for coder in self.people[:CODERS]
        )

    def facts(self) -> Facts:
        most_used, _passages = self.passages.most_common(1)[0]
        return {
            "slug": SLUG,
            "users": [person.pk for person in self.people],
            "sessions": [_session(person) for person in self.people],
            "transcripts": self.transcripts,
            "revisions": self.revisions,
            "lengths": self.lengths,
            "codes": [code.pk for code in self.codes],
            "most_used": self.codes[most_used].pk,
            "passages": {str(self.codes[code].pk): number for code, number in self.passages.items()},
            "layer": self.layer.pk,
            "edition": self.edition.pk,
        }


def _session(person: User) -> str:
    """A session of somebody who has logged in."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def fill(size: Size) -> Facts:
    with transaction.atomic():
        rows = Rows(size)
        for interview in workload.interviews(size):
            rows.interview(interview)
        rows.complete()
        return rows.facts()


def main(size: str, facts: str) -> None:
    Path(facts).write_text(json.dumps(fill(SIZES[size])), encoding="utf-8")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # what its own housekeeping does after a while
