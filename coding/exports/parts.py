"""What a report is composed of on its way into a file."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from coding.exports.tables import Table
from coding.reports.blocks import Block, Orientation


class Part(NamedTuple):
    """One report within a whole, or a report by itself."""

    title: str
    blocks: Iterable[Block] = ()
    """What a Word document says."""
    tables: Mapping[str, Table] = {}
    """What a workbook holds, by the names of the sheets."""
    orientation: Orientation = Orientation.PORTRAIT
    anchor: str = ""
    """What links within the file call it."""
