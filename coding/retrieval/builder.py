"""The builder of queries: rows and groups of conditions, read from what is posted and written as a form.

A row is named by its place in the tree: ``q`` is the whole, ``q.0`` its first condition, ``q.0.1`` the second
in that group. Without script each button sends all rows; with it each change does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any as Anything

from django.http import QueryDict
from django.utils.translation import gettext as _

from coding.analysis.query import All, Any, Coded, Having, Near, Not, Tree, filled
from coding.analysis.query_json import DEEPEST, MOST, Misread, dump, parse
from coding.forms.query import FIELDS, HAVING, ConditionForm, Offered, known_of
from projects.refusals import Refused

ROOT = "q"
GROUP = "group"
DEEPEST_GROUP = 2
"""Groups within the whole: more are a puzzle to read."""
Hows = list[tuple[str, str]]


@dataclass(frozen=True)
class Row:
    """A condition, or a group of them."""

    path: str
    kind: str
    how: str
    """Of a condition, whether it is ``not``; of a group, how many of its conditions must hold."""
    lead: str
    """What stands before the fields: ``coded by``."""
    form: ConditionForm | None = None
    rows: "tuple[Row, ...]" = ()
    may_hold_groups: bool = False
    is_unused: bool = False
    """Whether it does not count, since nothing is chosen in it."""

    @property
    def is_group(self) -> bool:
        return self.kind == GROUP

    @property
    def is_whole(self) -> bool:
        return self.path == ROOT

    @property
    def hows(self) -> Hows:
        if self.is_group:
            return [
                ("all", _("all of these hold")),
                ("any", _("any of these holds")),
                ("none", _("none of these holds")),
            ]
        return [("", _("are")), ("not", _("are not"))]


def whole_of(tree: Tree | None) -> Tree:
    """The tree with a group round all of it, as the builder shows it."""
    if tree is None:
        return All()
    return tree if isinstance(tree, All | Any) or _is_none(tree) else All((tree,))


def _is_none(tree: Tree) -> bool:
    return isinstance(tree, Not) and isinstance(tree.of, Any)


def row_of(tree: Tree, offered: Offered, path: str = ROOT) -> Row:
    """The tree as rows."""
    is_none = _is_none(tree)
    inner = tree.of if isinstance(tree, Not) else tree
    if isinstance(inner, All | Any):
        how = "none" if is_none else "any" if isinstance(inner, Any) else "all"
        rows = tuple(row_of(each, offered, f"{path}.{place}") for place, each in enumerate(inner.of))
        return Row(path, GROUP, how, "", None, rows, path.count(".") < DEEPEST_GROUP)
    kind, known = _known(inner, offered)
    form = ConditionForm(kind, offered, path, None, known)
    how = "not" if isinstance(tree, Not) else ""
    return Row(path, kind, how, _lead(kind, form), form, is_unused=filled(tree) is None)


def _known(tree: Tree, offered: Offered) -> tuple[str, dict[str, Anything]]:
    """The kind of its row, and what stands in the fields."""
    values = dump(tree)
    kind = str(values.pop("is"))
    if isinstance(tree, Having):
        return f"{HAVING}{tree.attribute}", known_of(values, offered.attributes.get(tree.attribute), offered)
    if isinstance(tree, Near):
        of = tree.of if isinstance(tree.of, Coded) else Coded()
        return kind, {"kind": tree.kind.value, "turns": tree.turns, **dump(of)}
    return kind, values


def _lead(kind: str, form: ConditionForm) -> str:
    if kind.startswith(HAVING):
        if form.attribute is None:
            return _("from participants by something that is gone")
        return _("from participants whose %(attribute)s is") % {"attribute": form.attribute}
    return {
        "coded": _("coded"),
        "near": "",
        "participant": _("from"),
        "spoken": _("spoken by"),
        "transcript": _("in"),
        "saying": _("with the words"),
        "memo": _("with a memo that says"),
        "tagged": _("tagged"),
        "coder": _("coded by"),
        "round": _("coded in the round"),
        "coded on": _("coded"),
    }[kind]


def additions(offered: Offered) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be added to a group, under heads."""
    having = [(f"{HAVING}{pk}", str(attribute)) for pk, attribute in offered.attributes.items()]
    return [
        (_("Codes"), [("coded", _("a code")), ("near", _("near a passage with a code"))]),
        (
            _("Who speaks"),
            [("participant", _("a participant")), *having, ("spoken", _("interviewer or not"))],
        ),
        (_("Text"), [("transcript", _("a transcript")), ("saying", _("words"))]),
        (
            _("Work on it"),
            [
                ("tagged", _("a tag")),
                ("coder", _("a coder")),
                *([("round", _("a round that is closed"))] if offered.rounds else []),
                ("coded on", _("when it was coded")),
                ("memo", _("a memo")),
            ],
        ),
    ]


