"""Tells parts of a report apart that would be called alike."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from coding.excerpts.cutting import shortened

if TYPE_CHECKING:
    from coding.recipes.composed import Part

LONGEST = 90
"""Characters of what a part asks for in its title."""


def told_apart(parts: Sequence["Part"]) -> list["Part"]:
    """Those of several kinds by what their kinds are called, those of one by what they ask for.

    A title that somebody gave stays as it is.
    """
    return _by_number(_by_question(_by_kind(parts)))


def _alike(parts: Sequence["Part"]) -> Iterator[list[int]]:
    """The places of parts that are called alike."""
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, part in enumerate(parts):
        if part.report and not part.chosen.title:
            found[part.title].append(place)
    yield from (places for places in found.values() if len(places) > 1)


def _by_kind(parts: Sequence["Part"]) -> list["Part"]:
    named = list(parts)
    for places in _alike(parts):
        kinds = Counter(parts[place].kind.key for place in places)
        for place in places if len(kinds) > 1 else ():
            named[place] = replace(parts[place], called=str(parts[place].kind.label))
    return named


def _by_question(parts: Sequence["Part"]) -> list["Part"]:
    named = list(parts)
    for places in _alike(parts):
        shared = set.intersection(*(set(_asked(parts[place])) for place in places))
        for place in places:
            own = ", ".join(words for term, words in _asked(parts[place]) if (term, words) not in shared)
            if own:
                between = " · " if ": " in parts[place].title else ": "
                called = f"{parts[place].title}{between}{shortened(own, LONGEST)}"
                named[place] = replace(parts[place], called=called)
    return named


def _by_number(parts: Sequence["Part"]) -> list["Part"]:
    named = list(parts)
    for places in _alike(parts):
        for number, place in enumerate(places[1:], start=2):
            words = {"title": parts[place].title, "n": number}
            named[place] = replace(parts[place], called=_("%(title)s (%(n)s)") % words)
    return named


def _asked(part: "Part") -> list[tuple[str, str]]:
    """What it asks for, and whose codings it holds, as term and words."""
    if part.report is None:
        return []
    return [*part.report.front.filters, *([("", part.whose)] if part.whose else [])]
