"""The paper of a report and of its parts, and the stylesheet that says so to the PDF engine."""

from typing import NamedTuple

from coding.models import Recipe

MARGINS = 36
"""Of a page with tables, left and right together."""
OF_TEXT, OF_TABLES = "27mm 24mm 24mm 26mm", "24mm 18mm 20mm"
USUAL = 297 - MARGINS
"""What is left of A4 on its side, for which the tables of single reports are made."""


class Sheet(NamedTuple):
    paper: str
    is_across: bool

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        short, long = Recipe.Paper(self.paper).sides
        return (long, short) if self.is_across else (short, long)

    @property
    def room(self) -> float:
        """Its width, where A4 on its side is 1."""
        return (self.size[0] - MARGINS) / USUAL


class Page(NamedTuple):
    """A sheet with its margins. Parts on the same one share its name, so that they follow each other."""

    sheet: Sheet
    margin: str
    """Nothing for the usual one: tables get narrower margins than text, whose lines should be short."""

    @property
    def _margin(self) -> str:
        return self.margin or (OF_TABLES if self.sheet.is_across else OF_TEXT)

    @property
    def name(self) -> str:
        turned = "across" if self.sheet.is_across else "upright"
        sides = self._margin.replace("mm", "").split()
        return "-".join((self.sheet.paper.lower(), turned, *sides))

    @property
    def rule(self) -> str:
        width, height = self.sheet.size
        return f"@page {self.name}{{size:{width}mm {height}mm;margin:{self._margin}}}"


def within(page: Page, is_turned: bool) -> Page:
    """Of tables in a part that need a page on its side: they have one, unless a page was chosen."""
    return page if is_turned else Page(Sheet(page.sheet.paper, True), OF_TABLES)


def rules_of(place: int, page: Page, is_turned: bool) -> tuple[str, ...]:
    """Of one part, which says its own number, since it may be set without those before it."""
    of_tables = within(page, is_turned)
    return (
        page.rule,
        of_tables.rule,
        f".part.part-{place}{{page:{page.name};counter-reset:part {place} chapter}}",
        f".part-{place} .by-code{{page:{of_tables.name}}}",
    )


def report_rule(paper: str) -> str:
    """Of the pages before the parts."""
    width, height = Recipe.Paper(paper).sides
    return f"@page{{size:{width}mm {height}mm}}"
