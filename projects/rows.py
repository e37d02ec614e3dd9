"""Rows as the log keeps them: a model's fields as JSON, and back, to the microsecond."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Field, Model

Values = dict[str, Any]
"""By column attribute, such as ``parent_id``."""
PLAIN = (bool, int, float, str, type(None))


class Row(NamedTuple):
    """What became of one row: ``before`` is ``None`` where it was made, ``after`` where it was deleted."""

    model: str
    """Such as ``coding.coding``."""
    key: int
    before: Values | None
    after: Values | None

    @property
    def turned(self) -> "Row":
        return Row(self.model, self.key, self.after, self.before)

    @property
    def course(self) -> tuple[str, bool, bool, tuple[str, ...]]:
        """What it has in common with rows that can be written in one statement."""
        fields = tuple(self.after or ()) if self.before and self.after else ()
        return self.model, self.before is None, self.after is None, fields


def label(thing: Model) -> str:
    return thing._meta.label_lower


def model_of(name: str) -> type[Model]:
    return apps.get_model(name)


def columns(model: type[Model] | Model, names: Iterable[str] | None = None) -> list[Field[Any, Any]]:
    """The model's columns, or those of these fields."""
    wanted = None if names is None else set(names)
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and (wanted is None or field.name in wanted or field.attname in wanted)
    ]


def values(thing: Model, names: Iterable[str] | None = None) -> Values:
    """What stands in the row, all of it or in these fields."""
    return {field.attname: _plain(field, thing) for field in columns(thing, names)}


def thing_of(model: type[Model], key: int, kept: Values) -> Model:
    """The row as it was kept, unsaved."""
    thing = model(pk=key)
    set_values(thing, kept)
    return thing


def set_values(thing: Model, kept: Values) -> None:
    for field in columns(thing, kept):
        setattr(thing, field.attname, _parsed(field, kept[field.attname]))


def _plain(field: Field[Any, Any], thing: Model) -> Any:
    value = getattr(thing, field.attname)
    return value if isinstance(value, PLAIN) else field.value_to_string(thing)


def _parsed(field: Field[Any, Any], value: Any) -> Any:
    # A foreign key is read as the key that it points to.
    target = getattr(field, "target_field", field)
    return value if value is None else target.to_python(value)
