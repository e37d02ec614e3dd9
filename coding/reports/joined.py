"""Excerpts of one code that repeat nearly the same words, since coders drew their borders otherwise."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext as _

from coding.excerpts.excerpts import Excerpt

SHARED = 0.6
"""So much of the longest must another have in common with it, to be told beside it alone."""
BEYOND = 0.15
"""So much of another may lie outside of the longest."""
WORDS = 3
"""Of each end, by which borders are told."""


def together(excerpts: Iterable[Excerpt]) -> list[list[Excerpt]]:
    """The excerpts of one code, in their order; those that belong together as one, the longest first."""
    found: list[list[Excerpt]] = []
    for _transcript, here in groupby(excerpts, key=attrgetter("transcript")):
        found += sorted(_grouped(list(here)), key=lambda group: min(each.number for each in group))
    return found


def _grouped(excerpts: Sequence[Excerpt]) -> list[list[Excerpt]]:
    groups: list[list[Excerpt]] = []
    for each in sorted(excerpts, key=lambda one: (one.start - one.end, one.number)):
        group = next((group for group in groups if _is_nearly(group[0], each)), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return groups


def _is_nearly(longest: Excerpt, other: Excerpt) -> bool:
    shared = min(longest.end, other.end) - max(longest.start, other.start)
    length = other.end - other.start
    return shared >= SHARED * (longest.end - longest.start) and length - shared <= BEYOND * length


def borders(excerpt: Excerpt) -> str:
    """Its first and its last words."""
    words = " ".join(piece.text for piece in excerpt.pieces).split()
    if len(words) <= 2 * WORDS:
        return " ".join(words)
    return f"{' '.join(words[:WORDS])} … {' '.join(words[-WORDS:])}"


def told_beside(excerpt: Excerpt) -> Iterator[str]:
    """What else is known of one whose words stand with another."""
    yield from excerpt.qualifiers
    if excerpt.is_auto:
        yield _("from a search")
    if excerpt.also:
        yield _("also %(codes)s") % {"codes": ", ".join(excerpt.also)}
    yield from (user.initials for user in excerpt.coders)
