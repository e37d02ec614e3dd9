"""The report of coded excerpts: a chapter for each theme, a section for each code."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from coding.codebook.colours import colour_of
from coding.codebook.stylesheets import address_of
from coding.codebook.tree import CodeTree, Node
from coding.excerpts.asked import Asked, how_many
from coding.excerpts.cutting import direction, in_quotes
from coding.excerpts.excerpts import Cited, Excerpt
from coding.excerpts.listing import Listing
from coding.models import Code
from coding.reports.front import Front, front
from coding.reports.joined import borders, together, told_beside

LONG, STRETCH = 400, 250
"""Excerpts of a code that fill some forty pages are parted into stretches of at least so many."""
MANY = 1_000
"""Quotes: with more, each chapter begins a page in a composed report too, so that several engines set it."""


@dataclass(frozen=True)
class Quote:
    """An excerpt as printed: its words, and the line under them."""

    excerpt: Excerpt
    href: str
    """Where the passage stands in the workspace."""
    picked: str = ""
    """Why its words are picked for the report, where they are."""
    joined: tuple["Quote", ...] = ()
    """Others under the code that have nearly the same words, and are told beside it."""

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
    def excerpts(self) -> tuple[Excerpt, ...]:
        """All for which it stands, itself first."""
        return self.excerpt, *(each.excerpt for each in self.joined)

    @property
    def apart(self) -> list["Quote"]:
        """The same as quotes of their own, in their order."""
        return sorted((replace(self, joined=()), *self.joined), key=lambda quote: quote.excerpt.number)

    @property
    def others(self) -> str:
        """The numbers and borders of the joined ones, and what else is known of each."""
        return "; ".join(
            " · ".join((f"{each.number} {in_quotes(borders(each))}", *told_beside(each)))
            for each in self.excerpts[1:]
        )

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
    def printed(self) -> list[Quote]:
        """The same, but those with nearly the same words as one."""
        return [quote for stretch in self.stretches for quote in stretch.quotes]

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
    def joined(self) -> int:
        """How many excerpts are told beside others."""
        return sum(len(section.quotes) - len(section.printed) for section in self._sections)

    @property
    def is_long(self) -> bool:
        return sum(len(section.printed) for section in self._sections) > MANY

    @property
    def _sections(self) -> Iterator[Section]:
        return (section for chapter in self.chapters for section in chapter.sections)

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
        chapters=tuple(_chapters(asked.tree, quotes, prefix, joins=asked.filters.whose.coder is None)),
    )


def head_of(asked: Asked, listing: Listing) -> Front:
    code = asked.filters.code
    title = _("Coded excerpts: %(code)s") % {"code": code.code.name} if code else _("Coded excerpts")
    return front(
        asked.project,
        asked.name or title,
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


def _chapters(tree: CodeTree, quotes: Iterable[Quote], prefix: str, *, joins: bool) -> Iterable[Chapter]:
    """``joins`` excerpts with nearly the same words, as those of several coders are."""
    for theme, of_theme in groupby(quotes, key=lambda quote: quote.excerpt.node.theme):
        listed = list(of_theme)
        sections = [_section(list(of_code), prefix, joins) for _pk, of_code in groupby(listed, key=_code)]
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


def _section(quotes: Sequence[Quote], prefix: str, joins: bool) -> Section:
    node = quotes[0].excerpt.node
    anchor = f"{prefix}code-{node.code.pk}"
    return Section(
        node=node,
        anchor=anchor,
        colour=colour_of(node).light,
        passages=_passages(quotes),
        participants=_participants(quotes),
        quotes=tuple(quotes),
        stretches=tuple(_stretches(tuple(_joined(quotes) if joins else quotes), anchor)),
    )


def _joined(quotes: Sequence[Quote]) -> Iterator[Quote]:
    known = {quote.excerpt.number: quote for quote in quotes}
    for longest, *others in together(quote.excerpt for quote in quotes):
        yield replace(known[longest.number], joined=tuple(known[each.number] for each in others))


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
