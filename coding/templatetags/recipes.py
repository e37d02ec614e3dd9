"""Ways through a composed report; a report that is printed alone has none, and says the words as they are."""

from html import escape
from itertools import chain

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coding.excerpts import cutting
from coding.excerpts.retrieval import Passage
from coding.recipes.linking import Links, cell_anchor, excerpt_anchor, passages_of
from coding.reports.excerpts import Quote
from coding.reports.matrix import Column, Line
from coding.retrieval.bank import Picked

register = template.Library()


@register.filter
def shortened(text: str, length: int) -> str:
    return cutting.shortened(text, length)


@register.simple_tag(takes_context=True)
def to_excerpt(context: Context, words: str, passage: Passage | None, code: int | None = None) -> SafeString:
    """The words, leading to the excerpt where the report holds it."""
    links: Links | None = context.get("links")
    anchor = links.to_excerpt(passage, code) if links and passage else ""
    return _link(words, anchor)


@register.simple_tag(takes_context=True)
def to_code(context: Context, words: str, code: int) -> SafeString:
    """The words, leading to the excerpts under the code where the report holds any."""
    links: Links | None = context.get("links")
    return _link(words, links.codes.get(code, "") if links else "")


@register.simple_tag(takes_context=True)
def back_to_cells(context: Context, quote: Quote) -> SafeString:
    """Where other parts of the report cite the excerpt."""
    links: Links | None = context.get("links")
    found = [links.back.get(passage, ()) for passage in passages_of(quote)] if links else []
    places = {place.part: place for place in chain.from_iterable(reversed(found))}
    if not places:
        return SafeString("")
    told = ", ".join(_link(str(part), places[part].anchor) for part in sorted(places))
    return SafeString(f" · {escape(_('in part'))} {told}")


@register.simple_tag(takes_context=True)
def picked_in_excerpts(context: Context, picked: Picked) -> SafeString:
    """Where the quote stands among the excerpts of the report, if it does."""
    links: Links | None = context.get("links")
    anchor = links.to_excerpt(picked.passage, None) if links else ""
    return SafeString(f" · {_link(_('among the excerpts'), anchor)}" if anchor else "")


@register.simple_tag(takes_context=True)
def excerpt_id(context: Context, number: int) -> SafeString:
    """What a cell leads to."""
    return _id(context, excerpt_anchor(str(context.get("prefix", "")), number))


@register.simple_tag(takes_context=True)
def cell_id(context: Context, line: Line, column: Column) -> SafeString:
    """What an excerpt leads back to."""
    return _id(context, cell_anchor(str(context.get("prefix", "")), line, column))


@register.simple_tag(takes_context=True)
def quote_id(context: Context, anchor: str) -> SafeString:
    """The same of a quote under a summary."""
    return _id(context, f"{context.get('prefix', '')}{anchor}") if anchor else SafeString("")


def _id(context: Context, anchor: str) -> SafeString:
    """An attribute, where there are links and the anchor is not taken."""
    links: Links | None = context.get("links")
    return SafeString(f' id="{escape(anchor)}"' if links and links.takes(anchor) else "")


def _link(words: str, anchor: str) -> SafeString:
    said = escape(str(words))
    return SafeString(f'<a href="#{escape(anchor)}">{said}</a>' if anchor else said)
