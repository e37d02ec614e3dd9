"""Reads the cells of a spreadsheet against what a project records, in the words in which pages show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from interviews.attributes import Definition
from interviews.columns import CONSENT, NAME, PUBLICATION, Column
from interviews.models import Attribute, AttributeChoice
from interviews.models.participants import Consent, plain
from interviews.naming import folded
from interviews.sheets import Sheet
from interviews.values import Invalid, Value, typed
from projects.models import Project

LONGEST_NAME = 60


@dataclass
class Reader:
    """Reads cells against the project as it stands."""

    project: Project
    columns: Sequence[Column]
    sheet: Sheet
    fields: dict[int, tuple[Attribute, list[AttributeChoice]]] = field(default_factory=dict)
    definitions: dict[int, Definition] = field(default_factory=dict)
    additions: dict[int, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = {each.pk: each for each in self.project.attributes.prefetch_related("choices")}
        for column in self.columns:
            what, _colon, which = column.use.partition(":")
            if what in {"attribute", "extend"} and int(which) in known:
                attribute = known[int(which)]
                choices = list(attribute.choices.all())
                if what == "extend":
                    self.additions[column.place] = self._unknown(column, attribute, choices)
                    choices += _unsaved_choices(self.additions[column.place])
                self.fields[column.place] = (attribute, choices)
            elif what == "new":
                self.definitions[column.place] = self._definition(column, which)
                self.fields[column.place] = _unsaved(self.definitions[column.place])

    def _definition(self, column: Column, kind: str) -> Definition:
        listed = kind in {Attribute.Kind.ONE_OF, Attribute.Kind.MANY_OF}
        return Definition(column.header[:LONGEST_NAME], kind, self._parts(column, kind) if listed else ())

    def _parts(self, column: Column, kind: str) -> list[str]:
        cells = self.sheet.column(column.place)
        parts = [
            part for cell in cells for part in (cell.split(";") if kind == Attribute.Kind.MANY_OF else [cell])
        ]
        return list(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def _unknown(self, column: Column, attribute: Attribute, choices: list[AttributeChoice]) -> list[str]:
        known = {folded(choice.value) for choice in choices}
        return [part for part in self._parts(column, attribute.kind) if folded(part) not in known]

    def shown(self, column: Column, cell: str) -> str:
        """The cell's value in the words in which pages show it."""
        if column.use == CONSENT:
            return consent(cell)
        if column.use in {NAME, PUBLICATION}:
            return _short(cell, 200 if column.use == NAME else 20)
        attribute, choices = self.fields[column.place]
        value = typed(attribute, cell, choices)
        return shown(value, choices)


def _unsaved(definition: Definition) -> tuple[Attribute, list[AttributeChoice]]:
    attribute = Attribute(name=definition.name, kind=definition.kind)
    return attribute, _unsaved_choices(definition.choices)


def _unsaved_choices(values: Sequence[str]) -> list[AttributeChoice]:
    return [AttributeChoice(pk=-place, value=value) for place, value in enumerate(values, start=1)]


def _short(cell: str, most: int) -> str:
    if len(cell) > most:
        raise Invalid(_("This is longer than %(most)d characters.") % {"most": most})
    return cell


def consent(words: str) -> str:
    """The consent that the words name; raises ``Invalid``, also for a withdrawal."""
    for value, label in Consent.choices:
        if folded(words) in {folded(value), folded(str(label))}:
            if value == Consent.WITHDRAWN:
                raise Invalid(_("Withdrawing erases interviews, so it is done on the participant's page."))
            return str(value)
    raise Invalid(
        _("“%(words)s” is no consent; write full, anonymised quotes only or no quotes.") % {"words": words}
    )


def shown(value: Value, choices: Iterable[AttributeChoice]) -> str:
    if value.choices:
        return "; ".join(choice.value for choice in choices if choice.pk in value.choices)
    if value.flag is not None:
        return str(_("yes") if value.flag else _("no"))
    if value.number is not None:
        return plain(value.number)
    return str(value.text or value.day or "")
