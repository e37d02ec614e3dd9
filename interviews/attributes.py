"""What a project records of its participants: defines, changes, orders and deletes attributes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import results
from interviews.models import Attribute, AttributeChoice, AttributeValue
from interviews.naming import folded
from interviews.signs import refuse_hidden
from projects import log
from projects.models import Project, User
from projects.refusals import Refused


@dataclass(frozen=True)
class Definition:
    """What somebody says an attribute is."""

    name: str
    kind: str = Attribute.Kind.TEXT
    choices: Sequence[str] = field(default=())
    never_print: bool = False


@transaction.atomic
def define(project: Project, definition: Definition, by: User | None) -> Attribute:
    """Add an attribute after the others; raises ``Refused``."""
    log.lock(project)
    _check_name(project, definition.name, None)
    attribute = Attribute.objects.create(
        project=project,
        name=definition.name,
        kind=definition.kind,
        never_print=definition.never_print,
        position=_after(project),
    )
    if attribute.has_choices:
        _add_choices(attribute, _distinct(definition.choices), 0)
    log.record(project, by, "defined", attribute)
    return attribute


@transaction.atomic
def change(attribute: Attribute, definition: Definition, by: User) -> None:
    """Make the attribute what the definition says; raises ``Refused`` where values would be lost.

    A choice that changed its words keeps its participants where as many choices went as came. Reports
    made so far are deleted where the attribute is to be printed no more.
    """
    project = log.lock(attribute.project)
    _check_name(project, definition.name, attribute)
    if definition.kind != attribute.kind and attribute.values.exists():
        raise Refused(
            _("%(name)s has values already, so its kind stays. Add another attribute, or clear the values.")
            % {"name": attribute}
        )
    if definition.never_print and not attribute.never_print:
        results.erase(project)
    attribute.name, attribute.kind = definition.name, definition.kind
    attribute.never_print = definition.never_print
    attribute.save(update_fields=["name", "kind", "never_print"])
    _set_choices(attribute, _distinct(definition.choices) if attribute.has_choices else [])
    log.record(project, by, "changed", attribute)


@transaction.atomic
def move(attribute: Attribute, by: User, steps: int) -> None:
    """Put the attribute so many places further down, or up where ``steps`` is negative."""
    project = log.lock(attribute.project)
    order = list(project.attributes.all())
    place = order.index(attribute)
    order.insert(max(0, min(len(order) - 1, place + steps)), order.pop(place))
    for position, each in enumerate(order):
        each.position = position
    Attribute.objects.bulk_update(order, ["position"])
    log.record(project, by, "moved", attribute)


@transaction.atomic
def delete(attribute: Attribute, by: User) -> None:
    """Remove the attribute and every participant's value of it."""
    project = log.lock(attribute.project)
    log.record(project, by, "deleted", attribute, values=attribute.values.count())
    AttributeValue.objects.filter(attribute=attribute).delete()
    attribute.delete()


@transaction.atomic
def add_choices(attribute: Attribute, values: Sequence[str], by: User | None) -> None:
    """Offer these values too."""
    log.lock(attribute.project)
    known = {folded(choice.value) for choice in attribute.choices.all()}
    fresh = [value for value in _distinct(values) if folded(value) not in known]
    _add_choices(attribute, fresh, len(known))
    log.record(attribute.project, by, "changed", attribute)


def _check_name(project: Project, name: str, itself: Attribute | None) -> None:
    refuse_hidden(name)
    others = [other for other in project.attributes.all() if other != itself]
    if folded(name) in {folded(other.name) for other in others}:
        raise Refused(_("There is an attribute “%(name)s” already.") % {"name": name})


def _after(project: Project) -> int:
    last = project.attributes.order_by("-position").first()
    return last.position + 1 if last else 0


def _distinct(values: Sequence[str]) -> list[str]:
    seen: dict[str, str] = {}
    for value in values:
        refuse_hidden(value)
        if value.strip():
            seen.setdefault(folded(value) or value.strip(), value.strip())
    return list(seen.values())


def _add_choices(attribute: Attribute, values: Sequence[str], position: int) -> None:
    AttributeChoice.objects.bulk_create(
        AttributeChoice(attribute=attribute, value=value, position=place)
        for place, value in enumerate(values, position)
    )


def _set_choices(attribute: Attribute, values: list[str]) -> None:
    old = {choice.value: choice for choice in attribute.choices.all()}
    gone = [choice for value, choice in old.items() if value not in values]
    come = [value for value in values if value not in old]
    if len(gone) == len(come):
        for choice, value in zip(gone, come, strict=True):
            choice.value = value
            choice.save(update_fields=["value"])
    else:
        _drop(gone)
        _add_choices(attribute, come, 0)
    places = {value: place for place, value in enumerate(values)}
    for choice in attribute.choices.all():
        choice.position = places[choice.value]
        choice.save(update_fields=["position"])


def _drop(choices: list[AttributeChoice]) -> None:
    for choice in choices:
        count = choice.values.count()
        if count:
            raise Refused(
                ngettext(
                    "“%(choice)s” is the value of %(count)d participant; give them another first.",
                    "“%(choice)s” is the value of %(count)d participants; give them another first.",
                    count,
                )
                % {"choice": choice, "count": count}
            )
        choice.delete()
