"""How often each code is in each transcript, counted by the database: the numbers without the passages."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import OuterRef, Subquery

from coding.excerpts.retrieval import DISTINCT_PASSAGES
from coding.matrix.turns import turn_lines
from coding.models import Coding
from coding.models.codings import CodingQuerySet
from interviews.models import Speaker, Turn
from projects.models import Project

BEFORE = 200
"""How far before a turn a span may begin in its label and time mark."""
CodeInTranscript = tuple[int, int]


def code_counts(project: Project, codings: CodingQuerySet) -> Mapping[CodeInTranscript, int]:
    """Distinct passages by code and transcript, without those in which only the interviewer speaks."""
    rows = codings.order_by().values_list("code", "transcript").annotate(passages=DISTINCT_PASSAGES)
    counts = {(code, transcript): passages for code, transcript, passages in rows}
    for key, asked in _asked(project, codings).items():
        counts[key] -= asked
        if not counts[key]:
            del counts[key]
    return counts


def _asked(project: Project, codings: CodingQuerySet) -> Counter[CodeInTranscript]:
    """Of the few transcripts in which a question is touched, the passages that hold nothing else."""
    touched = _touched(project)
    if not touched:
        return Counter()
    fields = ("code", "transcript", "start", "end")
    found = (
        codings.filter(transcript__in=touched).order_by().values_list(*fields).distinct() if touched else ()
    )
    lines = turn_lines(touched)
    return Counter(
        (code, transcript) for code, transcript, *place in found if lines[transcript].is_asked(*place)
    )


def _touched(project: Project) -> set[int]:
    """The transcripts in which a passage lies in a question.

    Asked turn by turn for the first such passage, which an index answers; as a join, PostgreSQL would
    set every turn of a transcript beside every coding. Speakers lead to the questions alone, revisions
    to all turns.
    """
    first = Coding.objects.filter(
        transcript=OuterRef("speaker__transcript"),
        start__gte=OuterRef("start") - BEFORE,
        start__lt=OuterRef("end"),
        end__gt=OuterRef("start"),
    ).order_by("start")
    questions = Turn.objects.filter(
        speaker__kind=Speaker.Kind.INTERVIEWER, speaker__transcript__project=project
    )
    touched = questions.annotate(first=Subquery(first.values("pk")[:1])).filter(first__isnull=False)
    return set(touched.order_by().values_list("speaker__transcript", flat=True).distinct())
