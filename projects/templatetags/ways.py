"""Where the result of a job may go on to."""

from django import template

from projects import ways
from projects.models import Job

register = template.Library()


@register.simple_tag
def way_out(job: Job) -> str:
    return ways.way_out(job)
