"""Writes the way to a section of a study; an include for each of nine takes longer than some pages."""

from html import escape

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def section(context: RequestContext, name: str, label: str) -> SafeString:
    """``<li>`` with a link to the page of that url name; says whether it, or a page below it, is shown."""
    match = context["request"].resolver_match
    here = ""
    if match and match.url_name == name:
        here = ' aria-current="page"'
    elif context.get("section") == name:
        here = ' aria-current="true"'
    link = escape(reverse(name, args=[context["project"].slug]))
    return SafeString(f'<li><a href="{link}"{here}>{escape(label)}</a></li>')
