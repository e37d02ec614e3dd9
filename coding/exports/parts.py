"""What a report is composed of on its way into a file that flows."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coding.reports.blocks import Block, Orientation
from coding.reports.front import Front


class Part(NamedTuple):
    """One report within a whole, or a report by itself."""

    title: str
    blocks: Iterable[Block]
    orientation: Orientation = Orientation.PORTRAIT
    paper: str = "A4"
    anchor: str = ""
    """What links within the file call it."""


class Cover(NamedTuple):
    """What stands before the parts."""

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
