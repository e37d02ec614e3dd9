"""Which codings a list, matrix or report is made of, and whose words it may quote."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Count, Exists, F, Func, OuterRef, Q
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext as _

from coding.models import Coding, Layer, Reading, Round
from coding.models.codings import CodingQuerySet
from interviews.models import Appearance, Revision, Turn
from interviews.models.participants import Consent
from interviews.places import Places
from interviews.spans import Span
from projects.models import Project, User


class CountAsItComes(Count):
    """Both databases say a whole number; to make each anew, row by row, takes a third as long as to count."""

    def get_db_converters(self, _connection: BaseDatabaseWrapper) -> list[Callable[..., Any]]:
        return []


DISTINCT_PASSAGES = CountAsItComes(
    Cast("start", BigIntegerField()) * 2**31 + Cast("end", BigIntegerField()), distinct=True
)
"""Passages in one transcript, each counted once however many codes and coders it has."""


class WithoutIndex(Func):
    """The number as it is, but reckoned on SQLite, so that no index serves it there.

    Without statistics SQLite takes a layer, which holds a whole study, to be as narrow as a code, and reads
    everything. PostgreSQL has them, and would take what is reckoned to be narrow.
    """

    template = "%(expressions)s"

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra_context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        return self.as_sql(compiler, connection, template="(%(expressions)s + 0)", **extra_context)


LAYER = WithoutIndex(F("layer_id"), output_field=BigIntegerField())


class Passage(NamedTuple):
    """A distinct coded span of a transcript's current text."""

    transcript: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Basis(StrEnum):
    """Ways to say whose codings."""

    SETTLED = ""
    CONSENSUS = "consensus"
    ALL = "all"
    CODER = "coder"
    ROUND = "round"


@dataclass(frozen=True)
class Whose:
    """Whose codings are shown; without choice, the consensus where a transcript has one, otherwise all.

    A transcript has one as soon as all differences of a round in it are decided: half of a consensus beside
    nothing would look like a reading that found little.
    """

    basis: Basis = Basis.SETTLED
    coder: User | None = None
    round: Round | None = None

    @classmethod
    def named(cls, key: str, members: Iterable[User], rounds: Iterable[Round] = ()) -> "Whose":
        """From a choice's key: ``""``, ``consensus``, ``all``, ``coder-12`` or ``round-3``.

        The default where it is unknown.
        """
        coder = next((user for user in members if key == f"coder-{user.pk}"), None)
        if coder:
            return cls(Basis.CODER, coder)
        round = next((each for each in rounds if key == f"round-{each.pk}"), None)
        if round:
            return cls(Basis.ROUND, round=round)
        known = key in {Basis.CONSENSUS, Basis.ALL}
        return cls(Basis(key)) if known else cls()

    @property
    def key(self) -> str:
        if self.round:
            return f"round-{self.round.pk}"
        return f"coder-{self.coder.pk}" if self.coder else str(self.basis)

    @property
    def label(self) -> str:
        """A few words, as they stand at the foot of a report."""
        match self.basis:  # one of them alone: a form asks for the label of each coder
            case Basis.CODER:
                return str(self.coder)
            case Basis.ROUND:
                return _("coders in the round “%s”") % self.round
            case Basis.CONSENSUS:
                return _("consensus")
            case Basis.ALL:
                return _("all coders")
            case Basis.SETTLED:
                return _("consensus, else all coders")

    @property
    def sentence(self) -> str:
        return {
            Basis.SETTLED: _(
                "Codings are the consensus where a transcript has one, otherwise those of all coders, "
                "a passage counted once."
            ),
            Basis.CONSENSUS: _("Codings are those of the consensus alone."),
            Basis.ALL: _("Codings are those of all coders in open work, a passage counted once."),
            Basis.CODER: _("Codings are those of %(coder)s in open work.") % {"coder": self.coder},
            Basis.ROUND: _("Codings are those of all coders in the round “%s”, a passage counted once.")
            % self.round,
        }[self.basis]


def whose_choices(members: Iterable[User], rounds: Iterable[Round] = ()) -> list[tuple[str, str]]:
    """The choices of whose codings, for a form."""
    fixed = [Whose(), Whose(Basis.CONSENSUS), Whose(Basis.ALL)]
    coders = [Whose(Basis.CODER, user) for user in members]
    shown = [Whose(Basis.ROUND, round=round) for round in rounds]
    return [(whose.key, whose.label) for whose in [*fixed, *coders, *shown]]


