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
from projects.refusals import Refused


@dataclass(frozen=True)
class Said:
    """The ID that a person gave a label; ``is_new`` where they left the one that was proposed as free."""

    code: str
    is_new: bool = False


@dataclass(frozen=True)
class Source:
    """Where a draft comes from, and what a person said of it."""

    file: StoredFile | None = None
    who: Mapping[str, Said] = field(default_factory=dict)
    """Who a participant's label is; one that is missing is looked up."""
    interviewee: str = ""
    """The ID of who is interviewed where no label says it."""


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
    people = [*who.values()]
    if source.interviewee and not people:
        people = [_called(People(project), "", Said(source.interviewee), by)]
    appear(transcript, people, by)
    return transcript


def already_stored(project: Project, sha256: str) -> Transcript | None:
    """The transcript that was made from the same bytes."""
    return project.transcripts.filter(original__sha256=sha256).first()


def speaking(draft: Draft) -> list[str]:
    """Those who have a turn, in the order in which they first speak."""
    return list(dict.fromkeys(turn.speaker for turn in draft.turns if turn.speaker))


def _kept(file: StoredFile | None) -> StoredFile | None:
    """The upload, from now on for good; one that was decided meanwhile, as by a second click, is refused."""
    if file and file.expires:
        if not StoredFile.objects.filter(pk=file.pk, expires__isnull=False).update(expires=None):
            raise Refused(_("%(name)s was stored or left out meanwhile.") % {"name": file.name})
        file.expires = None
    return file


def _who(project: Project, draft: Draft, by: User | None, said: Mapping[str, Said]) -> dict[str, Participant]:
    people = People(project)
    labels = [label for label in speaking(draft) if draft.role_of(label) == Role.PARTICIPANT]
    return {label: _called(people, label, said.get(label), by) for label in labels}


def _called(people: People, label: str, said: Said | None, by: User | None) -> Participant:
    """Whom the label names; an ID that was free when it was proposed is not taken for who has it now."""
    person = people.named(label) if said is None or said.is_new else people.with_code(said.code)
    if person is None:
        code = said.code if said else naming.as_id(label) or ""
        return _newcomer(people, label, "" if people.with_code(code) else code, by)
    if person.consent == Consent.WITHDRAWN:
        raise Refused(
            _("%(code)s has withdrawn from the study, so this interview must not be stored.")
            % {"code": person.code}
        )
    return person


def _newcomer(people: People, label: str, code: str, by: User | None) -> Participant:
    name = label if naming.is_name(label) and not naming.as_id(label) else ""
    person = participants.add(people.project, by, code, name)
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
