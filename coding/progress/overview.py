"""Where a study stands: its figures, and who has read what."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count

from coding.excerpts.retrieval import Whose, codings_of
from coding.models import Layer, Reading
from coding.progress.next_steps import Standing, Step, next_steps
from coding.progress.reading_states import State
from interviews.models import Transcript
from interviews.words import words_of
from projects.access import May, can
from projects.models import Membership, Project, Role, User

PAGE = 50


class Figures(NamedTuple):
    transcripts: int
    participants: int
    words: int
    """Spoken, by interviewers too; labels, time marks and headings are not counted."""
    codings: int
    codes: int


@dataclass(frozen=True)
class Line:
    """A transcript in the list."""

    transcript: Transcript
    words: int
    codings: int
    own: State
    others: list[State]


@dataclass(frozen=True)
class Overview:
    figures: Figures
    members: list[Membership]
    lines: list[Line]
    page: Page[Transcript]
    steps: list[Step]


class Readings:
    """Who has read what in open work."""

    def __init__(self, project: Project, members: list[Membership]) -> None:
        self.coders = [member.user for member in members if can(Role(member.role), May.CODE)]
        rows = Reading.objects.filter(layer__project=project, layer__kind=Layer.Kind.OPEN)
        self._states = {
            (transcript, coder): state
            for transcript, coder, state in rows.values_list("transcript", "coder", "state")
        }

    def of(self, transcript: int, coder: User) -> State:
        return State(coder, self._states.get((transcript, coder.pk), ""))

    def completed_by_two(self) -> int:
        """Transcripts that two or more coders completed, which can be compared."""
        done = (
            transcript
            for (transcript, _coder), state in self._states.items()
            if state == Reading.State.COMPLETE
        )
        return sum(coders > 1 for coders in Counter(done).values())


def overview(project: Project, user: User, number: str) -> Overview:
    """The study as one person sees it, with page ``number`` of its transcripts."""
    members = list(project.memberships.select_related("user"))
    readings, words = Readings(project, members), words_of(project)
    codings = codings_by_transcript(project, user)
    transcripts = project.transcripts.in_order().prefetch_related("appearances__participant")
    page = Paginator(transcripts, PAGE).get_page(number)
    figures = Figures(
        transcripts=page.paginator.count,
        participants=project.participants.in_study().count(),
        words=sum(words.values()),
        codings=codings.total(),
        codes=project.codes.in_use().count(),
    )
    lines = [
        Line(
            transcript,
            words=words.get(transcript.current_id or 0, 0),
            codings=codings[transcript.pk],
            own=readings.of(transcript.pk, user),
            others=[readings.of(transcript.pk, coder) for coder in readings.coders if coder != user],
        )
        for transcript in page
    ]
    return Overview(
        figures, members, lines, page, next_steps(project, user, _standing(figures, readings, user))
    )


def _standing(figures: Figures, readings: Readings, user: User) -> Standing:
    return Standing(
        figures.transcripts,
        figures.codings,
        figures.codes,
        compared=readings.completed_by_two(),
        is_alone=readings.coders == [user],
    )


def codings_by_transcript(project: Project, user: User) -> Counter[int]:
    codings = codings_of(project, user, Whose()).filter(code__retired=None)
    return Counter(dict(codings.order_by().values_list("transcript").annotate(Count("pk"))))
