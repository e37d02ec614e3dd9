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


def page_rule(name: str, sheet: Sheet, margin: str) -> str:
    """The rule of a named page; tables get narrower margins than text, whose lines should be short."""
    width, height = sheet.size
    margin = margin or (OF_TABLES if sheet.is_across else OF_TEXT)
    return f"@page {name}{{size:{width}mm {height}mm;margin:{margin}}}"


def rules_of(place: int, sheet: Sheet, is_turned: bool, margin: str) -> str:
    """Of one part; tables within it that need a page on its side have one, unless a page was chosen."""
    across = sheet if is_turned else Sheet(sheet.paper, True)
    return "".join(
        (
            page_rule(f"p{place}", sheet, margin),
            page_rule(f"p{place}a", across, OF_TABLES),
            f".part.part-{place}{{page:p{place}}}",
            f".part-{place} .by-code{{page:{f'p{place}' if is_turned else f'p{place}a'}}}",
        )
    )


def report_rule(paper: str) -> str:
    """Of the pages before the parts."""
    width, height = Recipe.Paper(paper).sides
    return f"@page{{size:{width}mm {height}mm}}"
