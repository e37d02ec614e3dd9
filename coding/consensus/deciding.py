"""The writers of what a team decides where coders of a round differ, and of what they agree on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from coding.consensus.places import Found, Key, Kind, Place, places_in
from coding.consensus.standing import Spans, consensus_of, renew, standing_of, untaken
from coding.consensus.weaving import intersection, longest, union
from coding.consensus.writing import Decided, write
from coding.models import Resolution, Round
from coding.row_versions import new_version
from interviews.models import Revision
from interviews.spans import Span
from projects.acts import Act, act
from projects.models import User
from projects.refusals import Refused

Outcome = Resolution.Outcome
LONGEST_REASON = 2000


class DecidedSince(Refused):
    """A decision on what the person has not seen; ``resolution`` is what stands."""

    def __init__(self, resolution: Resolution) -> None:
        who = resolution.by or _("somebody")
        said = _("%(who)s decided here since you opened the page; nothing was saved.") % {"who": who}
        super().__init__(said)
        self.resolution = resolution


class Borders(StrEnum):
    """Which words are taken where coders agree on the code and not on its borders."""

    UNION = "union"
    INTERSECTION = "intersection"
    LONGEST = "longest"

    @property
    def label(self) -> str | Promise:
        return {
            Borders.UNION: _lazy("all words that any marked"),
            Borders.INTERSECTION: _lazy("words that all marked, if any"),
            Borders.LONGEST: _lazy("the longest reading"),
        }[self]

    def of(self, readings: Sequence[Sequence[Span]], unit: Span) -> list[Span]:
        """The borders of one code in a unit that every reading touches."""
        if self == Borders.LONGEST:
            return longest(readings, unit)
        shared = intersection(readings) if self == Borders.INTERSECTION else []
        return shared if any(span.overlaps(unit) for span in shared) else union(readings)


@dataclass(frozen=True)
class Decision:
    """What somebody decides on a place; ``seen`` is the version of what they had before them."""

    outcome: Resolution.Outcome
    seen: int
    accepted: int | None = None
    """The coder, where it is one coder's reading."""
    lines: tuple[tuple[int, Span], ...] = ()
    """Code and words, where it is other borders or codes."""
    reason: str = ""


def decide(round_: Round, key: Key, decision: Decision, by: User) -> Resolution:
    """Decide on a place; deciding again replaces its codings in the consensus.

    Raises ``DecidedSince`` and ``Refused``.
    """
    with act(round_.project, by) as doing:
        found = _at(doing, round_, key)
        place = _place(found, key)
        resolution = row_at(found.round, key)
        if resolution.version != decision.seen:
            raise DecidedSince(resolution)
        wanted = _wanted(found, place, decision)
        layer, was_decided = consensus_of(doing.project), resolution.is_decided
        accepted = decision.accepted if decision.outcome == Outcome.ONE else None
        doing.change(
            resolution,
            outcome=decision.outcome,
            accepted_id=accepted,
            reason=_reason(resolution, decision),
            by_id=by.pk,
            changed=timezone.now(),
            version=new_version(),
        )
        doing.record("decided", resolution, layer=layer, **facts_of(resolution, place.transcript))
        if resolution.is_decided or was_decided:
            write(doing, layer, found, [Decided(place, wanted, accepted)])
        renew(doing.project, by, place.transcript)
    return resolution


def accept_agreed(round_: Round, borders: Borders, by: User) -> int:
    """Take over what all coders of a unit agree on, where nobody decided on it alone; in how many units.

    Raises ``Refused`` where nothing is left to take over.
    """
    with act(round_.project, by) as doing:
        round_ = _finished(doing, round_)
        found, layer = places_in(round_, by), consensus_of(doing.project)
        left = untaken(found, standing_of(doing.project, found.units))
        if not left:
            raise Refused(_("What the coders agree on is in the consensus already."))
        doing.record("took agreed", round_, layer=layer, units=len(left), borders=str(borders))
        write(doing, layer, found, [Decided(place, agreed_spans(place, borders)) for place in left])
        for transcript in found.units:
            renew(doing.project, by, transcript)
    return len(left)


def agreed_spans(place: Place, borders: Borders) -> Spans:
    """Whole as they were coded, so that codings over several units grow together again."""
    if place.kind == Kind.SAME:
        return place.marks_of(place.coders[0])
    readings = [place.marks_of(coder) for coder in place.coders]
    return {code: borders.of([reading[code] for reading in readings], place.span) for code in readings[0]}


def row_at(round_: Round, key: Key) -> Resolution:
    """The place's row, made where there is none; the caller holds the lock. No act keeps that it was made."""
    revision, start, end = key
    row, _made = Resolution.objects.select_related("by", "accepted").get_or_create(
        round=round_, revision_id=revision, start=start, end=end
    )
    return row


def place_of(doing: Act, round_: Round, key: Key) -> Place:
    """The place, if it is one of a finished round; raises ``Refused``."""
    return _place(_at(doing, round_, key), key)


def facts_of(resolution: Resolution, transcript: int) -> dict[str, object]:
    """What the log tells of it, without a word of the interview or of the reason."""
    return {
        "transcript": transcript,
        "round": resolution.round_id,
        "outcome": str(resolution.outcome),
        "start": resolution.start,
        "end": resolution.end,
        **({"coder": resolution.accepted_id} if resolution.accepted_id else {}),
    }


def _finished(doing: Act, round_: Round) -> Round:
    """The round read again under the lock; raises ``Refused`` before its reveal."""
    found = Round.objects.filter(project=doing.project, pk=round_.pk).first()
    if found is None or found.revealed is None:
        raise Refused(_("Differences are decided once the round is closed and shown to all."))
    found.project = doing.project
    return found


def _at(doing: Act, round_: Round, key: Key) -> Found:
    revision = Revision.objects.filter(pk=key[0], transcript__project=doing.project).first()
    if revision is None:
        raise Refused(_("This interview was withdrawn or deleted meanwhile."))
    return places_in(_finished(doing, round_), doing.by, revision.transcript_id)


def _place(found: Found, key: Key) -> Place:
    place = found.at(key)
    if place is None:
        raise Refused(_("Nothing stands here to decide on any more; reload the page."))
    return place


def _wanted(found: Found, place: Place, decision: Decision) -> Spans:
    match decision.outcome:
        case Outcome.ONE:
            if decision.accepted not in place.coders:
                raise Refused(_("Choose whose reading is accepted."))
            return place.marks_of(decision.accepted)
        case Outcome.ALL:
            return place.marks_of(*place.coders)
        case Outcome.OTHER:
            return _lines(found, place, decision.lines)
    return {}


def _lines(found: Found, place: Place, lines: Sequence[tuple[int, Span]]) -> Spans:
    wanted: dict[int, list[Span]] = {}
    for code, span in lines:
        if code not in found.tree:
            raise Refused(_("The code is no longer in use; reload the page to see the codes."))
        if not place.span.start <= span.start < span.end <= place.span.end:
            raise Refused(_("The chosen words lie outside the passage."))
        wanted.setdefault(code, []).append(span)
    if not wanted:
        raise Refused(_("Choose at least one code, or say that no code belongs here."))
    return wanted


def _reason(resolution: Resolution, decision: Decision) -> str:
    """As it was given; of the same decision made again without one, the one before. Another has its own."""
    given = decision.reason.replace("\0", "").replace("\r\n", "\n").strip()[:LONGEST_REASON]
    is_same = (resolution.outcome, resolution.accepted_id) == (decision.outcome, decision.accepted)
    return given or (resolution.reason if is_same else "")
