"""The writer of "read, nothing to code", and what one has and has not read of a transcript.

A turn with a coding of one's own counts as read without a mark, unless a search made it. It may carry one all
the same: the mark then says that one is through with it, and stays when the coding is removed.
"""

from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _

from coding.models import Coding, Reading, ReadTurn
from coding.progress.shares import TurnsToRead
from coding.rounds.closing import would_close
from coding.rounds.seats import Seat, own_work, text_of
from coding.workspace.codings import begin, layer_at
from coding.workspace.ground import still_there
from interviews.models import Transcript, Turn
from interviews.spans import Span
from projects.acts import act
from projects.models import User
from projects.refusals import Refused


@dataclass(frozen=True)
class Progress:
    """How far one coder is with one transcript; turns are given by their numbers."""

    state: str
    """Empty: not started."""
    manner: str
    """Whose turns count: ``participant``; empty in a text without participants: those of nobody."""
    turns: list[int]
    marked: list[int]
    coded: list[int]
    closes: bool = False
    """Whether a round closes once this transcript is complete."""

    @property
    def unread(self) -> list[int]:
        """Neither coded nor marked."""
        done = {*self.marked, *self.coded}
        return [number for number in self.turns if number not in done]


def mark(transcript: Transcript, number: int, by: User, is_read: bool, seat: Seat | None = None) -> None:
    """Mark a turn of the text as read, or take one's mark away; the same again changes nothing.

    Raises ``Refused``.
    """
    with act(transcript.project, by) as doing:
        transcript, layer = still_there(transcript), layer_at(doing.project, seat)
        turn = _turn(seat.revision.pk if seat else transcript.current_id, number)
        marked = ReadTurn.objects.filter(layer=layer, turn=turn, coder=by).first()
        if (marked is not None) == is_read:
            return
        if marked is None:
            doing.insert(ReadTurn(layer=layer, turn=turn, coder=by))
        else:
            doing.delete(marked)
        facts = {"transcript": transcript.pk, "turn": number, "start": turn.start, "end": turn.end}
        doing.record("marked read" if is_read else "marked unread", turn, layer=layer, **facts)
        if is_read:
            begin(doing, layer, transcript)


def _turn(revision: int | None, number: int) -> Turn:
    turn = Turn.objects.filter(revision=revision, number=number).first()
    if turn is None:
        raise Refused(_("This turn is no longer in the text; reload the page."))
    return turn


def progress_of(transcript: Transcript, user: User, seat: Seat | None = None) -> Progress:
    """In open work, on the current text, in four queries; or at the seat in a round."""
    own, revision = own_work(transcript.project, user, seat), text_of(transcript, seat).pk
    rows = list(
        Turn.objects.filter(revision=revision, start__lt=F("end"))
        .order_by("start")
        .values_list("number", "start", "end", "speaker__kind")
    )
    to_read = TurnsToRead(rows)
    codings = Coding.objects.filter(own, transcript=transcript, revision=revision, is_auto=False)
    spans = [Span(start, end) for start, end in codings.order_by().values_list("start", "end")]
    marks = ReadTurn.objects.filter(own, turn__revision=revision)
    state = Reading.objects.filter(own, transcript=transcript).values_list("state", flat=True).first()
    return Progress(
        state=state or "",
        manner=to_read.manner,
        turns=[number for number, _start, _end in to_read.turns],
        marked=sorted(marks.values_list("turn__number", flat=True)),
        coded=sorted(to_read.coded(spans)),
        closes=seat is not None and would_close(seat.round, transcript, user),
    )
