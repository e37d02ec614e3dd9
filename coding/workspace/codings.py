"""The writers behind the workspace: apply, remove, resize, recode and qualify; say how far one has read."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from coding.models import Coding, CodingQualifier, Layer, QualifierValue, Reading
from coding.rounds.closing import finish
from coding.rounds.seats import Seat
from coding.workspace.ground import Ground, still_there
from interviews.models import Revision, Transcript
from interviews.spans import Span
from projects.acts import Act, act
from projects.models import Project, User
from projects.refusals import Refused

NOT_STARTED = ""


@dataclass(frozen=True)
class Wish:
    """A coding as the page asks for it."""

    guid: UUID
    code: int
    span: Span
    revision: int
    """The number of the revision that the person was reading."""
    qualifiers: frozenset[int] = frozenset()


def apply(transcript: Transcript, wish: Wish, by: User, seat: Seat | None = None) -> Coding:
    """Apply the code to the span in the open layer, or at the seat in a round.

    The same request again gives the same coding. Raises ``Refused``.
    """
    with act(transcript.project, by) as doing:
        return applied(doing, transcript, wish, seat)


def applied(doing: Act, transcript: Transcript, wish: Wish, seat: Seat | None = None) -> Coding:
    """The same as a part of an act."""
    coding = Coding(
        guid=wish.guid,
        coder=doing.by,
        transcript=transcript,
        code_id=wish.code,
        start=wish.span.start,
        end=wish.span.end,
    )
    ground = Ground.under(coding, seat.layer.pk if seat else None)
    coding.layer = seat.layer if seat else Layer(pk=ground.layer, project=doing.project, kind=Layer.Kind.OPEN)
    coding.revision_id = ground.revision
    if ground.is_taken:
        return _sent_before(coding)
    ground.bear(wish.span, wish.revision)
    coding.edition_id = ground.edition
    values = _values(doing.project, wish.qualifiers)
    doing.insert(coding)
    _mark(doing, coding, values)
    doing.record("applied", coding, layer=coding.layer, **facts_of(coding))
    if not ground.is_begun:
        begin(doing, coding.layer, transcript)
    return coding


def remove(coding: Coding, by: User) -> None:
    """Take one's own coding away, with its qualifiers, tags and memos; undo brings all of it back.

    Raises ``Refused``, and ``PermissionDenied`` for another's coding.
    """
    with act(coding.transcript.project, by) as doing:
        removed(doing, own_and_open(coding, by))


def removed(doing: Act, coding: Coding) -> None:
    """The same as a part of an act, of a coding that the person may remove."""
    _delete_what_is_on(doing, coding)
    doing.delete(coding)
    doing.record("removed", coding, layer=coding.layer, **facts_of(coding))


def resize(coding: Coding, span: Span, revision: int, by: User) -> Coding:
    """Move the borders of one's own coding, on the revision that the person was reading.

    Raises ``Refused``, and ``PermissionDenied`` for another's coding.
    """
    with act(coding.transcript.project, by) as doing:
        coding = own_and_open(coding, by)
        in_round = coding.revision_id if coding.layer.round_id else None
        revision_of(coding.transcript, Wish(coding.guid, coding.code_id, span, revision), in_round)
        before = {"before": [coding.start, coding.end]}
        _refuse_double(coding, start=span.start, end=span.end)
        if doing.change(coding, start=span.start, end=span.end):
            doing.record("resized", coding, layer=coding.layer, **facts_of(coding), **before)
    return coding


def recode(coding: Coding, code: int, by: User) -> Coding:
    """Give the words of one's own coding another code, in the codebook's current edition.

    Raises ``Refused``, and ``PermissionDenied`` for another's coding.
    """
    with act(coding.transcript.project, by) as doing:
        coding = own_and_open(coding, by)
        recoded(doing, coding, code)
    return coding


def recoded(doing: Act, coding: Coding, code: int) -> None:
    """The same as a part of an act, of a coding that the person may change."""
    if coding.code_id == code:
        return
    edition, before = edition_for(doing.project, code), coding.code_id
    _refuse_double(coding, code_id=code)
    doing.change(coding, code_id=code, edition_id=edition)
    doing.record("recoded", coding, layer=coding.layer, **facts_of(coding), before=before)


def set_qualifiers(coding: Coding, qualifiers: Collection[int], by: User) -> None:
    """Give one's own coding these values and no others.

    Raises ``Refused``, and ``PermissionDenied`` for another's coding.
    """
    with act(coding.transcript.project, by) as doing:
        coding = own_and_open(coding, by)
        marks = list(coding.marks.order_by("pk"))
        before = {mark.value_id for mark in marks}
        wanted = _values(doing.project, qualifiers, before)
        if wanted == before:
            return
        doing.delete(*(mark for mark in marks if mark.value_id not in wanted))
        _mark(doing, coding, wanted - before)
        facts = {"qualifiers": sorted(wanted), "before": sorted(before)}
        doing.record("qualified", coding, layer=coding.layer, **facts_of(coding), **facts)


def mark_reading(
    transcript: Transcript, by: User, state: str, seat: Seat | None = None, *, may_close: bool = False
) -> None:
    """Say that the coder has not started (``NOT_STARTED``), is reading, or is done with the transcript.

    A round that is thereby complete closes, if ``may_close`` says that the coder knows. Raises ``Refused``.
    """
    with act(transcript.project, by) as doing:
        transcript, layer = still_there(transcript), layer_at(doing.project, seat)
        reading = Reading.objects.filter(layer=layer, transcript=transcript, coder=by).first()
        before = reading.state if reading else NOT_STARTED
        if state == before:
            return
        if reading is None:
            doing.insert(Reading(layer=layer, transcript=transcript, coder=by, state=Reading.State(state)))
        elif state == NOT_STARTED:
            doing.delete(reading)
        else:
            doing.change(reading, state=Reading.State(state), changed=timezone.now())
        facts = {"transcript": transcript.pk, "state": state, "before": before}
        doing.record("read", transcript, layer=layer, **facts)
        if seat and state == Reading.State.COMPLETE:
            finish(doing, seat.round, may_close=may_close)


def _sent_before(coding: Coding) -> Coding:
    """The coding that this very request made already; raises ``Refused`` where another stands in its way."""
    sent = Coding.objects.select_related("layer").filter(guid=coding.guid).first()
    if sent is None:
        raise Refused(_("You have already applied this code to exactly these words."))
    whose = ("coder_id", "transcript_id", "code_id")
    if any(getattr(sent, name) != getattr(coding, name) for name in whose):
        raise Refused(_("Another coding already has this number; reload the page and code it again."))
    return sent


def _refuse_double(coding: Coding, **fields: int) -> None:
    """The database refuses it too, less kindly."""
    place = ("layer_id", "revision_id", "code_id", "coder_id", "start", "end")
    same = Coding.objects.filter(**{name: fields.get(name, getattr(coding, name)) for name in place})
    if same.exclude(pk=coding.pk).exists():
        raise Refused(_("You have already applied this code to exactly these words."))


def open_layer(project: Project) -> Layer:
    """The layer of open work, if it can still be written in; raises ``Refused``."""
    layer = Layer.objects.open_work(project)
    if layer.closed is not None:
        raise Refused(_("This work is closed: nothing in it can change any more."))
    return layer


def layer_at(project: Project, seat: Seat | None) -> Layer:
    """The layer to write in, of open work or of a round; raises ``Refused`` where it is closed."""
    return seat.standing() if seat else open_layer(project)


def own_and_open(coding: Coding, by: User) -> Coding:
    """The coding as it now stands, read again under the lock, since another request may have removed it."""
    if coding.coder_id != by.pk:
        raise PermissionDenied(_("Only the person who made a coding can change it."))
    found = Coding.objects.select_related("layer", "transcript").filter(pk=coding.pk).first()
    if found is None:
        raise Refused(_("This coding was removed meanwhile; reload the page to see what is left."))
    if found.layer.kind == Layer.Kind.CONSENSUS:
        raise Refused(_("The consensus is changed where it was decided, among the differences of the round."))
    if found.layer.closed is not None:
        raise Refused(_("This work is closed: nothing in it can change any more."))
    return found


def _delete_what_is_on(doing: Act, coding: Coding) -> None:
    memos = list(coding.memos.order_by("-pk"))
    replies = [memo for memo in memos if memo.reply_to_id]
    doing.delete(*replies)
    doing.delete(*(memo for memo in memos if not memo.reply_to_id))
    doing.delete(*coding.tagged.all())
    doing.delete(*coding.marks.all())


def revision_of(transcript: Transcript, wish: Wish, in_round: int | None = None) -> Revision:
    """The current revision, or a round's, without its text, which for a check of offsets need not be read."""
    revision = Revision.objects.only("number", "length").get(
        transcript=transcript, pk=in_round or transcript.current_id or 0
    )
    if revision.number != wish.revision:
        raise Refused(_("The text was edited since you opened it; reload the page and code it again."))
    if not 0 <= wish.span.start < wish.span.end <= revision.length:
        raise Refused(_("The selected words lie outside the text."))
    return revision


