"""After an undo or redo of decisions: how far the consensus is, is reckoned anew."""

from collections.abc import Sequence

from coding.consensus.standing import renew
from coding.models import Resolution, Round
from interviews.models import Transcript
from projects.acts import Act
from projects.models import Event

DECISIONS = {Resolution._meta.model_name, Round._meta.model_name}


def renew_after(doing: Act, events: Sequence[Event]) -> None:
    if events[0].kind not in DECISIONS:
        return
    touched = {event.facts.get("transcript") for event in events} - {None}
    there = Transcript.objects.filter(project=doing.project, pk__in=touched)
    for pk in there.values_list("pk", flat=True):
        renew(doing.project, doing.by, pk)
