"""The other transcripts of the study, and what is known of the one that is open, as stand beside its text."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from coding.models import Layer, Reading
from coding.progress.shares import Share, shares_of
from interviews.models import Appearance, AttributeValue, Transcript
from projects.models import Project, User

NAMED = 3
"""How many participants a heading names one by one."""
KNOWN, SHORT = 5, 40
"""How many facts about the participant stand under the title, and how many characters each may have."""


class Neighbour(NamedTuple):
    """A transcript of the study in the list beside the text."""

    pk: int
    title: str
    participants: str
    """As short as ``gathered`` makes it."""
    state: str
    """Of the person who asks: ``not started``, ``in progress`` or ``complete``."""
    share: Share
    """How much of it one has read, and one's own codings."""

    @property
    def bar(self) -> int:
        """How full the bar under it is; a transcript is as complete as its coder says."""
        return 100 if self.state == Reading.State.COMPLETE else self.share.percent


def neighbours_of(project: Project, user: User) -> list[Neighbour]:
    """All transcripts of the study with one's own state, share and codings, in as many queries as for one."""
    layer = Layer.objects.open_work(project)
    speakers: defaultdict[int, list[str]] = defaultdict(list)
    for appearance in Appearance.objects.filter(transcript__project=project).select_related("participant"):
        speakers[appearance.transcript_id].append(str(appearance))
    states = dict(Reading.objects.filter(layer=layer, coder=user).values_list("transcript", "state"))
    rows = list(project.transcripts.in_order().values_list("pk", "title", "current"))
    texts = {pk: current for pk, _title, current in rows if current}
    shares = shares_of(project, [user.pk], texts)[user.pk]
    return [
        Neighbour(
            pk,
            title,
            gathered(speakers[pk]),
            states.get(pk, ""),
            shares.get(pk, Share()),
        )
        for pk, title, _current in rows
    ]


def gathered(codes: Sequence[str]) -> str:
    """``P03, P04``; of a group too large to name in a heading, its ends and size: ``P10 … P20 (11)``."""
    if len(codes) <= NAMED:
        return ", ".join(codes)
    return f"{codes[0]} … {codes[-1]} ({len(codes)})"


def known_of(transcript: Transcript) -> list[str]:
    """Printable choices of the one participant heard: other values say little without a name."""
    heard = list(transcript.appearances.values_list("participant", flat=True))
    if len(heard) != 1:
        return []
    values = AttributeValue.objects.filter(participant=heard[0], attribute__never_print=False)
    ordered = values.exclude(choice=None).order_by("attribute__position", "choice__position")
    known = ordered.values_list("choice__value", flat=True)
    return [value for value in known if len(value) <= SHORT][:KNOWN]
