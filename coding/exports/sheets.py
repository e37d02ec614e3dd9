"""Tables as an Excel workbook: typed cells, frozen heads, and never a formula."""

from collections.abc import Mapping
from datetime import datetime
from typing import IO, Any

import xlsxwriter
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from coding.exports.tables import Table

LONGEST = 32_767
"""Characters that a cell holds."""
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NARROW, WIDE, LONG = 14, 40, 24
"""Widths of columns in characters, and from how many on a text is long."""
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(file: IO[bytes], tables: Mapping[str, Table]) -> None:
    """A sheet for each table, by its name."""
    with xlsxwriter.Workbook(file, {**SAFE, "remove_timezone": True}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1})
        first = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "align": "left"})
        for name, table in tables.items():
            _sheet(
                book.add_worksheet(name[:31]), table, {"head": head, "first": first, "": plain, "day": day}
            )


def _sheet(sheet: Worksheet, table: Table, looks: Mapping[str, Format]) -> None:
    widths = [NARROW] * len(table.header)
    for place, title in enumerate(table.header):
        _cell(sheet, (0, place), title, looks["head"])
    for number, row in enumerate(table.rows, start=1):
        for place, value in enumerate(row):
            look = looks["day"] if isinstance(value, datetime) else looks["" if place else "first"]
            _cell(sheet, (number, place), value, look)
            if isinstance(value, str) and len(value) > LONG:
                widths[place] = WIDE
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)


def _cell(sheet: Worksheet, at: tuple[int, int], value: Any, look: Format) -> None:
    """By its type: a number stays one, a moment is a date in the person's zone, all else is text."""
    if value is None or value == "":
        sheet.write_blank(*at, None, look)
    elif isinstance(value, datetime):
        sheet.write_datetime(*at, timezone.localtime(value), look)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(*at, value, look)
    else:
        sheet.write_string(*at, _fitting(str(value)), look)


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