@dataclass(frozen=True)
class Silent:
    """The participants whose words stand in no list of quotes and no export."""

    participants: frozenset[int]
    gone: frozenset[int]
    """Those among them who withdrew."""

    def bars(self, places: Places, span: Span) -> bool:
        """Whether the span, or anybody who may be speaking in it, can't be quoted."""
        return bool(self.participants) and not self.participants.isdisjoint(places.participants(span))


def silent_in(project: Project) -> Silent:
    """Who of the project can't be quoted; read each time, since consent is never remembered."""
    limits = dict(project.participants.not_to_be_quoted().order_by().values_list("pk", "consent"))
    gone = frozenset(pk for pk, consent in limits.items() if consent == Consent.WITHDRAWN)
    return Silent(frozenset(limits), gone)


def codings_of(
    project: Project,
    user: User,
    whose: Whose,
    silent: Silent | None = None,
    rounds: Collection[int] = (),
) -> CodingQuerySet:
    """The codings that may be counted: visible to the person, on current text, of nobody who withdrew.

    With those of ``rounds`` beside, so far as these are revealed.

    The one place under every list, matrix and report. Those of participants who allow no quotes are in;
    who shows words asks ``silent_in`` too, and hands on what that said.
    """
    # Layers belong to the project, and few texts are old: naming both spares a join for every coding.
    layers = _read_by(project, user, whose)
    if rounds:
        layers |= Q(in_layer__in=frozen_in(project, rounds))
    codings = Coding.objects.alias(in_layer=LAYER).filter(layers)
    past = past_since(project.pk, project.last_event)
    gone = (silent or silent_in(project)).gone
    codings = codings.exclude(revision__in=past) if past else codings
    return _without(gone, codings) if gone else codings


@lru_cache(maxsize=64)
def past_since(project: int, _event: int) -> frozenset[int]:
    """The texts that another one replaced; read once between two events, since each new text makes one."""
    old = Revision.objects.filter(~Q(pk=F("transcript__current")), transcript__project=project)
    return frozenset(old.order_by().values_list("pk", flat=True))


def _read_by(project: Project, user: User, whose: Whose) -> Q:
    if whose.round:
        of_round = Layer.objects.visible_to(user).filter(project=project, round=whose.round)
        return Q(in_layer__in=list(of_round.values_list("pk", flat=True)))
    layers = list(
        Layer.objects.visible_to(user)
        .filter(project=project, kind__in=[Layer.Kind.OPEN, Layer.Kind.CONSENSUS])
        .values_list("pk", "kind")
    )
    agreed = [pk for pk, kind in layers if kind == Layer.Kind.CONSENSUS]
    work = [pk for pk, kind in layers if kind == Layer.Kind.OPEN]
    if whose.basis == Basis.CONSENSUS:
        return Q(in_layer__in=agreed)
    if whose.coder:
        return Q(in_layer__in=work, coder=whose.coder)
    if whose.basis == Basis.ALL or not agreed:
        return Q(in_layer__in=work)
    settled = agreed_in(agreed)
    if not settled:
        return Q(in_layer__in=work)
    here = Q(transcript__in=settled)
    return (Q(in_layer__in=agreed) & here) | (Q(in_layer__in=work) & ~here)


def frozen_in(project: Project, rounds: Collection[int]) -> list[int]:
    """The layers of those of the rounds that are revealed: what was coded in them, as it was closed."""
    revealed = Layer.objects.filter(project=project, round__in=rounds, round__revealed__isnull=False)
    return list(revealed.order_by("pk").values_list("pk", flat=True))


def agreed_in(layers: Iterable[int]) -> set[int]:
    """The transcripts of which the consensus in these layers is complete."""
    complete = Reading.objects.filter(layer__in=layers, state=Reading.State.COMPLETE)
    return set(complete.order_by().values_list("transcript", flat=True))


def _without(gone: frozenset[int], codings: CodingQuerySet) -> CodingQuerySet:
    """Less what is only theirs, and what touches a turn of theirs."""
    left = Appearance.objects.filter(participant__in=gone).values("transcript")
    stay = Appearance.objects.exclude(participant__in=gone).values("transcript")
    said = Turn.objects.filter(
        revision=OuterRef("revision"),
        speaker__participant__in=gone,
        start__lt=OuterRef("end"),
        end__gt=OuterRef("start"),
    )
    return codings.exclude(Q(transcript__in=left) & ~Q(transcript__in=stay)).exclude(Exists(said))
