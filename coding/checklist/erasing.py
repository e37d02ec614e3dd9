"""What the checklist loses when an interview goes: quotations of it, and what undo keeps of answers."""

from collections.abc import Collection, Sequence

from coding.framework.erasing import texts_of, without_quotations
from coding.models import ChecklistAnswer
from interviews.models import Transcript
from projects.models import Event, Project


def erase_from_answers(projects: Collection[Project], transcripts: Sequence[Transcript]) -> None:
    """The team's words stay; earlier ones, which may have held a quotation, can't be brought back."""
    texts = texts_of(transcripts)
    for answer in ChecklistAnswer.objects.filter(project__in=projects):
        body = without_quotations(answer.body, texts)
        if body != answer.body:
            ChecklistAnswer.objects.filter(pk=answer.pk).update(body=body)
    told = Event.objects.filter(project__in=projects, kind=ChecklistAnswer._meta.model_name)
    told.filter(rows__isnull=False).update(rows=None)
