"""What summaries lose when an interview goes: its passages, the words that lead to them, and quotations."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from coding.analysis.folding import fold_line
from coding.framework.links import quotations, without
from coding.models import Summary, Support
from interviews.models import Participant, Revision, Transcript
from projects.models import Event, Project

SHORTEST = 12
"""Characters from which words between quotation marks are looked for; shorter ones say little of anybody."""


def erase_from_summaries(
    projects: Collection[Project], people: Sequence[Participant], transcripts: Sequence[Transcript]
) -> int:
    """Erase the participants' own summaries, and what others have of these interviews; how many went.

    What undo keeps of a summary that loses words goes too, for it has them still.
    """
    own = Summary.objects.filter(participant__in=people)
    count = own.count()
    _forget(projects, set(own.values_list("pk", flat=True)))
    own.delete()
    texts = texts_of(transcripts)
    changed = set()
    for summary in Summary.objects.filter(project__in=projects).prefetch_related("supports"):
        gone = {each.mark for each in summary.supports.all() if each.transcript in transcripts}
        body = _without_words(summary.body, gone, texts)
        if body != summary.body:
            Summary.objects.filter(pk=summary.pk).update(body=body)
        if gone or body != summary.body:
            changed.add(summary.pk)
    Support.objects.filter(transcript__in=transcripts).delete()
    _forget(projects, changed)
    return count


def texts_of(transcripts: Sequence[Transcript]) -> Sequence[str]:
    """Every text that these interviews had, folded."""
    revisions = Revision.objects.filter(transcript__in=transcripts)
    return [fold_line(text) for text in revisions.values_list("text", flat=True)]


def _without_words(body: str, marks: set[str], texts: Sequence[str]) -> str:
    return without_quotations(without(body, marks - {""}, _("[words withdrawn]")), texts)


def without_quotations(body: str, texts: Sequence[str]) -> str:
    """The words less what stands in quotation marks and in one of these folded texts."""
    instead = _("[words withdrawn]")
    for said in quotations(body):
        folded = fold_line(said)
        if len(folded) >= SHORTEST and any(folded in text for text in texts):
            body = body.replace(said, instead)
    return body


def _forget(projects: Collection[Project], summaries: set[int]) -> None:
    """What the log keeps of them for undo; that they were written stays."""
    told = Event.objects.filter(project__in=projects, kind="summary", rows__isnull=False)
    told.filter(object_id__in=[str(pk) for pk in summaries]).update(rows=None)
