"""Two coders' readings of one transcript beside each other, each difference by its kind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count, pairwise
from typing import NamedTuple, TypedDict

from django.utils.translation import gettext_lazy

from coding.codebook.tree import Node
from coding.comparing.asked import Judge
from coding.comparing.material import Material, Spans
from coding.comparing.units import WHOLE
from interviews.places import Places
from interviews.spans import Span
from interviews.turns import Spoken


class How(StrEnum):
    """How a coding stands beside the other coder's."""

    SAME = "same"  # the same code on the same words
    BORDERS = "borders"  # the same code on some of the same words
    OTHER = "other"  # on these words the other coder has a code that this one has not
    ALONE = "alone"  # the other coder has none here that this one has not


HOWS = {
    How.SAME: gettext_lazy("the same"),
    How.BORDERS: gettext_lazy("other borders"),
    How.OTHER: gettext_lazy("other code"),
    How.ALONE: gettext_lazy("only one coded"),
}
DIFFERENT = (How.BORDERS, How.OTHER, How.ALONE)


class Coded(NamedTuple):
    """A coding as it stands beside the other coder's."""

    code: int
    span: Span
    how: How


def beside(own: Spans, others: Spans) -> list[Coded]:
    """The codings of the first by how they stand beside the second's, in the order of the text."""
    found = [
        Coded(code, span, _how(code, span, own, others)) for code, spans in own.items() for span in set(spans)
    ]
    return sorted(found, key=lambda each: (each.span, each.code))


def _how(code: int, span: Span, own: Spans, others: Spans) -> How:
    same = others.get(code, ())
    if span in same:
        return How.SAME
    if any(span.overlaps(other) for other in same):
        return How.BORDERS
    return How.OTHER if _has_another(code, span, own, others) else How.ALONE


def _has_another(code: int, span: Span, own: Spans, others: Spans) -> bool:
    """Whether the other coder used a code on these words that the first did not."""
    return any(
        span.overlaps(place) and not any(place.overlaps(mine) for mine in own.get(other, ()))
        for other, spans in others.items()
        if other != code
        for place in spans
    )


class Piece(NamedTuple):
    """Words that were coded by one of the two, by both or by neither."""

    words: str
    by_first: bool
    by_second: bool

    @property
    def look(self) -> str:
        """As the stylesheet names it."""
        return {(True, True): "by-both", (True, False): "by-first", (False, True): "by-second"}.get(
            (self.by_first, self.by_second), ""
        )


def pieces(text: str, turn: Span, first: Iterable[Span], second: Iterable[Span]) -> list[Piece]:
    """The turn cut wherever a coding of either begins or ends."""
    marks = [[span for span in spans if span.overlaps(turn)] for spans in (first, second)]
    inside = {at for spans in marks for span in spans for at in span if turn.start < at < turn.end}
    borders = [turn.start, *sorted(inside), turn.end]
    cuts = [Span(start, end) for start, end in pairwise(borders)]
    return [
        Piece(text[cut.start : cut.end], *(any(map(cut.overlaps, spans)) for spans in marks)) for cut in cuts
    ]


class Tag(NamedTuple):
    """A coding beside the turn that it begins in."""

    node: Node
    how: How
    number: int
    """Of the difference in the transcript, from 1; 0 where there is none."""

    @property
    def how_told(self) -> str:
        return str(HOWS[self.how])


class Said(TypedDict):
    """A turn without what was marked in it."""

    start: int
    citation: str
    manner: str
    """``interviewer``, ``participant`` or ``heading``."""
    is_silent: bool
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class TurnBeside:
    """A turn with what either coder marked in it."""

    start: int
    citation: str
    manner: str
    is_silent: bool
    pieces: Sequence[Piece]
    first: Sequence[Tag]
    second: Sequence[Tag]

    @property
    def differs(self) -> bool:
        return any(tag.number for tag in (*self.first, *self.second))


class Filter(NamedTuple):
    code: int | None = None
    how: How | None = None

    def lets(self, coded: Coded) -> bool:
        return self.code in {None, coded.code} and self.how in {None, coded.how}


@dataclass(frozen=True)
class Transcript:
    """One transcript as two coders read it."""

    material: Material
    pk: int
    judges: tuple[Judge, Judge]
    wanted: Filter

    def turns(self) -> list[TurnBeside]:
        """All of them; those that the filter leaves nothing of are bare."""
        sides = [[each for each in side if self.wanted.lets(each)] for side in self._sides()]
        first, second = (self._by_turn(side) for side in sides)
        spans = ([coded.span for coded in side] for side in sides)
        numbers, (by_first, by_second) = count(1), spans
        return [
            TurnBeside(
                first=[self._tag(coded, numbers) for coded in first[turn.number]],
                second=[self._tag(coded, numbers) for coded in second[turn.number]],
                **self._said(turn, by_first, by_second),
            )
            for turn in self._places.turns(WHOLE)
        ]

    @property
    def _places(self) -> Places:
        return self.material.quotes.places[self.pk]

    def counts(self) -> Mapping[How, int]:
        """How many codings of either stand how, whatever is filtered."""
        hows = [coded.how for side in self._sides() for coded in side]
        return {how: hows.count(how) for how in How}

    def codes(self) -> list[Node]:
        """Those on which the two differ."""
        differ = {coded.code for side in self._sides() for coded in side if coded.how in DIFFERENT}
        return [node for node in self.material.tree if node.code.pk in differ]

    def _sides(self) -> tuple[list[Coded], list[Coded]]:
        a, b = (self._spans(judge) for judge in self.judges)
        return beside(a, b), beside(b, a)

    def _spans(self, judge: Judge) -> Spans:
        marks = self.material.marks.get((judge.pk, self.pk), {})
        return {code: spans for code, spans in marks.items() if code in self.material.tree}

    def _by_turn(self, coded: Iterable[Coded]) -> Mapping[int, list[Coded]]:
        """By the number of the first turn that each shares a character with."""
        found: defaultdict[int, list[Coded]] = defaultdict(list)
        for each in coded:
            found[self._places.turns(each.span)[0].number].append(each)
        return found

    def _said(self, turn: Spoken, first: Iterable[Span], second: Iterable[Span]) -> Said:
        span, text = Span(turn.start, turn.end), self.material.quotes.texts[self.pk]
        silent = self.material.quotes.silent.bars(self._places, span)
        return Said(
            start=turn.start,
            citation=self._places.cite(span),
            manner=turn.kind or "heading",
            is_silent=silent,
            pieces=[] if silent else pieces(text, span, first, second),
        )

    def _tag(self, coded: Coded, numbers: Iterator[int]) -> Tag:
        number = next(numbers) if coded.how in DIFFERENT else 0
        return Tag(self.material.tree[coded.code], coded.how, number)
