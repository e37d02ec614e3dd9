"""What was marked in all transcripts compared, and the numbers that follow from it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from coding.analysis.agreement.blocks import Drawn
from coding.analysis.agreement.intervals import Interval, absent, over_documents
from coding.analysis.agreement.marked import Bits, Marked, Patterns
from coding.analysis.agreement.parts import Parts, alpha_of, parts_of, total
from coding.analysis.agreement.readings import Code
from coding.analysis.agreement.rows import Asked, Row, TranscriptRow, meetings, row
from coding.analysis.agreement.values import Extent, Value


@dataclass(frozen=True)
class Study:
    """Transcripts that two or more coders completed, and all codes to compare."""

    bits: Bits
    marked: Sequence[Marked]
    codes: Sequence[Code]

    @cached_property
    def extent(self) -> Extent:
        return Extent(len(self.bits), len(self.marked), sum(transcript.size for transcript in self.marked))

    @cached_property
    def patterns(self) -> list[list[Patterns]]:
        """Of each transcript those of each code."""
        return [[transcript.patterns(code) for code in self.codes] for transcript in self.marked]

    @cached_property
    def parts(self) -> list[list[Parts]]:
        """Of each transcript those of each code."""
        return [[parts_of(patterns) for patterns in codes] for codes in self.patterns]

    def rows(self) -> list[Row]:
        asked = Asked(self.bits, meetings(self.bits, self.marked), self.extent)
        return [
            row(code, self._whole(place), interval, asked)
            for place, (code, interval) in enumerate(zip(self.codes, self.intervals(), strict=True))
        ]

    def _whole(self, place: int) -> Patterns:
        whole: Patterns = Counter()
        for codes in self.patterns:
            whole.update(codes[place])
        return whole

    def transcript_rows(self) -> list[TranscriptRow]:
        return [
            _transcript_row(transcript, dict(zip(self.codes, parts, strict=True)))
            for transcript, parts in zip(self.marked, self.parts, strict=True)
        ]

    def pooled(self) -> Value:
        whole = [total(parts) for parts in zip(*self.parts, strict=True)]
        return self.extent.beyond_chance(alpha_of(whole))

    def intervals(self) -> list[Interval]:
        """Of each code."""
        if self._drawn:
            return self._drawn.intervals()
        return [self._interval([[parts[place]] for parts in self.parts]) for place in range(len(self.codes))]

    def pooled_interval(self) -> Interval:
        return self._drawn.pooled() if self._drawn else self._interval(self.parts)

    def _interval(self, transcripts: Sequence[Sequence[Parts]]) -> Interval:
        lacking = self.extent.beyond_chance(0.0).reason
        told = [parts for parts, each in zip(transcripts, self.marked, strict=True) if each.size]
        return absent(lacking, len(told)) if lacking else over_documents(told)

    @cached_property
    def _drawn(self) -> Drawn | None:
        """Draws within the one transcript, where one alone is compared."""
        told = [transcript for transcript in self.marked if transcript.size]
        return Drawn(told[0], self.codes) if len(told) == 1 else None


def _transcript_row(transcript: Marked, parts: dict[Code, Parts]) -> TranscriptRow:
    extent = Extent(len(transcript.coders), 1, transcript.size)
    return TranscriptRow(
        transcript=transcript.transcript,
        coders=list(transcript.coders),
        units=transcript.size,
        pooled=extent.beyond_chance(alpha_of(list(parts.values()))),
        alphas={code: extent.beyond_chance(alpha_of([own])) for code, own in parts.items()},
    )
