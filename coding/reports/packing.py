"""Values of the comparison as plain JSON, and back by the types that their fields declare."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

Json = Any
Read = Callable[[Json], Any]


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
    return _reader(kind)(raw)


@cache
def _reader(kind: Any) -> Read:
    """How values of the type are read, found out once: a large comparison has very many."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType or NoneType in inner:
        return _reader(next(each for each in inner if each is not NoneType))
    if origin is not None:
        return _unless_none(_collecting(origin, inner))
    if hasattr(kind, "_fields") or is_dataclass(kind):
        return _unless_none(_recording(kind))
    if isinstance(kind, type) and issubclass(kind, Enum | float):
        return _unless_none(kind)
    return _as_it_is


def _as_it_is(raw: Json) -> Any:
    return raw


def _unless_none(read: Read) -> Read:
    return lambda raw: None if raw is None else read(raw)


def _recording(kind: Any) -> Read:
    hints = get_type_hints(kind)
    names = kind._fields if hasattr(kind, "_fields") else [field.name for field in fields(kind)]
    readers = [_reader(hints[name]) for name in names]
    return lambda raw: kind(*(read(each) for read, each in zip(readers, raw, strict=True)))


def _collecting(origin: Any, inner: tuple[Any, ...]) -> Read:
    if issubclass(origin, Mapping):
        key, value = _reader(inner[0]), _reader(int if origin is Counter else inner[1])
        made = Counter if origin is Counter else dict
        return lambda raw: made({key(each): value(told) for each, told in raw})
    if origin is tuple and Ellipsis not in inner:
        readers = [_reader(each) for each in inner]
        return lambda raw: tuple(read(each) for read, each in zip(readers, raw, strict=True))
    read, made_of = _reader(inner[0]), tuple if origin is tuple else list
    return lambda raw: made_of(read(each) for each in raw)
