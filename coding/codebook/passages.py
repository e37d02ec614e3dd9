"""The passages of a code as somebody chooses among them: where they stand, who coded them, what is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.db.models import F

from coding.excerpts.filters import cast_since
from coding.excerpts.quoting import Quotable, quotable
from coding.excerpts.retrieval import Passage
from coding.models.codings import CodingQuerySet
from interviews.models import Transcript
from projects.models import Project, User

AT_ONCE = 500
"""How many are shown where all are to be chosen among in one go."""


class Choosable(NamedTuple):
    """A passage with one code."""

    key: str
    """Code, transcript, start and end, such as ``12-3-40-57``."""
    cite: str
    words: str | None
    """``None`` where consent forbids to quote them."""
    coders: Sequence[User]
    at: str
    """Start and end, as the workspace's address has them."""


@dataclass(frozen=True)
class Talk:
    """A transcript and those of its passages that are shown."""

    transcript: Transcript
    passages: Sequence[Choosable]


class Passages(Sequence[tuple[Passage, tuple[int, ...]]]):
    """All passages of these codings on current texts, in the order of lists, each with who coded it."""

    def __init__(self, project: Project, code: int, codings: CodingQuerySet) -> None:
        self.project, self.code = project, code
        order = cast_since(project.pk, project.last_event).order
        rows = codings.filter(code=code, revision=F("transcript__current")).order_by("coder")
        coders: dict[Passage, tuple[int, ...]] = {}
        for *place, coder in rows.values_list("transcript", "start", "end", "coder"):
            passage = Passage._make(place)
            coders[passage] = (*coders.get(passage, ()), coder)
        self._found = sorted(coders.items(), key=lambda each: (order.get(each[0].transcript, 0), *each[0]))

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, part):  # type: ignore[no-untyped-def]  # a paginator takes slices alone
        return self._found[part]

    def talks(self, part: Sequence[tuple[Passage, tuple[int, ...]]]) -> list[Talk]:
        """These of them, transcript by transcript."""
        transcripts = Transcript.objects.in_bulk({passage.transcript for passage, _coders in part})
        people = User.objects.in_bulk({coder for _passage, coders in part for coder in coders})
        words = quotable(self.project, set(transcripts))
        return [
            Talk(transcripts[pk], [self._choosable(each, words, people) for each in found])
            for pk, found in groupby(part, key=lambda each: each[0].transcript)
        ]

    def _choosable(
        self, found: tuple[Passage, tuple[int, ...]], words: Quotable, people: Mapping[int, User]
    ) -> Choosable:
        passage, coders = found
        return Choosable(
            key="-".join(map(str, (self.code, *passage))),
            cite=words.places[passage.transcript].cite(passage.span),
            words=words.words(passage.transcript, passage.span),
            coders=[people[coder] for coder in coders],
            at=f"{passage.start}-{passage.end}",
        )


def passage_of(key: str) -> tuple[int, Passage] | None:
    """The code and passage that a key names; ``None`` where it is none."""
    parts = key.split("-")
    if len(parts) != 4 or not all(part.isascii() and part.isdecimal() and len(part) < 16 for part in parts):
        return None
    code, *place = map(int, parts)
    return code, Passage._make(place)
