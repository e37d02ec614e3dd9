"""Queries as JSON: ``is`` names each condition, its other keys say what it asks for."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum

from coding.analysis import query
from coding.analysis.query import Tree

DEEPEST = 6
"""Groups, negations and neighbours within each other."""
MOST = 60
"""Conditions and groups of one query."""
LONGEST = 500
"""Characters of a text."""


class Misread(ValueError):
    """JSON that is no query; says where in it and why."""


def dump(tree: Tree) -> dict[str, object]:
    """What ``parse`` reads again."""
    return {"is": NAMES[type(tree)]} | {each.name: _plain(getattr(tree, each.name)) for each in fields(tree)}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return dump(value) if type(value) in NAMES else value  # type: ignore[arg-type]


def parse(value: object) -> Tree:
    """The query that ``dump`` wrote; raises ``Misread``."""
    tree = _tree(value, "query")
    if sum(1 for _each in query.conditions(tree)) > MOST:
        raise Misread(f"query: more than {MOST} conditions and groups")
    return tree


Read = Callable[[object, str], object]


def _tree(value: object, where: str) -> Tree:
    if where.count(".of") > DEEPEST:
        raise Misread(f"{where}: groups in more than {DEEPEST} groups")
    if not isinstance(value, Mapping):
        raise Misread(f"{where}: an object is needed")
    kind = str(value.get("is"))
    if kind not in KINDS:
        raise Misread(f"{where}: there is no condition {kind!r}")
    made, readers = KINDS[kind]
    odd = value.keys() - readers.keys() - {"is"}
    if odd:
        raise Misread(f"{where}: {', '.join(sorted(map(str, odd)))} is nothing that “{kind}” asks for")
    given = {name: read(value[name], f"{where}.{name}") for name, read in readers.items() if name in value}
    try:
        return made(**given)
    except TypeError as error:
        raise Misread(f"{where}: “{kind}” lacks something that it asks for") from error


def _trees(value: object, where: str) -> "tuple[Tree, ...]":
    if not isinstance(value, list):
        raise Misread(f"{where}: a list is needed")
    return tuple(_tree(each, f"{where}[{place}]") for place, each in enumerate(value))


def _key(value: object, where: str) -> int | None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**63):
        raise Misread(f"{where}: the number of something in the study is needed")
    return value


def _some_key(value: object, where: str) -> int:
    found = _key(value, where)
    if found is None:
        raise Misread(f"{where}: nothing is named")
    return found


def _keys(value: object, where: str) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise Misread(f"{where}: a list is needed")
    return tuple(_some_key(each, where) for each in value)


def _turns(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 99:
        raise Misread(f"{where}: a number of turns from 0 to 99 is needed")
    return value


def _flag(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise Misread(f"{where}: true or false is needed")
    return value


def _flag_or_none(value: object, where: str) -> bool | None:
    return None if value is None else _flag(value, where)


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST or "\0" in value:
        raise Misread(f"{where}: a text of up to {LONGEST} characters is needed")
    return value


def _day(value: object, where: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(_text(value, where))
    except ValueError as error:
        raise Misread(f"{where}: a day such as 2026-03-01 is needed") from error


def _one_of(choices: type[StrEnum]) -> Read:
    def read(value: object, where: str) -> StrEnum:
        try:
            return choices(str(value))
        except ValueError as error:
            raise Misread(f"{where}: one of {', '.join(choices)} is needed") from error

    return read


KINDS: dict[str, tuple[Callable[..., Tree], dict[str, Read]]] = {
    "all": (query.All, {"of": _trees}),
    "any": (query.Any, {"of": _trees}),
    "not": (query.Not, {"of": _tree}),
    "near": (query.Near, {"kind": _one_of(query.Nearness), "of": _tree, "turns": _turns}),
    "coded": (query.Coded, {"code": _key, "with_children": _flag}),
    "participant": (query.OfParticipant, {"participant": _key}),
    "having": (
        query.Having,
        {
            "attribute": _some_key,
            "choices": _keys,
            "flag": _flag_or_none,
            "text": _text,
            "low": _text,
            "high": _text,
        },
    ),
    "tagged": (query.Tagged, {"tag": _key}),
    "transcript": (query.InTranscript, {"transcript": _key}),
    "spoken": (query.SpokenBy, {"who": _one_of(query.Voice)}),
    "coder": (query.CodedBy, {"coder": _key}),
    "round": (query.InRound, {"round": _key, "code": _key, "with_children": _flag}),
    "coded on": (query.CodedOn, {"since": _day, "until": _day}),
    "saying": (query.Saying, {"words": _text}),
    "memo": (query.WithMemo, {"words": _text}),
}
NAMES: dict[object, str] = {made: name for name, (made, _readers) in KINDS.items()}
