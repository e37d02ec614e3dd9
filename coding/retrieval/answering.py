"""Answers a query: which passages it finds among codings.

What a condition says of codings the database answers. What it says of where a passage stands or of its words
is asked of the passages that the other conditions left, as nearness is (``analysis.nearness``): a join of
codings with codings would compare every pair in a transcript.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils import timezone

from coding.analysis.folding import fold_line
from coding.analysis.nearness import nearby
from coding.analysis.query import (
    All,
    Any,
    Coded,
    CodedBy,
    CodedOn,
    Having,
    InRound,
    InTranscript,
    Near,
    Not,
    OfParticipant,
    Saying,
    SpokenBy,
    Tagged,
    Tree,
    Voice,
    WithMemo,
)
from coding.analysis.query import People as OfPeople
from coding.analysis.query import Words as OfWords
from coding.codebook.tree import CodeTree
from coding.excerpts.filters import People
from coding.excerpts.listing import Search
from coding.excerpts.retrieval import Basis, Passage, Whose, codings_of
from coding.matrix.turns import TurnLine, turn_lines
from coding.memos.threads import memos_seen
from coding.models.codings import CodingQuerySet
from coding.retrieval.having import having
from interviews.places import Places, places_of
from interviews.spans import Span
from projects.models import Project, ProjectTag, User

Place = tuple[int, int, int]
"""Transcript, start and end: a passage, bare, since there are as many as a study has."""
PLACE = ("transcript", "start", "end")
NOWHERE = Q(pk__in=())
EARLIEST, LATEST = date(1900, 1, 1), date(9000, 1, 1)


@dataclass(frozen=True)
class Ground:
    """What a query is asked of: the codings that the person may count, and who appears where."""

    project: Project
    user: User
    tree: CodeTree
    codings: CodingQuerySet
    people: People


class Answering:
    """Answers one query; keeps what was read, since several conditions may ask for it."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._places: dict[int, Places] = {}
        self._lines: dict[int, TurnLine] = {}

    def passages(self, query: Tree) -> set[Place]:
        """Every passage for which the query, in which nothing is blank, holds."""
        return self._found(query, self.ground.codings)

    def _found(self, query: Tree, codings: CodingQuerySet) -> set[Place]:
        match query:
            case All():
                return self._all(query, codings)
            case Any():
                return set[Place]().union(*(self._found(each, codings) for each in query.of))
            case InRound():
                return self._frozen(query)
        if _narrows(query):
            return self._all(All((query,)), codings)
        return set(codings.filter(self._condition(query)).order_by().values_list(*PLACE))

    def _all(self, query: All, codings: CodingQuerySet) -> set[Place]:
        """First what the database finds, then less and less of it."""
        for each in query.of:
            codings = self._narrowed(each, codings)
        sets = [self._found(each, codings) for each in query.of if not _narrows(each)]
        found = set.intersection(*sets) if sets else set(codings.order_by().values_list(*PLACE))
        for each in sorted((each for each in query.of if _narrows(each)), key=_cost):
            found = self._kept(each, found, codings)
        return found

    def _kept(self, query: Tree, found: set[Place], codings: CodingQuerySet) -> set[Place]:
        match query:
            case Not(of) if _narrows(of):
                return found - self._kept(of, found, codings)
            case Not(of):
                return found - self._found(of, codings)
            case Near():
                return self._near(query, found)
            case Saying():
                return self._saying(query.words, found)
            case SpokenBy():
                is_asked = query.who == Voice.INTERVIEWER
                lines = self._turns(found)
                return {each for each in found if lines(each[0]).is_asked(each[1], each[2]) == is_asked}
            case InTranscript():
                return {each for each in found if each[0] == query.transcript}
        wanted = self._wanted(query)
        return {each for each, who in self._speaking(found) if who in wanted}

    def _narrowed(self, query: Tree, codings: CodingQuerySet) -> CodingQuerySet:
        """Less codings where a condition leaves whole transcripts out, for all others to be asked of."""
        if isinstance(query, InTranscript):
            return codings.filter(transcript=query.transcript)
        if isinstance(query, OfParticipant | Having):
            wanted, appearances = self._wanted(query), self.ground.people.cast.appearances
            return codings.filter(
                transcript__in=[
                    pk for pk, here in appearances.items() if any(who in wanted for who, _n in here)
                ]
            )
        return codings

    def _condition(self, query: Tree) -> Q:
        """What the database is asked of a coding."""
        match query:
            case Coded() if query.code not in self.ground.tree:
                return NOWHERE
            case Coded(code, with_children):
                return Q(code__in=self.ground.tree.under(code or 0)) if with_children else Q(code=code)
            case Tagged(tag):
                on = Q(pk__in=self._tag(tag).values("tagged_codings__content_object"))
                return on | Q(transcript__in=self._tag(tag).values("tagged_transcripts__content_object"))
            case CodedBy(coder):
                return Q(coder=coder)
            case CodedOn(since, until):
                return _made(since, until)
            case WithMemo(words):
                return Q(pk__in=self._with_memo(words))
        raise TypeError(query)

    def _frozen(self, query: InRound) -> set[Place]:
        """What was coded so in the round; nothing while it is not revealed."""
        ground = self.ground
        round_ = ground.project.rounds.filter(pk=query.round or 0, revealed__isnull=False).first()
        if round_ is None:
            return set()
        whose = Whose(Basis.ROUND, round=round_)
        codings = codings_of(ground.project, ground.user, whose, ground.people.silent)
        if query.code is not None:
            codings = codings.filter(self._condition(Coded(query.code, query.with_children)))
        return set(codings.order_by().values_list(*PLACE))

    def _tag(self, tag: int | None) -> QuerySet[ProjectTag]:
        return self.ground.project.tags.filter(pk=tag or 0)

    def _with_memo(self, words: str) -> list[int]:
        """The codings with a memo that the person may read."""
        memos = memos_seen(self.ground.project, self.ground.user).filter(coding__isnull=False)
        rows = memos.order_by().select_related(None).values_list("coding", "body")
        sought = fold_line(words)
        return [coding for coding, body in rows if sought in fold_line(body)]

    def _wanted(self, query: Tree) -> frozenset[int]:
        """The participants that the condition asks for, of those who stay in the study."""
        if isinstance(query, OfParticipant):
            asked = frozenset({query.participant or 0})
        else:
            assert isinstance(query, Having)  # noqa: S101  the only other condition on people
            asked = having(self.ground.project, query)
        return asked & self.ground.people.wanted

    def _speaking(self, found: set[Place]) -> Iterable[tuple[Place, int | None]]:
        """Each passage with who speaks first in it."""
        solo = self.ground.people.solo
        places = self._where({each[0] for each in found} - solo.keys())
        for each in found:
            transcript, start, end = each
            yield each, solo.get(transcript) or places[transcript].participant(Span(start, end))

    def _where(self, transcripts: set[int]) -> dict[int, Places]:
        missing = transcripts - self._places.keys()
        if missing:
            self._places.update(places_of(missing))
        return self._places

    def _turns(self, found: set[Place]) -> Callable[[int], TurnLine]:
        missing = {each[0] for each in found} - self._lines.keys()
        if missing:
            self._lines.update({pk: TurnLine() for pk in missing} | turn_lines(missing))
        return self._lines.__getitem__

    def _saying(self, words: str, found: set[Place]) -> set[Place]:
        """Raises ``SearchTooLong``."""
        transcripts = {each[0] for each in found}
        search, places = Search(words, transcripts), self._where(transcripts)
        return {each for each in found if search.finds(places[each[0]], Passage._make(each))}

    def _near(self, query: Near, found: set[Place]) -> set[Place]:
        if not found:
            return found
        others: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for transcript, start, end in self._found(query.of, self.ground.codings):
            others[transcript].append((start, end))
        some: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for transcript, start, end in found:
            if transcript in others:
                some[transcript].append((start, end))
        lines = self._turns(found) if query.kind.counts_turns else self._no_turns
        return {
            (transcript, *place)
            for transcript, here in some.items()
            for place in nearby(query.kind, here, others[transcript], lines(transcript).turns, query.turns)
        }

    @cached_property
    def _no_turns(self) -> Callable[[int], TurnLine]:
        line = TurnLine()
        return lambda _transcript: line


def _narrows(query: Tree) -> bool:
    """Whether it is asked of passages that other conditions left."""
    return isinstance(query, OfPeople | OfWords | Near | Not)


def _cost(query: Tree) -> int:
    """Words are looked for last."""
    inner = query.of if isinstance(query, Not) else query
    return 2 if isinstance(inner, Saying) else 1 if isinstance(inner, Near) else 0


def _made(since: date | None, until: date | None) -> Q:
    """Between two days in the zone of the person who asks, both included."""
    zone, condition = timezone.get_current_timezone(), Q()
    if since:
        day = min(max(since, EARLIEST), LATEST)
        condition &= Q(made__gte=datetime.combine(day, time.min, zone))
    if until:
        day = min(max(until, EARLIEST), LATEST) + timedelta(days=1)
        condition &= Q(made__lt=datetime.combine(day, time.min, zone))
    return condition
