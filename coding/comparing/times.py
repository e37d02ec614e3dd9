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
from coding.comparing.asked import Judge, Kind, Rule, Wish
from coding.comparing.compared import Compared, compare_coders, counted
from coding.comparing.ground import Ground, completed_in, of_round
from coding.comparing.material import read
from coding.excerpts.retrieval import agreed_in
from coding.models import Layer, Round, RoundTranscript
from coding.reports.comparison import Agreement
from coding.reports.intervals import limits_head, rounded
from coding.reports.lines import Line
from interviews.models import Transcript
from projects.models import Project, User

EARLIER, LATER = 1, 2
"""What addresses call a coder's two readings."""
CONSENSUS = 0
"""What addresses call the consensus."""


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
        return limits_head(self.before.interval), limits_head(self.after.interval)

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


def stability(project: Project, user: User, round_: Round, earlier: Round) -> list[Beside]:
    """Each coder of both rounds beside themselves, on the transcripts whose text is the same in both."""
    first, second = of_round(earlier, user), of_round(round_, user)
    again = [(a, b) for b in second.judges for a in first.judges if a.coder == b.coder]
    judges = [_at(a, earlier, EARLIER + 2 * place) for place, (a, _later) in enumerate(again)]
    judges += [_at(b, round_, LATER + 2 * place) for place, (_earlier, b) in enumerate(again)]
    ground = _joined(first, second, judges)
    pairs = [(judges[place], judges[len(again) + place]) for place in range(len(again))]
    return _beside(
        project,
        user,
        ground,
        Rule.of(round_),
        [(b, pair) for (_earlier, b), pair in zip(again, pairs, strict=True)],
    )


def _at(judge: Judge, round_: Round, pk: int) -> Judge:
    name = f"{judge.name}, {round_.name}"
    return Judge(pk, name, name, judge.layer, judge.coder)


def _joined(first: Ground, second: Ground, judges: Sequence[Judge]) -> Ground:
    """Both rounds on the texts that they share."""
    texts = (second.revisions or {}).items() & (first.revisions or {}).items()
    shared = dict(texts)
    readings = completed_in([judge.layer for judge in judges])
    whose = {judge.layer: judge.pk for judge in judges}
    completed = {
        pk: frozenset(whose[layer] for layer, _coder, transcript in readings if transcript == pk)
        for pk in shared
    }
    titles = {pk: title for pk, title in second.titles.items() if pk in shared}
    return Ground(Kind.AGAIN, tuple(judges), titles, completed, shared, second.edition)


def training(project: Project, user: User, round_: Round) -> list[Beside]:
    """Each coder of the round beside the consensus, on the transcripts that have one."""
    layer = Layer.objects.filter(project=project, kind=Layer.Kind.CONSENSUS).first()
    ground = of_round(round_, user)
    if layer is None:
        return []
    consensus = Judge(CONSENSUS, str(layer), "✓", layer.pk, None)
    settled = _settled(layer, round_)
    completed = {
        pk: ground.completed.get(pk, frozenset()) | {CONSENSUS} for pk in ground.titles if pk in settled
    }
    beside = Ground(
        Kind.TAUGHT,
        (*ground.judges, consensus),
        {pk: title for pk, title in ground.titles.items() if pk in settled},
        completed,
        ground.revisions,
        ground.edition,
    )
    pairs = [(judge, (judge, consensus)) for judge in ground.judges]
    return _beside(project, user, beside, Rule.of(round_), pairs)


def _settled(layer: Layer, round_: Round) -> set[int]:
    """The transcripts of the round that have a consensus, which stands on the text as it is now."""
    current = Transcript.objects.filter(
        current__in=RoundTranscript.objects.filter(round=round_).values("revision")
    )
    return agreed_in([layer.pk]) & set(current.values_list("pk", flat=True))


def _beside(
    project: Project,
    user: User,
    ground: Ground,
    rule: Rule,
    pairs: Sequence[tuple[Judge, tuple[Judge, Judge]]],
) -> list[Beside]:
    if not ground.shared(*ground.judges):
        return []
    material = read(project, user, Wish(ground.judges, frozenset(ground.titles), rule), ground)
    found = [(coder, counted(material.of(*pair), pair).agreement) for coder, pair in pairs]
    return [Beside(coder, agreement) for coder, agreement in found if agreement.compared]
