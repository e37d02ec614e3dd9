"""Asks in a template what the person may do."""

from django import template

from projects.access import May, can
from projects.models import Project

register = template.Library()


@register.filter
def may(project: Project, verb: str) -> bool:
    """``{% if project|may:"invite" %}``; an unknown verb raises ``ValueError``."""
    return can(project.role, May(verb))
