"""The files that a page can be saved as, in one menu."""

from typing import NamedTuple

from django import template
from django.http import QueryDict
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.translation import gettext as _

register = template.Library()

PLAIN = ("docx", "xlsx", "csv")
FILES = {
    "excerpts": PLAIN,
    "matrix": PLAIN,
    "framework": PLAIN,
    "contrast": PLAIN,
    "cooccurrence": PLAIN,
    "comparison": ("docx", "codes", "passages"),
    "picture": (*PLAIN, "svg"),
    "memos": (*PLAIN, "markdown"),
}
"""Of each report beside PDF, by the first part of the names of its routes."""
LISTS = {"codes": "", "passages": "passages", "list": "passages"}
"""Of a comparison there are several tables, which its address names; of a large one a job writes them."""
BY_JOB = {"docx", "xlsx", "list"}


class File(NamedTuple):
    label: str
    note: str
    address: str
    is_job: bool
    """Whether a job makes it."""


@register.inclusion_tag("coding/_formats.html", takes_context=True)
def formats(
    context: RequestContext, report: str, query: str | None = None, kind: str = ""
) -> dict[str, object]:
    """The menu, with what is asked for in the address; ``query`` where the page leaves some of it out."""
    asked = context["request"].GET.urlencode() if query is None else query
    place = [context["project"].slug, *([kind] if kind else [])]
    names = _of_large(bool(context["agreement"])) if context.get("is_large") else FILES[report]
    files = [_file(report, name, place, asked) for name in names]
    return {"files": files, "pdf": _address(f"{report}_pdf", place, asked)}


def _of_large(is_reckoned: bool) -> tuple[str, ...]:
    """Of a comparison whose numbers a job reckons: its codes are there once that is done."""
    return ("docx", *(["codes"] if is_reckoned else []), "list")


def _file(report: str, name: str, place: list[str], asked: str) -> File:
    route = f"{report}_{name}" if name == "list" or name not in LISTS else f"{report}_csv"
    if name in LISTS:
        asked = _listing(asked, LISTS[name])
    return File(*_labels()[name], _address(route, place, asked), name in BY_JOB)


def _address(route: str, place: list[str], asked: str) -> str:
    return reverse(route, args=place) + (f"?{asked}" if asked else "")


def _listing(asked: str, table: str) -> str:
    query = QueryDict(asked, mutable=True)
    query.pop("list", None)
    if table:
        query["list"] = table
    return query.urlencode()


def _labels() -> dict[str, tuple[str, str]]:
    return {
        "docx": (_("Word"), _("to edit")),
        "xlsx": (_("Excel"), _("with filters")),
        "csv": (_("CSV"), _("for any program")),
        "codes": (_("CSV of codes"), _("a row each")),
        "passages": (_("CSV of passages"), _("that differ")),
        "list": (_("CSV of passages"), _("that differ")),
        "markdown": (_("Markdown"), _("as it was written")),
        "svg": (_("SVG"), _("the picture alone")),
    }
