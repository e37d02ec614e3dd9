"""Who has a value in an attribute, as a condition of a query asks for it."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.db.models import Q

from coding.analysis.query import Having
from interviews.models import Attribute
from projects.models import Project

NOBODY = Q(pk__in=())


def having(project: Project, asked: Having) -> frozenset[int]:
    """The participants with such a value; nobody where the attribute is gone or must not be printed."""
    attribute = project.attributes.filter(pk=asked.attribute, never_print=False).first()
    if attribute is None:
        return frozenset()
    values = attribute.values.filter(_condition(attribute, asked)).order_by()
    return frozenset(values.values_list("participant", flat=True))


def _condition(attribute: Attribute, asked: Having) -> Q:
    if attribute.has_choices:
        return Q(choice__in=asked.choices)
    if attribute.kind == Attribute.Kind.YES_NO:
        return Q(flag=asked.flag) if asked.flag is not None else NOBODY
    if attribute.kind == Attribute.Kind.TEXT:
        return Q(text=asked.text)
    try:
        return _between(attribute, asked)
    except (InvalidOperation, ValueError):
        return NOBODY


def _between(attribute: Attribute, asked: Having) -> Q:
    field = "number" if attribute.kind == Attribute.Kind.NUMBER else "date"
    read = Decimal if field == "number" else date.fromisoformat
    condition = Q(**{f"{field}__isnull": False})
    if asked.low:
        condition &= Q(**{f"{field}__gte": read(asked.low)})
    if asked.high:
        condition &= Q(**{f"{field}__lte": read(asked.high)})
    return condition
