"""Writes cells of the framework matrix; a template for each of two thousand takes longer than all else."""

from collections.abc import Iterator
from html import escape

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coding.excerpts.cutting import in_quotes
from coding.framework.links import html_of
from coding.framework.supports import Where
from coding.reports.framework import Written

register = template.Library()


@register.simple_tag
def framework_cell(cell: Written, may_write: bool) -> SafeString:
    """All within ``<td>``: the words or what stands for them, quotes, and the line that leads to its page."""
    return SafeString(f"{_said(cell)}{_quotes(cell.quotes)}{_foot(cell, may_write)}")


@register.filter
def look(cell: Written) -> str:
    """The classes of ``<td>``."""
    looks = (
        (cell.stale, "stale"),
        (cell.answer, "answered"),
        (cell.is_empty, "blank"),
        (cell.part == "type", "of-type"),
    )
    return " ".join(["framework-cell", *(name for holds, name in looks if holds)])


@register.filter
def summary_html(cell: Written) -> SafeString:
    """The words, with their links."""
    hrefs = {bit.mark: href for bit, href in cell.bits if bit.mark}
    return SafeString(html_of(cell.body, lambda mark: hrefs.get(mark, "")))


def _said(cell: Written) -> str:
    answer = (
        f'<p class="cell-answer"><span class="state">{escape(cell.answer_label)}</span></p>'
        if cell.answer
        else ""
    )
    if cell.part == "type" and cell.body:
        return f'<p class="cell-words"><span class="tag">{escape(cell.body)}</span></p>'
    words = f'<div class="cell-words">{summary_html(cell)}</div>' if cell.body else ""
    return answer + words


def _quotes(quotes: tuple[Where, ...]) -> str:
    return f'<ul class="cell-quotes">{"".join(map(_quote, quotes))}</ul>' if quotes else ""


def _quote(where: Where) -> str:
    said = escape(in_quotes(where.words)) if where.words else f"<i>{escape(_('not to be quoted'))}</i>"
    return f'<li dir="auto">{said} <a class="cite" href="{escape(where.href)}">{escape(where.cite)}</a></li>'


def _foot(cell: Written, may_write: bool) -> str:
    open_it = _("write") if cell.is_empty and may_write else _("open")
    whose = f'<span class="visually-hidden">, {escape(cell.name)}</span>'
    link = f'<a class="cell-open" href="{escape(cell.href)}">{escape(cell.counted or open_it)}{whose}</a>'
    return f'<p class="cell-foot">{" · ".join([link, *_about(cell)])}</p>'


def _about(cell: Written) -> Iterator[str]:
    if cell.by and cell.changed and not cell.is_empty:
        moment = timezone.localtime(cell.changed)
        day = date_format(moment)
        title = escape(f"{cell.by}, {date_format(moment, 'DATETIME_FORMAT')}")
        yield f'<span title="{title}"><span class="initials">{escape(cell.by.initials)}</span> {day}</span>'
    if cell.stale:
        yield f'<span class="cell-stale">{escape(cell.stale)}</span>'
