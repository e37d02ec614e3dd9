"""What a report is composed of on its way into a file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from coding.exports.tables import Table
from coding.reports.blocks import Block, Orientation
from coding.reports.front import Front


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
    paper: str = "A4"


class Cover(NamedTuple):
    """What stands before the parts of a Word document."""

    front: Front
    subtitle: str = ""
    authors: str = ""
    notes: Sequence[str] = ()
    """Paragraphs of the title page."""
    reading: Sequence[Block] = ()
    """How the report is to be read, on pages of its own."""
    language: str = ""
    """Of the text, as ``en-GB``; that of the program where it is not said."""
    paper: str = "A4"
