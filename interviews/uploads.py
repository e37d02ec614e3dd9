"""Stores a transcript that was read: the only writer of a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from interviews import naming, participants
from interviews.appearances import appear
from interviews.models import Participant, Revision, Speaker, TimeMark, Transcript, Turn
from interviews.models.participants import Consent
from interviews.parsing import Draft, Role
from interviews.people import People
from projects import log
from projects.models import Project, StoredFile, User


class Refused(ValueError):
    """The transcript must not be stored; ``str(error)`` says why."""


@dataclass(frozen=True)
class Source:
    """Where a draft comes from, and what a person said of its labels."""

    file: StoredFile | None = None
    who: Mapping[str, Participant | None] = field(default_factory=dict)
    """Who a participant's label is; ``None`` for somebody new. A label that is missing is looked up."""


@transaction.atomic
def store(
    project: Project, draft: Draft, by: User | None, title: str, source: Source | None = None
) -> Transcript:
    """Keep text, speakers, turns and time marks; names in the title become IDs. Raises ``Refused``."""
    source = source or Source()
    log.lock(project)
    who = _who(project, draft, by, source.who)
    names = {label: person.code for label, person in who.items() if naming.is_name(label)}
    transcript = Transcript.objects.create(
        project=project,
        title=naming.without_names(title, names)[:200],
        original=_kept(source.file),
        file_name=source.file.name if source.file else "",
        made_by=by,
    )
    revision = Revision.objects.create(
        transcript=transcript, text=draft.text, length=len(draft.text), made_by=by
    )
    _turns(revision, draft, _speakers(transcript, draft, who))
    transcript.current = revision
    transcript.save(update_fields=["current"])
    log.record(project, by, "added", transcript, characters=len(draft.text), turns=len(draft.turns))
    appear(transcript, who.values(), by)
    return transcript


def already_stored(project: Project, sha256: str) -> Transcript | None:
    """The transcript that was made from the same bytes."""
    return project.transcripts.filter(original__sha256=sha256).first()


def speaking(draft: Draft) -> list[str]:
    """Those who have a turn, in the order in which they first speak."""
    return list(dict.fromkeys(turn.speaker for turn in draft.turns if turn.speaker))


def _kept(file: StoredFile | None) -> StoredFile | None:
    if file and file.expires:
        file.expires = None
        file.save(update_fields=["expires"])
    return file


def _who(
    project: Project, draft: Draft, by: User | None, said: Mapping[str, Participant | None]
) -> dict[str, Participant]:
    people = People(project)
    labels = [label for label in speaking(draft) if draft.role_of(label) == Role.PARTICIPANT]
    who: dict[str, Participant] = {}
    for label in labels:
        person = said[label] if label in said else people.named(label)
        if person is None:
            person = _newcomer(project, label, people, by)
        if person.consent == Consent.WITHDRAWN:
            raise Refused(
                _("%(code)s has withdrawn from the study, so this interview must not be stored.")
                % {"code": person.code}
            )
        who[label] = person
    return who


def _newcomer(project: Project, label: str, people: People, by: User | None) -> Participant:
    code = naming.as_id(label)
    if code and people.named(code):
        code = None
    name = label if naming.is_name(label) and not naming.as_id(label) else ""
    person = participants.add(project, by, code or "", name)
    people.join(person, name)
    return person


def _speakers(transcript: Transcript, draft: Draft, who: Mapping[str, Participant]) -> dict[str, Speaker]:
    kinds = {Role.PARTICIPANT: Speaker.Kind.PARTICIPANT, Role.INTERVIEWER: Speaker.Kind.INTERVIEWER}
    made = Speaker.objects.bulk_create(
        Speaker(
            transcript=transcript,
            label=label,
            kind=kinds[draft.role_of(label)],
            participant=who.get(label),
        )
        for label in speaking(draft)
    )
    return {speaker.label: speaker for speaker in made}


def _turns(revision: Revision, draft: Draft, speakers: Mapping[str, Speaker]) -> None:
    Turn.objects.bulk_create(
        Turn(
            revision=revision,
            number=number,
            speaker=speakers.get(turn.speaker),
            start=turn.start,
            end=turn.end,
            at_ms=turn.at_ms,
        )
        for number, turn in enumerate(draft.turns, start=1)
    )
    TimeMark.objects.bulk_create(
        TimeMark(revision=revision, position=mark.position, at_ms=mark.at_ms) for mark in draft.marks
    )
