"""A place of a comparison in words: who marked what there with which code."""

from dataclasses import dataclass
from typing import NamedTuple

from coding.codebook.tree import Node
from coding.comparing.asked import Judge
from interviews.spans import Span


class Marked(NamedTuple):
    """What a coder marked with a code in a place."""

    coder: Judge
    words: str


@dataclass(frozen=True)
class Standing:
    """A code in a place: who used it, and who read the place too and did not."""

    node: Node
    used_by: tuple[Judge, ...]
    not_used_by: tuple[Judge, ...]
    marked: tuple[Marked, ...]
    """Empty where the words may not be quoted."""


@dataclass(frozen=True)
class Passage:
    """A unit, and the codes that are to be looked at in it."""

    transcript: int
    title: str
    span: Span
    citation: str
    is_silent: bool
    """Its words may not be quoted."""
    codes: tuple[Standing, ...]
    words: str = ""
    """Of the whole unit, where nobody marked any."""
    decided: str = ""
    """What was decided there, and by whom; of a round."""

    @property
    def at(self) -> str:
        """As the workspace takes it in its address."""
        return f"{self.span.start}-{self.span.end}"
