"""The comparison of coders as one value, for the page and for every file made of it."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.analysis.agreement.comparison import Comparison, Row
from coding.analysis.agreement.values import Reason, Value
from coding.charts import agreement_mark
from coding.codebook.tree import Node
from interviews.spans import Span
from projects.models import User

THRESHOLD = 0.5
RARE = 0.1
"""Below this share of the judgements one turn moves a coefficient much."""
ABSENT = "–"


def figure(value: Value) -> str:
    """Two decimals with a true minus, or a dash."""
    if value.number is None:
        return ABSENT
    return f"{round(value.number, 2) + 0.0:.2f}".replace("-", "−")


def reason(value: Value) -> str:
    """Why a number is absent, in words."""
    if value.reason is None:
        return ""
    return {
        Reason.ONE_CODER: _("only one coder"),
        Reason.NO_PAIRABLE: _("no transcript was completed by two of them"),
        Reason.TOO_FEW_UNITS: _("too few turns"),
        Reason.NO_VARIATION: _("nobody, or everybody everywhere, used it"),
        Reason.TOO_FEW_USES: _("used in too few places"),
    }[value.reason]


@dataclass(frozen=True)
class Line:
    """A code's row, or a theme's with all below it."""

    node: Node
    row: Row
    is_theme: bool
    differ: int
    """In how many turns the coders differ."""
    prevalence: float
    """The share of the coders' judgements that were yes."""

    @property
    def name(self) -> str:
        own = not self.is_theme and self.node.depth == 0 and self.node.has_children
        return _("%(theme)s, applied itself") % {"theme": self.node.code.name} if own else self.node.code.name

    @property
    def is_rare(self) -> bool:
        return not self.is_theme and 0 < self.prevalence < RARE

    @property
    def counts(self) -> tuple[int, ...]:
        """Both, only A, only B, neither; of more coders how many turns all, all but one … nobody marked."""
        return tuple(self.row.table) if self.row.table else tuple(reversed(self.row.marked_by))

    @property
    def percent(self) -> str:
        number = self.row.percent.number
        return ABSENT if number is None else f"{100 * number:.1f}"

    @property
    def kappa(self) -> str:
        return figure(self.row.kappa)

    @property
    def alpha(self) -> str:
        return figure(self.row.alpha)

    @property
    def presence(self) -> str:
        return figure(self.row.presence)

    @property
    def mark(self) -> str:
        """Alpha as a picture, in the colour of its row."""
        return agreement_mark(self.row.alpha.number, is_theme=self.is_theme)

    @property
    def pairs(self) -> tuple[tuple[str, int], ...]:
        """Kappa of each pair, and the turns that both gave the code."""
        return tuple((figure(pair.kappa), pair.table.both) for pair in self.row.pairs)

    @property
    def problem(self) -> str:
        """Why there is no coefficient, in words."""
        if self.row.alpha.reason == Reason.NO_VARIATION:
            if self.row.used:
                return _("not calculable: everybody used it everywhere")
            return _("not calculable: nobody used it")
        return _("not calculable: %(why)s") % {"why": reason(self.row.alpha)} if self.row.alpha.reason else ""


class Marked(NamedTuple):
    """What a coder marked with a code in a turn."""

    coder: User
    words: str


@dataclass(frozen=True)
class Differing:
    """A code that some coders used in a turn and others, who read it too, did not."""

    node: Node
    used_by: tuple[User, ...]
    not_used_by: tuple[User, ...]
    marked: tuple[Marked, ...]
    """Empty where the words may not be quoted."""


@dataclass(frozen=True)
class DifferingTurn:
    """A turn in which coders differ, in one code or several."""

    transcript: int
    title: str
    span: Span
    citation: str
    is_silent: bool
    """Its words may not be quoted."""
    codes: tuple[Differing, ...]

    @property
    def at(self) -> str:
        """As the workspace takes it in its address."""
        return f"{self.span.start}-{self.span.end}"


class Source(NamedTuple):
    """A transcript that could be compared, and who of those chosen completed it."""

    pk: int
    title: str
    completed_by: tuple[User, ...]


