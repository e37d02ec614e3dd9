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
LISTS = {"codes": "", "passages": "passages"}
"""Of a comparison there are several tables, which its address names."""
BY_JOB = {"docx", "xlsx"}


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
    files = [_file(report, name, place, asked) for name in FILES[report]]
    return {"files": files, "pdf": _address(f"{report}_pdf", place, asked)}


def _file(report: str, name: str, place: list[str], asked: str) -> File:
    route = f"{report}_csv" if name in LISTS else f"{report}_{name}"
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
        "markdown": (_("Markdown"), _("as it was written")),
        "svg": (_("SVG"), _("the picture alone")),
    }
