"""What those said who may not be quoted, to be found again where somebody typed it."""

from collections.abc import Collection

from django.db.models import Q

from coding.excerpts.retrieval import silent_in
from interviews.models import Speaker, Turn
from projects.models import Project


def silent_words(project: Project, only: Collection[int] | None = None) -> list[str]:
    """Their turns, and those of nobody known in their interviews; of some of them where they are named."""
    silent = silent_in(project).participants
    silent = silent if only is None else silent & frozenset(only)
    if not silent:
        return []
    nobody = Q(speaker__kind=Speaker.Kind.PARTICIPANT, speaker__participant=None)
    theirs = Q(speaker__participant__in=silent)
    theirs |= nobody & Q(revision__transcript__appearances__participant__in=silent)
    turns = Turn.objects.filter(theirs, revision__transcript__project=project).order_by("pk").distinct()
    rows = turns.values_list("pk", "revision__text", "start", "end")
    return [text[start:end] for _pk, text, start, end in rows.iterator(chunk_size=50)]
