"""What a CSV would do to a codebook, and doing it: codes are matched by their path, none is taken away."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from coding.codebook.changes import MEANING, keep, new_edition, tidy
from coding.codebook.colours import next_theme_colour
from coding.codebook.csv_format import Row
from coding.codebook.tree import CodeTree, tree_of
from coding.models import Code
from projects.acts import Act, act
from projects.models import Project, User


class Fate(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Planned:
    """One code of the file, and what becomes of it."""

    row: Row
    fate: Fate
    code: Code | None = None
    fields: dict[str, str | bool] = field(default_factory=dict)
    """What is new in it."""

    @property
    def labels(self) -> list[str]:
        """The fields by the names that people know them by."""
        return [str(Code._meta.get_field(name).verbose_name) for name in self.fields]  # type: ignore[union-attr]


def plan(tree: CodeTree, rows: Iterable[Row]) -> list[Planned]:
    """What becomes of each row, parents first; a parent that the file only mentions is added too."""
    wanted = {row.path: row for row in rows}
    known = {tuple(code.name for code in node.path): node.code for node in tree}
    order: dict[tuple[str, ...], Row] = {}
    for path, row in wanted.items():
        for depth in range(1, len(path)):
            above = path[:depth]
            if above in wanted or above not in known:
                order.setdefault(above, wanted.get(above, Row(row.line, above)))
        order.setdefault(path, row)
    return [_planned(row, known.get(path)) for path, row in order.items()]


def _planned(row: Row, code: Code | None) -> Planned:
    if code is None:
        return Planned(row, Fate.ADDED, None, row.fields)
    fields = {name: value for name, value in row.fields.items() if tidy(name, value) != getattr(code, name)}
    return Planned(row, Fate.CHANGED if fields else Fate.SAME, code, fields)


def take_over(project: Project, by: User, rows: Iterable[Row]) -> list[Planned]:
    """Add and change the codes in one edition; returns what was done, planned anew under the lock."""
    with act(project, by) as doing:
        project = doing.project
        planned = plan(tree_of(project), rows)
        means = [each for each in planned if each.fate == Fate.ADDED or each.fields.keys() & set(MEANING)]
        changes = [each for each in planned if each.fate != Fate.SAME]
        if not changes:
            return planned
        edition = (
            new_edition(project, by, _("Codes read from a CSV"))
            if means
            else project.editions.latest("number")
        )
        codes = write_rows(doing, changes)
        keep([codes[each.row.path] for each in means], edition)
        added = [codes[each.row.path].pk for each in changes if each.fate == Fate.ADDED]
        changed = [codes[each.row.path].pk for each in changes if each.fate == Fate.CHANGED]
        doing.record("imported", edition, added=added, changed=changed)
    return planned


def write_rows(doing: Act, changes: Iterable[Planned]) -> dict[tuple[str, ...], Code]:
    """Save what was planned, parents first, new codes after their siblings; the codes by path."""
    tree = tree_of(doing.project)
    codes = {tuple(code.name for code in node.path): node.code for node in tree}
    colours = [node.code.colour for node in tree.themes]
    last = max((node.code.position for node in tree), default=0)
    for place, change in enumerate(changes, start=last + 1):
        path = change.row.path
        fields: dict[str, object] = {name: tidy(name, value) for name, value in change.fields.items()}
        code = codes.get(path)
        if len(path) == 1 and not fields.get("colour", code.colour if code else ""):
            colours.append(next_theme_colour(colours))
            fields["colour"] = colours[-1]
        if code:
            doing.change(code, **fields)
            continue
        above = codes.get(path[:-1])
        code = Code(project=doing.project, parent=above, position=place, **(fields | {"name": path[-1]}))
        doing.insert(code)
        codes[path] = code
    return codes
