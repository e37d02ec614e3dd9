"""The words of a passage as they are quoted: turn by turn, without the labels that stand between."""

from collections.abc import Mapping
from dataclasses import dataclass

from coding.excerpts.retrieval import Silent, silent_in
from interviews.models import Revision, Transcript
from interviews.places import Places, places_of
from interviews.spans import Span
from projects.models import Project


def quoted(text: str, places: Places, span: Span) -> str:
    """The passage in one line; a change of speaker is named, where it is known who speaks."""
    first, *others = places.pieces(span)
    said = [" ".join(text[first[1].start : first[1].end].split())]
    said += [f"{f'[{who}] ' if who else ''}{' '.join(text[at.start : at.end].split())}" for who, at in others]
    return " ".join(said)


def shortened(words: str, limit: int) -> str:
    """The first ``limit`` words, with an ellipsis where there are more."""
    split = words.split()
    return words if len(split) <= limit else " ".join(split[:limit]) + " …"


@dataclass(frozen=True)
class Quotable:
    """Transcripts' texts and places, and whose words may not be quoted."""

    places: dict[int, Places]
    texts: dict[int, str]
    silent: Silent

    def words(self, transcript: int, span: Span) -> str | None:
        """The words, or ``None`` where consent forbids to quote them."""
        places = self.places[transcript]
        if self.silent.bars(places, span):
            return None
        return quoted(self.texts[transcript], places, span)


def quotable(
    project: Project,
    transcripts: set[int],
    with_texts: bool = True,
    revisions: Mapping[int, int] | None = None,
) -> Quotable:
    """Read what is needed to cite and, with texts, quote from these transcripts; five queries at most.

    ``revisions`` names another text of a transcript than its current one, if another is meant.
    """
    texts = _texts(transcripts, revisions or {}) if with_texts else {}
    return Quotable(places_of(transcripts, revisions), texts, silent_in(project))


def _texts(transcripts: set[int], revisions: Mapping[int, int]) -> dict[int, str]:
    if revisions:
        meant = [revisions[pk] for pk in transcripts if pk in revisions]
        return dict(Revision.objects.filter(pk__in=meant).order_by().values_list("transcript", "text"))
    current = Transcript.objects.filter(pk__in=transcripts).order_by()
    return dict(current.values_list("pk", "current__text"))
