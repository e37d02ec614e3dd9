"""Writes an excerpt into a page; a template for each of fifty takes longer than finding them."""

from collections.abc import Iterator

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from coding.excerpts import Excerpt
from coding.reports.excerpts import Quote

register = template.Library()
EMPTY = SafeString("")


@register.simple_tag
def excerpt(quote: Quote) -> SafeString:
    """``<figure class="excerpt">``: the words, and the line that cites them."""
    row = quote.excerpt
    question = format_html('<p class="question" dir="auto">{}</p>', row.question) if row.question else EMPTY
    return format_html(
        '<figure class="excerpt code-{}">{}<blockquote{}>{}{}{}</blockquote>'
        '<figcaption><a class="cite" href="{}">{}</a>{}</figcaption></figure>',
        row.node.code.pk,
        question,
        SafeString(' dir="auto"') if len(row.pieces) == 1 else EMPTY,
        _context(row.before),
        _words(row),
        _context(row.after),
        quote.href,
        row.cite,
        mark_safe("".join(f" · {conditional_escape(said)}" for said in _about(quote))),  # noqa: S308  escaped
    )


def _context(text: str) -> SafeString:
    return format_html('<span class="context">{}</span>', text) if text else EMPTY


def _words(row: Excerpt) -> SafeString:
    if len(row.pieces) == 1:
        return conditional_escape(row.pieces[0].text)
    return format_html_join("", '<p dir="auto"><span class="who">{}</span> {}</p>', row.pieces)


def _about(quote: Quote) -> Iterator[str]:
    """What stands after the citation."""
    row = quote.excerpt
    if quote.about:
        yield quote.about
    yield from row.qualifiers
    if row.also:
        yield format_html("{} <em>{}</em>", _("also"), ", ".join(row.also))
    if row.coders:
        initials = ((user, user.initials) for user in row.coders)
        yield format_html_join(" ", '<span class="initials" title="{}">{}</span>', initials)
