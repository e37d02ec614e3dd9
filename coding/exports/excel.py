"""Tables as an Excel workbook, a sheet each; no cell is ever a formula or a link."""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain, islice
from math import ceil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from coding.exports.tables import Coefficient, Share, Table, watched
from coding.formulas import SUSPECT, is_formula
from coding.models import Recipe
from coding.reports.front import Front
from interviews.parsing.decoding import stored
from projects.refusals import Refused

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767
"""Characters that a cell holds."""
MOST_ROWS = 1_048_575
"""Under the head of a sheet."""
NARROWEST, WIDEST = 7, 60
MEASURED = 300
"""So many rows tell how wide a column is."""
CHARACTER = 1.9
"""How wide one is, in millimetres."""
LINE, HIGHEST = 15, 409
"""How high a line of a cell is and a row at most, in points."""
PAPERS = {Recipe.Paper.A4: 9, Recipe.Paper.LETTER: 1, Recipe.Paper.A3: 8}
"""As files of Excel number them."""
MARGIN = 13
"""At each side of a page, in millimetres."""
SMALLEST = 0.6
"""Of its size that type has on paper at least; a sheet that would need less goes on to the next page."""
LONGEST_FOOT = 80
"""Characters of each half of what stands under a page; Excel takes 255 of all."""
LONGEST_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
RESERVED = {"history"}


def workbook(
    tables: Mapping[str, Table],
    front: Front | None = None,
    watch: Callable[..., None] = lambda _part: None,
    paper: str = Recipe.Paper.A4,
) -> bytes:
    """By the names of the sheets; of a report its last sheet says what it is.

    Rows are written as they come and few are held, so that a large table takes no memory; ``watch`` is told
    every so many, that the work goes on. On paper all lie on ``paper``.
    """
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        file = Path(folder) / "book.xlsx"
        plain = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "tmpdir": folder,
        }
        with Workbook(str(file), plain) as book:
            _describe(book, front)
            looks = Looks(book)
            about = {_("About"): about_of(front)} if front else {}
            names = sheet_names([*tables, *about])
            for name, table in zip(names, (*tables.values(), *about.values()), strict=True):
                sheet = Sheet(book, name, looks)
                sheet.write(watched(table, watch), is_list=table not in about.values())
                sheet.lay(paper, front)
        return file.read_bytes()


def about_of(front: Front) -> Table:
    """What a reader must know to make the report again."""
    rows: list[Sequence[object]] = [
        (_("Study"), front.head),
        (_("Report"), front.title),
        *(("", sentence) for sentence in front.sentences),
        *((term, words) for term, words in front.asked),
        (_("Codebook edition"), front.edition),
        (_("Made"), front.made),
        (_("Program"), f"Verbatim {front.version}"),
    ]
    return Table([_("What"), _("Which")], rows)


