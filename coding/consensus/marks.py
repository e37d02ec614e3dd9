"""Codings of a round as they were made, with their qualifiers, and as far as they count in a unit."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import QuerySet

from coding.models import CodingQualifier
from interviews.spans import Span


class Row(NamedTuple):
    """A coding as it was made."""

    coder: int
    code: int
    start: int
    end: int
    values: frozenset[int]


class Mark(NamedTuple):
    """A coding as far as it counts in a unit."""

    coder: int
    code: int
    span: Span
    """Within the unit, without white space around it."""
    whole: Span
    values: frozenset[int] = frozenset()
    """Of qualifiers that the coding carries."""


def values_on(marks: QuerySet[CodingQualifier]) -> dict[int, frozenset[int]]:
    """The qualifiers' values by coding, of codings that carry any."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for coding, value in marks.order_by().values_list("coding", "value"):
        found[coding].add(value)
    return {coding: frozenset(values) for coding, values in found.items()}
