"""Finds memos: by words, by who wrote them and when, by what they are on, settled or open."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q

from coding.analysis.folding import fold_line
from coding.memos.threads import ON, memos_seen
from coding.models import Memo
from coding.models.memos import MemoQuerySet
from interviews.models import Participant, Transcript
from projects.models import Project, User

OPEN, RESOLVED = "open", "resolved"


@dataclass(frozen=True)
class Wish:
    """What was asked for; nothing asked is everything. A discussion is found as a whole."""

    words: str = ""
    author: int | None = None
    kind: str = ""
    """One of ``threads.ON``, or the journal."""
    codes: Collection[int] = field(default=())
    """A code and those under it."""
    transcript: Transcript | None = None
    participant: Participant | None = None
    state: str = ""
    since: date | None = None
    until: date | None = None


def found(project: Project, user: User, wish: Wish) -> MemoQuerySet:
    """The memos that began the discussions asked for, the latest first."""
    roots = memos_seen(project, user).filter(_on(wish), reply_to=None).order_by("-made", "-pk")
    if wish.author:
        answered = Memo.objects.filter(reply_to=OuterRef("pk"), author=wish.author)
        roots = roots.filter(Q(author=wish.author) | Exists(answered))
    if wish.state:
        roots = roots.filter(resolved__isnull=wish.state == OPEN)
    if wish.since:
        roots = roots.filter(made__date__gte=wish.since)
    if wish.until:
        roots = roots.filter(made__date__lte=wish.until)
    return roots.filter(pk__in=_with(project, user, wish.words)) if wish.words else roots


def _on(wish: Wish) -> Q:
    asked = Q()
    if wish.kind in ON:
        asked &= Q(**{f"{wish.kind}__isnull": False})
    elif wish.kind:
        asked &= Q(**dict.fromkeys(ON))
    if wish.codes:
        asked &= Q(code__in=wish.codes) | Q(coding__code__in=wish.codes)
    if wish.transcript:
        asked &= _within(wish.transcript)
    if wish.participant:
        talks = wish.participant.transcripts.order_by().values("pk")
        asked &= Q(participant=wish.participant) | _within(talks, "__in")
    return asked


def _within(talks: object, how: str = "") -> Q:
    """On the transcript, or one of them, or on something in it."""
    ways = ("transcript", "coding__transcript", "resolution__revision__transcript")
    return Q(*((f"{way}{how}", talks) for way in ways), _connector=Q.OR)


def _with(project: Project, user: User, words: str) -> set[int]:
    """Memos that hold the words, or whose replies do, without regard to case and accents."""
    sought = fold_line(words)
    rows = memos_seen(project, user).order_by().values_list("pk", "reply_to", "body")
    return {root or pk for pk, root, body in rows if sought in fold_line(body)}
