"""The theme matrix as one value, for the page and for every file made of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.codebook.tree import Node
from coding.excerpts.retrieval import Passage
from coding.matrix.rows import Row
from coding.matrix.wish import Shows, Value, Wish
from coding.reports.matrix_sentences import matrix_sentences

SHADES = 5
PRESENT_MARK = "●"
PRESENT = 3
"""The shade of what is there, where presence is all that is said."""


@dataclass(frozen=True)
class Column:
    """A theme or code with all below it."""

    node: Node
    is_open: bool
    toggled: tuple[int, ...]
    """What is open once this column is opened or closed."""
    passages: int
    participants: int
    value: Value | None = None
    """The value of a qualifier that the passages of this column bear."""

    @property
    def name(self) -> str:
        return self.value.label if self.value else self.node.code.name

    @property
    def long_name(self) -> str:
        return f"{self.node}: {self.value.label}" if self.value else str(self.node)

    @property
    def key(self) -> str:
        """Names it in an address, such as ``12`` or ``12-3``."""
        return f"{self.node.code.pk}-{self.value.key}" if self.value else str(self.node.code.pk)


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
    """0 for none, 1 to 5 from few to many."""
    people: int = 0
    """How many participants the passages are of."""
    words: int = 0
    """Counted only where they are asked for."""
    out_of: int = 0
    """How many participants of its row have a transcript."""

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
    out_of: int
    """How many of its participants have a transcript."""
    transcripts: int
    read: int
    """How many of the transcripts somebody has read to the end."""
    asked: int
    """Passages in the interviewer's turns of its transcripts, which no cell counts."""
    settled: int = 0
    """How many of its transcripts are counted as their consensus, beside others that are not."""

    @property
    def note(self) -> str:
        """What is known of the row, and whether its numbers are those of a consensus."""
        return " · ".join(filter(None, (self.row.note, self._settled)))

    @property
    def _settled(self) -> str:
        if not self.settled or self.settled == self.transcripts:
            return _("consensus") if self.settled else ""
        return _("consensus in %(n)s of %(all)s transcripts") % {"n": self.settled, "all": self.transcripts}

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
    def is_single(self) -> bool:
        """Whether each row is one of something, so that presence is yes or no."""
        return not any(line.row.is_group for line in self.lines)

    @property
    def has_percentages(self) -> bool:
        return self.out_of >= self.wish.percent_from

    @property
    def is_counted(self) -> bool:
        """Whether a cell is a number or a mark, and lists no passages."""
        return not self.wish.shows.lists

    def shown(self, line: Line, cell: Cell) -> str:
        """What a cell says that is not empty."""
        if self.wish.shows == Shows.WORDS:
            return f"{cell.words:,}"
        if self.wish.shows != Shows.PRESENCE:
            return f"{cell.count:,}"
        return self.share(cell.people, line.out_of) if line.row.is_group else PRESENT_MARK

    def share(self, people: int, out_of: int) -> str:
        """``5 of 8``, or ``15 of 24 (63 %)`` out of enough."""
        said = _("%(n)s of %(all)s") % {"n": f"{people:,}", "all": f"{out_of:,}"}
        if out_of < max(self.wish.percent_from, 1):
            return said
        return _("%(share)s (%(percent)s %%)") % {"share": said, "percent": round(100 * people / out_of)}

    @property
    def openable(self) -> tuple[int, ...]:
        """The themes that have codes: to open them all."""
        nodes = (column.node for column in self.columns if not column.value)
        return tuple(node.code.pk for node in nodes if node.depth == 0 and node.has_children)

    @property
    def title(self) -> str:
        return _("Theme matrix: %(rows)s by themes") % {"rows": self.wish.arrangement.label}

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """What was asked for, as term and words."""
        where, tag = self.wish.arrangement.where, self.wish.arrangement.tag
        crossing = self.wish.crossing
        terms = (
            (_("Rows"), self.wish.arrangement.label),
            (_("Only participants"), where.label if where else ""),
            (_("Only transcripts tagged"), str(tag or "")),
            (_("Columns open into"), str(crossing.qualifier) if crossing else ""),
        )
        return tuple((term, words) for term, words in terms if words)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is counted, on what, and what was left out and why."""
        return tuple(matrix_sentences(self))
