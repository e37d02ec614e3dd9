"""Writes an excerpt into a page; a template for each of fifty takes longer than finding them."""

from collections.abc import Collection, Iterator
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coding.excerpts.cutting import in_quotes
from coding.excerpts.excerpts import Excerpt
from coding.reports.excerpts import Quote

register = template.Library()


@register.filter
def quotation(words: str) -> str:
    return in_quotes(words)


@register.simple_tag
def excerpt(quote: Quote, with_code: bool = False) -> SafeString:
    """``<figure class="excerpt">``: the words, and the line that cites them; ``with_code`` names that too."""
    row = quote.excerpt
    question = f'<p class="question" dir="auto">{escape(row.question)}</p>' if row.question else ""
    direction = ' dir="auto"' if len(row.pieces) == 1 else ""
    return SafeString(
        f'<figure class="excerpt code-{row.node.code.pk}">{question}'
        f"<blockquote{direction}>{_context(row.before)}{_words(row)}{_context(row.after)}</blockquote>"
        f'<figcaption><a class="cite" href="{escape(quote.href)}">{escape(row.cite)}</a>'
        f"{''.join(f' · {said}' for said in _about(quote, with_code))}</figcaption></figure>"
    )


@register.simple_tag
def ticked_excerpt(quote: Quote, ticks: Collection[str], with_code: bool = False) -> SafeString:
    """The excerpt with a box to tick it, named by its code and place; ticked if it is among ``ticks``."""
    row = quote.excerpt
    key = "-".join(map(str, (row.node.code.pk, row.transcript, row.start, row.end)))
    checked = " checked" if key in ticks else ""
    return SafeString(
        f'<div class="excerpt-tick"><input type="checkbox" name="excerpt" value="{key}"{checked}'
        f' aria-label="{escape(row.cite)}">{excerpt(quote, with_code)}</div>'
    )


def _context(text: str) -> str:
    return f'<span class="context">{escape(text)}</span>' if text else ""


def _words(row: Excerpt) -> str:
    if len(row.pieces) == 1:
        return escape(row.pieces[0].text)
    return "".join(
        f'<p dir="auto"><span class="who">{escape(who)}</span> {escape(text)}</p>' for who, text in row.pieces
    )


def _about(quote: Quote, with_code: bool) -> Iterator[str]:
    """What stands after the citation, each part escaped."""
    row = quote.excerpt
    if with_code:
        yield f'<span class="excerpt-code"><span class="swatch"></span> {escape(row.node.code.name)}</span>'
    if quote.about:
        yield escape(quote.about)
    yield from map(escape, row.qualifiers)
    if quote.picked:
        yield f'<span class="tag">{escape(_("picked: %s") % quote.picked)}</span>'
    if row.is_auto:
        yield escape(_("from a search"))
    if row.also:
        yield f"{escape(_('also'))} <em>{escape(', '.join(row.also))}</em>"
    if row.coders:
        yield " ".join(
            f'<span class="initials" title="{escape(str(user))}">{escape(user.initials)}</span>'
            for user in row.coders
        )
