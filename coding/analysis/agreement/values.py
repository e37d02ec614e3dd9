"""A number that is right, or the reason why there is none."""

from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """Why a number is absent; pages put these into words."""

    ONE_CODER = "one_coder"  # fewer than two coders completed anything
    NO_PAIRABLE = "no_pairable"  # no transcript was completed by two of them
    TOO_FEW_UNITS = "too_few_units"  # too few turns to tell agreement from chance
    NO_VARIATION = "no_variation"  # nobody, or everybody everywhere, used the code


class Value(NamedTuple):
    """Exactly one of the two is given."""

    number: float | None
    reason: Reason | None = None
