"""The way from a page's file to one that may leave the house."""

from urllib.parse import urlencode

from django import template
from django.template.context import RequestContext
from django.urls import reverse

from projects.access import May, can

register = template.Library()


@register.inclusion_tag("coding/_take_out.html", takes_context=True)
def take_out(context: RequestContext, route: str, *args: object) -> dict[str, str]:
    """A link for who may let files go: ``{% take_out "matrix_csv" %}``, with what the address asks for."""
    request, project = context["request"], context["project"]
    asked = request.GET.urlencode()
    address = reverse(route, args=[project.slug, *args]) + (f"?{asked}" if asked else "")
    way = f"{reverse('leaving_new', args=[project.slug])}?{urlencode({'of': address})}"
    return {"way": way if can(project.role, May.RELEASE) else ""}
