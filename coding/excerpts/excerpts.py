"""Excerpts: the words of passages, with where they stand and what goes with them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from coding.codebook.tree import Node
from coding.excerpts.context import around
from coding.excerpts.cutting import direction, ending
from coding.excerpts.listing import Listing, texts_of
from coding.excerpts.ordering import Group
from coding.models import CodingQualifier, QualifierValue
from coding.models.codings import CodingQuerySet
from interviews import outgoing
from interviews.models import Attribute, AttributeValue
from interviews.places import Places, places_of
from interviews.spans import Span
from projects.models import Project, User

AT_ONCE = 1500
"""About how many excerpts are fetched together while all are streamed."""
FEW = 400
"""Up to so many ids are named in a query; beyond, a whole code's rows are read."""
LONGEST_QUESTION = 320
Also = Mapping[tuple[int, int, int], set[int]]
"""The codes of passages that have several: of a transcript, from start to end."""


@dataclass(frozen=True)
class Extras:
    """What goes with each excerpt only if asked for."""

    question: bool = False
    context: int = 0
    """Up to so many characters before and after, from the same turns."""
    coders: bool = False
    attributes: tuple[Attribute, ...] = ()
    turns: int = 0
    """The rest of its turns, and so many turns before and after."""


class Piece(NamedTuple):
    """What one speaker says in an excerpt."""

    who: str
    """P07, Interviewer, or nothing for text that belongs to nobody."""
    text: str

    @property
    def direction(self) -> str:
        return direction(self.text)


class Excerpt(NamedTuple):
    """One row of a list of excerpts."""

    number: int
    node: Node
    transcript: int
    start: int
    end: int
    cite: str
    turns: tuple[int, int]
    at_ms: int | None
    participant: int | None
    pieces: tuple[Piece, ...]
    before: str
    after: str
    question: str
    also: tuple[str, ...]
    """The names of its other codes."""
    coders: tuple[User, ...]
    qualifiers: tuple[str, ...]
    attributes: tuple[str, ...]
    is_asked: bool = False
    """Whether nobody speaks in it but the interviewer."""
    is_auto: bool = False
    """Whether all its codings were made from a search."""

    @property
    def text(self) -> str:
        if len(self.pieces) == 1:
            return self.pieces[0].text
        return "\n".join(f"{who}: {text}" if who else text for who, text in self.pieces)


class Found(NamedTuple):
    """The codings that make one excerpt."""

    group: Group
    start: int
    end: int
    codings: list[tuple[int, int]]
    """Id and coder of each."""
    autos: list[bool]
    """Whether each was made from a search."""


