"""Makes the demo study through the same writers that the pages use."""

import json
import uuid
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from coding.codebook.starting import Start, start_project
from coding.demo import checklist
from coding.demo.calendar import spread
from coding.demo.framework import Framework
from coding.demo.reports import compose_reports, pick_quotes
from coding.demo.rounds import Coded, Rounds
from coding.leaving import publications
from coding.memos import writing as memos
from coding.models import Code, QualifierValue, Reading
from coding.workspace import codings
from interviews import participants, tags, uploads
from interviews.models import Attribute, Revision, Transcript, Turn
from interviews.parsing import Draft, parse
from interviews.spans import Span
from projects.acts import act
from projects.models import Membership, Project, Role, User

HERE = Path(__file__).parent
NAME = "Police and social media"
DESCRIPTION = (
    "What officers and staff hope for from social media, what they do with it, and which organisational, "
    "technological and cultural dynamics mute it. A fictional study, written to show Verbatim at work."
)
PEOPLE = {
    "mara": ("Mara Ellis", Role.OWNER),
    "jonas": ("Jonas Okafor", Role.CODER),
    "tess": ("Tess Byrne", Role.CODER),
    "rhian": ("Rhian Morgan", Role.READER),
}
"""Three coders, and a reader from the ethics board."""
JOURNAL = (
    (
        "mara",
        "Force A talks about dialogue more than any other, and counts followers all the same. "
        "Ask for one week’s posts.",
    ),
    (
        "jonas",
        "We part ways on nervousness and formality again. Proposal: the fear under nervousness, the tone "
        "under formality, and both only where both are told.",
    ),
    (
        "tess",
        "I code whole answers. Mara says: the shortest stretch that still makes sense to a stranger.",
    ),
)
ANSWERS = (
    ("jonas", "Taken. I have gone through my own and shortened four of them.", True),
    ("tess", "Agreed; until we have settled it I mark these “unsure”.", False),
)
"""Replies to entries of the journal, the last one first, and whether that settled them."""
FINISHED = {"mara": 12, "jonas": 10, "tess": 6}
"""How many interviews, in order, each coder has completed; one more may be begun."""
NAMESPACE = uuid.UUID("6f0c4c56-1f52-4d0b-9a6d-3a1f2c7f5b10")


def email_of(key: str) -> str:
    return f"{key}@demo.verbatim.example"


@dataclass(frozen=True)
class Interview:
    """One interview's files: the text, and who it is with and how it was coded."""

    key: str

    @cached_property
    def draft(self) -> Draft:
        name = f"{self.key}.txt"
        return parse(name, (HERE / "interviews" / name).read_bytes())

    @cached_property
    def notes(self) -> dict[str, Any]:
        notes: dict[str, Any] = json.loads(
            (HERE / "codings" / f"{self.key}.json").read_text(encoding="utf-8")
        )
        return notes


def interviews() -> list[Interview]:
    return [Interview(path.stem) for path in sorted((HERE / "interviews").glob("*.txt"))]


@transaction.atomic
def make(password: str) -> Project:
    """The whole study, in one transaction; the people's accounts have this password."""
    began = timezone.now()
    people = {
        key: User.objects.create_user(email_of(key), password, name=name) for key, (name, _) in PEOPLE.items()
    }
    project = start_project(people["mara"], NAME, Start.DEFAULT, DESCRIPTION)
    project.is_demo = True
    project.save(update_fields=["is_demo"])
    for key, (_name, role) in PEOPLE.items():
        if role != Role.OWNER:
            Membership.objects.create(project=project, user=people[key], role=role)
    study = Study(project, people)
    talks = [(interview, study.store(interview)) for interview in interviews()]
    passages = {talk.pk: study.passages(interview, talk) for interview, talk in talks}
    rounds = Rounds(project, people, passages)
    rounds.finished()
    for number, (interview, talk) in enumerate(talks, start=1):
        study.code(number, interview, talk, passages[talk.pk])
    study.keep_journal()
    Framework(project, people, study.codes).fill()
    checklist.answer(project, people)
    rounds.running()
    pick_quotes(project, people["mara"])
    compose_reports(project, people)
    publications.draw(project, people["mara"], "Journal article", "Participant ", number=2026)
    spread(project, began)
    project.refresh_from_db()
    return project


