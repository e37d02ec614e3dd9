"""Memos as the pages' scripts know them, and what a page shows of one thing's memos."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from django.db.models import Q
from django.urls import reverse

from coding.memos.markdown import html_of
from coding.memos.threads import ON, Thread, grouped, memos_on, memos_seen
from coding.memos.writing import Target
from coding.models import Coding, Layer, Memo, Resolution
from coding.rounds.seats import Seat
from interviews.models import Participant, Transcript
from interviews.sections import Section
from projects.access import May, can
from projects.models import Project, User

LAST = 3
"""Entries of the journal that the study's first page shows."""
On = dict[str, str | int]
"""``{"code": 12}``, ``{"coding": guid}`` or ``{"resolution": "3-7-0-52"}``; nothing for the journal."""


class MemoRow(TypedDict):
    """A memo, with its text as it was written and as it is shown."""

    guid: str
    reply_to: str | None
    on: On
    author: int
    by: str
    body: str
    html: str
    version: int
    made: int
    """Seconds since 1970."""
    changed: int
    resolved: bool
    resolved_by: str | None


@dataclass(frozen=True)
class Panel:
    """What a page shows of the memos on one thing."""

    threads: list[Thread]
    address: str
    """Where a form that writes one more is posted."""
    facts: dict[str, object]
    """What the page's script works with."""


def panel_of(project: Project, user: User, on: Target | None) -> Panel:
    return _panel(project, user, on, list(memos_on(project, user, on)))


def journal_of(project: Project, user: User) -> Panel:
    """The last entries of the study's journal, with their replies."""
    entries = memos_on(project, user, None)
    last = list(entries.filter(reply_to=None).order_by("-made", "-pk").values_list("pk", flat=True)[:LAST])
    shown = entries.filter(Q(pk__in=last) | Q(reply_to__in=last))
    return _panel(project, user, None, list(shown))


def _panel(project: Project, user: User, on: Target | None, memos: list[Memo]) -> Panel:
    facts = script_facts(project, user) | {"on": on_of(on), "memos": [row_of(memo) for memo in memos]}
    return Panel(grouped(project, memos), address_of(project, on), facts)


def section(project: Project, user: User, about: Transcript | Participant) -> Section:
    """The memos on a transcript or participant, for its page one floor below."""
    return Section("coding/_memos_section.html", panel_of(project, user, about))


def address_of(project: Project, on: Target | None) -> str:
    """Of the page of the memos on one thing."""
    query = "".join(f"?{kind}={key}" for kind, key in on_of(on).items())
    return reverse("memos_on", args=[project.slug]) + query


def script_facts(project: Project, user: User) -> dict[str, object]:
    """Who writes, where to, and what they may."""
    return {
        "api": f"/api/{project.slug}",
        "me": user.pk,
        "zone": user.time_zone,
        "may": can(project.role, May.WRITE_MEMOS),
        "mayDelete": can(project.role, May.DELETE_MEMOS),
    }


def on_of(on: Target | None) -> On:
    if on is None:
        return {}
    if isinstance(on, Resolution):
        return {"resolution": on.name}
    return {str(on._meta.model_name): str(on.guid) if isinstance(on, Coding) else on.pk}


def row_of(memo: Memo) -> MemoRow:
    on = next((thing for name in ON for thing in [getattr(memo, name)] if thing), None)
    return MemoRow(
        guid=str(memo.guid),
        reply_to=str(memo.reply_to.guid) if memo.reply_to else None,
        on=on_of(on),
        author=memo.author_id,
        by=str(memo.author),
        body=memo.body,
        html=html_of(memo.body),
        version=memo.version,
        made=int(memo.made.timestamp()),
        changed=int(memo.changed.timestamp()),
        resolved=memo.resolved is not None,
        resolved_by=str(memo.resolved_by) if memo.resolved_by else None,
    )


def rows_in(transcript: Transcript, user: User, seat: Seat | None = None) -> list[MemoRow]:
    """Memos on the transcript, its codings, its participants, and the codes in use; the oldest first.

    At a seat those written in its round, elsewhere none of any round.
    """
    project = transcript.project
    here = Q(transcript=transcript) | Q(coding__transcript=transcript)
    here |= Q(participant__in=transcript.participants.values("pk"))
    here |= Q(code__in=project.codes.in_use().values("pk"))
    within = Q(layer__in=seat.layers) if seat else Q(layer=None) | ~Q(layer__kind=Layer.Kind.ROUND)
    found: Iterable[Memo] = memos_seen(project, user).filter(here, within).order_by("made", "pk")
    return [row_of(memo) for memo in found]