def edition_for(project: Project, code: int) -> int:
    """The edition of the codebook in which the code, which is in use, is applied."""
    edition = project.editions.order_by("-number").values("pk")[:1]
    row = project.codes.filter(pk=code).values_list("retired", Subquery(edition)).first()
    if row is None:
        raise Refused(_("The code is not in this study's codebook; reload the page to see the codes."))
    retired, current = row
    if retired is not None:
        raise Refused(_("The code is no longer in use; reload the page to see the codes."))
    return int(current)


def _values(project: Project, wanted: Collection[int], before: Collection[int] = ()) -> set[int]:
    """The wanted qualifier values, one of each qualifier; a retired one only where it stood before."""
    if not wanted:
        return set()
    known = QualifierValue.objects.filter(pk__in=wanted, qualifier__project=project).in_bulk()
    if len(known) != len(set(wanted)):
        raise Refused(_("A qualifier is not one of this study's; reload the page to see them."))
    if len({value.qualifier_id for value in known.values()}) != len(known):
        raise Refused(_("A coding carries one value of each qualifier."))
    for value in known.values():
        if value.is_retired and value.pk not in before:
            raise Refused(_("“%(value)s” is no longer offered in this study.") % {"value": value})
    return set(known)


def _mark(doing: Act, coding: Coding, values: Collection[int]) -> None:
    doing.insert_all([CodingQualifier(coding=coding, value_id=value) for value in sorted(values)])


def begin(doing: Act, layer: Layer, transcript: Transcript) -> None:
    """The first coding or mark in a transcript says that the person has begun to read it."""
    who = {"layer": layer, "transcript": transcript, "coder": doing.by}
    if Reading.objects.filter(**who).exists():
        return
    reading = Reading(**who, state=Reading.State.IN_PROGRESS)
    doing.insert(reading)
    facts = {"transcript": transcript.pk, "state": str(reading.state), "before": NOT_STARTED}
    doing.record("read", transcript, layer=layer, **facts)


def facts_of(coding: Coding) -> dict[str, Any]:
    """What the log tells of a coding: where it stands and what it says, without a word of the interview."""
    return {
        "transcript": coding.transcript_id,
        "code": coding.code_id,
        "coder": coding.coder_id,
        "start": coding.start,
        "end": coding.end,
    }