class Cited:
    """Brings the rows of a listing to excerpts; reads each transcript once."""

    def __init__(self, listing: Listing, extras: Extras) -> None:
        printed = tuple(each for each in extras.attributes if not outgoing.is_left_out(each.pk))
        self.listing, self.extras = listing, replace(extras, attributes=printed)
        self._places: dict[int, Places] = {}
        self._texts: dict[int, str] = {}
        self._also: Also | None = None

    def title(self, transcript: int) -> str:
        """Of a transcript that an excerpt handed back is from."""
        return self._places[transcript].title

    @cached_property
    def paths(self) -> dict[int, str]:
        """Each code's path from its theme, as text."""
        return {pk: str(node) for pk, node in self.listing.nodes.items()}

    def part(self, first: int, last: int) -> list[Excerpt]:
        """The excerpts from number ``first`` to before ``last``, counted from 0."""
        groups: list[Group] = []
        number = before = 0
        for group in self.listing.groups:
            if number < last and number + group.passages > first:
                before = before if groups else number
                groups.append(group)
            number += group.passages
        found = list(self._found(groups))[max(0, first - before) : last - before]
        return list(self._cited(found, max(first, before) + 1))

    def all(self) -> Iterator[Excerpt]:
        """Every excerpt, some at a time."""
        number = 1
        if self.listing.excerpts > FEW:
            self._also = self._codes_of_passages(self._beginning_alike())
        for groups in batches(self.listing.groups, AT_ONCE):
            found = list(self._found(groups))
            yield from self._cited(found, number)
            number += len(found)

    def _beginning_alike(self) -> CodingQuerySet:
        """Codings whose passages may be those of the listing; of a long one that is nearly all of them."""
        rows, codes = self.listing.everything, {group.code for group in self.listing.groups}
        listed = self.listing.narrowed.order_by().filter(code__in=codes)
        return rows.filter(start__in=listed.values("start")) if self.listing.excerpts <= AT_ONCE else rows

    def _found(self, groups: Sequence[Group]) -> Iterator[Found]:
        wanted = {(group.code, group.transcript): group for group in groups}
        rows = self.listing.narrowed.filter(code__in={group.code for group in groups})
        if len(wanted) <= FEW:
            rows = rows.filter(transcript__in={group.transcript for group in groups})
        spans: defaultdict[tuple[int, int], dict[tuple[int, int], Found]] = defaultdict(dict)
        fields = ("code", "transcript", "start", "end", "pk", "coder", "is_auto")
        for code, transcript, start, end, pk, coder, is_auto in rows.order_by().values_list(*fields):
            group = wanted.get((code, transcript))
            if group:
                here = spans[code, transcript]
                if (start, end) in here:
                    here[start, end].codings.append((pk, coder))
                    here[start, end].autos.append(is_auto)
                else:
                    here[start, end] = Found(group, start, end, [(pk, coder)], [is_auto])
        for group in groups:
            found = spans[group.code, group.transcript]
            meant = found if group.chosen is None else found.keys() & group.chosen
            yield from (found[span] for span in sorted(meant))

    def _cited(self, found: Sequence[Found], number: int) -> Iterator[Excerpt]:
        self._load({one.group.transcript for one in found})
        also = self._codes_of(found) if self._also is None else self._also
        marks = self._qualifiers(found)
        for place, one in enumerate(found):
            yield self._excerpt(one, number + place, also, marks)

    def _excerpt(self, one: Found, number: int, also: Also, marks: Mapping[int, list[str]]) -> Excerpt:
        transcript, span, extras = one.group.transcript, Span(one.start, one.end), self.extras
        text, places = self._texts[transcript], self._places[transcript]
        stand = places.stand(span)
        return Excerpt(
            number,
            self.listing.nodes[one.group.code],
            transcript,
            *span,
            stand.cite,
            (stand.first, stand.last),
            stand.at_ms,
            stand.participant,
            tuple([Piece(who, text[start:end].strip("\n")) for who, (start, end) in stand.pieces]),
            *around((text, places, span), extras.context, extras.turns, self.listing.people.silent),
            self._question(text, places, span) if extras.question else "",
            self._others(one, also),
            self._coders(one) if extras.coders else (),
            self._marks(one, marks) if marks else (),
            self._values.get(stand.participant, self._no_values) if extras.attributes else (),
            stand.is_asked,
            all(one.autos),
        )

    def _load(self, transcripts: set[int]) -> None:
        missing = transcripts - self._texts.keys()
        if missing:
            self._places.update(places_of(missing))
            self._texts.update(texts_of(missing))

    def _question(self, text: str, places: Places, span: Span) -> str:
        asked = places.question_before(span)
        return ending(text[slice(*asked)].strip(), LONGEST_QUESTION) if asked else ""

    def _others(self, one: Found, also: Also) -> tuple[str, ...]:
        """In codebook order."""
        others = also.get((one.group.transcript, one.start, one.end), set()) - {one.group.code}
        there = sorted(others & self._order.keys(), key=self._order.__getitem__)
        return tuple(self.listing.tree[code].code.name for code in there)

    @cached_property
    def _order(self) -> dict[int, int]:
        return {node.code.pk: place for place, node in enumerate(self.listing.tree)}

    def _codes_of(self, found: Sequence[Found]) -> Also:
        rows = self.listing.everything.filter(transcript__in={one.group.transcript for one in found})
        starts = {one.start for one in found}
        return self._codes_of_passages(rows.filter(start__in=starts) if len(found) <= FEW else rows)

    def _codes_of_passages(self, rows: CodingQuerySet) -> Also:
        """The codes of each passage that has several."""
        first: dict[tuple[int, int, int], int] = {}
        several: dict[tuple[int, int, int], set[int]] = {}
        for *passage, code in rows.order_by().values_list("transcript", "start", "end", "code"):
            key = (passage[0], passage[1], passage[2])
            if first.setdefault(key, code) != code:
                several.setdefault(key, {first[key]}).add(code)
        return several

    def _qualifiers(self, found: Sequence[Found]) -> Mapping[int, list[str]]:
        """The qualifiers of each coding that has any."""
        said = qualifiers_of(self.listing.project)
        rows = CodingQualifier.objects.order_by().filter(coding__code__in={one.group.code for one in found})
        transcripts = {one.group.transcript for one in found}
        if len(transcripts) <= FEW:
            rows = rows.filter(coding__transcript__in=transcripts)
        marks: defaultdict[int, set[int]] = defaultdict(set)
        for pk, value in rows.values_list("coding", "value") if said else ():
            marks[pk].add(value)
        return {pk: [said[value] for value in said if value in values] for pk, values in marks.items()}

    def _marks(self, one: Found, marks: Mapping[int, list[str]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mark for pk, _coder in one.codings for mark in marks.get(pk, ())))

    def _coders(self, one: Found) -> tuple[User, ...]:
        return tuple(self._members[pk] for pk in sorted({coder for _pk, coder in one.codings}))

    @cached_property
    def _members(self) -> dict[int, User]:
        coders = self.listing.codings.order_by().values("coder")
        return {user.pk: user for user in User.objects.filter(pk__in=coders)}

    @cached_property
    def _values(self) -> dict[int | None, tuple[str, ...]]:
        """What is known of each participant in the chosen attributes, one text for each attribute."""
        order = {attribute.pk: place for place, attribute in enumerate(self.extras.attributes)}
        known: defaultdict[int | None, list[list[str]]] = defaultdict(lambda: [[] for _ in order])
        values = AttributeValue.objects.filter(attribute__in=order, attribute__never_print=False)
        for value in values.select_related("choice").order_by("choice__position", "pk") if order else ():
            known[value.participant_id][order[value.attribute_id]].append(str(value))
        return {pk: tuple(", ".join(texts) for texts in lists) for pk, lists in known.items()}

    @cached_property
    def _no_values(self) -> tuple[str, ...]:
        return ("",) * len(self.extras.attributes)


def qualifiers_of(project: Project) -> Mapping[int, str]:
    """How each value of the project's qualifiers is said, by its id, in order."""
    return qualifiers_since(project.pk, project.last_event)


@lru_cache(maxsize=64)
def qualifiers_since(project: int, _event: int) -> Mapping[int, str]:
    """Read once between two events of the project, as its codes are; not to be changed."""
    values = QualifierValue.objects.filter(qualifier__project=project)
    rows = values.order_by("qualifier__position", "position", "pk")
    return {
        pk: value if value == name else f"{name}: {value}"
        for pk, name, value in rows.values_list("pk", "qualifier__name", "value")
    }


def batches(groups: Iterable[Group], size: int) -> Iterator[list[Group]]:
    """Whole codes together, until there are about so many passages."""
    batch: list[Group] = []
    number = 0
    for group in groups:
        if number >= size and group.code != batch[-1].code:
            yield batch
            batch, number = [], 0
        batch.append(group)
        number += group.passages
    if batch:
        yield batch
