"""Says how far the looking through is, so that it can be stopped and is not taken for dead."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic
from typing import TypeVar

Beat = Callable[..., None]
"""Told how much was looked at, and of how much if that is known; raises to stop the work."""
SECONDS = 0.5
"""Between two beats, so that they cost nothing; a worker is taken for dead after a hundred times as long."""
Thing = TypeVar("Thing")


def still(_done: int, _total: int = 0) -> None:
    """For nobody who waits."""


def told(things: Sequence[Thing], beat: Beat, before: int = 0, total: int = 0) -> Iterator[Thing]:
    """The things, with a beat for the first and now and then; ``before`` of ``total`` were done already."""
    return pulsed(things, lambda done: beat(before + done, total or len(things)))


def pulsed(things: Iterable[Thing], say: Callable[[int], None]) -> Iterator[Thing]:
    """The things, telling now and then how many went by, and of the first that it begins."""
    last = float("-inf")
    for number, thing in enumerate(things):
        if monotonic() - last >= SECONDS:
            say(number)
            last = monotonic()
        yield thing
