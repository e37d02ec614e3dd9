"""Says later who speaks in a stored transcript; text and turns stay as they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from interviews import participants
from interviews.appearances import appear
from interviews.models import Participant, Speaker, Transcript, Turn
from interviews.models.participants import Consent
from interviews.people import People
from projects import log
from projects.models import User
from projects.refusals import Refused


@dataclass(frozen=True)
class Said:
    """What a speaker is; ``code`` is the ID of a participant, who may be new; ``same_as`` another speaker."""

    kind: str = Speaker.Kind.PARTICIPANT
    code: str = ""
    same_as: int | None = None


@transaction.atomic
def assign(transcript: Transcript, said: Mapping[int, Said], by: User, interviewee: str = "") -> None:
    """Make the speakers, by their ids, what was said; the interviewee speaks though no label says so.

    Who doesn't speak here any more leaves the transcript; their number in citations is not given again.
    Raises ``Refused``.
    """
    project = log.lock(transcript.project)
    people = People(project)
    speakers = {speaker.pk: speaker for speaker in transcript.speakers.all()}
    before = {speaker.participant_id for speaker in speakers.values() if speaker.participant_id}
    for pk, words in said.items():
        if words.same_as is None:
            _set(speakers[pk], words, people, by)
    for pk, words in said.items():
        if words.same_as is not None:
            _join(speakers[pk], speakers[words.same_as])
    log.record(project, by, "assigned", transcript)
    _settle(transcript, before, _called(people, interviewee, by) if interviewee else None, by)


def _set(speaker: Speaker, said: Said, people: People, by: User) -> None:
    speaker.kind = said.kind
    is_participant = said.kind == Speaker.Kind.PARTICIPANT and said.code
    speaker.participant = _called(people, said.code, by) if is_participant else None
    speaker.save(update_fields=["kind", "participant"])


def _called(people: People, code: str, by: User) -> Participant:
    person = people.with_code(code)
    if person is None:
        person = participants.add(people.project, by, code)
        people.join(person)
    if person.consent == Consent.WITHDRAWN:
        raise Refused(_("%(code)s has withdrawn from the study.") % {"code": person.code})
    return person


def _join(speaker: Speaker, other: Speaker) -> None:
    if speaker == other:
        raise Refused(_("A speaker can't be the same as itself."))
    if not Speaker.objects.filter(pk=other.pk).exists():
        raise Refused(_("Two speakers can't each be the same as the other."))
    Turn.objects.filter(speaker=speaker).update(speaker=other)
    speaker.delete()


def _settle(transcript: Transcript, before: set[int], also: Participant | None, by: User) -> None:
    speaking = [
        speaker.participant
        for speaker in transcript.speakers.select_related("participant")
        if speaker.participant
    ]
    stay = {person.pk for person in [*speaking, also] if person}
    transcript.appearances.filter(participant__in=before - stay).delete()
    there = set(transcript.appearances.values_list("participant", flat=True))
    wanted = [*speaking, *([also] if also else [])]
    appear(transcript, [person for person in wanted if person.pk not in there], by)
