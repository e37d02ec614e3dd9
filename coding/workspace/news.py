"""What happened in a transcript since a page was made, as far as the person may see it."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from coding.models import Layer
from coding.rounds.freezing import running
from coding.rounds.numbering import Numbering
from coding.rounds.seats import Seat
from coding.workspace.rows import Row, Shown, rows_of
from interviews.models import Transcript
from projects.models import Event, Project, User

CODEBOOK = frozenset({"code", "edition", "exemplar", "qualifier", "qualifiervalue"})
"""The kinds of things whose changes a page shows by reading the codebook anew."""
READING = frozenset({"turn", "transcript"})
"""The kinds of things that tell how far somebody has read."""
MANY = 500
"""Changed codings above which all of the transcript's are sent."""


@dataclass
class News:
    """What a page must catch up with."""

    last: int
    """The number, as the person may know it, of the last event that the page then knows: that of another
    would tell how much is coded blind, and when."""
    codings: list[Row] = field(default_factory=list)
    """Those made or changed, as in ``rows_of``; where ``whole``, all there are."""
    whole: bool = False
    gone: list[str] = field(default_factory=list)
    """The GUIDs of those that are there no longer."""
    codebook: bool = False
    """Whether the codebook changed."""
    still: bool | None = None
    """Whether it now stands still, where a round began or ended."""
    memos: bool = False
    """Whether a memo that the page may show changed."""
    reading: bool = False
    """Whether the person marked turns of the transcript, or said how far they are, here or elsewhere."""


def is_news(number: int, project: Project, user: User, seat: Seat | None = None) -> bool:
    """Whether the person may learn of anything after the event of this number, as they know it."""
    if number >= project.last_event:
        return False
    real = Numbering(project, user).real(number)
    return real < project.last_event and events_at(real, project, user, seat).exists()


def newest(project: Project, user: User) -> int:
    """The last event that the person may learn of, as the project stood when it was read."""
    numbers = events_since(0, project, user).filter(number__lte=project.last_event).order_by("-number")
    return Numbering(project, user).known(numbers.values_list("number", flat=True).first() or 0)


def news_since(number: int, transcript: Transcript, user: User, shown: Shown) -> News:
    """Compared with what the page knew at the event of this number, as the person knows it."""
    numbering = Numbering(transcript.project, user)
    real = last = numbering.real(number)
    news, changed, kinds = News(number), set(), set()
    told = events_at(real, transcript.project, user, shown.seat)
    for at, kind, object_id, of, by in told.values_list(
        "number", "kind", "object_id", "facts__transcript", "by"
    ):
        if kind == "coding" and of == transcript.pk:
            changed.add(object_id)
        last = max(last, at)
        kinds.add(kind)
        news.reading |= kind in READING and of == transcript.pk and by == user.pk
    news.codebook, news.memos = bool(kinds & CODEBOOK), "memo" in kinds
    if "round" in kinds:
        news.still = bool(running(transcript.project))
    if changed:
        _catch_up(news, changed, transcript, (user, shown))
    news.last = numbering.known(last) if last > real else number
    return news


def _catch_up(news: News, changed: set[str], transcript: Transcript, reader: tuple[User, Shown]) -> None:
    news.whole = len(changed) > MANY
    news.codings = rows_of(transcript, *reader, None if news.whole else changed)
    news.gone = sorted(changed - {guid for guid, *_rest in news.codings})


def events_at(number: int, project: Project, user: User, seat: Seat | None) -> QuerySet[Event]:
    """Of these events those that a page shows: in a round what is done in it, elsewhere all but rounds."""
    layers = Layer.objects.visible_to(user).filter(project=project)
    layers = layers.filter(pk__in=seat.layers) if seat else layers.exclude(kind=Layer.Kind.ROUND)
    told = Q(layer_id=None) | Q(layer_id__in=layers.values("pk"))
    return project.events.filter(told, number__gt=number)


def events_since(number: int, project: Project, user: User) -> QuerySet[Event]:
    """Events that the person may learn of: of no layer, or of one they may see."""
    visible = Layer.objects.visible_to(user).filter(project=project).values("pk")
    return project.events.filter(Q(layer_id=None) | Q(layer_id__in=visible), number__gt=number)
