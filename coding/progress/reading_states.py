"""Tells the list of transcripts, a floor below, how far somebody is with each."""

from collections.abc import Sequence

from coding.models import Layer, Reading
from interviews.listing import State
from projects.models import Project, User

LOOKS: dict[str, str] = {Reading.State.COMPLETE: "good", Reading.State.IN_PROGRESS: "busy"}
"""How a state is drawn."""


def states(project: Project, user: User, transcripts: Sequence[int]) -> dict[int, State]:
    """Of the person's own reading in open work; a transcript that is missing is not started."""
    rows = Reading.objects.filter(
        layer__project=project, layer__kind=Layer.Kind.OPEN, coder=user, transcript__in=transcripts
    )
    return {row.transcript_id: State(row.get_state_display(), LOOKS[row.state]) for row in rows}
