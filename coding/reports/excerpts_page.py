"""The page of coded excerpts: what was asked, how much there is, and the part of it that is leafed to."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import overload

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from coding.codebook.tree import Node
from coding.excerpts.asked import MORE, PAGE, WORDS, Asked, how_many, without
from coding.excerpts.excerpts import Cited, Excerpt
from coding.excerpts.listing import Listing, SearchTooLong, Tally
from coding.excerpts.ordering import By
from coding.excerpts.retrieval import Passage
from coding.forms.excerpts import ExcerptsForm
from coding.reports.excerpts import Addresses, Quote
from coding.retrieval.picking import marks_of
from projects.models import User

PER_PAGE = 50
NOTHING = Tally(0, 0)


@dataclass(frozen=True)
class Section:
    """The part of a code's excerpts that stands on this page."""

    node: Node
    begins_theme: bool
    tally: Tally
    quotes: Sequence[Quote]


@dataclass(frozen=True)
class Headed:
    """The same under a head that is no code."""

    label: str
    passages: int
    """In the whole list."""
    quotes: Sequence[Quote]


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the address of the page without it."""

    label: str
    without: str


@dataclass(frozen=True)
class Entry:
    """A code in the contents of the list, and the address of its excerpts alone."""

    node: Node
    passages: int
    href: str


class Rows(Sequence[Excerpt]):
    """The excerpts of a listing, fetched only for the page that is shown."""

    def __init__(self, cited: Cited) -> None:
        self._cited = cited

    def __len__(self) -> int:
        return self._cited.listing.excerpts

    @overload
    def __getitem__(self, part: int) -> Excerpt: ...
    @overload
    def __getitem__(self, part: slice) -> list[Excerpt]: ...
    def __getitem__(self, part: int | slice) -> Excerpt | list[Excerpt]:
        if isinstance(part, int):
            return self._cited.part(part, part + 1)[0]
        return self._cited.part(part.start, part.stop)


def shown(asked: Asked, form: ExcerptsForm, query: QueryDict, user: User) -> dict[str, object]:
    """What the page shows of what was asked; ``stopped`` where the search took too long."""
    listing = asked.listing(user)
    told: dict[str, object] = {"asked": asked, "chips": _chips(asked, form, query)}
    try:
        sentences = how_many(listing)
    except SearchTooLong:
        return told | {"stopped": True}
    rows = Rows(Cited(listing, asked.extras))
    page = Paginator(rows, PER_PAGE).get_page(query.get(PAGE))
    return (
        told
        | {
            "sentences": sentences,
            "page": page,
            "figures": list(_figures(listing)) if asked.filters.question else [],
            "of": len(listing.people.interviewed),
        }
        | _listed(asked, listing, query, list(page))
    )


def _listed(asked: Asked, listing: Listing, query: QueryDict, rows: Sequence[Excerpt]) -> dict[str, object]:
    if asked.filters.order.by != By.CODE:
        return {"headed": _headed(listing, asked.project.slug, rows)}
    return {
        "contents": _contents(listing, query),
        "sections": _sections(listing, asked.project.slug, rows),
    }


def _figures(listing: Listing) -> Iterator[tuple[str, str]]:
    counts, people = listing.counts, listing.people.interviewed
    yield _("passages"), f"{counts.passages:,}"
    yield _("transcripts"), f"{len({group.transcript for group in listing.groups}):,}"
    of = {"n": len(counts.participants & people), "of": len(people)}
    yield _("participants"), _("%(n)s of %(of)s") % of


def _headed(listing: Listing, slug: str, rows: Sequence[Excerpt]) -> list[Headed]:
    quoted, heads = _quotes(listing, slug, rows), listing.heads
    counted = Counter(
        heads.of(group.transcript, next(iter(group.speaking), None)) for group in listing.groups
    )
    return [
        Headed(head.label, counted[head], [quoted[each.number] for each in found])
        for head, found in groupby(rows, key=lambda each: heads.of(each.transcript, each.participant))
    ]


def _contents(listing: Listing, query: QueryDict) -> list[Entry]:
    """The codes that have excerpts, and those above them."""
    if len(listing.tallies) < 2:
        return []
    shown = {above.pk for pk in listing.tallies for above in listing.nodes[pk].path}
    rest = without(query, PAGE, MORE, "code", "alone").urlencode()
    return [
        Entry(
            node,
            listing.tallies.get(node.code.pk, NOTHING).passages,
            f"?code={node.code.pk}" + (f"&{rest}" if rest else ""),
        )
        for node in listing.tree
        if node.code.pk in shown
    ]


def _sections(listing: Listing, slug: str, rows: Sequence[Excerpt]) -> list[Section]:
    quoted = _quotes(listing, slug, rows)
    sections: list[Section] = []
    for pk, found in groupby(rows, key=lambda excerpt: excerpt.node.code.pk):
        node = listing.nodes[pk]
        begins = not sections or sections[-1].node.theme != node.theme
        quotes = [quoted[excerpt.number] for excerpt in found]
        sections.append(Section(node, begins, listing.tallies[pk], quotes))
    return sections


def _quotes(listing: Listing, slug: str, rows: Sequence[Excerpt]) -> dict[int, Quote]:
    """By the number of each excerpt; with why its words are picked for the report."""
    addresses = Addresses(slug)
    picked = marks_of(listing.project) if rows else {}
    marks = {each.number: picked.get(Passage(each.transcript, each.start, each.end)) for each in rows}
    return {
        each.number: Quote(each, addresses.of(each), mark.why if (mark := marks[each.number]) else "")
        for each in rows
    }


def _chips(asked: Asked, form: ExcerptsForm, query: QueryDict) -> list[Chip]:
    """What narrows the list, each to be taken away."""
    filters = asked.filters
    on: list[tuple[str, list[str]]] = [
        (label, keys)
        for thing, label, keys in (
            (filters.code, asked.codes, ["code", "alone"]),
            (filters.participant, str(filters.participant), ["participant"]),
            (filters.transcript, str(filters.transcript), ["transcript"]),
            (filters.tag, _("tag %s") % filters.tag, ["tag"]),
            (filters.words, f"“{filters.words}”", [WORDS]),
            (filters.whose.key, filters.whose.label, ["whose"]),
        )
        if thing
    ]
    for wanted in filters.attributes:
        keys = [name for name in form.fields if name.partition("_")[0] == f"a{wanted.attribute.pk}"]
        on.append((f"{wanted.attribute}: {wanted.words}", keys))
    return [Chip(label, "?" + without(query, PAGE, MORE, *keys).urlencode()) for label, keys in on]
