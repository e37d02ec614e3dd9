"""Where the result of a job is looked at, if it is no file to download."""

from django import template

from projects import jobs
from projects.models import Job

register = template.Library()


@register.simple_tag
def page_of(job: Job) -> str:
    return jobs.page_of(job)