def sheet_names(wished: Iterable[str]) -> list[str]:
    """As Excel takes them: 31 characters without signs of formulas, and no two alike."""
    names: list[str] = []
    taken = set(RESERVED)
    for wish in wished:
        name = _unlike(" ".join(FORBIDDEN.sub(" ", stored(wish)[0]).split()).strip(" '") or _("Sheet"), taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def _unlike(name: str, taken: set[str]) -> str:
    short = _cut(name, LONGEST_NAME)
    number = 2
    while short.casefold() in taken:
        ending = f" ({number})"
        short = _cut(name, LONGEST_NAME - len(ending)) + ending
        number += 1
    return short


def _cut(name: str, length: int) -> str:
    """Excel counts as UTF-16 does: an emoji is two characters."""
    while len(name.encode("utf-16-le")) > 2 * length:
        name = name[:-1]
    return name.rstrip(" '")


def _describe(book: Workbook, front: Front | None) -> None:
    if front:
        title, study = stored(front.title)[0], stored(front.study)[0]
        about = {"title": title, "author": study, "comments": f"Verbatim {front.version}"}
        book.set_properties(about | {"created": front.made})


class Looks:
    """How cells are shown, by what is in them."""

    def __init__(self, book: Workbook) -> None:
        top: dict[str, object] = {"valign": "top"}
        head = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#F4F2EC"}
        head |= {"bottom": 1, "bottom_color": "#CFCABD"}
        # A step from the edge, for else words would touch a number in the column before.
        inwards = {"align": "left", "indent": 1}
        self.head = book.add_format(head | inwards)
        self.number_head = book.add_format(head | {"align": "right"})
        self.words = book.add_format(top | inwards | {"text_wrap": True})
        self.number = book.add_format(top)
        forms = ("0", "0.0", "0.00", "0.000")
        self.decimals = [book.add_format(top | {"num_format": form}) for form in forms]
        self.share = book.add_format(top | {"num_format": "0.0%"})
        self.coefficient = book.add_format(top | {"num_format": "0.000"})
        self.moment = book.add_format(top | {"num_format": "yyyy-mm-dd hh:mm"} | inwards)
        self.day = book.add_format(top | {"num_format": "yyyy-mm-dd"} | inwards)


class Sheet:
    def __init__(self, book: Workbook, name: str, looks: Looks) -> None:
        self._sheet: Any = book.add_worksheet(name)
        self._looks = looks
        self._widths: Sequence[int] = ()
        self._decimals: Sequence[object] = ()
        """How other numbers than whole ones are shown, of each column."""

    def write(self, table: Table, *, is_list: bool) -> None:
        """A list can be filtered, and its head and first column stay in sight."""
        head = [str(each) for each in table.header]
        rows = _counted(table.rows)
        first = list(islice(rows, MEASURED))
        self._widen(head, first)
        # LibreOffice cuts the first rows off on paper where it has to find out how high the head is.
        self._sheet.set_row(0, LINE * max(map(lines_of, head, self._widths), default=1) + 3)
        columns = [[row[column] for row in first] for column in range(len(head))]
        self._decimals = [self._looks.decimals[max(map(_decimals, values), default=0)] for values in columns]
        for column, (words, values) in enumerate(zip(head, columns, strict=True)):
            look = self._looks.number_head if _are_numbers(values) else self._looks.head
            self._sheet.write_string(0, column, safe(words), look)
        number = 0
        for number, row in enumerate(chain(first, rows), start=1):
            self._row(number, row)
        if is_list:
            self._sheet.freeze_panes(1, 1)
            self._sheet.autofilter(0, 0, number, max(len(head) - 1, 0))

    def _widen(self, head: Sequence[str], first: Sequence[Sequence[object]]) -> None:
        longest = [max(map(_wide, column)) for column in zip(head, *first, strict=True)]
        self._widths = [min(max(width, NARROWEST), WIDEST) for width in longest]
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, width + 2)

    def lay(self, paper: str, front: Front | None) -> None:
        """On paper: one page wide, or as few beside each other as can be read, with head and first column."""
        sheet = self._sheet
        sheet.set_paper(PAPERS[Recipe.Paper(paper)])
        upright, across = (side - 2 * MARGIN for side in Recipe.Paper(paper).sides)
        width = sum(self._widths) * CHARACTER
        if width > upright:
            sheet.set_landscape()
        sheet.fit_to_pages(max(1, ceil(width * SMALLEST / across)), 0)
        sheet.print_across()
        sheet.repeat_rows(0)
        sheet.repeat_columns(0)
        sheet.set_margins(left=MARGIN / 25.4, right=MARGIN / 25.4)
        said = f"&L&8{_for_foot(front.head)} · {_for_foot(front.title)}" if front else ""
        sheet.set_footer(f"{said}&R&8&P / &N")

    def _row(self, number: int, row: Sequence[object]) -> None:
        """Each cell by its type; the most frequent ones first, since there may be millions."""
        sheet, looks, lines = self._sheet, self._looks, 1
        for column, (value, width) in enumerate(zip(row, self._widths, strict=True)):
            kind = type(value)
            if kind is str:
                if value:
                    sheet.write_string(number, column, safe(value), looks.words)  # type: ignore[arg-type]
                    if len(value) > width or "\n" in value:  # type: ignore[arg-type,operator]
                        lines = max(lines, lines_of(value, width))  # type: ignore[arg-type]
            elif kind is int or kind is float:
                look = looks.number if kind is int else self._decimals[column]
                sheet.write_number(number, column, value, look)
            elif value is not None:
                self._other(number, column, value)
        if lines > 1:
            # Not every program asks how high a row has to be that says nothing of it.
            sheet.set_row(number, min(lines * LINE, HIGHEST))

    def _other(self, number: int, column: int, value: object) -> None:
        sheet, looks = self._sheet, self._looks
        if isinstance(value, Share):
            sheet.write_number(number, column, float(value), looks.share)
        elif isinstance(value, Coefficient):
            sheet.write_number(number, column, float(value), looks.coefficient)
        elif isinstance(value, datetime):
            local = timezone.localtime(value).replace(tzinfo=None) if value.tzinfo else value
            sheet.write_datetime(number, column, local, looks.moment)
        elif isinstance(value, date):
            sheet.write_datetime(number, column, datetime(value.year, value.month, value.day), looks.day)  # noqa: DTZ001  a day has no zone
        elif words := str(value):
            sheet.write_string(number, column, safe(words), looks.words)


def _counted(rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    """The rows, no more than a sheet holds."""
    for number, row in enumerate(rows):
        if number == MOST_ROWS:
            raise Refused(
                _("More than %(n)s rows: too many for an Excel sheet. Choose less, or take the CSV.")
                % {"n": f"{MOST_ROWS:,}"}
            )
        yield row


def safe(words: str) -> str:
    """As a cell holds it: never a formula, nor what the library would take for markup of its own."""
    if not words.isprintable():
        words = stored(words)[0]
    if (words[:1] in SUSPECT and is_formula(words)) or words.startswith("<r>"):
        words = f"'{words}"
    return f"{words[: LONGEST - 1]}…" if len(words) > LONGEST else words


def lines_of(words: str, width: int) -> int:
    """In how many lines they stand in a cell of so many digits; letters are narrower, and lines end early."""
    letters = max(width, int(1.2 * width) - 4)
    return sum(max(1, -(-len(line) // letters)) for line in words.split("\n"))


def _for_foot(words: str) -> str:
    """As a foot holds it, in which ``&`` begins a sign of its own."""
    return stored(words)[0][:LONGEST_FOOT].replace("&", "&&")


def _are_numbers(values: Sequence[object]) -> bool:
    """Whether numbers alone stand there, which lie to the right, as their head does then."""
    there = [value for value in values if value not in (None, "")]
    return bool(there) and all(isinstance(value, int | float) for value in there)


def _decimals(value: object) -> int:
    """How many a number needs, three at most; all of a column have as many, to lie by their points."""
    return len(f"{value:.3f}".rstrip("0").partition(".")[2]) if type(value) is float else 0


def _wide(value: object) -> int:
    """In characters, of the longest line."""
    if isinstance(value, Share | Coefficient):
        return NARROWEST
    if isinstance(value, datetime):
        return len("2026-11-29 12:00")
    if isinstance(value, float):
        return len(f"{value:.3f}")
    return max(map(len, str(value).split("\n")))
