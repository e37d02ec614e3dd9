"""The framework matrix as one value, for its pages and for every file made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.codebook.tree import Node
from coding.framework.grounds import Since
from coding.framework.links import Bit
from coding.framework.supports import Where
from coding.matrix.grouping import Arrangement
from interviews.models import Participant
from projects.models import User

NOBODY = Since(0, 0, 0)


@dataclass(frozen=True)
class Wish:
    """What a framework matrix is asked to be made of."""

    arrangement: Arrangement = field(default_factory=Arrangement)
    columns: tuple[int, ...] = ()
    """Codes; none for all themes."""
    quotes: bool = False
    """Whether chosen quotes stand under the summaries."""
    only: Participant | None = None


@dataclass(frozen=True)
class Column:
    """A theme or code with all below it."""

    node: Node
    participants: int
    """Who has a passage under it."""
    written: int
    """How many have a summary."""


@dataclass(frozen=True)
class Written:
    """A cell as it is shown."""

    key: str
    part: str
    href: str
    name: str
    """Such as ``P07 × Training``."""
    body: str = ""
    bits: tuple[tuple[Bit, str], ...] = ()
    """The words in stretches, with the address that each leads to."""
    answer: str = ""
    answer_label: str = ""
    passages: int | None = None
    """``None`` where none are counted: of a case or a theme as a whole."""
    by: User | None = None
    changed: datetime | None = None
    version: int | None = None
    since: Since = NOBODY
    overtaken: int = 0
    """Of a case or theme as a whole: how many of the summaries that it sums up were written after it."""
    quotes: tuple[Where, ...] = ()
    withheld: int = 0
    """Quotes whose words may not be shown."""

    @property
    def is_empty(self) -> bool:
        return not (self.body or self.answer)

    @property
    def stale(self) -> str:
        """What changed since it was written, in words; nothing where all is as it was."""
        if self.is_empty:
            return ""
        if self.overtaken:
            return ngettext(
                "%(n)s summary was written after it", "%(n)s summaries were written after it", self.overtaken
            ) % {"n": self.overtaken}
        return ", ".join(_changes(self.since))

    @property
    def counted(self) -> str:
        """How many passages lie under it."""
        if self.passages is None:
            return ""
        return ngettext("%(n)s passage", "%(n)s passages", self.passages) % {"n": f"{self.passages:,}"}


def _changes(since: Since) -> Iterator[str]:
    if since.new:
        yield ngettext("%(n)s new coding", "%(n)s new codings", since.new) % {"n": since.new}
    if since.gone:
        yield ngettext("%(n)s coding gone", "%(n)s codings gone", since.gone) % {"n": since.gone}
    if since.other:
        yield ngettext("%(n)s coding with other borders", "%(n)s codings with other borders", since.other) % {
            "n": since.other
        }


@dataclass(frozen=True)
class Line:
    """A participant with their cells."""

    participant: Participant
    note: str
    state: str
    """How far their transcripts are read, where that is not to the end."""
    cells: tuple[Written, ...]
    case: Written
    type: Written


@dataclass(frozen=True)
class Section:
    """A group of participants; without a label, all of them."""

    label: str
    note: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class FrameworkMatrix:
    wish: Wish
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    across: tuple[Written, ...]
    """Each theme across participants."""

    @property
    def lines(self) -> Iterator[Line]:
        for section in self.sections:
            yield from section.lines

    @property
    def participants(self) -> int:
        return len({line.participant.pk for line in self.lines})

    @property
    def cells(self) -> Iterator[Written]:
        """Each once, though somebody may stand in several groups."""
        seen: set[str] = set()
        for line in self.lines:
            for cell in line.cells:
                if cell.key not in seen:
                    seen.add(cell.key)
                    yield cell

    @property
    def wholes(self) -> Iterator[Written]:
        """Of cases, their types, and themes across participants."""
        for line in self.lines:
            yield from (line.case, line.type)
        yield from self.across

    @property
    def title(self) -> str:
        if self.wish.only:
            return _("Framework: %(who)s") % {"who": self.wish.only}
        if len(self.columns) == 1:
            return _("Framework: %(theme)s") % {"theme": self.columns[0].node.code.name}
        return _("Framework matrix")

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
        """What stands in it, of how many, and what was left out."""
        return tuple(sentence for sentence in (self._written, *self._more) if sentence)

    @property
    def _written(self) -> str:
        cells = list(self.cells)
        people = ngettext("%(n)s participant", "%(n)s participants", self.participants)
        themes = ngettext("%(n)s column", "%(n)s columns", len(self.columns))
        written = sum(bool(cell.body) for cell in cells)
        return _("%(people)s by %(themes)s: %(written)s of %(all)s cells have a summary.") % {
            "people": people % {"n": f"{self.participants:,}"},
            "themes": themes % {"n": len(self.columns)},
            "written": f"{written:,}",
            "all": f"{len(cells):,}",
        }

    @property
    def _more(self) -> Iterator[str]:
        cells = list(self.cells)
        stale = sum(bool(cell.stale) for cell in cells)
        if stale:
            yield ngettext(
                "Under %(n)s of them codings changed since it was written.",
                "Under %(n)s of them codings changed since they were written.",
                stale,
            ) % {"n": f"{stale:,}"}
        withheld = sum(cell.withheld for cell in cells)
        if withheld:
            yield ngettext(
                "The words of %(n)s quote are left out: its speaker may not be quoted.",
                "The words of %(n)s quotes are left out: their speakers may not be quoted.",
                withheld,
            ) % {"n": f"{withheld:,}"}


def types_of(lines: Sequence[Line]) -> tuple[tuple[str, int], ...]:
    """Each type with how many participants have it, the most frequent first."""
    people = {line.participant.pk: line.type.body for line in lines if line.type.body}
    counts: dict[str, int] = {}
    for body in people.values():
        counts[body] = counts.get(body, 0) + 1
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
