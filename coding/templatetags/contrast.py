"""Says in a page what a participant has of two sets of codes."""

from django import template
from django.template.context import RequestContext

from coding.reports.contrast import Contrast, Verdict

register = template.Library()


@register.simple_tag
def said(contrast: Contrast, verdict: Verdict | None) -> str:
    return contrast.said(verdict)


@register.simple_tag(takes_context=True)
def toggled(context: RequestContext, contrast: Contrast, participant: int) -> str:
    """The query that shows the participant's excerpts, or hides them."""
    query = context["request"].GET.copy()
    query.setlist("open", [str(pk) for pk in sorted(contrast.wish.opened ^ {participant})])
    return f"?{query.urlencode()}"
