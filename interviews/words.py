"""Counts the words that are spoken in transcripts."""

from collections import defaultdict
from collections.abc import Collection

from django.core.cache import cache

from interviews.models import Revision, Turn
from projects.models import Project

FOR_A_MONTH = 60 * 60 * 24 * 30


def words_of(project: Project) -> dict[int, int]:
    """Spoken words by current revision; a revision never changes, so each is counted once and kept."""
    key = f"words-{project.pk}"
    kept: dict[int, int] = cache.get(key) or {}
    current = set(project.transcripts.exclude(current=None).values_list("current", flat=True))
    missing = current - kept.keys()
    if missing or kept.keys() - current:
        kept = {pk: words for pk, words in kept.items() if pk in current} | _count_words(missing)
        cache.set(key, kept, FOR_A_MONTH)
    return kept


def _count_words(revisions: Collection[int]) -> dict[int, int]:
    """Where no turn is anybody's, as in a file without labels, all of them are taken for speech."""
    spoken: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    every: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    turns = Turn.objects.filter(revision__in=revisions).order_by()
    for revision, speaker, start, end in turns.values_list("revision", "speaker", "start", "end"):
        every[revision].append((start, end))
        if speaker:
            spoken[revision].append((start, end))
    texts = Revision.objects.filter(pk__in=revisions).values_list("pk", "text").iterator(chunk_size=20)
    return {
        pk: sum(len(text[start:end].split()) for start, end in spoken[pk] or every[pk]) for pk, text in texts
    }
