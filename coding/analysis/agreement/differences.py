"""Units in which coders who read the same words chose differently."""

from functools import cache
from operator import attrgetter
from typing import NamedTuple

from coding.analysis.agreement.marked import Marked
from coding.analysis.agreement.readings import Code, Coder, Transcript


class Difference(NamedTuple):
    """A unit in which some coders used a code and others, who read it too, did not."""

    transcript: Transcript
    unit: int
    code: Code
    used_by: tuple[Coder, ...]
    not_used_by: tuple[Coder, ...]


def differences(transcript: Marked) -> list[Difference]:
    """Unit by unit, within it in the order of codes."""

    @cache
    def sides(by: int) -> tuple[tuple[Coder, ...], tuple[Coder, ...]]:
        used = tuple(coder for coder, bit in transcript.coders.items() if bit & by)
        return used, tuple(coder for coder, bit in transcript.coders.items() if not bit & by)

    found = [
        Difference(transcript.transcript, unit, code, *sides(by))
        for code, runs in transcript.runs.items()
        for unit, _, by in runs
        if by != transcript.judges
    ]
    return sorted(found, key=attrgetter("unit"))
