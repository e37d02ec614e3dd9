"""The quotes that the team picked for the report, as they are printed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.excerpts.retrieval import Whose
from coding.models import PickedQuote
from coding.reports.front import Front, front
from coding.retrieval.bank import Picked, PickedQuotes, picked_quotes
from projects.models import Project, User


class Printed(NamedTuple):
    """A quote with as many of its words as are printed."""

    picked: Picked
    words: str
    is_cut: bool
    href: str


@dataclass(frozen=True)
class SelectedQuotes:
    front: Front
    quotes: Sequence[Printed]
    with_question: bool


@dataclass(frozen=True)
class Wish:
    with_question: bool = True
    most: int = 0
    """Words of a quote; 0 for all."""


def selected_quotes(project: Project, user: User, wish: Wish, address: str) -> SelectedQuotes:
    """In the order that the team gave them; links lead to ``address``."""
    found = picked_quotes(project, user)
    quotes = [_printed(each, wish.most, address) for each in found.quotes]
    return SelectedQuotes(
        front(project, _("Selected quotes"), Whose(), filters=(), sentences=tuple(_sentences(found, quotes))),
        quotes,
        wish.with_question,
    )


def _printed(picked: Picked, most: int, address: str) -> Printed:
    words = picked.words.split()
    is_cut = bool(most) and len(words) > most
    said = f"{' '.join(words[:most])} […]" if is_cut else picked.words
    return Printed(picked, said, is_cut, f"{address}{picked.href}")


def _sentences(found: PickedQuotes, quotes: Sequence[Printed]) -> Iterator[str]:
    people = len({each.participant for each in found.quotes} - {None})
    said = ngettext("%(n)s quote", "%(n)s quotes", len(quotes)) % {"n": f"{len(quotes):,}"}
    whom = ngettext("%(n)s participant", "%(n)s participants", people) % {"n": f"{people:,}"}
    yield _("%(quotes)s of %(people)s, picked by the team.") % {"quotes": said, "people": whom}
    labels = dict(PickedQuote.Reason.choices)
    reasons = Counter(str(labels[each.reason]) for each in found.quotes)
    if reasons:
        named = ", ".join(f"{reason} {number}" for reason, number in reasons.most_common())
        yield _("Reasons: %(reasons)s.") % {"reasons": named}
    cut = sum(each.is_cut for each in quotes)
    if cut:
        yield ngettext(
            "%(n)s quote is cut, which […] says.", "%(n)s quotes are cut, which […] says.", cut
        ) % {"n": cut}
    if found.withheld:
        yield ngettext(
            "%(n)s quote is left out: its speaker may not be quoted.",
            "%(n)s quotes are left out: their speakers may not be quoted.",
            found.withheld,
        ) % {"n": found.withheld}
    if found.edited:
        yield ngettext(
            "%(n)s quote is left out: its text was edited since it was picked.",
            "%(n)s quotes are left out: their texts were edited since they were picked.",
            found.edited,
        ) % {"n": found.edited}
