"""A table on its way into a file."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Table(NamedTuple):
    header: Sequence[str]
    rows: Iterable[Sequence[object]]


class Share(float):
    """A part of a whole, from 0 to 1; a workbook shows it per cent."""
