"""The places behind a number: those units in which a code stands so, as they are listed and quoted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import NamedTuple

from coding.analysis.agreement.comparison import ANY_CHARACTER
from coding.analysis.agreement.confusion import NOTHING
from coding.analysis.agreement.differences import Difference
from coding.analysis.agreement.readings import Reading as Marks
from coding.analysis.agreement.readings import Source as Cut
from coding.analysis.agreement.units import trimmed
from coding.analysis.agreement.words import share_a_word
from coding.comparing.asked import Unit
from coding.comparing.compared import Compared
from coding.excerpts.quoting import quoted
from coding.reports.passages import Marked, Passage, Standing
from interviews.spans import Span


class Pair(NamedTuple):
    """What the first coder called one thing and the second another; ``None`` is no code."""

    called: int | None
    other: int | None


@dataclass(frozen=True)
class Which:
    """Which places are wanted; by default those in which coders differ, on one code or any."""

    code: int | None = None
    """Any, where it is none."""
    is_theme: bool = False
    """The code with all below it."""
    times: int | None = None
    """Marked by exactly so many."""
    by: frozenset[int] | None = None
    """Marked by exactly these judges."""
    is_apart: bool = False
    """Marked by two who share not one word."""
    pair: Pair | None = None


class Used(NamedTuple):
    """A code in a place, by some of those who read it."""

    code: int
    by: tuple[int, ...]
    not_by: tuple[int, ...]


class Place(NamedTuple):
    transcript: int
    unit: int
    codes: tuple[Used, ...]


def places(compared: Compared, which: Which) -> list[Place]:
    """In the order of transcripts and text."""
    if which.code is not None and which.code not in compared.tree:
        return []
    if which.pair:
        return [place for place in _differing(compared) if _is_called(place, which.pair, compared)]
    if which.is_apart:
        return _merged(_apart(compared))
    if which.by is not None or which.times or (which.code is not None and which.times == 0):
        return _merged(
            place
            for code in _asked(compared, which)
            for place in _standing(compared, code, which.is_theme)
            if _is_so(place.codes[0].by, which)
        )
    if which.code is not None and which.is_theme:
        return [
            place
            for place in _standing(compared, which.code, True)
            if place.codes[0].by and place.codes[0].not_by
        ]
    return [
        place
        for place in _differing(compared)
        if which.code is None or any(used.code == which.code for used in place.codes)
    ]


def _asked(compared: Compared, which: Which) -> list[int]:
    """The code that is asked for; where none is, each that somebody used."""
    used = (line.node.code.pk for line in compared.agreement.used)
    return [which.code] if which.code is not None else list(used)


def _is_so(by: Sequence[int], which: Which) -> bool:
    return len(by) == which.times if which.by is None else frozenset(by) == which.by


def _differing(compared: Compared) -> Iterator[Place]:
    def where(each: Difference) -> tuple[int, int]:
        return each.transcript, each.unit

    for (transcript, unit), group in groupby(compared.agreement.differences, key=where):
        used = (Used(each.code, each.used_by, each.not_used_by) for each in group)
        yield Place(transcript, unit, tuple(used))


def _is_called(place: Place, pair: Pair, compared: Compared) -> bool:
    """As ``confusion`` counts it, of the first two coders."""
    a, b = (judge.pk for judge in compared.agreement.coders[:2])
    by_a: set[int | None] = {used.code for used in place.codes if a in used.by and b in used.not_by}
    by_b: set[int | None] = {used.code for used in place.codes if b in used.by and a in used.not_by}
    if not by_a | by_b:
        return False
    return pair.called in (by_a or {NOTHING}) and pair.other in (by_b or {NOTHING})


def _standing(compared: Compared, code: int, is_theme: bool) -> Iterator[Place]:
    """Every unit, and who marked the code in it."""
    rule = compared.agreement.rule
    threshold = ANY_CHARACTER if rule.unit == Unit.CHARACTER else rule.threshold
    for cut, readings in _by_transcript(compared):
        if is_theme:
            readings = [each.by_theme(compared.material.children) for each in readings]
        used = {each.coder: each.used(code, cut, threshold) for each in readings}
        for unit in range(len(cut.units)):
            by = tuple(judge for judge, marked in used.items() if unit in marked)
            rest = tuple(judge for judge in used if judge not in by)
            yield Place(cut.transcript, unit, (Used(code, by, rest),))


def _by_transcript(compared: Compared) -> Iterator[tuple[Cut, list[Marks]]]:
    readings = compared.readings()
    for pk, cut in compared.cuts.items():
        yield cut, [reading for reading in readings if reading.transcript == pk]


def _apart(compared: Compared) -> Iterator[Place]:
    """As ``shares_no_word`` counts them, code by code and pair by pair."""
    for cut, readings in _by_transcript(compared):
        for code in (node.code.pk for node in compared.tree):
            for a, b in combinations([each for each in readings if each.quotations.get(code)], 2):
                both = sorted(
                    a.used(code, cut, compared.agreement.rule.threshold)
                    & b.used(code, cut, compared.agreement.rule.threshold)
                )
                for unit in (unit for unit in both if not _share(a, b, code, cut, cut.units[unit])):
                    yield Place(cut.transcript, unit, (Used(code, (a.coder, b.coder), ()),))


def _share(a: Marks, b: Marks, code: int, cut: Cut, unit: Span) -> bool:
    first, second = (clipped(each.quotations[code], unit, cut.text) for each in (a, b))
    return share_a_word(first, second, cut.text)


def clipped(spans: Iterable[Span], unit: Span, text: str | None) -> list[Span]:
    """What of the spans lies in the unit."""
    inside = [span for span in trimmed(spans, text) if span.overlaps(unit)]
    return [Span(max(start, unit.start), min(end, unit.end)) for start, end in inside]


def _merged(found: Iterable[Place]) -> list[Place]:
    """Places that stand in several codes or pairs once, in the order of the text."""
    ordered = sorted(found, key=lambda place: place[:2])
    groups = groupby(ordered, key=lambda place: place[:2])
    return [
        Place(transcript, unit, tuple(used for place in group for used in place.codes))
        for (transcript, unit), group in groups
    ]


def quoted_places(compared: Compared, found: Iterable[Place]) -> list[Passage]:
    """With words, where they may be quoted."""
    return [_quoted(compared, place) for place in found]


def _quoted(compared: Compared, place: Place) -> Passage:
    span, quotes = compared.cuts[place.transcript].units[place.unit], compared.quotes
    where = quotes.places[place.transcript]
    silent = quotes.silent.bars(where, span)
    marked = any(used.by for used in place.codes)
    return Passage(
        transcript=place.transcript,
        title=where.title,
        span=span,
        citation=where.cite(span),
        is_silent=silent,
        codes=tuple(_standing_of(compared, place, used, silent) for used in place.codes),
        words="" if silent or marked else quoted(quotes.texts[place.transcript], where, span),
    )


def _standing_of(compared: Compared, place: Place, used: Used, silent: bool) -> Standing:
    people = {coder.pk: coder for coder in compared.agreement.coders}
    return Standing(
        node=compared.tree[used.code],
        used_by=tuple(people[pk] for pk in used.by),
        not_used_by=tuple(people[pk] for pk in used.not_by),
        marked=()
        if silent
        else tuple(Marked(people[pk], _words(compared, place, used, pk)) for pk in used.by),
    )


def _words(compared: Compared, place: Place, used: Used, judge: int) -> str:
    """What the judge marked there; where a theme is meant and not itself used, with the codes below it."""
    marks: Mapping[int, Sequence[Span]] = compared.marks[judge, place.transcript]
    unit = compared.cuts[place.transcript].units[place.unit]
    text, where = compared.quotes.texts[place.transcript], compared.quotes.places[place.transcript]
    own = clipped(marks.get(used.code, ()), unit, text)
    below = (span for code in compared.tree.under(used.code) for span in marks.get(code, ()))
    spans = own or clipped(below, unit, text)
    return " … ".join(quoted(text, where, span) for span in sorted(set(spans)))
