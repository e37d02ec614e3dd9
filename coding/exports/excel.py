"""Tables as an Excel workbook, a sheet each."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from django.http import HttpResponse
from django.utils import timezone
from xlsxwriter import Workbook

from coding.exports.csv import cells
from coding.exports.tables import Table

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767
"""Characters that a cell holds."""
WIDEST = 60


def workbook(tables: Mapping[str, Table]) -> bytes:
    """By the names of the sheets; no cell is ever a formula or a link."""
    buffer = BytesIO()
    plain = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "remove_timezone": True,
    }
    with Workbook(buffer, plain) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        dated = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left", "valign": "top"})
        for name, table in tables.items():
            sheet = book.add_worksheet(name[:31])
            widths = [len(head) for head in table.header]
            sheet.write_row(0, 0, list(table.header), bold)
            for number, row in enumerate(table.rows, start=1):
                told = [_fitting(cell) for cell in cells(row)]
                sheet.write_row(number, 0, told, wrapped)
                for column, cell in enumerate(told):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(number, column, timezone.localtime(cell), dated)
                widths = [max(width, len(str(cell))) for width, cell in zip(widths, told, strict=True)]
            for column, width in enumerate(widths):
                sheet.set_column(column, column, min(max(width, 6), WIDEST) + 1)
            sheet.freeze_panes(1, 1)
    return buffer.getvalue()


def download(tables: Mapping[str, Table], name: str) -> HttpResponse:
    """The workbook as a download called ``name``."""
    response = HttpResponse(workbook(tables), content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _fitting(cell: object) -> object:
    return f"{cell[: LONGEST - 1]}…" if isinstance(cell, str) and len(cell) > LONGEST else cell
