"""A whole of several reports as one file: a Word document, a workbook, or a folder of CSV files."""

import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO

from django.utils.text import slugify

from coding.exports import csv
from coding.exports.drawings import as_png
from coding.exports.excel import about_of, workbook
from coding.exports.parts import Cover, Part
from coding.exports.setting import Watch
from coding.exports.tables import Table, beating, watched
from coding.exports.word.document import document
from coding.reports.front import Front

LONGEST_NAME = 60


def as_word(cover: Cover, parts: Sequence[Part], progress: Watch) -> bytes:
    """The parts are the numbered chapters; what leads from one to another leads there."""
    progress("writing")
    told = [part._replace(blocks=beating(part.blocks, progress, "writing")) for part in parts]
    return document(cover, told, partial(as_png, progress=progress))


def as_workbook(front: Front, parts: Sequence[Part], progress: Watch, paper: str) -> bytes:
    """A sheet for each table, with the number of its part before its name."""
    sheets = {f"{number} {name}": table for number, name, table in _tables(parts)}
    return workbook(sheets, front, progress, paper)


def as_csv_files(front: Front, parts: Sequence[Part], progress: Watch) -> bytes:
    """A ZIP with a file for each table, by the number of its part, and one that says what they are."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as folder:
        _write(folder, "00-about.csv", about_of(front))
        for number, name, table in _tables(parts):
            _write(folder, _unlike(f"{number:02}-{slugify(name)}", folder), watched(table, progress))
    return buffer.getvalue()


def _unlike(wished: str, folder: zipfile.ZipFile) -> str:
    """A name of its own: of what is written in other letters than Latin ones only the number is left."""
    short = wished[:LONGEST_NAME].rstrip("-")
    endings = ("", *(f"-{n}" for n in range(2, len(folder.namelist()) + 3)))
    names = (f"{short}{ending}.csv" for ending in endings)
    return next(name for name in names if name not in folder.namelist())


def _write(folder: zipfile.ZipFile, name: str, table: Table) -> None:
    with folder.open(name, "w") as file:
        for line in csv.lines(table.header, table.rows):
            file.write(line.encode())


def _tables(parts: Sequence[Part]) -> Iterator[tuple[int, str, Table]]:
    """Each table with the number of its part; the only one of a part is called as the part is."""
    for number, part in enumerate(parts, start=1):
        for name, table in part.tables.items():
            yield number, part.title if len(part.tables) == 1 else name, table
