"""A codebook as CSV: written so that nothing is lost, read with a sentence for each line that can't be.

A path is ``Theme > Code > Code below``; ``>`` and ``\\`` within a name are written ``\\>`` and ``\\\\``.
A cell that a spreadsheet would take for a formula gets an apostrophe in front, which reading takes off.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from coding.codebook.colours import is_hex
from coding.formulas import is_formula
from interviews.parsing import Unreadable

COLUMNS = {
    "parent": "parent",
    "name": "name",
    "definition": "definition",
    "apply when": "apply_when",
    "do not apply when": "do_not_apply_when",
    "example type": "example_type",
    "source": "source",
    "colour": "colour",
    "offered first": "is_first_choice",
}
ALIASES = {
    "tag": "name",
    "code": "name",
    "theme": "parent",
    "description": "definition",
    "include": "apply_when",
    "exclude": "do_not_apply_when",
    "example": "example_type",
    "color": "colour",
}
LENGTHS = {"name": 120, "source": 200}
YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0"}
SEPARATORS = (" > ", "/", ".")
MOST_ROWS = 5_000

DEEPEST = 8
"""A code stands at most under seven others."""


class CodeLike(Protocol):
    name: str
    definition: str
    apply_when: str
    do_not_apply_when: str
    example_type: str
    source: str
    colour: str
    is_first_choice: bool


class NodeLike(Protocol):
    @property
    def code(self) -> CodeLike: ...
    @property
    def path(self) -> tuple[CodeLike, ...]: ...


@dataclass(frozen=True)
class Row:
    """A code that a file names, and what the file says of it; an empty cell says nothing."""

    line: int
    path: tuple[str, ...]
    fields: dict[str, str | bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """What a file holds."""

    rows: list[Row]
    problems: list[str]
    ignored: list[str]
    """Columns that were not read."""
    separators: list[str]
    """What the names hold that may be meant as levels."""


def write(nodes: Iterable[NodeLike]) -> Iterator[list[str]]:
    """Rows of cells, the header first, a code before those under it."""
    yield list(COLUMNS)
    for node in nodes:
        code = node.code
        cells = [
            join(each.name for each in node.path[:-1]),
            *(str(getattr(code, name)) for name in list(COLUMNS.values())[1:-1]),
            "yes" if code.is_first_choice else "no",
        ]
        yield [harmless(cell) for cell in cells]


def read(text: str, separator: str = "") -> Sheet:
    """The codes of a CSV; ``separator``, if given, cuts a name into levels. Raises ``Unreadable``."""
    lines = _lines(text.replace("\0", ""))
    header, ignored = _header(lines[0][1])
    rows: dict[tuple[str, ...], Row] = {}
    problems: list[str] = []
    names = []
    for line, cells in lines[1:]:
        found = {key: restored(cell) for key, cell in zip(header, cells, strict=False) if key}
        names.append(found.get("name", ""))
        try:
            row = _row(line, found, separator)
            if row.path in rows:
                raise Unreadable(f"the same code as in line {rows[row.path].line}")
        except Unreadable as error:
            problems.append(f"Line {line}: {error}.")
        else:
            rows[row.path] = row
    nested = {"parent", "path"}.isdisjoint(header)
    return Sheet(list(rows.values()), problems, ignored, _separators(names) if nested else [])


def _lines(text: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), dialect=_dialect(text), strict=True)
    try:
        lines = list(_numbered(reader))
    except csv.Error as error:
        raise Unreadable(f"Line {reader.line_num} can't be read as CSV: {error}.") from error
    if not lines:
        raise Unreadable("The file is empty.")
    if len(lines) > MOST_ROWS:
        raise Unreadable(f"The file has more than {MOST_ROWS:,} lines; a codebook has fewer codes.")
    return lines


def _dialect(text: str) -> type[csv.Dialect]:
    """Commas, or the semicolons or tabs that some spreadsheets write."""

    class Found(csv.excel):
        delimiter = max(",;\t", key=text.partition("\n")[0].count)

    return Found


def _numbered(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line on which it begins."""
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = reader.line_num + 1


def _header(cells: list[str]) -> tuple[list[str], list[str]]:
    keys, ignored = [], []
    for cell in cells:
        name = " ".join(cell.replace("_", " ").lower().split())
        key = "path" if name == "path" else COLUMNS.get(name) or ALIASES.get(name, "")
        key = "" if key in keys else key
        if not key and name:
            ignored.append(cell.strip())
        keys.append(key)
    if "name" not in keys and "path" not in keys:
        raise Unreadable("The first line names no column “name”, “path” or “tag”.")
    return keys, ignored


def _row(line: int, cells: dict[str, str], separator: str) -> Row:
    path = _path(cells, separator)
    if not path or not all(path):
        raise Unreadable("a code without a name")
    if len(path) > DEEPEST:
        raise Unreadable(f"more than {DEEPEST} levels")
    if any(len(name) > LENGTHS["name"] for name in path):
        raise Unreadable(f"a name longer than {LENGTHS['name']} characters")
    if len(cells.get("source", "")) > LENGTHS["source"]:
        raise Unreadable(f"a source longer than {LENGTHS['source']} characters")
    fields: dict[str, str | bool] = {
        key: cell.strip()
        for key, cell in cells.items()
        if key not in {"path", "parent", "name"} and cell.strip()
    }
    if not is_hex(str(fields.get("colour", "#000000"))):
        raise Unreadable(f"“{fields['colour']}” is no colour such as #2f6fb0")
    if "is_first_choice" in fields:
        fields["is_first_choice"] = _yes(str(fields["is_first_choice"]))
    return Row(line, path, fields)


def _path(cells: dict[str, str], separator: str) -> tuple[str, ...]:
    name = " ".join(cells.get("name", "").split())
    if cells.get("path", "").strip():
        return cut(cells["path"])
    above = cut(cells["parent"]) if cells.get("parent", "").strip() else ()
    parts = name.split(separator) if separator else [name]
    return above + tuple(part.strip() for part in parts)


def _yes(cell: str) -> bool:
    if cell.lower() not in YES | NO:
        raise Unreadable(f"“{cell}” under “offered first” is neither yes nor no")
    return cell.lower() in YES


def _separators(names: Iterable[str]) -> list[str]:
    """Which separators stand inside names, with words on both sides."""
    names = list(names)
    return [each for each in SEPARATORS if any(re.search(rf"\S{re.escape(each)}\S", name) for name in names)]


def join(names: Iterable[str]) -> str:
    return " > ".join(name.replace("\\", "\\\\").replace(">", "\\>") for name in names)


def cut(path: str) -> tuple[str, ...]:
    parts = [""]
    for sign in re.findall(r"\\.|.", path, re.DOTALL):
        if sign == ">":
            parts.append("")
        else:
            parts[-1] += sign[-1]
    return tuple(" ".join(part.split()) for part in parts)


def harmless(cell: str) -> str:
    return f"'{cell}" if is_formula(cell.lstrip("'")) else cell


def restored(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and is_formula(cell.lstrip("'")) else cell
