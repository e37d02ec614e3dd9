"""Says that participants speak in a transcript, as their first, second … interview."""

from collections import defaultdict
from collections.abc import Iterable

from interviews.models import Appearance, Participant, Transcript
from projects import log
from projects.models import Event, User


def appear(transcript: Transcript, participants: Iterable[Participant], by: User | None) -> None:
    """Give each a number that no other interview of theirs has or had; the log keeps those that went.

    In the caller's transaction, under the project's lock.
    """
    people = list(dict.fromkeys(participants))
    last = _last_numbers(transcript, people)
    for person in people:
        number = last[person.pk] + 1
        Appearance.objects.create(transcript=transcript, participant=person, number=number)
        log.record(transcript.project, by, "appeared", person, transcript=transcript.pk, number=number)


def _last_numbers(transcript: Transcript, people: list[Participant]) -> defaultdict[int, int]:
    last: defaultdict[int, int] = defaultdict(int)
    given = Appearance.objects.filter(participant__in=people).order_by()
    for pk, number in given.values_list("participant", "number"):
        last[pk] = max(last[pk], number)
    told = Event.objects.filter(
        project=transcript.project,
        kind="participant",
        verb="appeared",
        object_id__in=[str(person.pk) for person in people],
    ).order_by()
    for object_id, facts in told.values_list("object_id", "facts"):
        last[int(object_id)] = max(last[int(object_id)], facts["number"])
    return last
