"""The end of a round: its layers are frozen and shown to everybody, for good; or it is called off."""

from collections.abc import Callable
from typing import NamedTuple

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coding.models import Coding, Layer, Memo, Reading, Round
from interviews.models import Transcript
from projects import log
from projects.acts import Act
from projects.models import Project, User
from projects.refusals import Refused

End = Callable[[Round, User], None]
"""A way to end a round: to close it, or to cancel it."""


class Missing(NamedTuple):
    """A transcript of the round that a coder has not completed, and that agreement takes for not coded."""

    transcript: Transcript
    coder: User


def missing_in(round: Round) -> list[Missing]:
    """What is not complete, transcript by transcript."""
    done = done_in(round)
    coders = coders_of(round)
    return [
        Missing(transcript, coder)
        for transcript in transcripts_of(round)
        for coder in coders
        if (transcript.pk, coder.pk) not in done
    ]


def done_in(round: Round) -> set[tuple[int, int]]:
    """What is complete: transcript and coder, by their ids."""
    complete = Reading.objects.filter(layer__round=round, state=Reading.State.COMPLETE)
    return set(complete.values_list("transcript", "coder"))


def coders_of(round: Round) -> list[User]:
    pks = round.coders.values("coder")
    return list(User.objects.filter(pk__in=pks).order_by("name", "pk"))


def transcripts_of(round: Round) -> list[Transcript]:
    """In the order in which they are cited."""
    pks = round.transcripts.values("revision__transcript")
    return list(Transcript.objects.filter(pk__in=pks).in_order().prefetch_related("appearances__participant"))


def would_close(round: Round, transcript: Transcript, coder: User) -> bool:
    """Whether nothing but this transcript of this coder's is still to be completed."""
    if round.closed is not None:
        return False
    return [(one.transcript.pk, one.coder.pk) for one in missing_in(round)] == [(transcript.pk, coder.pk)]


def finish(doing: Act, round: Round, *, may_close: bool) -> None:
    """Close the round in the act that completed it, if it did; raises ``Refused`` unless that is meant."""
    if missing_in(round):
        return
    if not may_close:
        raise Refused(
            _(
                "You are the last: with this transcript the round “%(round)s” closes, and nothing in it can "
                "change any more. Say on the transcript's page that it is complete."
            )
            % {"round": round}
        )
    _freeze(round)
    doing.record("closed", round)


def close(round: Round, by: User) -> None:
    """Close the round though not all of it is complete; nothing takes that back. Raises ``Refused``."""
    with transaction.atomic():
        project = log.lock(round.project)
        _as_it_stands(round)
        _freeze(round)
        log.record(project, by, "closed", round)


def cancel(round: Round, by: User) -> None:
    """Take the round away with all that its coders marked as read; raises ``Refused`` where one has coded."""
    with transaction.atomic():
        project = log.lock(round.project)
        _as_it_stands(round)
        layers = Layer.objects.filter(round=round)
        if Coding.objects.filter(layer__in=layers).exists() or Memo.objects.filter(layer__in=layers).exists():
            raise Refused(
                _("Somebody has begun to code in this round, so it can't be cancelled; it can be closed.")
            )
        _forget(project, layers)
        log.record(project, by, "cancelled", round)
        round.delete()


def _as_it_stands(round: Round) -> None:
    found = Round.objects.filter(pk=round.pk).first()
    if found is None:
        raise Refused(_("This round was cancelled meanwhile."))
    if found.closed is not None:
        raise Refused(_("This round is closed already."))


def _freeze(round: Round) -> None:
    """All layers at once, in the caller's transaction, which holds the project's lock."""
    round.closed = round.revealed = timezone.now()
    round.layers.update(closed=round.closed)
    round.save(update_fields=["closed", "revealed"])


def _forget(project: Project, layers: models.QuerySet[Layer]) -> None:
    """What is told of layers that are no more can't be undone."""
    project.events.filter(layer_id__in=layers.values("pk")).update(rows=None)
