"""A fact that the study shows by itself, in a sentence, and the pages that it comes from."""

from typing import NamedTuple

from django.urls import reverse

from coding.checklist.study import Study


class Source(NamedTuple):
    """A page from which the figures come."""

    label: str
    href: str


class Known(NamedTuple):
    sentence: str
    sources: tuple[Source, ...] = ()
    is_whole: bool = False
    """Whether it answers the item, so that the team need not add a word."""


def source(study: Study, label: str, name: str, *more: object, query: str = "") -> Source:
    return Source(label, reverse(name, args=[study.project.slug, *more]) + query)
