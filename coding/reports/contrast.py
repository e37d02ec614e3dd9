"""Two sets of codes side by side, as one value: who has passages under both, one, or neither."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.codebook.tree import Node
from coding.excerpts.retrieval import Whose
from coding.matrix.grouping import Arrangement
from coding.reports.matrix import Cited
from interviews.models import Participant


class Verdict(StrEnum):
    """What a participant has of the two sets."""

    BOTH = "both"
    FIRST = "first"
    SECOND = "second"
    NEITHER = "neither"
    UNREAD = "unread"  # nothing found so far, in transcripts that are not read to the end


@dataclass(frozen=True)
class Wish:
    """What a contrast is asked to be made of."""

    whose: Whose = field(default_factory=Whose)
    arrangement: Arrangement = field(default_factory=Arrangement)
    first: tuple[int, ...] = ()
    second: tuple[int, ...] = ()
    quotes: bool = False
    """Whether everybody's excerpts are shown."""
    opened: frozenset[int] = frozenset()
    """The participants whose excerpts are."""

    def shows(self, participant: int) -> bool:
        return self.quotes or participant in self.opened


@dataclass(frozen=True)
class Found:
    """What a participant has of one set."""

    count: int
    cited: tuple[Cited, ...] = ()
    """The passages, where they are shown; not those that lie within others."""
    more: int = 0
    """How many of these are beyond what is shown."""

    @property
    def words(self) -> str:
        return ngettext("%(n)s passage", "%(n)s passages", self.count) % {"n": f"{self.count:,}"}


@dataclass(frozen=True)
class Line:
    participant: Participant
    note: str
    first: Found
    second: Found
    verdict: Verdict | None
    """``None`` for somebody without a transcript, who is in no count."""
    is_read: bool
    """Whether somebody has read all their transcripts to the end."""
    is_shown: bool
    """Whether the excerpts are."""


@dataclass(frozen=True)
class Group:
    """Participants who share a value; without a label, all of them."""

    label: str
    note: str
    lines: tuple[Line, ...]

    @cached_property
    def counts(self) -> Counter[Verdict]:
        people = {line.participant.pk: line.verdict for line in self.lines if line.verdict}
        return Counter(people.values())

    @property
    def out_of(self) -> int:
        return self.counts.total()

    @property
    def each(self) -> tuple[tuple[Verdict, int], ...]:
        """Every verdict with how many have it."""
        return tuple((verdict, self.counts[verdict]) for verdict in Verdict)


@dataclass(frozen=True)
class Contrast:
    wish: Wish
    first: tuple[Node, ...]
    second: tuple[Node, ...]
    groups: tuple[Group, ...]
    withheld: int
    """Shown passages whose words may not be quoted."""

    @property
    def lines(self) -> Iterator[Line]:
        for group in self.groups:
            yield from group.lines

    @cached_property
    def whole(self) -> Group:
        """Everybody, each once."""
        once = {line.participant.pk: line for line in self.lines}
        return Group(_("All"), "", tuple(once.values()))

    @property
    def names(self) -> tuple[str, str]:
        return name_of(self.first), name_of(self.second)

    @property
    def title(self) -> str:
        return _("Contrast: %(first)s against %(second)s") % {"first": self.names[0], "second": self.names[1]}

    def said(self, verdict: Verdict | None) -> str:
        """The verdict in words."""
        if verdict is None:
            return _("no transcript")
        return {
            Verdict.BOTH: _("both"),
            Verdict.FIRST: _("first only"),
            Verdict.SECOND: _("second only"),
            Verdict.NEITHER: _("neither"),
            Verdict.UNREAD: _("nothing so far, not read to the end"),
        }[verdict]

    @property
    def verdicts(self) -> tuple[tuple[Verdict, str], ...]:
        return tuple((verdict, self.said(verdict)) for verdict in Verdict)

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """What was asked for, as term and words."""
        where, tag = self.wish.arrangement.where, self.wish.arrangement.tag
        terms = (
            (_("First"), "; ".join(str(node) for node in self.first)),
            (_("Second"), "; ".join(str(node) for node in self.second)),
            (_("Rows"), self.wish.arrangement.label),
            (_("Only participants"), where.label if where else ""),
            (_("Only transcripts tagged"), str(tag or "")),
        )
        return tuple((term, words) for term, words in terms if words)

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(sentence for sentence in (self._counted, *self._gaps) if sentence)

    @property
    def _counted(self) -> str:
        counts = self.whole.counts
        people = ngettext("%(n)s participant", "%(n)s participants", self.whole.out_of)
        return ngettext(
            "Of %(people)s %(both)s has passages under both, %(first)s under the first only, "
            "%(second)s under the second only, %(neither)s under neither.",
            "Of %(people)s %(both)s have passages under both, %(first)s under the first only, "
            "%(second)s under the second only, %(neither)s under neither.",
            counts[Verdict.BOTH],
        ) % {
            "people": people % {"n": f"{self.whole.out_of:,}"},
            "both": counts[Verdict.BOTH],
            "first": counts[Verdict.FIRST],
            "second": counts[Verdict.SECOND],
            "neither": counts[Verdict.NEITHER],
        }

    @property
    def _gaps(self) -> Iterator[str]:
        unread = sum(line.verdict is not None and not line.is_read for line in self.whole.lines)
        if unread:
            yield ngettext(
                "The transcripts of %(n)s participant are not yet read to the end: more may be found there.",
                "The transcripts of %(n)s participants are not yet read to the end: more may be found there.",
                unread,
            ) % {"n": f"{unread:,}"}
        without = sum(line.verdict is None for line in self.whole.lines)
        if without:
            yield ngettext(
                "%(n)s participant without a transcript is in no count.",
                "%(n)s participants without a transcript are in no count.",
                without,
            ) % {"n": f"{without:,}"}
        if len(list(self.lines)) > len(self.whole.lines):
            yield _("Who has several values stands in several groups; totals count everybody once.")
        if self.withheld:
            yield ngettext(
                "The words of %(n)s passage are left out: its speaker may not be quoted.",
                "The words of %(n)s passages are left out: their speakers may not be quoted.",
                self.withheld,
            ) % {"n": f"{self.withheld:,}"}


def name_of(nodes: tuple[Node, ...]) -> str:
    """A set of codes in a few words."""
    names = [node.code.name for node in nodes]
    if len(names) <= 2:
        return _(" or ").join(names) or _("nothing")
    return _("%(first)s and %(n)s more") % {"first": names[0], "n": len(names) - 1}
