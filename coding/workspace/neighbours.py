"""What stands beside a text: the other transcripts of the study or the round, what is known of this one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypedDict

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.models import Reading
from coding.progress.shares import Share, shares_in, shares_of
from coding.rounds.seats import Seat, own_work
from interviews.models import Appearance, AttributeValue, Transcript
from interviews.models.transcripts import numbered
from projects.models import Project, User

NEAR = 25
"""How many transcripts, around the one that is open, show with the text; the others show later."""
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


class Beside(TypedDict):
    """A neighbour as the list shows it."""

    href: str
    who: str
    title: str
    state: str
    look: str
    """The state's class."""
    count: str
    """``· 12 codings``, or nothing."""
    bar: str
    """How full it is, where it is neither empty nor full."""
    is_here: bool
    is_far: bool
    """None of those ``NEAR`` the one that is open."""


def beside(
    neighbours: Sequence[Neighbour], here: Neighbour, slug: str, seat: Seat | None
) -> Iterator[Beside]:
    asked = f"?{seat.key}" if seat else ""
    before, _id, after = reverse("workspace", args=[slug, 0]).rpartition("/0/")
    place = neighbours.index(here)
    first = max(0, min(place - NEAR // 2, len(neighbours) - NEAR))
    for number, each in enumerate(neighbours):
        codings, bar = each.share.codings, each.bar
        counted = ngettext("· %(n)s coding", "· %(n)s codings", codings) % {"n": codings}
        yield Beside(
            href=f"{before}/{each.pk}/{after}{asked}",
            who=each.participants.replace(",", ""),
            title=each.title,
            state=_state_of(each),
            look="good" if each.state == Reading.State.COMPLETE else "busy" if each.state else "",
            count=counted if codings else "",
            bar=str(bar) if 0 < bar < 100 else "",
            is_here=number == place,
            is_far=not first <= number < first + NEAR,
        )


def _state_of(neighbour: Neighbour) -> str:
    if neighbour.state == Reading.State.COMPLETE:
        return _("complete")
    return _("%(n)s %% read") % {"n": neighbour.share.percent} if neighbour.state else _("not started")


def neighbours_of(project: Project, user: User, seat: Seat | None = None) -> list[Neighbour]:
    """All transcripts of the study with one's own state, share and codings, in as many queries as for one.

    At a seat those of its round, with what one did in it.
    """
    speakers: defaultdict[int, list[str]] = defaultdict(list)
    appearing = Appearance.objects.filter(transcript__project=project)
    for transcript, code, number in appearing.values_list("transcript", "participant__code", "number"):
        speakers[transcript].append(numbered(code, number))
    own = own_work(project, user, seat)
    states = dict(Reading.objects.filter(own).values_list("transcript", "state"))
    rows = list(_listed(project, seat))
    texts = {pk: current for pk, _title, current in rows if current}
    shares = shares_in(seat.layer, texts) if seat else shares_of(project, [user.pk], texts)[user.pk]
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


def _listed(project: Project, seat: Seat | None) -> QuerySet[Transcript, tuple[int, str, int | None]]:
    """Id, title and text of each transcript."""
    transcripts = project.transcripts.in_order()
    if seat is None:
        return transcripts.values_list("pk", "title", "current")
    chosen = transcripts.filter(revisions__rounds__round=seat.round)
    return chosen.values_list("pk", "title", "revisions__rounds__revision")


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
