"""A text in which lines say who speaks: plain text, Markdown, and what a Word document becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .drafts import Choice, Draft, DraftMark, Label
from .heads import Head, head_at, leading_time, lines
from .layout import front_matter, paragraphs, stops, turns, unnamed, with_nobody, with_times_above
from .speakers import calls, chosen, in_order, labels, likely, speakers
from .times import bracketed


@dataclass(frozen=True)
class PlainText:
    """The whole text stays as it is; turns are only places in it."""

    text: str
    warnings: tuple[str, ...] = ()

    def draft(self, choices: Mapping[str, Choice]) -> Draft:
        named = self._named(choices)
        nobody = unnamed(self.text, paragraphs(self.text), self._times)
        heads = with_nobody(named, nobody, stops(self.text))
        return Draft(
            self.text,
            chosen(self._labels, choices),
            turns(self.text, heads),
            self._marks(named),
            self.warnings,
            self,
        )

    def _named(self, choices: Mapping[str, Choice]) -> list[Head]:
        who = speakers(self._labels, choices)
        return [head._replace(name=who[head.name]) for head in self._heads if head.name in who]

    def _marks(self, named: list[Head]) -> tuple[DraftMark, ...]:
        """Bracketed times anywhere, times beside a speaker, and times that begin lines."""
        beside = [head for head in [*named, *self._times.values()] if head.at_ms is not None]
        found = {head.time: DraftMark(head.time, head.at_ms or 0) for head in beside}
        found |= {mark.position: mark for mark in bracketed(self.text)}
        return tuple(found[position] for position in sorted(found))

    @cached_property
    def _starts(self) -> list[int]:
        return list(lines(self.text))

    @cached_property
    def _heads(self) -> list[Head]:
        found: list[Head] = []
        end = front_matter(self.text)
        for start in self._starts:
            head = head_at(self.text, start) if start >= end else None
            if head:
                found.append(head)
                end = head.end
        heads = likely(self.text, found, len(self._starts), len(self._times))
        return with_times_above(self.text, heads, self._times)

    @cached_property
    def _labels(self) -> tuple[Label, ...]:
        return labels(calls(self.text, self._heads))

    @cached_property
    def _times(self) -> dict[int, Head]:
        """The times that begin lines, if they are in brackets or run forward through the text."""
        found = {start: time for start in self._starts if (time := leading_time(self.text, start))}
        bare = [time for time in found.values() if self.text[time.time].isdigit()]
        if in_order([time.at_ms or 0 for time in bare]):
            return found
        return {start: time for start, time in found.items() if not self.text[time.time].isdigit()}
