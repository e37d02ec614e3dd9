"""Values of the comparison as plain JSON, and back by the types that their fields declare."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

Json = Any


def packed(value: Any) -> Json:
    """Lists and plain values alone; a record is the list of its fields, a mapping that of its pairs."""
    if is_dataclass(value) and not isinstance(value, type):
        return [packed(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return [[packed(key), packed(each)] for key, each in value.items()]
    if isinstance(value, tuple | list | set | frozenset):
        return [packed(each) for each in value]
    return value


def unpacked(kind: Any, raw: Json) -> Any:
    """What ``packed`` was given, where it was of this type."""
    origin, inner = get_origin(kind), get_args(kind)
    if raw is None or kind is Any:
        return raw
    if origin is UnionType or NoneType in inner:
        return unpacked(next(each for each in inner if each is not NoneType), raw)
    if origin is not None:
        return _collected(origin, inner, raw)
    if hasattr(kind, "_fields") or is_dataclass(kind):
        hints = get_type_hints(kind)
        names = kind._fields if hasattr(kind, "_fields") else [field.name for field in fields(kind)]
        return kind(*(unpacked(hints[name], each) for name, each in zip(names, raw, strict=True)))
    return kind(raw) if isinstance(kind, type) and issubclass(kind, Enum | float) else raw


def _collected(origin: Any, inner: tuple[Any, ...], raw: Json) -> Any:
    if origin is Counter:
        return Counter({unpacked(inner[0], key): times for key, times in raw})
    if issubclass(origin, Mapping):
        key, value = inner
        return {unpacked(key, each): unpacked(value, told) for each, told in raw}
    if origin is tuple:
        kinds = inner[:1] * len(raw) if Ellipsis in inner else inner
        return tuple(unpacked(kind, each) for kind, each in zip(kinds, raw, strict=True))
    return [unpacked(inner[0], each) for each in raw]