@dataclass(frozen=True)
class Agreement:
    """What the comparison found."""

    coders: tuple[User, ...]
    compared: tuple[Source, ...]
    excluded: tuple[Source, ...]
    comparison: Comparison
    lines: tuple[Line, ...]
    """Themes and codes in codebook order, those that nobody used too."""
    without_word: int
    """Of the turns to which two coders gave the same code, those in which they share not one word."""
    both: int
    """Those turns, added over codes and pairs."""
    found_by_search: int = 0
    """Codings that the coders made of a search's hits, which are no judgement on what was not coded."""

    @property
    def is_pair(self) -> bool:
        return len(self.coders) == 2

    @property
    def names(self) -> tuple[str, ...]:
        """The coders' initials, or names where initials are the same."""
        initials = [coder.initials for coder in self.coders]
        return tuple(initials) if len(set(initials)) == len(initials) else tuple(map(str, self.coders))

    @property
    def title(self) -> str:
        *others, last = map(str, self.coders)
        people = {"coders": ", ".join(others), "last": last}
        return _("Agreement of %(coders)s and %(last)s") % people

    @property
    def count_names(self) -> tuple[str, ...]:
        """What heads the columns of counts."""
        if self.is_pair:
            a, b = self.names
            only = _("%(coder)s only")
            return (_("both"), only % {"coder": a}, only % {"coder": b}, _("neither"))
        some = (_("by %(n)s") % {"n": n} for n in range(len(self.coders) - 1, 0, -1))
        return (_("by all %(n)s") % {"n": len(self.coders)}, *some, _("by none"))

    @property
    def pair_names(self) -> tuple[str, ...]:
        return tuple(f"{a}–{b}" for a, b in combinations(self.names, 2))

    @property
    def codes(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.is_theme)

    @property
    def used(self) -> tuple[Line, ...]:
        return tuple(line for line in self.codes if line.row.used)

    @property
    def unused(self) -> tuple[Line, ...]:
        return tuple(line for line in self.codes if not line.row.used)

    @property
    def rare(self) -> tuple[Line, ...]:
        return tuple(line for line in self.codes if line.is_rare)

    @property
    def pooled(self) -> str:
        return figure(self.comparison.pooled)

    @property
    def pooled_problem(self) -> str:
        return reason(self.comparison.pooled)

    @property
    def turns(self) -> int:
        """In how many turns the coders differ."""
        return len({(each.transcript, each.unit) for each in self.comparison.differences})

    @property
    def differing(self) -> str:
        """What is to be discussed, after its number."""
        turns = ngettext("in %(n)s turn", "in %(n)s turns", self.turns) % {"n": f"{self.turns:,}"}
        differences = ngettext("difference", "differences", len(self.comparison.differences))
        return f"{differences} {turns}"

    @property
    def basis(self) -> str:
        """On what it was calculated."""
        transcripts = ngettext("%(n)s transcript", "%(n)s transcripts", len(self.compared)) % {
            "n": len(self.compared)
        }
        return _(
            "Open work on %(transcripts)s that %(coders)s completed. Unit: %(turns)s participants’ turns; "
            "the interviewer’s turns are left out."
        ) % {
            "transcripts": transcripts,
            "coders": _("both") if self.is_pair else _("at least two of them"),
            "turns": f"{self.comparison.total:,}",
        }

    @property
    def left_out(self) -> str:
        """The transcripts that could not be compared, and why; and codings that are no reading."""
        titles: defaultdict[str, list[str]] = defaultdict(list)
        for source in self.excluded:
            titles[self._who(source)].append(source.title)
        said = _("Left out, %(why)s: %(titles)s.")
        told = [said % {"why": why, "titles": "; ".join(each)} for why, each in titles.items()]
        return " ".join([*told, *self._searched])

    @property
    def _searched(self) -> list[str]:
        if not self.found_by_search:
            return []
        said = ngettext(
            "Left out too: %(n)s coding that was made from a search and not by reading.",
            "Left out too: %(n)s codings that were made from a search and not by reading.",
            self.found_by_search,
        )
        return [said % {"n": f"{self.found_by_search:,}"}]

    @staticmethod
    def _who(source: Source) -> str:
        if not source.completed_by:
            return _("completed by none of them")
        return _("completed by %(coders)s alone") % {"coders": ", ".join(map(str, source.completed_by))}
