"""Reads a spreadsheet, CSV or XLSX by what is in it, into rows of words."""

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from interviews.parsing import Unreadable
from interviews.signs import hides, visible

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 120
MOST_CHARACTERS = 2_000
"""In a cell; more is a text, not a value."""
_OF_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NameError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    InvalidFileException,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What unpacking and reading a workbook raises where bytes of it are other than they should be."""


@dataclass(frozen=True)
class Sheet:
    """The first row as header, and every other row that is not empty, all equally long."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cleaned: int = 0
    """How many cells held signs that can't be seen, which were left out."""

    def column(self, place: int) -> list[str]:
        return [row[place] for row in self.rows]


def read(name: str, content: bytes) -> Sheet:
    """Raises ``Unreadable``."""
    if len(content) > MOST_BYTES:
        raise Unreadable(
            _("%(name)s has %(size).1f MB; a table of participants may have %(most)d MB.")
            % {"name": name, "size": len(content) / 1024**2, "most": MOST_BYTES // 1024**2}
        )
    if content.startswith(b"PK\x03\x04"):
        return _sheet(name, _from_workbook(name, content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_("%(name)s is an old Excel file: save it as .xlsx or CSV.") % {"name": name})
    return _sheet(name, _from_csv(name, content))


def _sheet(name: str, rows: Iterable[Iterable[object]]) -> Sheet:
    kept: list[tuple[str, ...]] = []
    cleaned = 0
    for cells in rows:
        words = [_words(name, cell) for cell in cells]
        row = tuple(map(visible, words))
        cleaned += sum(map(hides, words))
        if any(row):
            kept.append(row)
        if len(kept) > MOST_ROWS + 1:
            raise Unreadable(
                _("%(name)s has more than %(most)d rows; split it.") % {"name": name, "most": MOST_ROWS}
            )
    if len(kept) < 2:
        raise Unreadable(
            _("%(name)s has no rows below a header. The first row must name the columns.") % {"name": name}
        )
    header = _header(name, kept[0])
    width = len(header)
    return Sheet(header, tuple((row + ("",) * width)[:width] for row in kept[1:]), cleaned)


def _header(name: str, cells: tuple[str, ...]) -> tuple[str, ...]:
    width = max(place for place, cell in enumerate(cells, start=1) if cell)
    if width > MOST_COLUMNS:
        raise Unreadable(
            _("%(name)s has %(count)d columns; at most %(most)d are read.")
            % {"name": name, "count": width, "most": MOST_COLUMNS}
        )
    return tuple(
        cell or _("Column %(number)d") % {"number": number} for number, cell in enumerate(cells[:width], 1)
    )


def _words(name: str, cell: object) -> str:
    """What a person would type for the cell."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return (cell.date() if cell.time() == time() else cell.replace(microsecond=0)).isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    words = f"{cell:.10g}" if isinstance(cell, float) else str(cell).strip()
    if len(words) > MOST_CHARACTERS:
        raise Unreadable(
            _("A cell of %(name)s has %(count)d characters; a value has at most %(most)d.")
            % {"name": name, "count": len(words), "most": MOST_CHARACTERS}
        )
    return words


def _from_csv(name: str, content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("%(name)s is not UTF-8. In Excel, save it as “CSV UTF-8” or as .xlsx.") % {"name": name}
        ) from error
    head = text.partition("\n")[0]
    comma = max(",;\t", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=comma)
    except csv.Error as error:
        raise Unreadable(
            _("%(name)s can't be read as a table. Save it as .xlsx.") % {"name": name}
        ) from error


def _from_workbook(name: str, content: bytes) -> Iterator[tuple[object, ...]]:
    """The rows of the first sheet, as last calculated; read bit by bit, so that none is unpacked whole."""
    _check_size(name, content)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = workbook.worksheets[0]
        yield from sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1, max_row=MOST_ROWS * 4)
    except _OF_DAMAGE as error:
        raise Unreadable(
            _("%(name)s is not an Excel workbook that can be read. Save it as .xlsx or CSV.") % {"name": name}
        ) from error


def _check_size(name: str, content: bytes) -> None:
    """Refuses what would unpack to far more than a table holds, and markup that defines entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
            if unpacked > MOST_UNPACKED or len(packed.infolist()) > 2000:
                raise Unreadable(
                    _("%(name)s unpacks to %(size)d MB, more than a table of participants needs.")
                    % {"name": name, "size": unpacked // 1024**2}
                )
            for part in packed.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    _check_markup(name, packed.open(part).read(2000))
    except _OF_DAMAGE as error:
        raise Unreadable(
            _("%(name)s is damaged or locked by a password. Save it again as .xlsx.") % {"name": name}
        ) from error


def _check_markup(name: str, beginning: bytes) -> None:
    if b"<!DOCTYPE" in beginning or b"<!ENTITY" in beginning:
        raise Unreadable(_("%(name)s holds markup that no spreadsheet program writes.") % {"name": name})
