"""Undo and redo: plays an act's rows backwards, unless somebody has built on them since."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, models
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from projects import rows
from projects.acts import BATCH, Act, act
from projects.models import Event, Project, User
from projects.refusals import Refused
from projects.rows import Row

UNDID, REDID = "undid", "redid"
Guard = Callable[[Act, Sequence[Event]], None]
"""Called after rows were played back, before the act ends: completes what they don't hold; may refuse."""

Ask = Callable[[Project, Sequence[Event]], None]
"""Called before: refuses what rows would be refused for with less said, or with more than may be told."""

_GUARDS: list[Guard] = []
_ASKED: list[Ask] = []
ANY = models.Q()
_RECORDS: set[type[models.Model]] = set()


class BuiltUpon(Refused):
    """That an act can't be taken back or done again; ``act`` is its number, before which one may go on."""

    verb = UNDID

    def __init__(self, reason: str, number: int) -> None:
        super().__init__(reason)
        self.reason, self.act = reason, number

    def __str__(self) -> str:
        said = (
            _("This can't be undone: %(reason)s. Nothing was changed.")
            if self.verb == UNDID
            else _("This can't be redone: %(reason)s. Nothing was changed.")
        )
        return said % {"reason": self.reason}


@dataclass(frozen=True)
class Reversal:
    """What was taken back or done again."""

    number: int
    """Of the act that did it."""
    head: Event
    """The first event of the act that it was done to."""
    size: int
    """To how many things it was done."""


def register(ask: Ask, guard: Guard, *records: type[models.Model]) -> None:
    """Name what an upper floor asks before rows are played back, and does after; from ``AppConfig.ready``.

    ``records`` are models that tell of a thing without being built upon it, and go with it.
    """
    if guard not in _GUARDS:
        _ASKED.append(ask)
        _GUARDS.append(guard)
    _RECORDS.update(records)


def next_undo(project: Project, by: User, before: int | None = None, among: models.Q = ANY) -> Event | None:
    """The head of the person's latest act that undo would take back, below ``before``.

    ``among`` says which events are gone through, by the first of each act.
    """
    heads = _heads(project, by).filter(among).exclude(verb=UNDID)
    return (heads.filter(number__lt=before) if before else heads).last()


def next_redo(project: Project, by: User, among: models.Q = ANY) -> Event | None:
    """The head of the latest taking back that redo would take back; none once something new was done."""
    newest = _acts(project, by).filter(among, undoes=None).last()
    taken = _heads(project, by).filter(among, verb=UNDID)
    return (taken.filter(number__gt=newest.number) if newest else taken).last()


def _heads(project: Project, by: User) -> models.QuerySet[Event]:
    """Of the person's acts those that were not taken back since."""
    taken_back = Event.objects.filter(project=project, undoes=OuterRef("act"))
    return _acts(project, by).exclude(Exists(taken_back))


def _acts(project: Project, by: User) -> models.QuerySet[Event]:
    return project.events.filter(by=by, number=F("act"), rows__isnull=False).order_by("number")


def undo(project: Project, by: User, before: int | None = None, among: models.Q = ANY) -> Reversal:
    """Take back the person's latest act; raises ``BuiltUpon``, or ``Refused`` where there is none."""
    return _play(project, by, lambda locked: next_undo(locked, by, before, among), UNDID)


def undo_act(project: Project, by: User, number: int) -> Reversal:
    """Take back just this act of the person's; raises as ``undo`` does."""
    return _play(project, by, lambda locked: _standing(locked, by, number), UNDID)


def can_undo(project: Project, by: User, number: int) -> bool:
    """Whether the act is the person's own and was not taken back."""
    return _standing(project, by, number) is not None


def _standing(project: Project, by: User, number: int) -> Event | None:
    return _heads(project, by).exclude(verb=UNDID).filter(act=number).first()


def redo(project: Project, by: User, among: models.Q = ANY) -> Reversal:
    """Do again what the person took back last; raises as ``undo`` does."""
    return _play(project, by, lambda locked: next_redo(locked, by, among), REDID)


def _play(project: Project, by: User, find: Callable[[Project], Event | None], verb: str) -> Reversal:
    head = find(project)
    if head is None:
        raise Refused(_("There is nothing to undo.") if verb == UNDID else _("There is nothing to redo."))
    try:
        with act(project, by, head.act) as doing:
            if find(doing.project) != head:
                raise Refused(_("Something else was just undone; look at it, then try again."))
            events = list(project.events.filter(act=head.act).order_by("number"))
            for ask in _ASKED:
                ask(doing.project, events)
            _turn(doing, events, verb)
            for guard in _GUARDS:
                guard(doing, events)
    except BuiltUpon as error:
        error.verb = verb
        raise
    except IntegrityError as error:
        refused = BuiltUpon(_("the same was made again since"), head.act)
        refused.verb = verb
        raise refused from error
    return Reversal(doing.events[0].act, head, len({(event.kind, event.object_id) for event in events}))


