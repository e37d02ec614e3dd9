"""A table on its way into a file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

Each = TypeVar("Each")
BEAT = 500
"""Rows or blocks after which the heart of a job is beaten."""


class Table(NamedTuple):
    header: Sequence[str]
    rows: Iterable[Sequence[object]]


def watched(table: Table, watch: Callable[..., None], part: str = "writing") -> Table:
    """The table, which says every so many rows that they are being written."""
    return Table(table.header, beating(table.rows, watch, part))


def beating(these: Iterable[Each], watch: Callable[..., None], part: str) -> Iterator[Each]:
    """The same, each so many of them telling that the part goes on.

    How many is not said: it would count as pages in the estimates of later jobs of the kind.
    """
    for number, each in enumerate(these):
        if number and number % BEAT == 0:
            watch(part)
        yield each


class Share(float):
    """A part of a whole, from 0 to 1; a workbook shows it per cent."""


class Coefficient(float):
    """A number that says how much two things belong together; a workbook shows three of its decimals."""
