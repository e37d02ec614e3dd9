"""The theme matrix as one value, for the page and for every file made of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.codebook.tree import Node
from coding.excerpts.retrieval import Passage, Whose
from coding.matrix.grouping import Arrangement, Row

SHADES = 5


class Shows(StrEnum):
    """What a cell shows beside its count."""

    COUNTS = ""
    CITATIONS = "citations"
    QUOTES = "quotes"


@dataclass(frozen=True)
class Wish:
    """What a matrix is asked to be made of."""

    whose: Whose = field(default_factory=Whose)
    arrangement: Arrangement = field(default_factory=Arrangement)
    opened: frozenset[int] = frozenset()
    """The columns that are open into the codes below them."""
    shows: Shows = Shows.COUNTS


@dataclass(frozen=True)
class Column:
    """A theme or code with all below it."""

    node: Node
    is_open: bool
    toggled: tuple[int, ...]
    """What is open once this column is opened or closed."""
    passages: int
    participants: int


class Cited(NamedTuple):
    """A passage in a cell."""

    passage: Passage
    citation: str
    short: str
    """Without the participant where the row says who it is."""
    words: str | None
    """``None`` where they may not be quoted, or were not asked for."""
    is_within: bool
    """Whether it lies within another passage of its cell, which is quoted."""

    @property
    def at(self) -> str:
        """As the workspace takes it in its address."""
        return f"{self.passage.start}-{self.passage.end}"


@dataclass(frozen=True)
class Cell:
    column: Column
    count: int
    cited: tuple[Cited, ...]
    """The passages, as many of them as a cell lists."""
    shade: int
    """0 for none, 1 to 5 from few to many passages."""

    @property
    def more(self) -> int:
        """How many passages are not listed."""
        return self.count - len(self.cited)

    @property
    def quoted(self) -> tuple[Cited, ...]:
        """Without the passages that lie within others."""
        return tuple(cited for cited in self.cited if not cited.is_within)

    @property
    def places(self) -> tuple[Cited, ...]:
        """One passage of each place that is cited."""
        return tuple({cited.short: cited for cited in reversed(self.cited)}.values())[::-1]


class Heard(StrEnum):
    """How far the transcripts of a row have been read to the end, which is what an empty cell means."""

    ALL = "all"
    PART = "part"
    NONE = "none"
    NOTHING = "nothing"  # there is no transcript to read


@dataclass(frozen=True)
class Line:
    """A row with its cells."""

    row: Row
    cells: tuple[Cell, ...]
    passages: int
    transcripts: int
    read: int
    """How many of the transcripts somebody has read to the end."""
    asked: int
    """Passages in the interviewer's turns of its transcripts, which no cell counts."""

    @property
    def heard(self) -> Heard:
        if not self.transcripts:
            return Heard.NOTHING
        if self.read == self.transcripts:
            return Heard.ALL
        return Heard.PART if self.read else Heard.NONE

    @property
    def empty(self) -> str:
        """What an empty cell of the row says."""
        return {
            Heard.ALL: _("looked for, not found"),
            Heard.PART: _("not found so far"),
            Heard.NONE: _("not yet read"),
            Heard.NOTHING: _("no transcript"),
        }[self.heard]

    @property
    def state(self) -> str:
        """What stands under the label of a row that has not been read to the end."""
        if self.heard == Heard.PART:
            return _("%(read)s of %(all)s transcripts read") % {"read": self.read, "all": self.transcripts}
        return "" if self.heard == Heard.ALL else self.empty


@dataclass(frozen=True)
class ThemeMatrix:
    wish: Wish
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    out_of: int
    """Participants who have a row and a transcript."""
    unread: int
    """How many of them have a transcript that nobody has read to the end."""
    without_transcript: int
    overlap: bool
    """Whether a participant stands in several rows."""
    passages: int
    """Distinct passages in the matrix."""
    withheld: int
    """How many of them have words that are asked for but may not be quoted."""
    asked: int
    """Passages in the interviewer's turns, which are in no cell."""

    @property
    def has_gaps(self) -> bool:
        """Whether an empty cell anywhere means something else than looked for and not found."""
        return any(line.heard != Heard.ALL for line in self.lines)

    @property
    def openable(self) -> tuple[int, ...]:
        """The themes that have codes: to open them all."""
        nodes = (column.node for column in self.columns)
        return tuple(node.code.pk for node in nodes if node.depth == 0 and node.has_children)

    @property
    def title(self) -> str:
        return _("Theme matrix: %(rows)s by themes") % {"rows": self.wish.arrangement.label}

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """What was asked for, as term and words."""
        where, tag = self.wish.arrangement.where, self.wish.arrangement.tag
        terms = (
            (_("Rows"), self.wish.arrangement.label),
            (_("Only participants"), where.label if where else ""),
            (_("Only transcripts tagged"), str(tag or "")),
        )
        return tuple((term, words) for term, words in terms if words)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is counted, on what, and what was left out and why."""
        return tuple(sentence for sentence in (self._counted, *self._gaps) if sentence)

    @property
    def _counted(self) -> str:
        passages = ngettext("%(n)s distinct passage", "%(n)s distinct passages", self.passages)
        people = ngettext("%(n)s participant", "%(n)s participants", self.out_of) % {"n": f"{self.out_of:,}"}
        return _(
            "%(passages)s of %(people)s. A cell counts a passage once, however many codes "
            "and coders it has there; a theme counts its codes’ passages too."
        ) % {"passages": passages % {"n": f"{self.passages:,}"}, "people": people}

    @property
    def _gaps(self) -> Iterator[str]:
        if self.unread:
            yield ngettext(
                "The transcripts of %(n)s participant are not yet read to the end: "
                "an empty cell of theirs says so, and not 0.",
                "The transcripts of %(n)s participants are not yet read to the end: "
                "an empty cell of theirs says so, and not 0.",
                self.unread,
            ) % {"n": f"{self.unread:,}"}
        if self.without_transcript:
            yield ngettext(
                "%(n)s participant without a transcript is outside the totals.",
                "%(n)s participants without a transcript are outside the totals.",
                self.without_transcript,
            ) % {"n": f"{self.without_transcript:,}"}
        if self.overlap:
            yield _("Who has several values stands in several groups; totals count everybody once.")
        if self.asked:
            yield ngettext(
                "%(n)s passage in the interviewer’s turns is not counted.",
                "%(n)s passages in the interviewer’s turns are not counted.",
                self.asked,
            ) % {"n": f"{self.asked:,}"}
        if self.withheld:
            yield ngettext(
                "The words of %(n)s passage are left out: its speaker may not be quoted.",
                "The words of %(n)s passages are left out: their speakers may not be quoted.",
                self.withheld,
            ) % {"n": f"{self.withheld:,}"}
