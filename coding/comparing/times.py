"""A round beside an earlier one: the same codes before and after, and a coder beside themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.analysis.agreement.intervals import Kind as Limits
from coding.codebook.comparing import Comparison as Changes
from coding.codebook.comparing import compare as compare_codebooks
from coding.codebook.tree import Node
from coding.codebook.versions import codebooks_at, split_origins
from coding.comparing.asked import Judge, Rule, Wish
from coding.comparing.compared import Compared, compare_coders, counted
from coding.comparing.ground import of_round
from coding.comparing.material import read
from coding.comparing.standards import Standard, agreed, twice
from coding.models import Round
from coding.reports.agreement import LineShown, lines_shown
from coding.reports.comparison import Agreement
from coding.reports.intervals import rounded
from coding.reports.lines import Line
from projects.models import Project, User


def planned(project: Project, user: User, round_: Round) -> Compared | None:
    """The comparison that was fixed beforehand; nothing where no transcript was completed by two."""
    ground = of_round(round_, user)
    if not ground.shared(*ground.judges):
        return None
    wish = Wish(ground.judges, frozenset(ground.titles), Rule.of(round_), round_.coefficient)
    return compare_coders(project, user, wish, ground)


class CodeThen(NamedTuple):
    """A code in the earlier round and in the later one."""

    node: Node
    before: Line | None
    after: Line | None
    is_redefined: bool
    """Its definition or rules say something else, or it was merged or split: it is not the same code."""

    @property
    def name(self) -> str:
        line = self.after or self.before
        return line.name if line else ""

    @property
    def is_theme(self) -> bool:
        line = self.after or self.before
        return bool(line and line.is_theme)

    @property
    def change(self) -> str:
        """By how much alpha rose or fell; nothing where one of the two is absent."""
        before, after = (line.row.alpha.number if line else None for line in (self.before, self.after))
        if before is None or after is None:
            return ""
        change = rounded(after - before)
        return change if change.startswith(("−", "0.00")) else f"+{change}"


@dataclass(frozen=True)
class BeforeAfter:
    earlier: Round
    before: Agreement
    after: Agreement
    codes: Sequence[CodeThen]
    """Those that somebody used, in the later codebook's order."""

    @property
    def heads(self) -> tuple[str, str]:
        """What the limits of either round are."""
        return self.before.limits_head, self.after.limits_head

    @property
    def can_overlap(self) -> bool:
        """Whether both have intervals that hold for other transcripts, so that a gap says something."""
        return all(each.interval.kind == Limits.JACKKNIFE for each in (self.before, self.after))

    @property
    def is_redefined(self) -> bool:
        return any(each.is_redefined for each in self.codes)

    @property
    def other_coders(self) -> str:
        """That not the same people coded both, if so: then alpha may change by them alone."""
        if {judge.coder for judge in self.before.coders} == {judge.coder for judge in self.after.coders}:
            return ""
        first, second = (", ".join(map(str, each.coders)) for each in (self.before, self.after))
        return _(
            "Other coders are compared: %(first)s before, %(second)s after. A change of α may be one of "
            "coders and not of the codebook."
        ) % {"first": first, "second": second}


def before_and_after(project: Project, user: User, round_: Round, earlier: Round) -> BeforeAfter | None:
    """Nothing where either round has nothing to compare."""
    before, after = planned(project, user, earlier), planned(project, user, round_)
    if before is None or after is None:
        return None
    touched = _touched(_changes(project, earlier, round_))
    old, new = _lines(before.agreement), _lines(after.agreement)
    codes = [
        CodeThen(line.node, old.get(key), new.get(key), key[0] in touched)
        for key, line in (new | {key: line for key, line in old.items() if key not in new}).items()
    ]
    return BeforeAfter(earlier, before.agreement, after.agreement, codes)


def _lines(agreement: Agreement) -> dict[tuple[int, bool], Line]:
    """By code, and whether a theme's codes are joined."""
    return {(line.node.code.pk, line.is_theme): line for line in agreement.lines if line.row.used}


def _changes(project: Project, earlier: Round, round_: Round) -> Changes:
    before, after = codebooks_at(project, earlier.edition.number, round_.edition.number)
    return compare_codebooks(before.standings, after.standings, split_origins(project))


def _touched(changes: Changes) -> set[int]:
    merged = {code for merge in changes.merged for code in merge}
    split = {code for split in changes.split for code in (split.code, *split.parts)}
    return {each.code for each in changes.redefined} | merged | split


class Beside(NamedTuple):
    """One coder, and how near two readings of theirs are, or theirs and the consensus."""

    coder: Judge
    agreement: Agreement

    @property
    def kept(self) -> str:
        """The part of the address of its passages that says what is compared."""
        readings = "&".join(f"coders={judge.pk}" for judge in self.agreement.coders)
        return f"beside={self.agreement.kind}&{readings}"

    @property
    def lines(self) -> list[LineShown]:
        """Of what either used, each number with its passages."""
        return lines_shown(self.agreement, [line for line in self.agreement.lines if line.row.used])


def stability(project: Project, user: User, round_: Round, earlier: Round) -> list[Beside]:
    """Each coder of both rounds beside themselves, on the transcripts whose text is the same in both."""
    return _beside(project, user, round_, twice(user, round_, earlier))


def training(project: Project, user: User, round_: Round) -> list[Beside]:
    """Each coder of the round beside the consensus, on the transcripts that have one."""
    return _beside(project, user, round_, agreed(project, user, round_))


def _beside(project: Project, user: User, round_: Round, standard: Standard | None) -> list[Beside]:
    if standard is None or not standard.ground.shared(*standard.ground.judges):
        return []
    ground = standard.ground
    material = read(project, user, Wish(ground.judges, frozenset(ground.titles), Rule.of(round_)), ground)
    found = [(coder, counted(material.of(*pair), pair).agreement) for coder, pair in standard.pairs]
    return [Beside(coder, agreement) for coder, agreement in found if agreement.compared]
