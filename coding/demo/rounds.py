"""The demo's rounds: a pilot, one after what it taught the codebook, a new coder's, and a running one."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from coding.codebook import changes
from coding.demo.resolving import Resolving
from coding.memos import writing as memos
from coding.models import Reading, Round
from coding.rounds.closing import coders_of
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
TRAINING = (
    "Tess learns the codebook",
    "Tess joined: the interviews of the pilot, beside what was agreed on there.",
)
RUNNING = ("Third round", "All three coders; Tess joined after the second.")
SECOND_NUMBER, RUNNING_NUMBER = 106, 502
"""Drawn once; with these texts they give five interviews and three."""
REASON = "After the pilot: fear of what the tone might do was coded as both"
NERVOUS, AMENDED_AT = "culture.nervous", "P02:T36"
NERVOUS_NOT_WHEN = (
    "The communications team's fear for the message (“Fear of losing the corporate message”). "
    "Formality without any unease told: that is “Formal style”."
)
MISSING = "I miss a code for waiting: nobody is afraid here, they wait for somebody else to say yes."


@dataclass(frozen=True)
class Habit:
    """How alike coders read the codebook. Each number says: about one of so many passages, by chance."""

    alone: int
    """Is coded, of those that only this coder would code by the files; the others are left."""
    borders: int
    """Has borders of its own, of those that several would code."""
    overlooks: int
    """Is overlooked, of those that several would code."""
    mistakes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Which code a coder takes for which other every second time."""


UNTRAINED = Habit(1, 1, 15, {("jonas", "culture.nervous"): "culture.formal"})
TRAINED = Habit(2, 4, 15, {("jonas", "org.comms.message"): "org.comms.tight"})


class Coded(NamedTuple):
    """A passage as the files of the demo have it, ready to be applied."""

    transcript: Transcript
    wishes: dict[str, Wish]
    """By coder."""


class Rounds:
    """The study's rounds while they are made, through the writers that the pages use."""

    def __init__(self, project: Project, people: dict[str, User], passages: dict[int, list[Coded]]) -> None:
        self.project, self.people, self.passages = project, people, passages
        self._codes = dict(project.codes.values_list("key", "pk"))
        self._keys = {pk: key for key, pk in self._codes.items()}

    def finished(self) -> None:
        """The pilot, what was decided in it and changed by it, the round compared with it, and a training."""
        first = list(self.project.transcripts.in_order()[:2])
        chosen = Sampling(Way.CHOSEN, chosen=frozenset(each.pk for each in first))
        pilot = self._begin(PILOT, ["mara", "jonas"], chosen)
        for key in ("jonas", "mara"):
            self._code(pilot, key, first, UNTRAINED)
        resolving = Resolving(pilot, self.people)
        resolving.resolve("pilot", takes_agreed=True)
        code, cause = self.project.codes.get(key=NERVOUS), resolving.cause(AMENDED_AT)
        changes.change(code, self.people["mara"], REASON, cause=cause, do_not_apply_when=NERVOUS_NOT_WHEN)
        second = self._begin(SECOND, ["mara", "jonas"], self._drawn(5, SECOND_NUMBER), pilot)
        for key in ("mara", "jonas"):
            self._code(second, key, self._talks(second), TRAINED)
        Resolving(second, self.people).resolve("second", takes_agreed=False)
        training = self._begin(TRAINING, ["tess"], chosen)
        self._code(training, "tess", first, UNTRAINED)

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
        made.purpose = made.Purpose.TRAINING if len(keys) == 1 else made.Purpose.RELIABILITY
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
        coders = {person.pk for person in coders_of(round)}
        for coded in self.passages[talk.pk]:
            wishes = {who: wish for who, wish in coded.wishes.items() if self.people[who].pk in coders}
            if key not in wishes:
                continue
            if len(wishes) > 1 and not _falls(wishes[key], habit.overlooks):
                yield self._read(key, wishes, habit)
            if len(wishes) == 1 and _falls(wishes[key], habit.alone):
                yield wishes[key]

    def _read(self, key: str, wishes: Mapping[str, Wish], habit: Habit) -> Wish:
        """The passage as this coder reads it."""
        own = wishes[key]
        span = own.span if _falls(own, habit.borders) else wishes[min(wishes)].span
        other = habit.mistakes.get((key, self._keys[own.code])) if _falls(own, 2) else None
        return replace(own, span=span, code=self._codes[other] if other else own.code)

    def _apply(self, key: str, wishes: Iterable[Wish], seat: Seat) -> None:
        """In one act, as if the coder had not paused."""
        with act(self.project, self.people[key]) as doing:
            for wish in {(wish.code, wish.span): wish for wish in wishes}.values():
                guid = uuid.uuid5(wish.guid, seat.round.name)
                codings.applied(doing, seat.revision.transcript, replace(wish, guid=guid), seat)


def _falls(wish: Wish, of: int) -> bool:
    """Whether the lot falls on it, as on one of so many; the same whenever the study is made."""
    return wish.guid.int % of == 0
