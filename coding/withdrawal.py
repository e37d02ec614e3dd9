"""What the coding floor erases when a participant withdraws."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.checklist.erasing import erase_from_answers
from coding.codebook.forgetting import forget
from coding.framework.erasing import erase_from_summaries
from coding.leaving import deciding
from coding.models import (
    Coding,
    Exemplar,
    Layer,
    Memo,
    PickedQuote,
    PublishedID,
    Resolution,
    Round,
    RoundTranscript,
    SavedQuery,
)
from coding.retrieval.question import may_hold_words
from coding.retrieval.saving import forget_words
from coding.rounds.departures import DELETED, WITHDRAWN, lost
from coding.rounds.hiding import hide_titles
from interviews.models import Participant, Revision, Transcript
from projects.models import Event, Project


def erase(participant: Participant | None, transcripts: Sequence[Transcript]) -> Counter[str]:
    """Codings, exemplars and picked quotes of these interviews, what was decided on them, memos on any of
    it, and the participant's summaries; other summaries lose what they have of these interviews' words.

    Codes that were named in words of these interviews (in vivo) lose them. Every kept search of the
    project goes too, and every query with words in it: what somebody looked for may be the participant's.
    Rounds lose these interviews, closed ones too: they are reckoned without them from then on.
    """
    people = [participant] if participant else []
    codings = Coding.objects.filter(transcript__in=transcripts)
    on = Q(coding__in=codings) | Q(transcript__in=transcripts) | Q(participant__in=people)
    memos = Memo.objects.filter(on | Q(resolution__revision__transcript__in=transcripts))
    decisions = Resolution.objects.filter(revision__transcript__in=transcripts)
    exemplars = Exemplar.objects.filter(transcript__in=transcripts)
    picked = PickedQuote.objects.filter(transcript__in=transcripts)
    # What is coded blind is not counted, for whoever withdraws an interview may code it too.
    blind = list(Layer.objects.filter(round__is_blind=True, round__revealed=None))
    shown = memos.filter(Q(layer=None) | ~Q(layer__in=blind)), codings.exclude(layer__in=blind)
    projects = {each.project for each in people} | {each.project for each in transcripts}
    summaries = erase_from_summaries(projects, people, transcripts)
    counts = shown[0].count(), summaries, exemplars.count(), shown[1].count(), decisions.count()
    erased = _named(*counts)
    erased += _erase_picked(picked)
    for gone in (memos, exemplars, codings):
        gone.delete()
    _take_out_of_rounds(participant, transcripts, [layer.pk for layer in blind])
    return erased + _erase_what_repeats(projects, transcripts)


def _named(memos: int, summaries: int, exemplars: int, codings: int, decisions: int) -> Counter[str]:
    return Counter(
        {
            ngettext("memo", "memos", memos): memos,
            ngettext("summary", "summaries", summaries): summaries,
            ngettext("exemplar", "exemplars", exemplars): exemplars,
            ngettext("coding", "codings", codings): codings,
            ngettext(
                "decision where coders differed", "decisions where coders differed", decisions
            ): decisions,
        }
    )


def _erase_picked(picked: QuerySet[PickedQuote]) -> Counter[str]:
    number = picked.count()
    picked.delete()
    said = ngettext("quote picked for the report", "quotes picked for the report", number)
    return Counter({said: number})


def _take_out_of_rounds(
    participant: Participant | None, transcripts: Sequence[Transcript], blind: Sequence[int]
) -> None:
    """Their texts are kept for rounds, from which only this takes them; so goes what blind ones can undo."""
    of_these = Q(layer_id__in=blind, facts__transcript__in=[each.pk for each in transcripts])
    Event.objects.filter(of_these).update(rows=None)
    for round in Round.objects.filter(transcripts__revision__transcript__in=transcripts).distinct():
        number = round.transcripts.filter(revision__transcript__in=transcripts).count()
        lost(round, WITHDRAWN if participant else DELETED, number)
    for fixed in (Resolution, RoundTranscript):
        fixed._default_manager.filter(revision__transcript__in=transcripts).delete()
    if participant:
        PublishedID.objects.filter(participant=participant).update(participant=None)
        hide_titles(transcripts, _("an interview with %(code)s, withdrawn") % {"code": participant.code})


def _erase_what_repeats(projects: set[Project], transcripts: Sequence[Transcript]) -> Counter[str]:
    """What stands on no interview and may have its words all the same."""
    erase_from_answers(projects, transcripts)
    for project in projects:
        _erase_rows_of_memos(project)
        project.events.filter(kind="savedquery").update(rows=None)
    searches = _erase_searches(projects)
    texts = Revision.objects.filter(transcript__in=transcripts).values_list("text", flat=True)
    words = sum(deciding.forget(project, texts) for project in projects)
    spoken = sum(forget(project, transcripts) for project in projects)
    return Counter(
        {
            ngettext("kept search", "kept searches", searches): searches,
            ngettext("word found fine", "words found fine", words): words,
            ngettext("code named in their words", "codes named in their words", spoken): spoken,
        }
    )


def _erase_searches(projects: set[Project]) -> int:
    """All but queries with a name in which nobody typed words; beside these none stay either."""
    rows = SavedQuery.objects.filter(project__in=projects)
    gone = [each.pk for each in rows if not each.name or may_hold_words(each)]
    number = rows.filter(pk__in=gone).delete()[0]
    for project in projects:
        forget_words(project)
    return number


def _erase_rows_of_memos(project: Project) -> None:
    """Of every memo that is gone: one that was deleted before may have stood on what is erased now."""
    kept = {str(guid) for guid in project.memos.values_list("guid", flat=True)}
    told = Event.objects.filter(project=project, kind="memo", rows__isnull=False)
    gone = [pk for pk, guid in told.values_list("pk", "object_id") if guid not in kept]
    Event.objects.filter(pk__in=gone).update(rows=None)
