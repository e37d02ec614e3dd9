"""What changed under a summary since it was written. Knows no framework."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Since(NamedTuple):
    """How many codings came, went, and have other borders."""

    new: int
    gone: int
    other: int

    def __bool__(self) -> bool:
        return any(self)


def kept(ground: Mapping[int, int]) -> list[list[int]]:
    """The codings as a summary keeps them: id and length, in order of ids.

    The length and not the place: an edit elsewhere in the text moves a coding and changes nothing in it.
    """
    return [[pk, length] for pk, length in sorted(ground.items())]


def since(before: Iterable[Sequence[int]], now: Mapping[int, int]) -> Since:
    """Compares the codings that a summary was written on with those that are there."""
    then = {each[0]: each[1] for each in before}
    both = then.keys() & now.keys()
    return Since(
        len(now.keys() - then.keys()), len(then.keys() - now.keys()), sum(then[pk] != now[pk] for pk in both)
    )
