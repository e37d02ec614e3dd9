"""Takes a participant out of the study, or an interview: every floor above says what it erases."""

from collections import Counter
from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import results
from interviews.models import AttributeValue, Participant, RealName, Transcript
from interviews.models.participants import Consent
from projects import erasure, files, log
from projects.models import Access, Project, User

Erase = Callable[[Participant | None, Sequence[Transcript]], Counter[str]]
"""Erases what a floor knows of these interviews, and of the participant if one withdraws.

Returns how much of each kind, each named in the form that goes with its number."""

_ERASERS: list[Erase] = []


def register(erase: Erase) -> None:
    """Name a function to be called before texts go for good; from ``AppConfig.ready``."""
    if erase not in _ERASERS:
        _ERASERS.append(erase)


def interviews_of(participant: Participant) -> list[Transcript]:
    """Those that go with the participant.

    A group interview goes as a whole: others answer, quote and name the one who withdrew, so that
    blanking that person's turns alone would leave their words behind.
    """
    return list(
        Transcript.objects.filter(
            Q(appearances__participant=participant) | Q(speakers__participant=participant)
        )
        .distinct()
        .order_by("title", "pk")
    )


@transaction.atomic
def withdraw(participant: Participant, by: User) -> Counter[str]:
    """Erase the participant's interviews and what is known of them; the ID stays, marked withdrawn.

    Returns how much of each kind was erased. What was erased can't be brought back. Bytes go before the
    transaction ends: should it fail, an upload is lost that was to be erased, and none is left behind.
    """
    project = log.lock(participant.project)
    transcripts = interviews_of(participant)
    hashes = [each.original.sha256 for each in transcripts if each.original]
    _hide_titles(project, participant, transcripts)
    erased = _erase(project, participant, transcripts, by)
    _blank(participant)
    log.record(project, by, "withdrew", participant, transcripts=len(transcripts))
    transaction.on_commit(erasure.scrub)
    return erased + _erase_files(project, hashes)


@transaction.atomic
def delete(transcript: Transcript, by: User) -> Counter[str]:
    """Erase one interview, as one uploaded by mistake, with all codings; its participants stay."""
    project = log.lock(transcript.project)
    original = transcript.original
    erased = _erase(project, None, [transcript], by)
    files.forget([original] if original else [])
    transaction.on_commit(erasure.scrub)
    return erased


def _erase(
    project: Project, participant: Participant | None, transcripts: Sequence[Transcript], by: User
) -> Counter[str]:
    count = len(transcripts)
    erased: Counter[str] = Counter({ngettext("transcript", "transcripts", count): count})
    for erase in _ERASERS:
        erased += erase(participant, transcripts)
    for transcript in transcripts:
        log.record(project, by, "erased", transcript)
    erased += _erase_rows(project, participant, transcripts)
    for transcript in transcripts:
        transcript.delete()
    return erased


def _hide_titles(project: Project, participant: Participant, transcripts: Sequence[Transcript]) -> None:
    """In the access log; that somebody opened something stays."""
    pks = [str(each.pk) for each in transcripts]
    Access.objects.filter(project=project, kind__in=("transcript", "original"), object_id__in=pks).update(
        what=_("an interview with %(code)s, withdrawn") % {"code": participant.code}
    )


def _erase_rows(
    project: Project, participant: Participant | None, transcripts: Sequence[Transcript]
) -> Counter[str]:
    """What the log keeps for undo, which may be words; that something happened stays."""
    of_these = Q(kind="transcript", object_id__in=[str(each.pk) for each in transcripts])
    of_these |= Q(facts__transcript__in=[each.pk for each in transcripts])
    if participant:
        of_these |= Q(kind="participant", object_id=str(participant.pk))
        of_these |= Q(facts__participant=participant.pk)
    gone = project.events.filter(of_these, rows__isnull=False).update(rows=None)
    return Counter({ngettext("change that could be undone", "changes that could be undone", gone): gone})


def _blank(participant: Participant) -> None:
    RealName.objects.filter(participant=participant).delete()
    AttributeValue.objects.filter(participant=participant).delete()
    participant.consent, participant.withdrawn = Consent.WITHDRAWN, timezone.now()
    participant.publication_code = ""
    participant.save(update_fields=["consent", "withdrawn", "publication_code"])


def _erase_files(project: Project, hashes: Sequence[str]) -> Counter[str]:
    """The uploads, uploads that wait for a decision, and every result, since any may quote the person."""
    uploads = list(project.files.filter(Q(sha256__in=hashes) | Q(expires__isnull=False)))
    files.forget(uploads)
    counts = len(uploads), results.erase(project)
    return Counter(
        {
            ngettext("uploaded file", "uploaded files", counts[0]): counts[0],
            ngettext("report or export", "reports and exports", counts[1]): counts[1],
        }
    )
