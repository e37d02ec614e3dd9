"""How far rounds are, as everybody may know it: who is complete, and nothing more; oneself knows more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Prefetch
from django.utils.translation import gettext as _

from coding.models import Layer, Reading, Round, RoundCoder
from coding.progress.reading_states import State
from coding.rounds.closing import coders_of, done_in, transcripts_of
from coding.rounds.planning import Way
from coding.workspace.neighbours import gathered
from interviews.models import Transcript
from interviews.sections import Section
from projects.models import Project, User


class Cell(NamedTuple):
    coder: User
    is_complete: bool


@dataclass(frozen=True)
class Line:
    """A transcript of the round."""

    transcript: Transcript
    cells: Sequence[Cell]
    own: State | None
    """How far the person who asks is, if they code in the round."""

    @property
    def who(self) -> str:
        """As short as it is cited: who speaks in it; its title where nobody is known."""
        return gathered([str(each) for each in self.transcript.appearances.all()]) or str(self.transcript)


@dataclass(frozen=True)
class Standing:
    """A round as one person sees it."""

    round: Round
    coders: Sequence[User]
    lines: Sequence[Line]
    own: Layer | None

    @property
    def complete(self) -> int:
        return sum(cell.is_complete for line in self.lines for cell in line.cells)

    @property
    def of(self) -> int:
        return len(self.lines) * len(self.coders)

    @property
    def own_left(self) -> list[Line]:
        """What the person has still to code, what is begun first."""
        left = [line for line in self.lines if line.own and line.own.state != Reading.State.COMPLETE]
        return sorted(left, key=lambda line: not (line.own and line.own.state))

    @property
    def next(self) -> Line | None:
        return next(iter(self.own_left), None)


def standing_of(round: Round, user: User) -> Standing:
    """In a handful of queries, however many transcripts and coders there are."""
    coders, done = coders_of(round), done_in(round)
    own = Layer.objects.filter(round=round, coder=user).first()
    states = dict(own.readings.values_list("transcript", "state")) if own else {}
    lines = [
        Line(
            transcript,
            [Cell(coder, (transcript.pk, coder.pk) in done) for coder in coders],
            State(user, states.get(transcript.pk, "")) if own else None,
        )
        for transcript in transcripts_of(round)
    ]
    return Standing(round, coders, lines, own)


def waiting_for(project: Project, user: User) -> list[Standing]:
    """The running rounds in which the person has something left to code, the oldest first."""
    running = project.rounds.filter(closed=None, coders__coder=user)
    found = (standing_of(round, user) for round in running)
    return [standing for standing in found if standing.own_left]


def section(project: Project, user: User) -> Section | None:
    """The rounds that wait for the person, above the list of transcripts."""
    waiting = waiting_for(project, user)
    return Section("coding/_rounds_waiting.html", waiting) if waiting else None


def rounds_of(project: Project) -> list[Round]:
    """All rounds with their coders and how many transcripts they have, the latest first."""
    coders = Prefetch("coders", RoundCoder.objects.select_related("coder").order_by("coder__name", "coder"))
    rounds = project.rounds.select_related("edition", "earlier").prefetch_related(coders)
    return list(rounds.annotate(size=Count("transcripts")).order_by("-made", "-pk"))


def how_drawn(round: Round) -> str:
    """In words, such as ``drawn at random, 4 of 12, number 1867``."""
    kept = round.sampling
    facts = {name: kept.get(name, 0) for name in ("drawn", "of", "attribute", "each")} | {
        "number": round.seed
    }
    if kept.get("way") == Way.RANDOM:
        said = _("drawn at random, %(drawn)s of %(of)s, number %(number)s")
    elif kept.get("way") == Way.STRATA and kept.get("each"):
        said = _("drawn at random, %(each)s of each group by %(attribute)s, number %(number)s")
    elif kept.get("way") == Way.STRATA:
        said = _(
            "drawn at random, in proportion to groups by %(attribute)s, %(drawn)s of %(of)s, "
            "number %(number)s"
        )
    else:
        said = _("chosen by hand")
    fresh = _(", those of earlier rounds left out") if kept.get("fresh") else ""
    uncoded = _(", those coded in open work left out") if kept.get("uncoded") else ""
    return said % facts + fresh + uncoded
