"""What the coding floor erases when a participant withdraws."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import ngettext

from coding.codebook.forgetting import forget
from coding.models import Coding, Exemplar, Memo, Resolution, RoundTranscript, SavedQuery, Summary
from interviews.models import Participant, Transcript
from projects.models import Event, Project


def erase(participant: Participant | None, transcripts: Sequence[Transcript]) -> Counter[str]:
    """Codings and exemplars of these interviews, what was decided on them, memos on any of it, and the
    participant's summaries.

    Codes that were named in words of these interviews (in vivo) lose them. Every kept search of the
    project goes too: the words that somebody looked for may be the participant's.
    """
    people = [participant] if participant else []
    of_them = _standing_on(people, transcripts)
    erased = Counter({_named(rows): rows.count() for rows in of_them})
    for rows in of_them:
        rows.delete()
    RoundTranscript.objects.filter(revision__transcript__in=transcripts).delete()
    projects = {each.project for each in people} | {each.project for each in transcripts}
    return erased + _erase_what_repeats(projects, transcripts)


def _standing_on(
    people: Sequence[Participant], transcripts: Sequence[Transcript]
) -> list[models.QuerySet[Any]]:
    """What hangs on others first."""
    codings = Coding.objects.filter(transcript__in=transcripts)
    decisions = Resolution.objects.filter(revision__transcript__in=transcripts)
    on_them = Q(transcript__in=transcripts) | Q(participant__in=people)
    return [
        Memo.objects.filter(on_them | Q(coding__in=codings) | Q(resolution__in=decisions)),
        Summary.objects.filter(participant__in=people),
        Exemplar.objects.filter(transcript__in=transcripts),
        decisions,
        codings,
    ]


def _named(rows: models.QuerySet[Any]) -> str:
    """What they are, in the form that goes with how many there are."""
    count = rows.count()
    return {
        Memo: ngettext("memo", "memos", count),
        Summary: ngettext("summary", "summaries", count),
        Exemplar: ngettext("exemplar", "exemplars", count),
        Resolution: ngettext("decision where coders differed", "decisions where coders differed", count),
        Coding: ngettext("coding", "codings", count),
    }[rows.model]


def _erase_what_repeats(projects: set[Project], transcripts: Sequence[Transcript]) -> Counter[str]:
    """What stands on no interview and may have its words all the same."""
    for project in projects:
        _erase_rows_of_memos(project)
    searches = SavedQuery.objects.filter(project__in=projects).delete()[0]
    spoken = sum(forget(project, transcripts) for project in projects)
    return Counter(
        {
            ngettext("kept search", "kept searches", searches): searches,
            ngettext("code named in their words", "codes named in their words", spoken): spoken,
        }
    )


def _erase_rows_of_memos(project: Project) -> None:
    """Of every memo that is gone: one that was deleted before may have stood on what is erased now."""
    kept = {str(guid) for guid in project.memos.values_list("guid", flat=True)}
    told = Event.objects.filter(project=project, kind="memo", rows__isnull=False)
    gone = [pk for pk, guid in told.values_list("pk", "object_id") if guid not in kept]
    Event.objects.filter(pk__in=gone).update(rows=None)