def _turn(doing: Act, events: Sequence[Event], verb: str) -> None:
    """Play the events backwards and tell of each; the head first, since it says what the act was."""
    if any(event.rows is None for event in events):
        reason = _("an interview that it was about was withdrawn or deleted since")
        raise BuiltUpon(reason, events[0].act)
    turned = {event.pk: [Row(*row).turned for row in reversed(event.rows or ())] for event in events}
    # An act that took another back did so from its last event to its head, which it yet tells first.
    latest_first = events if events[0].verb == UNDID else events[::-1]
    backwards = [row for event in latest_first for row in turned[event.pk]]
    groups = [list(group) for _course, group in itertools.groupby(backwards, key=lambda row: row.course)]
    for group in groups:
        _write(group, events)
    for group in groups:
        _refuse_lost_ground(group, events)
    for event in events:
        doing.keep(turned[event.pk])
        doing.repeat(event, verb)


def _write(group: Sequence[Row], events: Sequence[Event]) -> None:
    """Write rows of one model and course, if they still are as the act left them."""
    model = rows.model_of(group[0].model)
    for part in _parts(group):
        found = model._default_manager.in_bulk(list(part))
        for key, row in part.items():
            _as_left(row, found.get(key), events)
        _write_part(model, part, list(found.values()), events)


def _parts(group: Sequence[Row]) -> Iterator[dict[int, Row]]:
    """As many rows as one statement takes; a row that the act wrote twice is in two parts, in their order."""
    part: dict[int, Row] = {}
    for row in group:
        if row.key in part or len(part) == BATCH:
            yield part
            part = {}
        part[row.key] = row
    yield part


def _write_part(
    model: type[models.Model],
    part: dict[int, Row],
    found: Sequence[models.Model],
    events: Sequence[Event],
) -> None:
    first = next(iter(part.values()))
    if first.before is None:
        things = [rows.thing_of(model, key, row.after or {}) for key, row in part.items()]
        model._default_manager.bulk_create(things)
    elif first.after is None:
        _refuse_built_upon(model, found, events)
        model._default_manager.filter(pk__in=list(part)).delete()
    else:
        for thing in found:
            rows.set_values(thing, part[thing.pk].after or {})
        model._default_manager.bulk_update(found, [each.name for each in rows.columns(model, first.after)])


def _as_left(row: Row, thing: models.Model | None, events: Sequence[Event]) -> None:
    stands = None if thing is None else rows.values(thing, row.before)
    if stands != row.before:
        raise BuiltUpon(_since(row, events), events[0].act)


def _refuse_built_upon(
    model: type[models.Model], things: Sequence[models.Model], events: Sequence[Event]
) -> None:
    """Whatever points to the rows would go with them, though somebody else may have made it."""
    for relation in _dependents(model):
        pointing = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": things})
        if relation.related_model is model:
            pointing = pointing.exclude(pk__in=[thing.pk for thing in things])
        if pointing.exists():
            # What was added is not named: it may be a blind round's.
            raise BuiltUpon(_("something was added to it since"), events[0].act)


def _refuse_lost_ground(group: Sequence[Row], events: Sequence[Event]) -> None:
    """What the rows point to may be gone; the database would say so only when the transaction ends."""
    fields = rows.columns(rows.model_of(group[0].model), group[0].after or ())
    for field in fields:
        if not isinstance(field, models.ForeignKey):
            continue
        wanted = {row.after[field.attname] for row in group if row.after} - {None}
        for start in range(0, len(wanted), BATCH):
            part = sorted(wanted)[start : start + BATCH]
            if field.related_model._default_manager.filter(pk__in=part).count() < len(part):
                raise BuiltUpon(_("what it belonged to is gone by now"), events[0].act)


def _dependents(model: type[models.Model]) -> Iterator[models.ManyToOneRel]:
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.related_model not in _RECORDS:
            yield relation


def _since(row: Row, events: Sequence[Event]) -> str:
    """Who changed it since, as far as the log tells."""
    keys = {(event.kind, event.object_id) for event in events if _holds(event, row)}
    for kind, object_id in keys:
        later = _later(events, kind, object_id)
        if later and later.by:
            return _("%(who)s has changed it since") % {"who": later.by}
    return _("it has been changed since")


def _holds(event: Event, row: Row) -> bool:
    return any(kept[:2] == [row.model, row.key] for kept in event.rows or ())


def _later(events: Sequence[Event], kind: str, object_id: str) -> Event | None:
    same = events[0].project.events.filter(kind=kind, object_id=object_id, number__gt=events[-1].number)
    return same.select_related("by").last()
