"""The places of a finished round: the units in which somebody coded, and how its coders differ there."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from coding.analysis.agreement.units import present, trimmed
from coding.codebook.tree import CodeTree, tree_of
from coding.codebook.withholding import tree_without
from coding.comparing.asked import Rule
from coding.comparing.units import units_of
from coding.consensus import costs
from coding.consensus.marks import Mark, Row, values_on
from coding.consensus.units import threshold_of
from coding.consensus.weaving import Cloth
from coding.excerpts.quoting import Quotable, quotable
from coding.models import Code, Coding, CodingQualifier, Layer, Reading, Resolution, Round
from interviews.spans import Span
from projects.models import Project, User

Key = tuple[int, int, int]
"""A place's revision, start and end."""


class Kind(StrEnum):
    """How coders differ in a unit."""

    SOME = "some"
    CODE = "code"
    BORDERS = "borders"
    SAME = "same"

    @property
    def label(self) -> str | Promise:
        return {
            Kind.SOME: _lazy("only some coded"),
            Kind.CODE: _lazy("other codes"),
            Kind.BORDERS: _lazy("same codes, other borders"),
            Kind.SAME: _lazy("the same"),
        }[self]


@dataclass(frozen=True)
class Place:
    """A unit in which at least one of its coders coded; ``coders`` are those who completed the transcript."""

    transcript: int
    revision: int
    span: Span
    coders: tuple[int, ...]
    marks: tuple[Mark, ...]
    by_characters: bool = False
    share: float = 0.0
    """Of all disagreement of the round (``costs``)."""

    @property
    def key(self) -> Key:
        return self.revision, self.span.start, self.span.end

    @property
    def slug(self) -> str:
        """The key as it stands in an address."""
        return "-".join(map(str, self.key))

    @cached_property
    def used_by(self) -> dict[int, dict[int, list[Span]]]:
        """For each code the spans of each coder who used it."""
        used: dict[int, dict[int, list[Span]]] = {}
        for mark in self.marks:
            used.setdefault(mark.code, {}).setdefault(mark.coder, []).append(mark.span)
        return used

    def codes_of(self, coder: int) -> frozenset[int]:
        return frozenset(mark.code for mark in self.marks if mark.coder == coder)

    def marks_of(self, *coders: int) -> dict[int, list[Span]]:
        """By code, whole as they were coded."""
        found: defaultdict[int, list[Span]] = defaultdict(list)
        for mark in self.marks:
            if mark.coder in coders:
                found[mark.code].append(mark.whole)
        return dict(found)

    @cached_property
    def kind(self) -> Kind:
        sets = {self.codes_of(coder) for coder in self.coders}
        if frozenset() in sets:
            return Kind.SOME
        if len(sets) > 1:
            return Kind.CODE
        drawn = {tuple(sorted(m[1:3] for m in self.marks if m.coder == coder)) for coder in self.coders}
        return Kind.BORDERS if len(drawn) > 1 else Kind.SAME

    @property
    def differs(self) -> bool:
        """Whether the round's own unit tells the readings apart; else the place is agreed."""
        return self.kind in {Kind.SOME, Kind.CODE} or (self.by_characters and self.kind == Kind.BORDERS)

    @property
    def cost(self) -> float:
        if self.by_characters:
            spans = {code: list(users.values()) for code, users in self.used_by.items()}
            return costs.of_characters(spans, len(self.coders))
        return costs.of_unit(self.used_by, len(self.coders))

    def stands_alone(self, coder: int) -> bool:
        """Whether nobody else read the unit as this coder did."""
        own = self.codes_of(coder)
        return coder in self.coders and all(self.codes_of(o) != own for o in self.coders if o != coder)


@dataclass(frozen=True)
class Found:
    """Places of a round, all of them or of one transcript, and what they are shown with."""

    round: Round
    tree: CodeTree
    quotes: Quotable
    people: Mapping[int, User]
    """The coders who are compared, by name."""
    units: Mapping[int, list[Span]]
    places: tuple[Place, ...]
    """Transcript by transcript, in the order of the text."""
    resolutions: Mapping[Key, Resolution]
    unread: tuple[str, ...]
    """Titles of transcripts that fewer than two coders completed."""
    edited: tuple[str, ...]
    """Titles of those whose text was edited since the round."""
    out_of_use: int
    """Codings left out, whose code is no longer in the codebook."""

    @cached_property
    def differing(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.differs)

    @cached_property
    def agreed(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if not place.differs)

    def at(self, key: Key) -> Place | None:
        return next((place for place in self.places if place.key == key), None)

    def resolution(self, place: Place) -> Resolution:
        """What was decided there; unsaved where nothing was."""
        revision, start, end = place.key
        blank = Resolution(round=self.round, revision_id=revision, start=start, end=end)
        return self.resolutions.get(place.key, blank)

    def is_decided(self, place: Place) -> bool:
        known = self.resolutions.get(place.key)
        return known is not None and known.is_decided

    def cloth(self, transcript: int) -> Cloth:
        return Cloth(self.quotes.texts[transcript], self.units[transcript])


