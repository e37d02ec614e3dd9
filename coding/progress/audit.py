"""The log as a person may read it: narrowed by filters, and act by act."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from coding.models import Code
from coding.progress.naming import Named, Names
from coding.progress.telling import told_of
from coding.rounds.numbering import Numbering
from coding.workspace.news import events_since
from projects.access import May, can
from projects.models import Event, Project, User
from projects.undo import REDID, UNDID

PAGE = 50
"""Acts, or events of one act, on a page."""
CHUNK = 1000
EARLIEST, LATEST = date(1900, 1, 1), date(9000, 1, 1)
"""Beyond lies no event; at the calendar's ends no other zone has the moment."""
Row = tuple[int | str, ...]
TEAM = ("invitation", "membership", "user")
"""Kinds of things of which owners alone are told."""
READ = Q(kind="transcript", verb__in=["read", UNDID, REDID])
"""Nothing else that is done to a transcript can be undone."""
KINDS = {
    "codings": (_("codings"), Q(kind="coding")),
    "codebook": (_("codebook"), Q(kind__in=["code", "edition", "exemplar"])),
    "memos": (_("memos"), Q(kind="memo")),
    "report": (_("picked quotes and queries"), Q(kind__in=["pickedquote", "savedquery"])),
    "framework": (_("summaries"), Q(kind="summary")),
    "rounds": (_("rounds and differences"), Q(kind__in=["round", "resolution"])),
    "checklist": (_("reporting checklist"), Q(kind="checklistanswer")),
    "reading": (_("reading"), Q(kind="turn") | READ),
    "assignments": (_("assignments"), Q(kind="assignment")),
    "transcripts": (_("transcripts"), Q(kind="transcript") & ~Q(verb__in=["read", UNDID, REDID])),
    "participants": (_("participants and attributes"), Q(kind__in=["participant", "attribute"])),
    "reports": (_("reports"), Q(kind="recipe")),
    "team": (_("team and study"), Q(kind__in=[*TEAM, "project"])),
}


@dataclass(frozen=True)
class Wanted:
    """Which events are asked for."""

    person: User | None = None
    kind: str = ""
    """A key of ``KINDS``."""
    kinds: tuple[str, ...] = ()
    """Several of them, any of which will do."""
    code: Code | None = None
    transcript: int | None = None
    participant: int | None = None
    coding: UUID | None = None
    since: date | None = None
    until: date | None = None
    """Days in the time zone of the person who asks, both included."""
    act: int | None = None
    """The events of this act, one by one; by its number as the person may know it."""

    @property
    def condition(self) -> Q:
        asked = [
            Q(by=self.person) if self.person else None,
            KINDS[self.kind][1] if self.kind else None,
            reduce(or_, (KINDS[kind][1] for kind in self.kinds)) if self.kinds else None,
            _of_code(self.code) if self.code else None,
            _of("transcript", self.transcript) if self.transcript else None,
            _of("participant", self.participant) if self.participant else None,
            Q(kind="coding", object_id=str(self.coding)) if self.coding else None,
            Q(at__gte=_moment(self.since, time.min)) if self.since else None,
            Q(at__lte=_moment(self.until, time.max)) if self.until else None,
            Q(act=self.act) if self.act else None,
        ]
        return Q(*(each for each in asked if each is not None))


def _of(kind: str, pk: int) -> Q:
    return Q(kind=kind, object_id=str(pk)) | Q(**{f"facts__{kind}": pk})


def _of_code(code: Code) -> Q:
    """What was done to the code, and to codings and memos of it; also where these were another's before."""
    moved = ["recoded", "moved"]
    was = Q(facts__before=code.pk) & (Q(verb__in=moved) | Q(facts__verb__in=moved))
    return Q(kind="code", object_id=str(code.guid)) | Q(facts__code=code.pk) | Q(facts__into=code.pk) | was


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(min(max(day, EARLIEST), LATEST), at))


@dataclass(frozen=True)
class Line:
    """An event in words; where an act did more, its first one that fits."""

    event: Event
    what: str
    named: Named
    link: str
    size: int
    """How many events of its act fit."""
    is_undone: bool
    act: int
    """The number of its act, as the person may know it."""


@dataclass(frozen=True)
class Log:
    lines: list[Line]
    older: int | None
    """The act before which the next page begins, as the person may know its number."""
    newer: int | None
    """The act after which the page before begins."""


