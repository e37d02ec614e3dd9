"""Tables as CSV, streamed row by row."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.http import StreamingHttpResponse
from django.utils import timezone

from coding.exports.downloads import attached
from coding.formulas import SUSPECT, is_formula

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it Excel reads UTF-8 as the local code page."""
CSV_TYPE = "text/csv"
CHUNK = 200
"""Rows sent together; a write for each row costs more than the row."""


class Line:
    """What the csv module writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def cells(row: Iterable[object]) -> list[object]:
    """The row, with an apostrophe before what a spreadsheet would take for a formula."""
    # The first sign alone clears most, since a call for each cell takes as long as all the rest.
    return [
        ("'" + value if value[:1] in SUSPECT and is_formula(value) else value)
        if isinstance(value, str)
        else moment(value)
        if isinstance(value, datetime)
        else value
        for value in row
    ]


def moment(when: datetime) -> str:
    """In the zone of the person who asks."""
    return timezone.localtime(when).strftime("%Y-%m-%d %H:%M")


def lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The table as text: the header at once, then the rows in chunks."""
    writer = csv.writer(Line())
    yield BOM + writer.writerow(cells(header))
    chunk: list[str] = []
    for row in rows:
        chunk.append(writer.writerow(cells(row)))
        if len(chunk) == CHUNK:
            yield "".join(chunk)
            chunk.clear()
    yield "".join(chunk)


def rows(header: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> StreamingHttpResponse:
    """The table as a download called ``name``."""
    response = StreamingHttpResponse(lines(header, rows), content_type=f"{CSV_TYPE}; charset=utf-8")
    return attached(response, name)
