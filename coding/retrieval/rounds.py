"""The rounds that a query can ask of: those that are closed and revealed, and what of them is gone."""

from collections.abc import Collection, Iterator

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.models import Round
from projects.models import Project


def rounds_told(project: Project, asked: Collection[int]) -> dict[int, str]:
    """Each by its id as a query says it: ``“Pilot” (without 1 transcript that was withdrawn since)``."""
    if not asked:
        return {}
    edited = Count("transcripts", ~Q(transcripts__revision=F("transcripts__revision__transcript__current")))
    found = project.rounds.filter(pk__in=asked, revealed__isnull=False).annotate(edited=edited)
    return {round_.pk: _told(round_, round_.edited) for round_ in found}


def _told(round_: Round, edited: int) -> str:
    missing = list(_missing(round_.sampling, edited))
    if not missing:
        return f"“{round_}”"
    return _("“%(round)s” (without %(missing)s)") % {"round": round_, "missing": ", ".join(missing)}


def _missing(sampling: dict[str, int], edited: int) -> Iterator[str]:
    said = (
        (
            ngettext(
                "%(n)s transcript that was withdrawn since",
                "%(n)s transcripts that were withdrawn since",
                sampling.get("withdrawn", 0),
            ),
            sampling.get("withdrawn", 0),
        ),
        (
            ngettext(
                "%(n)s transcript that was deleted since",
                "%(n)s transcripts that were deleted since",
                sampling.get("deleted", 0),
            ),
            sampling.get("deleted", 0),
        ),
        (
            ngettext(
                "%(n)s transcript whose text was edited since",
                "%(n)s transcripts whose text was edited since",
                edited,
            ),
            edited,
        ),
    )
    for words, number in said:
        if number:
            yield words % {"n": number}
