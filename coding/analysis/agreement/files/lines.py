"""Lines of a CSV by the names of its columns, whoever wrote it."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from interviews.parsing import Unreadable

MOST_LINES = 1_000_000


class Line(NamedTuple):
    """Cells by their columns' names, and the number of the line they stand in."""

    number: int
    cells: Mapping[str, str]


def grid(text: str) -> list[tuple[int, list[str]]]:
    """Rows that are not blank, each with the line on which it begins. Raises ``Unreadable``."""
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), dialect=_dialect(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begins, [cell.strip() for cell in cells]))
            begins = reader.line_num + 1
            if len(rows) > MOST_LINES:
                raise Unreadable(f"The file has more than {MOST_LINES:,} lines.")
    except csv.Error as error:
        raise Unreadable(f"Line {reader.line_num} can't be read as CSV: {error}.") from error
    if not rows:
        raise Unreadable("The file is empty.")
    return rows


def lines(text: str, names: Mapping[str, str], needed: tuple[str, ...]) -> Iterator[Line]:
    """What stands below the header. ``names`` are what each column may be called. Raises ``Unreadable``."""
    (_, header), *rows = grid(text)
    columns = [names.get(" ".join(cell.replace("_", " ").casefold().split()), "") for cell in header]
    missing = [name for name in needed if name not in columns]
    if missing:
        raise Unreadable(f"The first line names no column “{missing[0]}”.")
    for number, cells in rows:
        # The first of two columns that mean the same, and nothing where a line is too short.
        told = zip(reversed(columns), reversed([*cells, *[""] * len(columns)][: len(columns)]), strict=True)
        yield Line(number, {column: cell for column, cell in told if column})


def _dialect(text: str) -> type[csv.Dialect]:
    """Commas, or the semicolons or tabs that some programs write."""

    class Found(csv.excel):
        delimiter = max(",;\t", key=text.partition("\n")[0].count)

    return Found


def whole_number(line: Line, column: str) -> int:
    """Raises ``Unreadable``."""
    cell = line.cells.get(column, "")
    if not cell.isascii() or not cell.isdigit() or len(cell) > 12:
        raise Unreadable(f"Line {line.number}: “{cell}” under “{column}” is no whole number from 0.")
    return int(cell)
