"""How far somebody is with a transcript, in words; tells it to the list of transcripts, a floor below."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.models import Layer, Reading
from interviews import listing
from projects.models import Project, User

LOOKS: dict[str, str] = {Reading.State.COMPLETE: "good", Reading.State.IN_PROGRESS: "busy"}
"""How a state is drawn."""


class State(NamedTuple):
    """How far a coder is with a transcript."""

    coder: User
    state: str
    """Empty: not started."""

    @property
    def label(self) -> str:
        return label_of(self.state)

    @property
    def look(self) -> str:
        return LOOKS.get(self.state, "")


def label_of(state: str) -> str:
    return str(Reading.State(state).label) if state else _("not started")


def states(project: Project, user: User, transcripts: Sequence[int]) -> dict[int, listing.State]:
    """Of the person's own reading in open work; a transcript that is missing is not started."""
    rows = Reading.objects.filter(
        layer__project=project, layer__kind=Layer.Kind.OPEN, coder=user, transcript__in=transcripts
    )
    return {row.transcript_id: listing.State(row.get_state_display(), LOOKS[row.state]) for row in rows}
