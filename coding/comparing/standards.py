"""What a coder of a round is set beside: their own reading in an earlier round, or the consensus."""

from collections.abc import Sequence
from typing import NamedTuple

from coding.comparing.asked import Judge, Kind
from coding.comparing.ground import Ground, completed_in, of_round
from coding.excerpts.retrieval import agreed_in
from coding.models import Layer, Round, RoundTranscript
from interviews.models import Transcript
from projects.models import Project, User

EARLIER, LATER = 1, 2
"""What addresses call a coder's two readings."""
CONSENSUS = 0
"""What addresses call the consensus."""


class Standard(NamedTuple):
    ground: Ground
    pairs: Sequence[tuple[Judge, tuple[Judge, Judge]]]
    """Each coder, and the two readings that are set beside each other."""


def standard_of(kind: str, project: Project, user: User, round_: Round) -> Standard | None:
    """The one that an address asks for, if the round has it."""
    if kind == Kind.AGAIN and round_.earlier and round_.earlier.revealed:
        return twice(user, round_, round_.earlier)
    return agreed(project, user, round_) if kind == Kind.TAUGHT else None


def twice(user: User, round_: Round, earlier: Round) -> Standard:
    """Each coder of both rounds, on the transcripts whose text is the same in both."""
    first, second = of_round(earlier, user), of_round(round_, user)
    again = [(a, b) for b in second.judges for a in first.judges if a.coder == b.coder]
    before = [_at(a, earlier, EARLIER + 2 * place) for place, (a, _later) in enumerate(again)]
    after = [_at(b, round_, LATER + 2 * place) for place, (_earlier, b) in enumerate(again)]
    coders = [b for _earlier, b in again]
    pairs = list(zip(coders, zip(before, after, strict=True), strict=True))
    return Standard(_joined(first, second, [*before, *after]), pairs)


def _at(judge: Judge, round_: Round, pk: int) -> Judge:
    return Judge(pk, f"{judge.name}, {round_.name}", round_.name, judge.layer, judge.coder)


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


def agreed(project: Project, user: User, round_: Round) -> Standard | None:
    """Each coder beside the consensus, on the transcripts that have one."""
    layer = Layer.objects.filter(project=project, kind=Layer.Kind.CONSENSUS).first()
    ground = of_round(round_, user)
    if layer is None:
        return None
    consensus = Judge(CONSENSUS, str(layer), "✓", layer.pk, None)
    settled = _settled(layer, round_)
    titles = {pk: title for pk, title in ground.titles.items() if pk in settled}
    completed = {pk: ground.completed.get(pk, frozenset()) | {CONSENSUS} for pk in titles}
    judges = (*ground.judges, consensus)
    beside = Ground(Kind.TAUGHT, judges, titles, completed, ground.revisions, ground.edition)
    return Standard(beside, [(judge, (judge, consensus)) for judge in ground.judges])


def _settled(layer: Layer, round_: Round) -> set[int]:
    """The transcripts of the round that have a consensus, which stands on the text as it is now."""
    current = Transcript.objects.filter(
        current__in=RoundTranscript.objects.filter(round=round_).values("revision")
    )
    return agreed_in([layer.pk]) & set(current.values_list("pk", flat=True))
