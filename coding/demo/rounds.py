"""The demo's rounds: a pilot, a second one after what it taught the codebook, and one that is running."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from coding.codebook import changes
from coding.memos import writing as memos
from coding.models import Reading, Round
from coding.rounds.planning import Plan, Sampling, Way, begin, draw, kept_of
from coding.rounds.seats import Seat, seat_of
from coding.workspace import codings
from coding.workspace.codings import Wish
from interviews.models import Transcript
from projects.acts import act
from projects.models import Project, User

PILOT = (
    "Pilot",
    "To find out where the codebook is read in two ways. Both coders had read it and talked it through.",
)
SECOND = ("Second round", "The same two coders, after nervousness and formal style were told apart.")
RUNNING = ("Third round", "All three coders; Tess joined after the second.")
SECOND_NUMBER, RUNNING_NUMBER = 106, 502
"""Drawn once; with these texts they give four interviews and three."""
REASON = "After the pilot: fear of what the tone might do was coded as both"
NERVOUS = "culture.nervous"
NERVOUS_NOT_WHEN = (
    "The communications team's fear for the message (“Fear of losing the corporate message”). "
    "Formality without any unease told: that is “Formal style”."
)
MISSING = "I miss a code for waiting: nobody is afraid here, they wait for somebody else to say yes."


class Habit(NamedTuple):
    """How alike coders read the codebook: of how many passages one is as in open work."""

    alone: int
    """Of those that only one of them would code; the others are left."""
    borders: int
    """Of those that several would code; of the others all have the same borders."""


UNTRAINED, TRAINED = Habit(1, 1), Habit(3, 4)


class Coded(NamedTuple):
    """A passage as the files of the demo have it, ready to be applied."""

    transcript: Transcript
    wishes: dict[str, Wish]
    """By coder."""


class Rounds:
    """The study's rounds while they are made, through the writers that the pages use."""

    def __init__(self, project: Project, people: dict[str, User], passages: dict[int, list[Coded]]) -> None:
        self.project, self.people, self.passages = project, people, passages

    def finished(self) -> None:
        """The pilot, what it changed, and the round that is compared with it."""
        first = list(self.project.transcripts.in_order()[:2])
        chosen = Sampling(Way.CHOSEN, chosen=frozenset(each.pk for each in first))
        pilot = self._begin(PILOT, ["mara", "jonas"], chosen)
        for key in ("jonas", "mara"):
            self._code(pilot, key, first, UNTRAINED)
        code = self.project.codes.get(key=NERVOUS)
        changes.change(code, self.people["mara"], REASON, do_not_apply_when=NERVOUS_NOT_WHEN)
        second = self._begin(SECOND, ["mara", "jonas"], self._drawn(4, SECOND_NUMBER), pilot)
        for key in ("mara", "jonas"):
            self._code(second, key, self._talks(second), TRAINED)

    def running(self) -> None:
        """Mara is in the middle of it, Jonas has one interview to go, Tess has not begun."""
        earlier = self.project.rounds.get(name=SECOND[0])
        made = self._begin(RUNNING, ["mara", "jonas", "tess"], self._drawn(3, RUNNING_NUMBER), earlier)
        talks = self._talks(made)
        self._code(made, "jonas", talks[:2], TRAINED)
        self._code(made, "mara", talks[:1], TRAINED)
        seat = self._seat(made, "mara", talks[1])
        self._apply("mara", list(self._chosen(made, "mara", talks[1], TRAINED))[:12], seat)
        memos.write_in(seat.layer, self.people["mara"], MISSING, talks[1])

    def _begin(
        self, told: tuple[str, str], keys: Sequence[str], sampling: Sampling, earlier: Round | None = None
    ) -> Round:
        found = draw(self.project, sampling)
        number = None if sampling.way == Way.CHOSEN else sampling.number
        made = Round(name=told[0], note=told[1], seed=number, earlier=earlier)
        made.sampling = kept_of(sampling, found)
        return begin(self.project, Plan(made, [self.people[key] for key in keys], found), self.people["mara"])

    def _drawn(self, count: int, number: int) -> Sampling:
        return Sampling(Way.RANDOM, count=count, is_fresh=True, number=number)

    def _talks(self, round: Round) -> list[Transcript]:
        texts = round.transcripts.values("revision__transcript")
        return list(self.project.transcripts.filter(pk__in=texts).in_order())

    def _seat(self, round: Round, key: str, talk: Transcript) -> Seat:
        seat = seat_of(talk, self.people[key], round.pk)
        assert seat is not None  # noqa: S101  begun a moment ago
        return seat

    def _code(self, round: Round, key: str, talks: Iterable[Transcript], habit: Habit) -> None:
        """Read these to the end."""
        for talk in talks:
            seat = self._seat(round, key, talk)
            self._apply(key, self._chosen(round, key, talk, habit), seat)
            codings.mark_reading(talk, self.people[key], Reading.State.COMPLETE, seat, may_close=True)

    def _chosen(self, round: Round, key: str, talk: Transcript, habit: Habit) -> Iterator[Wish]:
        """What the coder codes, by the files and what coders have learned."""
        coders = set(round.coders.values_list("coder", flat=True))
        mine = [coded.wishes for coded in self.passages[talk.pk] if key in coded.wishes]
        among = [{who: wish for who, wish in each.items() if self.people[who].pk in coders} for each in mine]
        for place, wishes in enumerate(each for each in among if len(each) == 1):
            if place % habit.alone == 0:
                yield wishes[key]
        for place, wishes in enumerate(each for each in among if len(each) > 1):
            first = wishes[min(wishes)]
            yield wishes[key] if place % habit.borders == 0 else replace(wishes[key], span=first.span)

    def _apply(self, key: str, wishes: Iterable[Wish], seat: Seat) -> None:
        """In one act, as if the coder had not paused."""
        with act(self.project, self.people[key]) as doing:
            for wish in {(wish.code, wish.span): wish for wish in wishes}.values():
                guid = uuid.uuid5(wish.guid, seat.round.name)
                codings.applied(doing, seat.revision.transcript, replace(wish, guid=guid), seat)
