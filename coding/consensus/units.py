"""What counts as coded in a unit of a round."""

from coding.models import Round

ANY = 1e-9
"""A share so small that one character is enough."""


def threshold_of(round_: Round) -> float:
    """How much of a unit a coding must cover to count in it.

    In a round by characters a place to decide on is a turn, since nobody decides character by character;
    there one character is enough.
    """
    return ANY if round_.unit == Round.Unit.CHARACTER else round_.threshold
