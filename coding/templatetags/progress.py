"""Writes the head of a column by which a board can be sorted."""

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def sortable(context: RequestContext, key: object, label: object) -> SafeString:
    """A link that sorts by ``key``, the most first; asked again, the least first."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    now, down = query.get("sort", ""), f"-{key}"
    query["sort"] = str(key) if now == down else down
    order = {down: "descending", str(key): "ascending"}.get(now)
    return format_html(
        '<th scope="col"{}><a class="sortable" href="?{}">{}</a></th>',
        format_html(' aria-sort="{}"', order) if order else "",
        query.urlencode(),
        label,
    )