def places_in(round_: Round, user: User, transcript: int | None = None) -> Found:
    """What ``user`` may see of it, in as many queries however much was coded."""
    texts, read = _texts(round_, transcript), _completed(round_, user)
    fresh = {pk: revision for pk, _title, revision, current in texts if revision == current}
    compared = {pk: revision for pk, revision in fresh.items() if len(read.get(pk, ())) > 1}
    tree = tree_without(tree_of(round_.project), round_.project)
    quotes = quotable(round_.project, set(compared))
    units = _units(round_, quotes)
    coded = _Coded(round_, _codings(round_, user, compared), _successors(round_.project, tree))
    judged = {coder for pk in compared for coder in read[pk]}
    people = {user.pk: user for user in _coders(round_) if user.pk in judged}
    places = [
        Place(pk, compared[pk], unit, coders, marks, round_.unit == Round.Unit.CHARACTER)
        for pk in compared
        for coders in [tuple(coder for coder in people if coder in read[pk])]
        for unit, marks in coded.marked(pk, units[pk], quotes.texts[pk], coders)
    ]
    return Found(
        round=round_,
        tree=tree,
        quotes=quotes,
        people=people,
        units={pk: units[pk] for pk in compared},
        places=_shared(places),
        resolutions=_resolutions(round_),
        unread=tuple(title for pk, title, *_text in texts if pk in fresh and pk not in compared),
        edited=tuple(title for pk, title, *_text in texts if pk not in fresh),
        out_of_use=coded.out_of_use,
    )


def _units(round_: Round, quotes: Quotable) -> dict[int, list[Span]]:
    rule, gone = Rule.of(round_), quotes.silent.gone
    return {pk: units_of(places, quotes.texts[pk], rule, gone) for pk, places in quotes.places.items()}


def _texts(round_: Round, transcript: int | None) -> list[tuple[int, str, int, int | None]]:
    of = round_.project.transcripts.filter(revisions__rounds__round=round_).in_order()
    if transcript is not None:
        of = of.filter(pk=transcript)
    return list(of.values_list("pk", "title", "revisions", "current"))


def _coders(round_: Round) -> Iterable[User]:
    return User.objects.filter(pk__in=round_.coders.values("coder")).order_by("name", "pk")


def _completed(round_: Round, user: User) -> dict[int, set[int]]:
    """Who completed which transcript: what is not complete is missing, not blank."""
    layers = Layer.objects.visible_to(user).filter(round=round_)
    rows = Reading.objects.filter(layer__in=layers, layer__coder=F("coder"), state=Reading.State.COMPLETE)
    read: defaultdict[int, set[int]] = defaultdict(set)
    for transcript, coder in rows.values_list("transcript", "coder"):
        read[transcript].add(coder)
    return dict(read)


def _codings(round_: Round, user: User, compared: Mapping[int, int]) -> dict[int, list[Row]]:
    layers = Layer.objects.visible_to(user).filter(round=round_, kind=Layer.Kind.ROUND)
    rows = Coding.objects.filter(layer__in=layers, revision__in=compared.values(), is_auto=False)
    found: dict[int, list[Row]] = {pk: [] for pk in compared}
    values = values_on(CodingQualifier.objects.filter(coding__in=rows))
    ordered = rows.order_by("transcript", "start", "end", "pk")
    fields = ("transcript", "pk", "coder", "code", "start", "end")
    for transcript, pk, coder, code, start, end in ordered.values_list(*fields):
        found[transcript].append(Row(coder, code, start, end, values.get(pk, frozenset())))
    return found


def _successors(project: Project, tree: CodeTree) -> Callable[[int], int | None]:
    """The code in use that a code became by merging; itself, where it is in use."""
    merged = dict(Code.objects.filter(project=project).values_list("pk", "merged_into"))

    def successor(code: int) -> int | None:
        seen: set[int] = set()
        now: int | None = code
        while now is not None and now not in tree and now not in seen:
            seen.add(now)
            now = merged.get(now)
        return now if now in tree else None

    return successor


@dataclass(frozen=True)
class _Coded:
    """What was coded in the round, and which code each code is now."""

    round: Round
    rows: Mapping[int, Sequence[Row]]
    successor: Callable[[int], int | None]

    @property
    def out_of_use(self) -> int:
        return sum(self.successor(row.code) is None for rows in self.rows.values() for row in rows)

    def marked(
        self, transcript: int, units: Sequence[Span], text: str, coders: Sequence[int]
    ) -> Iterator[tuple[Span, tuple[Mark, ...]]]:
        """The units in which one of the coders coded, in their order."""
        found: defaultdict[int, list[Mark]] = defaultdict(list)
        for row in self.rows[transcript]:
            now, whole = self.successor(row.code), Span(row.start, row.end)
            if now is None or row.coder not in coders:
                continue
            for at in present([whole], units, text, threshold_of(self.round)):
                inside = Span(max(row.start, units[at].start), min(row.end, units[at].end))
                found[at] += [
                    Mark(row.coder, now, span, whole, row.values) for span in trimmed([inside], text)
                ]
        yield from ((units[at], tuple(marks)) for at, marks in sorted(found.items()))


def _resolutions(round_: Round) -> dict[Key, Resolution]:
    rows = round_.resolutions.select_related("by", "accepted").prefetch_related("editions")
    return {(each.revision_id, each.start, each.end): each for each in rows}


def _shared(places: Sequence[Place]) -> tuple[Place, ...]:
    shares = costs.shares([place.cost for place in places])
    return tuple(replace(place, share=share) for place, share in zip(places, shares, strict=True))
