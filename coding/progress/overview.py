"""Where a study stands: its figures, who has read what, and what to do next."""

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.excerpts.retrieval import Whose, codings_of
from coding.models import Layer, Reading
from coding.progress.reading_states import LOOKS
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


class State(NamedTuple):
    """How far a coder is with a transcript."""

    coder: User
    state: str
    """Empty: not started."""

    @property
    def label(self) -> str:
        return str(Reading.State(self.state).label) if self.state else _("not started")

    @property
    def look(self) -> str:
        return LOOKS.get(self.state, "")


@dataclass(frozen=True)
class Line:
    """A transcript in the list."""

    transcript: Transcript
    words: int
    codings: int
    own: State
    others: list[State]


class Step(NamedTuple):
    """Something to do next, and the page on which it is done."""

    words: str
    action: str
    view: str
    pk: int | None = None


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
    return Overview(figures, members, lines, page, next_steps(project, user, figures, readings))


def codings_by_transcript(project: Project, user: User) -> Counter[int]:
    codings = codings_of(project, user, Whose()).filter(code__retired=None)
    return Counter(dict(codings.order_by().values_list("transcript").annotate(Count("pk"))))


def next_steps(project: Project, user: User, figures: Figures, readings: Readings) -> list[Step]:
    """What the person may do and has not done yet, the first thing first."""
    may = partial(can, project.role)
    steps: list[Step] = []
    if not figures.transcripts and may(May.ADD_TRANSCRIPTS):
        steps.append(Step(_("There are no interviews yet."), _("Upload transcripts"), "upload"))
    if not figures.codes and may(May.EDIT_CODEBOOK):
        steps.append(Step(_("The codebook is empty."), _("Make the first codes"), "codebook"))
    if figures.transcripts and may(May.CODE):
        steps += _to_read(project, user)
    steps += _to_compare(readings.completed_by_two())
    if figures.codings:
        steps.append(Step(_("What was coded can be read and printed."), _("Read the excerpts"), "excerpts"))
    if readings.coders == [user] and may(May.INVITE):
        steps.append(Step(_("Nobody else codes in this study."), _("Invite people"), "team"))
    return steps


def _to_compare(transcripts: int) -> list[Step]:
    if not transcripts:
        return []
    words = ngettext(
        "%(n)d transcript is complete by two or more coders.",
        "%(n)d transcripts are complete by two or more coders.",
        transcripts,
    )
    return [Step(words % {"n": transcripts}, _("Compare the coders"), "comparison")]


def _to_read(project: Project, user: User) -> list[Step]:
    """The transcript that the person is reading, or else the first that they have not begun."""
    own = Reading.objects.filter(layer__project=project, layer__kind=Layer.Kind.OPEN, coder=user)
    begun = (
        own.filter(state=Reading.State.IN_PROGRESS).select_related("transcript").order_by("-changed").first()
    )
    if begun:
        words = _("You are in the middle of %(title)s.") % {"title": begun.transcript}
        return [Step(words, _("Continue reading"), "workspace", begun.transcript_id)]
    unread = project.transcripts.in_order().exclude(readings__in=own).first()
    if unread is None:
        return []
    words = _("You have not begun %(title)s.") % {"title": unread}
    return [Step(words, _("Begin to code it"), "workspace", unread.pk)]
