"""Who has a transcript open now, in open work; in a round it would say who codes when."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from coding.models import Presence
from coding.workspace.ground import still_there
from interviews.models import Transcript
from projects import log
from projects.models import Project, User

STAYS = timedelta(seconds=40)
"""How long somebody counts as here whose page has not said so again; pages say it every 15 seconds."""


@transaction.atomic
def arrive(transcript: Transcript, user: User) -> None:
    """The person's page has the transcript open; raises ``Refused`` where it was deleted meanwhile.

    Under the project's lock, so that it can't be deleted between the two.
    """
    log.lock(transcript.project)
    still_there(transcript)
    Presence.objects.update_or_create(transcript=transcript, user=user, defaults={"seen": timezone.now()})


def leave(transcript: Transcript, user: User) -> None:
    Presence.objects.filter(transcript=transcript, user=user).delete()


def others_in(project: Project, transcript: int, user: User) -> list[tuple[int, str, str]]:
    """Id, name and initials of the other people who have the transcript open."""
    here = Presence.objects.filter(
        transcript=transcript, transcript__project=project, seen__gt=timezone.now() - STAYS
    )
    people = User.objects.filter(presences__in=here.exclude(user=user)).order_by("name", "pk")
    return [(person.pk, str(person), person.initials) for person in people]