def events_of(project: Project, user: User, wanted: Wanted) -> QuerySet[Event]:
    """Nothing of another's blind work, and nothing of the team but to an owner."""
    act = Numbering(project, user).real(wanted.act) if wanted.act else None
    events = events_since(0, project, user).filter(replace(wanted, act=act).condition)
    if not can(project.role, May.INVITE):
        events = events.exclude(kind__in=TEAM)
    return events.defer("rows").select_related("by")


def log_of(project: Project, user: User, wanted: Wanted, before: int | None, after: int | None) -> Log:
    """A page of acts, the newest first; of the one act that is asked for, its events.

    ``before`` and ``after`` are numbers as the person may know them.
    """
    events, numbering = events_of(project, user, wanted), Numbering(project, user)
    step = "number" if wanted.act else "act"
    groups = events.order_by().values(step).annotate(first=Min("number"), size=Count("pk"))
    if after is not None:
        later = groups.filter(**{f"{step}__gt": numbering.real(after)})
        found = list(later.order_by(step)[: PAGE + 1])
        shown, is_older, is_newer = found[:PAGE][::-1], True, len(found) > PAGE
    else:
        within = groups if before is None else groups.filter(**{f"{step}__lt": numbering.real(before)})
        found = list(within.order_by(f"-{step}")[: PAGE + 1])
        shown, is_older, is_newer = found[:PAGE], len(found) > PAGE, before is not None
    sizes = {group["first"]: group["size"] for group in shown}
    return Log(
        _lines(project, list(events.filter(number__in=sizes).order_by("-number")), sizes, numbering),
        older=numbering.known(shown[-1][step]) if shown and is_older else None,
        newer=numbering.known(shown[0][step]) if shown and is_newer else None,
    )


def _lines(
    project: Project, events: Sequence[Event], sizes: Mapping[int, int], numbering: Numbering
) -> list[Line]:
    names, undone = Names(project), undone_of(project, [event.act for event in events])
    names.learn(events)
    return [
        Line(
            event,
            what_of(event),
            named,
            names.link(named, event.layer_id),
            sizes[event.number],
            event.act in undone,
            numbering.known(event.act),
        )
        for event in events
        for named in [names.of(event)]
    ]


def what_of(event: Event) -> str:
    return told_of(event.verb, event.kind, event.facts.get("verb", ""))


def undone_of(project: Project, acts: Collection[int]) -> set[int]:
    """Those of the acts that stand undone: taken back, and not done again since."""
    if not acts:
        return set()
    heads = project.events.filter(number=F("act"), undoes__isnull=False, number__gt=min(acts))
    by = dict(heads.values_list("undoes", "act"))
    undone = set()
    for act in acts:
        step, is_undone = by.get(act), False
        while step is not None:
            step, is_undone = by.get(step), not is_undone
        if is_undone:
            undone.add(act)
    return undone


def rows_of(project: Project, user: User, wanted: Wanted) -> Iterator[Row]:
    """Each event as a row of a table, the oldest first; a thousand at a time, so that any number streams.

    Events and acts are numbered anew: gaps in their own numbers would count what the person may not see.
    The person's zone and language are read now: when the rows are, the page is answered and they are gone.
    """
    events = events_of(project, user, wanted).select_related(None).order_by("number")
    told = _told(project, events, Names(project), timezone.get_current_timezone(), get_language())
    acts: dict[int, int] = {}
    return (
        (number, acts.setdefault(act, len(acts) + 1), *cells)
        for number, (act, cells) in enumerate(told, start=1)
    )


def _told(
    project: Project, events: QuerySet[Event], names: Names, zone: tzinfo, language: str | None
) -> Iterator[tuple[int, Row]]:
    """The act of each event, and what is said of it."""
    last = 0
    undone = undone_of(project, list(events.order_by().values_list("act", flat=True).distinct()))
    while chunk := list(events.filter(number__gt=last)[:CHUNK]):
        # Not around the rows that are handed out, or it would hold for whatever this thread does meanwhile.
        with timezone.override(zone), override(language):
            names.learn(chunk)
            rows = [(event.act, _cells(event, names, event.act in undone)) for event in chunk]
        yield from rows
        last = chunk[-1].number


def _cells(event: Event, names: Names, is_undone: bool) -> Row:
    named, at = names.of(event), timezone.localtime(event.at).isoformat(sep=" ", timespec="seconds")
    state = str(_("undone")) if is_undone else ""
    return at, names.person(event.by_id), what_of(event), named.what, named.where, state
