"""What else of a blind round stays hidden: who opened which of its transcripts, and when."""

from collections.abc import Collection, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from coding.models import Layer, Round
from interviews.models import Transcript
from projects.models import Access, Project, User

LAYER = "layer"
"""The kind of a line of the access log of what was opened in a round; its object is ``layer-transcript``."""
NOTHING = Q(pk__in=())


def hidden_accesses(project: Project, user: User) -> Q:
    """The lines of others in layers that the person may not see."""
    seen = Layer.objects.visible_to(user).filter(project=project)
    hidden = Layer.objects.filter(project=project).exclude(pk__in=seen.values("pk"))
    lines = (Q(kind=LAYER, object_id__startswith=f"{pk}-") for pk in hidden.values_list("pk", flat=True))
    return reduce(or_, lines, NOTHING)


def hide_titles(transcripts: Sequence[Transcript], instead: str) -> None:
    """Of interviews that go: that somebody opened one in a round stays, what it was called does not."""
    for transcript in transcripts:
        lines = Access.objects.filter(project=transcript.project_id, kind=LAYER)
        lines.filter(object_id__endswith=f"-{transcript.pk}").update(what=instead)


def is_coded_blind(transcripts: Collection[int]) -> bool:
    """Whether one of them is in a blind round that is not revealed: to point at its words tells of a mind."""
    rounds = Round.objects.filter(is_blind=True, revealed=None)
    return rounds.filter(transcripts__revision__transcript__in=transcripts).exists()
