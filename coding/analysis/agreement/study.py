"""What was marked in all transcripts compared, and the numbers that follow from it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from coding.analysis.agreement.blocks import Drawn
from coding.analysis.agreement.intervals import Interval, absent, over_documents
from coding.analysis.agreement.marked import (
    Bits,
    Marked,
    Pattern,
    Patterns,
    in_characters,
    in_units,
    rolled_up,
)
from coding.analysis.agreement.parts import Parts, alpha_of, parts_of, total
from coding.analysis.agreement.readings import Code, Coder, Reading, Source, Transcript, descent
from coding.analysis.agreement.rows import Asked, Row, TranscriptRow, meetings, row
from coding.analysis.agreement.values import Extent, Value

Marking = Callable[[Source, Sequence[Reading], Bits], Marked]


@dataclass(frozen=True)
class Study:
    """Transcripts that two or more coders completed, and all codes to compare."""

    bits: Bits
    marked: Sequence[Marked]
    codes: Sequence[Code]
    excluded: Mapping[Transcript, Sequence[Coder]]
    """Who completed each other transcript: one coder or none."""

    @cached_property
    def extent(self) -> Extent:
        return Extent(len(self.bits), len(self.marked), sum(transcript.size for transcript in self.marked))

    @cached_property
    def masks(self) -> list[list[Mapping[int, int]]]:
        """Of each transcript those of each code."""
        return [[transcript.masks(code) for code in self.codes] for transcript in self.marked]

    @cached_property
    def parts(self) -> list[list[Parts]]:
        """Of each transcript those of each code."""
        return [
            [parts_of(masks, len(transcript.coders)) for masks in codes]
            for transcript, codes in zip(self.marked, self.masks, strict=True)
        ]

    def rolled_up(self, children: Mapping[Code, Sequence[Code]], themes: Sequence[Code]) -> "Study":
        """The same units, each of these themes with all codes below it; not for characters."""
        below = {theme: list(descent(theme, children)) for theme in themes}
        return replace(self, marked=[rolled_up(each, below) for each in self.marked], codes=themes)

    def rows(self) -> list[Row]:
        asked = Asked(self.bits, meetings(self.bits, self.marked), self.extent)
        return [
            row(code, self._patterns(place), interval, asked)
            for place, (code, interval) in enumerate(zip(self.codes, self.intervals(), strict=True))
        ]

    def _patterns(self, place: int) -> Patterns:
        """Of all transcripts, on the code in this place."""
        by_judges: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
        for transcript, codes in zip(self.marked, self.masks, strict=True):
            whole = by_judges[transcript.judges]
            for by, units in codes[place].items():
                whole[by] += units
        return Counter(
            {Pattern(by, judges): units for judges, whole in by_judges.items() for by, units in whole.items()}
        )

    def transcript_rows(self) -> list[TranscriptRow]:
        return [
            _transcript_row(transcript, dict(zip(self.codes, parts, strict=True)))
            for transcript, parts in zip(self.marked, self.parts, strict=True)
        ]

    @cached_property
    def _totals(self) -> list[Parts]:
        """Of each code."""
        return [total(parts[place] for parts in self.parts) for place in range(len(self.codes))]

    def alphas(self) -> dict[Code, Value]:
        return {
            code: self.extent.beyond_chance(alpha_of([parts]))
            for code, parts in zip(self.codes, self._totals, strict=True)
        }

    def pooled(self) -> Value:
        return self.extent.beyond_chance(alpha_of(self._totals))

    def intervals(self) -> list[Interval]:
        """Of each code."""
        within = self._drawn.intervals() if self._drawn else None
        return [
            self._interval(alpha, within[place] if within else None, [[parts[place]] for parts in self.parts])
            for place, alpha in enumerate(self.alphas().values())
        ]

    def pooled_interval(self) -> Interval:
        return self._interval(self.pooled(), self._drawn.pooled() if self._drawn else None, self.parts)

    def _interval(
        self, alpha: Value, within: Interval | None, transcripts: Sequence[Sequence[Parts]]
    ) -> Interval:
        """Without alpha none, for the same reason."""
        told = [parts for parts, each in zip(transcripts, self.marked, strict=True) if each.size]
        return absent(alpha.reason, len(told)) if alpha.reason else within or over_documents(told)

    @cached_property
    def _drawn(self) -> Drawn | None:
        """Draws within the one transcript, where one alone is compared."""
        told = [transcript for transcript in self.marked if transcript.size]
        return Drawn(told[0], self.codes) if len(told) == 1 else None


def study_in_units(
    sources: Sequence[Source], readings: Iterable[Reading], codes: Sequence[Code], threshold: float
) -> Study:
    def marking(source: Source, read: Sequence[Reading], bits: Bits) -> Marked:
        return in_units(source, read, bits, codes, threshold)

    return _study(sources, readings, codes, marking)


def study_in_characters(
    sources: Sequence[Source], readings: Iterable[Reading], codes: Sequence[Code]
) -> Study:
    def marking(source: Source, read: Sequence[Reading], bits: Bits) -> Marked:
        return in_characters(source, read, bits, codes)

    return _study(sources, readings, codes, marking)


def _study(
    sources: Sequence[Source], readings: Iterable[Reading], codes: Sequence[Code], marking: Marking
) -> Study:
    read: defaultdict[Transcript, list[Reading]] = defaultdict(list)
    coders: dict[Coder, None] = {}
    for reading in readings:
        coders[reading.coder] = None
        read[reading.transcript].append(reading)
    bits = {coder: 1 << place for place, coder in enumerate(coders)}
    by_source = [(source, read[source.transcript]) for source in sources]
    marked = [marking(source, each, bits) for source, each in by_source if len(each) > 1]
    excluded = {
        source.transcript: [reading.coder for reading in each] for source, each in by_source if len(each) < 2
    }
    return Study(bits, marked, codes, excluded)


def _transcript_row(transcript: Marked, parts: dict[Code, Parts]) -> TranscriptRow:
    extent = Extent(len(transcript.coders), 1, transcript.size)
    return TranscriptRow(
        transcript=transcript.transcript,
        coders=list(transcript.coders),
        units=transcript.size,
        pooled=extent.beyond_chance(alpha_of(list(parts.values()))),
        alphas={code: extent.beyond_chance(alpha_of([own])) for code, own in parts.items()},
    )
