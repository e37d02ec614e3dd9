"""Codes the hits of a search: what that would add, and doing it as one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from django.db.models import Model, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.analysis.sentences import sentence
from coding.models import Code, Coding, Layer
from coding.search.hits import Found, Hit
from coding.workspace.codings import begin, edition_for, facts_of, open_layer
from interviews.spans import Span
from projects.acts import Act, act
from projects.models import User
from projects.refusals import Refused

MOST = 5000
"""Codings of one act, so that it can be looked through and undone in a moment."""


class Unit(TextChoices):
    """What of the text is coded."""

    MATCH = "match", _lazy("the match")
    SENTENCE = "sentence", _lazy("its sentence")
    TURN = "turn", _lazy("its turn")


class Target(NamedTuple):
    """A stretch of a transcript's text to be coded."""

    transcript: int
    revision: int
    start: int
    end: int


@dataclass(frozen=True)
class Plan:
    """What coding the hits would do."""

    code: Code
    unit: Unit
    hits: int
    targets: Sequence[Target]
    already: frozenset[Target]
    """Those to which the person has applied the code before."""
    is_auto: bool = True
    """Whether nobody reads each of them before it is coded."""

    @property
    def new(self) -> list[Target]:
        return [target for target in self.targets if target not in self.already]

    @property
    def transcripts(self) -> int:
        return len({target.transcript for target in self.new})

    @property
    def is_too_large(self) -> bool:
        return len(self.new) > MOST

    @property
    def seal(self) -> str:
        """Differs where the plan does, so that nothing is coded but what was previewed."""
        return sha256(f"{self.code.pk} {self.new}".encode()).hexdigest()[:16]


def plan(found: Found, hits: Sequence[Hit], code: Code, unit: Unit, by: User) -> Plan:
    """Several hits in one sentence or turn are one coding of it."""
    targets = list(dict.fromkeys(_target(found, hit, unit) for hit in hits))
    return Plan(code, unit, len(hits), targets, _already(code, targets, by))


def plan_of(code: Code, targets: Sequence[Target], by: User, *, is_auto: bool) -> Plan:
    """The same of stretches that were found otherwise."""
    return Plan(code, Unit.MATCH, len(targets), targets, _already(code, targets, by), is_auto)


def _target(found: Found, hit: Hit, unit: Unit) -> Target:
    text, turn = found.texts[hit.transcript], Span(hit.turn.start, hit.turn.end)
    words = text[turn.start : turn.end]
    within = Span(turn.end - len(words.lstrip()), turn.start + len(words.rstrip()))
    if unit == Unit.MATCH:
        within = hit.span
    elif unit == Unit.SENTENCE:
        within = sentence(text, hit.span, turn)
    return Target(hit.transcript, hit.revision, *within)


def _already(code: Code, targets: Sequence[Target], by: User) -> frozenset[Target]:
    own = Coding.objects.filter(code=code, coder=by, layer__kind=Layer.Kind.OPEN).order_by()
    rows = own.values_list("transcript", "revision", "start", "end")
    return frozenset(targets).intersection(Target._make(row) for row in rows)


def apply(plan: Plan, by: User) -> Act:
    """Add the codings of the plan that are not there yet, all in one act; raises ``Refused``."""
    if plan.is_too_large:
        raise Refused(
            _("These are %(n)s codings; at most %(most)s can be made at once. Narrow the search, then go on.")
            % {"n": f"{len(plan.new):,}", "most": f"{MOST:,}"}
        )
    with act(plan.code.project, by) as doing:
        already = _already(plan.code, plan.targets, by)
        codings = _codings(doing, plan, [each for each in plan.targets if each not in already])
        if not codings:
            raise Refused(_("You have already coded all of it so; nothing was added."))
        doing.insert_all(codings)
        doing.record_all("applied", codings, _facts)
        for first in {coding.transcript_id: coding for coding in reversed(codings)}.values():
            begin(doing, first.layer, first.transcript)
    return doing


def _codings(doing: Act, plan: Plan, targets: Sequence[Target]) -> list[Coding]:
    layer, edition = open_layer(doing.project), edition_for(doing.project, plan.code.pk)
    transcripts = doing.project.transcripts.in_bulk({target.transcript for target in targets})
    current = {each.pk: each.current_id for each in transcripts.values()}
    if any(current.get(target.transcript) != target.revision for target in targets):
        raise Refused(_("A text was edited or taken away since you searched; search again."))
    return [
        Coding(
            layer=layer,
            coder=doing.by,
            transcript=transcripts[target.transcript],
            revision_id=target.revision,
            code_id=plan.code.pk,
            edition_id=edition,
            start=target.start,
            end=target.end,
            is_auto=plan.is_auto,
        )
        for target in targets
    ]


def _facts(coding: Model) -> dict[str, object]:
    if not isinstance(coding, Coding):
        raise TypeError
    facts = {**facts_of(coding), "layer": coding.layer}
    return facts | {"auto": True} if coding.is_auto else facts