@dataclass(frozen=True)
class Study:
    """The project while it is being filled."""

    project: Project
    people: dict[str, User]

    @cached_property
    def codes(self) -> dict[str, Code]:
        return {code.key: code for code in self.project.codes.all()}

    @cached_property
    def attributes(self) -> dict[str, Attribute]:
        return {attribute.name: attribute for attribute in self.project.attributes.all()}

    @cached_property
    def qualifiers(self) -> dict[tuple[str, str], int]:
        values = QualifierValue.objects.filter(qualifier__project=self.project)
        return {(name, value): pk for name, value, pk in values.values_list("qualifier__name", "value", "pk")}

    def store(self, interview: Interview) -> Transcript:
        """The interview with its people, tags and memo."""
        lead = self.people["mara"]
        for person in interview.notes["participants"]:
            self._participant(person)
        transcript = uploads.store(self.project, interview.draft, lead, title=interview.notes["title"])
        for tag in interview.notes["tags"]:
            tags.add(transcript, tag, lead)
        memos.write(self.project, lead, interview.notes["transcript_memo"], on=transcript)
        return transcript

    def code(self, number: int, interview: Interview, transcript: Transcript, passages: list[Coded]) -> None:
        """In open work, each coder in one act, as if they had not paused; then with memos."""
        entries = list(zip(interview.notes["passages"], passages, strict=True))
        for key in FINISHED:
            with act(self.project, self.people[key]) as doing:
                made = [
                    (entry.get("memo", {}), codings.applied(doing, transcript, coded.wishes[key]))
                    for entry, coded in entries
                    if key in coded.wishes
                ]
            for memo, coding in made:
                if memo.get("by") == key:
                    memos.write(self.project, self.people[key], memo["text"], on=coding)
        self._read(transcript, number)

    def passages(self, interview: Interview, transcript: Transcript) -> list[Coded]:
        """What each coder would code, by the files."""
        turns = {turn.number: turn for turn in transcript.current.turns.all()} if transcript.current else {}
        return [
            Coded(
                transcript,
                {
                    key: self._wish(transcript, turns[entry["turn"]], (key, entry["code"], words), entry)
                    for key, words in entry["by"].items()
                },
            )
            for entry in interview.notes["passages"]
        ]

    def keep_journal(self) -> None:
        """Entries, replies to the latest of them, and one that is settled."""
        written = [memos.write(self.project, self.people[key], body) for key, body in JOURNAL]
        for entry, (key, body, is_settled) in zip(reversed(written), ANSWERS, strict=False):
            memos.reply(entry, self.people[key], body)
            if is_settled:
                memos.resolve(entry, self.people[key], True)

    def _participant(self, person: dict[str, Any]) -> None:
        lead = self.people["mara"]
        participant = participants.add(self.project, lead, code=person["code"])
        words = {
            self.attributes[name.replace("_", " ")]: "; ".join(value)
            if isinstance(value, list)
            else str(value)
            for name, value in person["attributes"].items()
        }
        participants.set_words(participant, words, lead)
        participants.set_consent(participant, person["consent"], lead)

    def _wish(
        self, transcript: Transcript, turn: Turn, what: tuple[str, str, str], entry: dict[str, Any]
    ) -> codings.Wish:
        key, code, words = what
        assert isinstance(transcript.current, Revision)  # noqa: S101  stored a moment ago
        start = transcript.current.text.index(words, turn.start, turn.end)
        span = Span(start, start + len(words))
        marks = entry.get("qualifiers", {}).get(key, {})
        return codings.Wish(
            guid=uuid.uuid5(NAMESPACE, f"{transcript.title} {key} {code} {span}"),
            code=self.codes[code].pk,
            span=span,
            revision=transcript.current.number,
            qualifiers=frozenset(self.qualifiers[mark] for mark in marks.items()),
        )

    def _read(self, transcript: Transcript, number: int) -> None:
        for key, finished in FINISHED.items():
            if number <= finished:
                codings.mark_reading(transcript, self.people[key], Reading.State.COMPLETE)