class TooMany(Refused):
    """Of more rows than a query holds; ``kept`` is what stands all the same."""

    def __init__(self, kept: Tree, said: str) -> None:
        super().__init__(said % {"most": MOST})
        self.kept = kept


def posted_tree(posted: QueryDict, offered: Offered) -> Tree:
    """The tree that the rows make, with what is added to it and without what is taken away.

    Raises ``TooMany``.
    """
    reading = _Reading(posted, offered)
    tree = reading.whole
    if _is_sound(tree) and not reading.is_cut:
        return tree
    kept = _Reading(posted, offered, is_adding=False).whole
    if _is_sound(kept) and not reading.is_cut:
        said = _("A query holds at most %(most)s conditions, groups and negations; nothing was added.")
        raise TooMany(kept, said)
    said = _("A query holds at most %(most)s conditions, groups and negations; the last rows were left out.")
    raise TooMany(_cut(kept), said)


def _is_sound(tree: Tree) -> bool:
    try:
        parse(dump(tree))
    except Misread:
        return False
    return True


def _cut(tree: Tree) -> Tree:
    """The whole without its last rows, so many that it is a query."""
    while not _is_sound(tree):
        if isinstance(tree, Not) and isinstance(tree.of, Any):
            tree = Not(Any(tree.of.of[:-1]))
        elif isinstance(tree, All | Any):
            tree = type(tree)(tree.of[:-1])
        else:
            return All()
    return tree


@dataclass
class _Reading:
    """Reads rows, no more of them than a query holds."""

    posted: QueryDict
    offered: Offered
    is_adding: bool = True
    is_cut: bool = field(default=False, init=False)
    _left: int = field(default=MOST, init=False)

    @property
    def whole(self) -> Tree:
        return self._read(ROOT) or All()

    def _read(self, path: str) -> Tree | None:
        kind = self.posted.get(f"{path}-is", "")
        if path in self.posted.getlist("remove") or path.count(".") > DEEPEST:
            return None
        if kind == GROUP or path == ROOT:
            return self._group(path)
        if kind not in FIELDS and not _is_having(kind, self.offered):
            return None
        tree = self._row(kind, path)
        return Not(tree) if self.posted.get(f"{path}-how") == "not" else tree

    def _row(self, kind: str, path: str) -> Tree:
        """Blank where what is chosen in it can't be read."""
        try:
            return _condition(kind, ConditionForm(kind, self.offered, path, self.posted, {}).values)
        except Misread:
            return _blank(kind, self.offered) or Any()

    def _group(self, path: str) -> Tree:
        rows = tuple(row for each in self._below(path) if (row := self._read(each)))
        new = _blank(self.posted.get(f"{path}-new", ""), self.offered) if self.is_adding else None
        of = (*rows, new) if new else rows
        how = self.posted.get(f"{path}-how")
        return All(of) if how not in {"any", "none"} else Any(of) if how == "any" else Not(Any(of))

    def _below(self, path: str) -> Iterator[str]:
        place = 0
        while f"{path}.{place}-is" in self.posted:
            if not self._left:
                self.is_cut = True
                return
            self._left -= 1
            yield f"{path}.{place}"
            place += 1


def _blank(kind: str, offered: Offered) -> Tree | None:
    """The condition that is added, in which nothing is chosen yet."""
    if kind == GROUP:
        return Any()
    if kind in FIELDS:
        return _condition(kind, {})
    return Having(int(kind.removeprefix(HAVING))) if _is_having(kind, offered) else None


def _is_having(kind: str, offered: Offered) -> bool:
    return kind in {f"{HAVING}{pk}" for pk in offered.attributes}


def _condition(kind: str, values: dict[str, Anything]) -> Tree:
    if kind == "near":
        code = {name: values[name] for name in ("code", "with_children") if name in values}
        near = {"kind": values.get("kind") or "overlapping", "turns": values.get("turns", 1)}
        return parse({"is": "near", **near, "of": {"is": "coded", **code}})
    known = {name: value for name, value in values.items() if value is not None or name != "who"}
    return parse({"is": "having" if kind.startswith(HAVING) else kind, **known})
