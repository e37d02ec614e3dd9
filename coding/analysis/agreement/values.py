"""A number that is right, or the reason why there is none."""

from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """Why a number is absent; pages put these into words."""

    ONE_CODER = "one_coder"  # fewer than two coders completed anything
    NO_PAIRABLE = "no_pairable"  # no transcript was completed by two of them
    TOO_FEW_UNITS = "too_few_units"  # too few turns to tell agreement from chance
    NO_VARIATION = "no_variation"  # nobody, or everybody everywhere, used the code
    TOO_FEW_USES = "too_few_uses"  # for an interval: without some transcript nothing is left to compare


class Value(NamedTuple):
    """Exactly one of the two is given."""

    number: float | None
    reason: Reason | None = None


class Extent(NamedTuple):
    """How much there is to compare."""

    coders: int
    transcripts: int
    units: int

    def stated(self, number: float | None, least: int = 1) -> Value:
        """The number, if there are units enough for it, or why it is absent; the most basic reason counts."""
        lacks = {
            Reason.ONE_CODER: self.coders < 2,
            Reason.NO_PAIRABLE: not self.transcripts,
            Reason.TOO_FEW_UNITS: self.units < least,
            Reason.NO_VARIATION: number is None,
        }
        reason = next((reason for reason, lacking in lacks.items() if lacking), None)
        return Value(None, reason) if reason else Value(number)

    def beyond_chance(self, number: float | None) -> Value:
        """As ``stated``, of a coefficient that one unit, always at or below chance, can't tell."""
        return self.stated(number, least=2)
