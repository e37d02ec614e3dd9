"""The report of coded excerpts: a chapter for each theme, a section for each code."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from coding.codebook.colours import colour_of
from coding.codebook.stylesheets import address_of
from coding.codebook.tree import CodeTree, Node
from coding.excerpts.asked import Asked, how_many
from coding.excerpts.cutting import direction
from coding.excerpts.excerpts import Cited, Excerpt
from coding.excerpts.listing import Listing
from coding.models import Code
from coding.reports.front import Front, front

LONG, STRETCH = 400, 250
"""Excerpts of a code that fill some forty pages are parted into stretches of at least so many."""


@dataclass(frozen=True)
class Quote:
    """An excerpt as printed: its words, and the line under them."""

    excerpt: Excerpt
    href: str
    """Where the passage stands in the workspace."""
    picked: str = ""
    """Why its words are picked for the report, where they are."""

    @property
    def about(self) -> str:
        """The participant's attributes."""
        return ", ".join(value for value in self.excerpt.attributes if value)

    @property
    def question_direction(self) -> str:
        return direction(self.excerpt.question)

    @property
    def initials(self) -> str:
        return ", ".join(user.initials for user in self.excerpt.coders)

    @property
    def interview(self) -> str:
        """P07, or P07.2 for their second."""
        return self.excerpt.cite.partition(":")[0]


@dataclass(frozen=True)
class Stretch:
    """The excerpts of successive interviews under one code."""

    anchor: str
    quotes: tuple[Quote, ...]

    @property
    def title(self) -> str:
        first, last = self.quotes[0].interview, self.quotes[-1].interview
        return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


@dataclass(frozen=True)
class Section:
    """The excerpts under one code."""

    node: Node
    anchor: str
    colour: str
    passages: int
    participants: int
    quotes: tuple[Quote, ...]
    stretches: tuple[Stretch, ...]
    """Several where the code has so many excerpts that one looks for a place among them."""

    @property
    def code(self) -> Code:
        return self.node.code

    @property
    def title(self) -> str:
        """The code's path below its theme."""
        return " › ".join(code.name for code in self.node.path[1:]) or _("The theme itself")


@dataclass(frozen=True)
class Chapter:
    """The sections of one theme."""

    theme: Code
    anchor: str
    colour: str
    passages: int
    participants: int
    sections: tuple[Section, ...]

    @property
    def sheets(self) -> list[list[tuple[Section, Stretch]]]:
        """Its stretches, apart where a page begins: at each but the first of a section."""
        begun: list[list[tuple[Section, Stretch]]] = [[]]
        for section in self.sections:
            first, *others = ((section, stretch) for stretch in section.stretches)
            begun[-1].append(first)
            begun += [[other] for other in others]
        return begun


@dataclass(frozen=True)
class ExcerptsReport:
    front: Front
    of_participants: int
    """Out of how many the numbers of participants are."""
    chapters: tuple[Chapter, ...]

    @property
    def colours(self) -> str:
        """The colour of each chapter and section, as the address of a stylesheet."""
        parts: list[Chapter | Section] = []
        for chapter in self.chapters:
            parts += [chapter, *chapter.sections]
        rules = (f".{part.anchor}{{color:{part.colour};border-color:{part.colour}}}" for part in parts)
        return address_of("".join(rules))


def build(asked: Asked, listing: Listing, address: str, prefix: str = "") -> ExcerptsReport:
    """The report's value from the rows of the listing; links lead to ``address``, anchors have ``prefix``."""
    hrefs = Addresses(asked.project.slug, address)
    quotes = [Quote(excerpt, hrefs.of(excerpt)) for excerpt in Cited(listing, asked.extras).all()]
    return ExcerptsReport(
        front=head_of(asked, listing),
        of_participants=len(listing.people.interviewed),
        chapters=tuple(_chapters(asked.tree, quotes, prefix)),
    )


def head_of(asked: Asked, listing: Listing) -> Front:
    code = asked.filters.code
    title = asked.name or (code.code.name if code else _("Coded excerpts"))
    return front(
        asked.project,
        title,
        asked.filters.whose,
        filters=list(asked.terms),
        sentences=how_many(listing),
    )


class Addresses:
    """Addresses of passages in the workspace."""

    def __init__(self, slug: str, address: str = "") -> None:
        self._slug, self._address = slug, address
        self._known: dict[int, str] = {}

    def of(self, excerpt: Excerpt) -> str:
        transcript = excerpt.transcript
        if transcript not in self._known:
            self._known[transcript] = self._address + reverse("workspace", args=[self._slug, transcript])
        return f"{self._known[transcript]}?at={excerpt.start}-{excerpt.end}"


def _chapters(tree: CodeTree, quotes: Iterable[Quote], prefix: str) -> Iterable[Chapter]:
    for theme, of_theme in groupby(quotes, key=lambda quote: quote.excerpt.node.theme):
        listed = list(of_theme)
        sections = [_section(list(of_code), prefix) for _pk, of_code in groupby(listed, key=_code)]
        yield Chapter(
            theme=theme,
            anchor=f"{prefix}theme-{theme.pk}",
            colour=colour_of(tree[theme.pk]).light,
            passages=_passages(listed),
            participants=_participants(listed),
            sections=tuple(sections),
        )


def _code(quote: Quote) -> int:
    return quote.excerpt.node.code.pk


def _section(quotes: Sequence[Quote], prefix: str) -> Section:
    node = quotes[0].excerpt.node
    anchor = f"{prefix}code-{node.code.pk}"
    return Section(
        node=node,
        anchor=anchor,
        colour=colour_of(node).light,
        passages=_passages(quotes),
        participants=_participants(quotes),
        quotes=tuple(quotes),
        stretches=tuple(_stretches(quotes, anchor)),
    )


def _stretches(quotes: Sequence[Quote], anchor: str) -> Iterator[Stretch]:
    """Each ends with an interview; fewer than half as many that are left go with the last."""
    least = STRETCH if len(quotes) > LONG else len(quotes)
    begun: list[Quote] = []
    left = len(quotes)
    for _transcript, interview in groupby(quotes, key=lambda quote: quote.excerpt.transcript):
        begun += interview
        if len(begun) >= least and left - len(begun) >= least / 2:
            yield Stretch(f"{anchor}-{begun[0].excerpt.number}", tuple(begun))
            left -= len(begun)
            begun = []
    yield Stretch(f"{anchor}-{begun[0].excerpt.number}", tuple(begun))


def _passages(quotes: Iterable[Quote]) -> int:
    return len({(quote.excerpt.transcript, quote.excerpt.start, quote.excerpt.end) for quote in quotes})


def _participants(quotes: Iterable[Quote]) -> int:
    return len({quote.excerpt.participant for quote in quotes} - {None})
