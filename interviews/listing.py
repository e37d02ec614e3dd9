"""The transcripts of a project as a list: read in a few queries however many there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from interviews.models import Appearance, TaggedTranscript, Transcript, Turn
from interviews.words import words_of
from projects.models import Project, User


@dataclass(frozen=True)
class State:
    """How far the person is with a transcript, in words, and whether that is ``good`` or ``busy``."""

    words: str
    look: str = ""


@dataclass(frozen=True)
class Listed:
    """A transcript as the list shows it; ``words`` are those spoken, labels and headings left out."""

    transcript: Transcript
    turns: int
    words: int
    state: State | None


Ask = Callable[[Project, User, Sequence[int]], dict[int, State]]
_ASK: list[Ask] = []


def register(ask: Ask) -> None:
    """Name the function of an upper floor that knows how far somebody is with transcripts."""
    if ask not in _ASK:
        _ASK.append(ask)


def states(project: Project, user: User, transcripts: Sequence[int]) -> dict[int, State]:
    found: dict[int, State] = {}
    for ask in _ASK:
        found |= ask(project, user, transcripts)
    return found


def listed(project: Project, user: User, transcripts: Sequence[Transcript]) -> list[Listed]:
    """Transcripts that come from ``transcripts_of``, with how far the person is with each."""
    words = words_of(project)
    known = states(project, user, [each.pk for each in transcripts])
    return [
        Listed(
            each,
            getattr(each, "turn_count", 0) or 0,
            words.get(each.current_id or 0, 0),
            known.get(each.pk),
        )
        for each in transcripts
    ]


def transcripts_of(project: Project) -> QuerySet[Transcript]:
    """With participants, tags, and how many turns."""
    turns = (
        Turn.objects.filter(revision=OuterRef("current"))
        .order_by()
        .values("revision")
        .annotate(n=Count("pk"))
    )
    return (
        project.transcripts.in_order()
        .annotate(turn_count=Subquery(turns.values("n")))
        .prefetch_related(
            Prefetch("appearances", Appearance.objects.select_related("participant")),
            Prefetch("tagged", TaggedTranscript.objects.select_related("tag").order_by("tag__name")),
        )
    )
