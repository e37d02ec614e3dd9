"""The writers behind the workspace: apply a code, remove a coding, qualify it, say how far one has read."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from coding.models import Coding, CodingQualifier, Layer, QualifierValue, Reading
from interviews.models import Revision, Transcript
from interviews.spans import Span
from projects import log
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


@transaction.atomic
def apply(transcript: Transcript, wish: Wish, by: User) -> Coding:
    """Apply the code to the span in the open layer; the same request again gives the same coding.

    Raises ``Refused``.
    """
    project = log.lock(transcript.project)
    coding = Coding(
        guid=wish.guid,
        layer=_open_layer(project),
        coder=by,
        transcript=transcript,
        revision_id=transcript.current_id or 0,
        code_id=wish.code,
        start=wish.span.start,
        end=wish.span.end,
    )
    before = _sent_before(coding)
    if before is not None:
        return before
    coding.revision = _revision(transcript, wish)
    coding.edition_id = _edition(project, wish.code)
    values = _values(project, wish.qualifiers)
    coding.save(force_insert=True)
    _mark(coding, values)
    log.record(project, by, "applied", coding, layer=coding.layer, **_facts(coding, values))
    _begin(project, coding)
    return coding


@transaction.atomic
def remove(coding: Coding, by: User) -> None:
    """Take one's own coding away; the log keeps what it takes to bring it back.

    Raises ``Refused``, and ``PermissionDenied`` for another's coding.
    """
    project = log.lock(coding.transcript.project)
    _own_and_open(coding, by)
    _still_there(coding)
    values = set(coding.marks.values_list("value_id", flat=True))
    log.record(project, by, "removed", coding, layer=coding.layer, **_facts(coding, values))
    coding.delete()


@transaction.atomic
def set_qualifiers(coding: Coding, qualifiers: Collection[int], by: User) -> None:
    """Give one's own coding these values and no others.

    Raises ``Refused``, and ``PermissionDenied`` for another's coding.
    """
    project = log.lock(coding.transcript.project)
    _own_and_open(coding, by)
    _still_there(coding)
    wanted = _values(project, qualifiers)
    before = set(coding.marks.values_list("value_id", flat=True))
    if wanted == before:
        return
    coding.marks.exclude(value__in=wanted).delete()
    _mark(coding, wanted - before)
    facts = {"qualifiers": sorted(wanted), "before": sorted(before)}
    log.record(project, by, "qualified", coding, layer=coding.layer, **facts)


@transaction.atomic
def mark_reading(transcript: Transcript, by: User, state: str) -> None:
    """Say that the coder has not started (``NOT_STARTED``), is reading, or is done with the transcript."""
    project = log.lock(transcript.project)
    layer = _open_layer(project)
    readings = Reading.objects.filter(layer=layer, transcript=transcript, coder=by)
    before = readings.values_list("state", flat=True).first() or NOT_STARTED
    if state == before:
        return
    if state == NOT_STARTED:
        readings.delete()
    elif before == NOT_STARTED:
        readings.create(layer=layer, transcript=transcript, coder=by, state=Reading.State(state))
    else:
        readings.update(state=Reading.State(state), changed=timezone.now())
    log.record(project, by, "read", transcript, layer=layer, state=state, before=before)


def _sent_before(coding: Coding) -> Coding | None:
    """The coding that this very request made already; raises ``Refused`` where another stands in its way."""
    place = ("layer_id", "revision_id", "code_id", "coder_id", "start", "end")
    same_place = Q(**{name: getattr(coding, name) for name in place})
    found = list(Coding.objects.filter(Q(guid=coding.guid) | same_place))
    sent = next((each for each in found if each.guid == coding.guid), None)
    whose = ("coder_id", "transcript_id", "code_id")
    if sent and any(getattr(sent, name) != getattr(coding, name) for name in whose):
        raise Refused(_("Another coding already has this number; reload the page and code it again."))
    if found and not sent:
        raise Refused(_("You have already applied this code to exactly these words."))
    return sent


def _open_layer(project: Project) -> Layer:
    layer = Layer.objects.open_work(project)
    if layer.closed is not None:
        raise Refused(_("This work is closed: nothing in it can change any more."))
    return layer


def _own_and_open(coding: Coding, by: User) -> None:
    if coding.coder_id != by.pk:
        raise PermissionDenied(_("Only the person who made a coding can change it."))
    if coding.layer.closed is not None:
        raise Refused(_("This work is closed: nothing in it can change any more."))


def _still_there(coding: Coding) -> None:
    """Asked under the project's lock, since another request may have removed it meanwhile."""
    if not Coding.objects.filter(pk=coding.pk).exists():
        raise Refused(_("This coding was removed meanwhile; reload the page to see what is left."))


def _revision(transcript: Transcript, wish: Wish) -> Revision:
    """The current revision without its text, which for a check of offsets need not be read."""
    revision = Revision.objects.only("number", "length").get(
        transcript=transcript, pk=transcript.current_id or 0
    )
    if revision.number != wish.revision:
        raise Refused(_("The text was edited since you opened it; reload the page and code it again."))
    if not 0 <= wish.span.start < wish.span.end <= revision.length:
        raise Refused(_("The selected words lie outside the text."))
    return revision


def _edition(project: Project, code: int) -> int:
    """The edition of the codebook in which the code, which is in use, is applied."""
    edition = project.editions.order_by("-number").values("pk")[:1]
    row = project.codes.filter(pk=code).values_list("retired", Subquery(edition)).first()
    if row is None:
        raise Refused(_("The code is not in this study's codebook; reload the page to see the codes."))
    retired, current = row
    if retired is not None:
        raise Refused(_("The code is no longer in use; reload the page to see the codes."))
    return int(current)


def _values(project: Project, wanted: Collection[int]) -> set[int]:
    """The wanted qualifier values, of which each qualifier allows one."""
    if not wanted:
        return set()
    known = dict(
        QualifierValue.objects.filter(pk__in=wanted, qualifier__project=project).values_list(
            "pk", "qualifier_id"
        )
    )
    if len(known) != len(set(wanted)):
        raise Refused(_("A qualifier is not one of this study's; reload the page to see them."))
    if len(set(known.values())) != len(known):
        raise Refused(_("A coding carries one value of each qualifier."))
    return set(known)


def _mark(coding: Coding, values: Collection[int]) -> None:
    if values:
        CodingQualifier.objects.bulk_create(
            CodingQualifier(coding=coding, value_id=value) for value in sorted(values)
        )


def _begin(project: Project, coding: Coding) -> None:
    """The first coding of a transcript says that its coder has begun to read it."""
    reading, is_new = Reading.objects.get_or_create(
        layer=coding.layer,
        transcript=coding.transcript,
        coder=coding.coder,
        defaults={"state": Reading.State.IN_PROGRESS},
    )
    if is_new:
        facts = {"state": reading.state, "before": NOT_STARTED}
        log.record(project, coding.coder, "read", coding.transcript, layer=coding.layer, **facts)


def _facts(coding: Coding, values: Collection[int]) -> dict[str, object]:
    """All that makes the coding what it is, so that it can be told and brought back."""
    return {
        "transcript": coding.transcript_id,
        "revision": coding.revision_id,
        "edition": coding.edition_id,
        "code": coding.code_id,
        "coder": coding.coder_id,
        "start": coding.start,
        "end": coding.end,
        "made": coding.made.isoformat(),
        "qualifiers": sorted(values),
    }
