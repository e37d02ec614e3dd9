"""What the coding floor erases when a participant withdraws."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import ngettext

from coding.codebook.forgetting import forget
from coding.framework.erasing import erase_from_summaries
from coding.models import Coding, Exemplar, Memo, RoundTranscript, SavedQuery
from interviews.models import Participant, Transcript
from projects.models import Event, Project


def erase(participant: Participant | None, transcripts: Sequence[Transcript]) -> Counter[str]:
    """Codings and exemplars of these interviews, memos on any of it, and the participant's summaries;
    other summaries lose what they have of these interviews' words.

    Codes that were named in words of these interviews (in vivo) lose them. Every kept search of the
    project goes too: the words that somebody looked for may be the participant's.
    """
    people = [participant] if participant else []
    codings = Coding.objects.filter(transcript__in=transcripts)
    memos = Memo.objects.filter(
        Q(coding__in=codings) | Q(transcript__in=transcripts) | Q(participant__in=people)
    )
    exemplars = Exemplar.objects.filter(transcript__in=transcripts)
    projects = {each.project for each in people} | {each.project for each in transcripts}
    summaries = erase_from_summaries(projects, people, transcripts)
    counts = memos.count(), summaries, exemplars.count(), codings.count()
    erased = Counter(
        {
            ngettext("memo", "memos", counts[0]): counts[0],
            ngettext("summary", "summaries", counts[1]): counts[1],
            ngettext("exemplar", "exemplars", counts[2]): counts[2],
            ngettext("coding", "codings", counts[3]): counts[3],
        }
    )
    for gone in (memos, exemplars, codings):
        gone.delete()
    RoundTranscript.objects.filter(revision__transcript__in=transcripts).delete()
    return erased + _erase_what_repeats(projects, transcripts)


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
