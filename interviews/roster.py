"""Brings a spreadsheet of participants into the project: first as a plan to look at, then at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from interviews import attributes, participants
from interviews.attributes import Definition
from interviews.cells import Reader, consent
from interviews.columns import CONSENT, LEAVE_OUT, NAME, PUBLICATION, WHO, Column, Joins
from interviews.models import Attribute, Participant
from interviews.models.participants import Consent
from interviews.naming import as_id, folded
from interviews.sheets import Sheet
from interviews.tables import known_of
from interviews.values import Invalid, typed
from projects import log
from projects.models import Project, User


@dataclass(frozen=True)
class Change:
    """What a cell would change; with a ``problem`` it changes nothing. A name that goes is not shown."""

    column: Column
    cell: str
    old: str
    new: str
    problem: str = ""


@dataclass(frozen=True)
class Row:
    """What a row of the sheet would do; without a participant it is somebody new, or left out."""

    who: str
    participant: Participant | None
    is_new: bool
    changes: tuple[Change, ...] = ()
    problem: str = ""

    @property
    def is_used(self) -> bool:
        return self.participant is not None or self.is_new

    @property
    def good(self) -> list[Change]:
        return [change for change in self.changes if self.is_used and not change.problem]

    @property
    def bad(self) -> list[Change]:
        return [change for change in self.changes if self.is_used and change.problem]


@dataclass(frozen=True)
class Plan:
    """What the sheet would do to the project."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    definitions: Mapping[int, Definition]
    """The attributes that would be made, by the place of their column."""
    additions: Mapping[int, Sequence[str]]
    """The choices that would be added to an attribute, likewise."""

    @property
    def changes_consent(self) -> bool:
        return any(change.column.use == CONSENT and change.old for row in self.rows for change in row.good)

    @property
    def invalid(self) -> int:
        return sum(len(row.bad) for row in self.rows)

    @property
    def unmatched(self) -> int:
        return sum(not row.is_used for row in self.rows)

    @property
    def matched(self) -> int:
        return sum(row.participant is not None for row in self.rows)

    @property
    def new(self) -> int:
        return sum(row.is_new for row in self.rows)

    @property
    def described(self) -> int:
        """How many participants would be new or better known."""
        return sum(row.is_new or bool(row.good) for row in self.rows)


def plan(project: Project, sheet: Sheet, columns: Sequence[Column], joins: Joins, *, add_new: bool) -> Plan:
    """What each row would do; ``add_new`` makes participants of the rows that name nobody known."""
    reader = Reader(project, columns, sheet)
    known = known_of(project)
    place = next((column.place for column in columns if column.use == WHO), None)
    seen: set[str] = set()
    rows = []
    for cells in sheet.rows:
        who = cells[place] if place is not None else ""
        person = joins.participant(who)
        key = f"participant {person.pk}" if person else folded(who)
        problem = _problem(who, person, key in seen)
        seen.add(key)
        is_new = add_new and not person and not problem
        changes = () if problem else _changes(reader, cells, known.get(person.pk, {}) if person else {})
        rows.append(Row(who, person, is_new, changes, problem))
    return Plan(columns, rows, reader.definitions, reader.additions)


def _problem(who: str, person: Participant | None, again: bool) -> str:
    if not who:
        return _("Nothing here says who the row is about.")
    if again:
        return _("A row further up is about the same person; this one is left out.")
    if person and person.consent == Consent.WITHDRAWN:
        return _("%(code)s has withdrawn, so nothing is stored.") % {"code": person.code}
    return ""


def _changes(reader: Reader, cells: Sequence[str], known: Mapping[str, str]) -> tuple[Change, ...]:
    found = []
    for column in reader.columns:
        cell = cells[column.place]
        if column.use in {WHO, LEAVE_OUT} or not cell:
            continue
        old = known.get(column.use.replace("extend", "attribute"), "")
        try:
            new = reader.shown(column, cell)
        except Invalid as error:
            found.append(Change(column, cell, old, cell, str(error)))
        else:
            if new and new != old:
                found.append(Change(column, cell, _shown(column, old), new))
            elif not new and any(map(str.isalnum, cell)):
                found.append(
                    Change(column, cell, old, cell, _("“%(cell)s” counts as empty.") % {"cell": cell})
                )
    return tuple(found)


def _shown(column: Column, old: str) -> str:
    """Names are seen on a page of their own, which notes who looked."""
    return _("another name") if old and column.use == NAME else old


@transaction.atomic
def carry_out(project: Project, wanted: Plan, by: User) -> None:
    """Do what the plan says, but for what it calls a problem; raises ``Refused``."""
    log.lock(project)
    made = {
        place: attributes.define(project, definition, by) for place, definition in wanted.definitions.items()
    }
    uses = {column.place: column.use for column in wanted.columns}
    for place, values in wanted.additions.items():
        attributes.add_choices(project.attributes.get(pk=uses[place].partition(":")[2]), values, by)
    known = {each.pk: each for each in project.attributes.prefetch_related("choices")}
    fields = {column.place: _field(column, known, made) for column in wanted.columns}
    for row in wanted.rows:
        person = row.participant or (_add(project, row.who, by) if row.is_new else None)
        if person and row.good:
            _describe(person, row.good, fields, by)


def _field(column: Column, known: Mapping[int, Attribute], made: Mapping[int, Attribute]) -> Attribute | None:
    what, _colon, which = column.use.partition(":")
    if what in {"attribute", "extend"}:
        return known.get(int(which))
    return known[made[column.place].pk] if what == "new" else None


def _add(project: Project, who: str, by: User) -> Participant:
    """A word with a digit in it is taken for an ID; anything else is a name, which is kept apart."""
    code = as_id(who) or (who if len(who) <= 20 and any(map(str.isdigit, who)) else "")
    return participants.add(project, by, code, "" if code else who)


def _describe(
    person: Participant, changes: Sequence[Change], fields: Mapping[int, Attribute | None], by: User
) -> None:
    values = {}
    for change in changes:
        attribute = fields[change.column.place]
        if attribute:
            values[attribute] = typed(attribute, change.cell, list(attribute.choices.all()))
        elif change.column.use == CONSENT:
            participants.set_consent(person, consent(change.cell), by)
        elif change.column.use == PUBLICATION:
            participants.set_publication_code(person, change.cell, by)
        elif change.column.use == NAME:
            participants.set_name(person, change.cell, by)
    if values:
        participants.set_values(person, values, by)
