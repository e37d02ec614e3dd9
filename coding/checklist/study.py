"""What the study knows by itself that a checklist asks for, read as far as one person may see it."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from statistics import median
from typing import NamedTuple

from django.db.models import Count, Max, Min

from coding.codebook.tree import CodeTree, Node
from coding.excerpts.filters import Filters
from coding.excerpts.listing import Listing, tree_to_list
from coding.excerpts.retrieval import Whose, codings_of
from coding.matrix.counts import code_counts
from coding.models import Coding, Layer, Resolution, Round
from interviews.models import Participant, TimeMark, Turn
from interviews.words import words_of
from projects.models import Project, User


class Range(NamedTuple):
    """The least, the middle and the most of some numbers."""

    low: float
    middle: float
    high: float
    of: int
    """How many numbers."""

    @classmethod
    def over(cls, numbers: list[float]) -> "Range | None":
        return cls(min(numbers), median(numbers), max(numbers), len(numbers)) if numbers else None


class Coders(NamedTuple):
    names: list[str]
    by_two: int
    """Transcripts in which two of them or more coded."""
    coded: int
    """Transcripts in which anybody coded."""


class Study:
    """A project as one person may see it; everything is read when it is asked for."""

    def __init__(self, project: Project, user: User) -> None:
        self.project, self.user = project, user

    @cached_property
    def tree(self) -> CodeTree:
        return tree_to_list(self.project)

    @cached_property
    def transcripts(self) -> int:
        return self.project.transcripts.count()

    @cached_property
    def participants(self) -> int:
        return self.project.participants.in_study().count()

    @cached_property
    def quotable(self) -> int:
        return self.participants - self.project.participants.in_study().not_to_be_quoted().count()

    @cached_property
    def withdrawn(self) -> int:
        return self.project.participants.filter(withdrawn__isnull=False).count()

    @cached_property
    def interviews(self) -> list[int]:
        """How many transcripts each participant has who has any."""
        people = Participant.objects.filter(project=self.project).in_study()
        counted = people.annotate(talks=Count("appearances")).filter(talks__gt=0)
        return list(counted.order_by().values_list("talks", flat=True))

    @cached_property
    def minutes(self) -> Range | None:
        """Of those transcripts that have time marks, up to the last of them."""
        current = self.project.transcripts.order_by().values("current")
        last: defaultdict[int, int] = defaultdict(int)
        for model in (Turn, TimeMark):
            rows = model._default_manager.filter(revision__in=current, at_ms__isnull=False).order_by()
            for revision, at_ms in rows.values_list("revision").annotate(Max("at_ms")):
                last[revision] = max(last[revision], at_ms)
        return Range.over([at_ms / 60_000 for at_ms in last.values()])

    @cached_property
    def words(self) -> Range | None:
        return Range.over([float(number) for number in words_of(self.project).values()])

    @cached_property
    def coders(self) -> Coders:
        """Of open work and rounds, as far as they are revealed."""
        seen = Coding.objects.of(self.project).visible_to(self.user)
        rows = seen.exclude(layer__kind=Layer.Kind.CONSENSUS).order_by()
        by: defaultdict[int, set[int]] = defaultdict(set)
        for transcript, coder in rows.values_list("transcript", "coder").distinct():
            by[transcript].add(coder)
        people = User.objects.filter(pk__in=set().union(*by.values())).order_by("name", "pk")
        return Coders([str(each) for each in people], sum(len(who) > 1 for who in by.values()), len(by))

    @cached_property
    def rounds(self) -> list[Round]:
        """Those that are revealed, in which two coders or more took part."""
        found = self.project.rounds.filter(revealed__isnull=False).annotate(n=Count("coders"))
        return list(found.filter(n__gt=1).order_by("made", "pk"))

    @cached_property
    def decided(self) -> int:
        """Places in which coders of these rounds differed and that somebody decided on."""
        open_ = [Resolution.Outcome.UNDECIDED, Resolution.Outcome.MEETING]
        return Resolution.objects.filter(round__in=self.rounds).exclude(outcome__in=open_).count()

    @cached_property
    def made_later(self) -> list[Node] | None:
        """Codes in use that were made after coding began; ``None`` while nothing is coded."""
        seen = Coding.objects.of(self.project).visible_to(self.user)
        begun = seen.order_by().aggregate(begun=Min("made"))["begun"]
        return None if begun is None else [node for node in self.tree if node.code.made > begun]

    @cached_property
    def first_uses(self) -> list[int]:
        """How many codes each coded interview shows first, in the order of their IDs."""
        used: defaultdict[int, set[int]] = defaultdict(set)
        for code, transcript in code_counts(self.project, codings_of(self.project, self.user, Whose())):
            used[transcript].add(code)
        seen: set[int] = set()
        found = []
        for pk in self.project.transcripts.in_order().values_list("pk", flat=True):
            if pk in used:
                found.append(len(used[pk] - seen))
                seen |= used[pk]
        return found

    @cached_property
    def speaking(self) -> Mapping[int, frozenset[int]]:
        """By code the participants who have a passage under it that may be quoted."""
        found: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
        for group in Listing(self.tree, self.project, self.user, Filters()).groups:
            found[group.code] |= group.speaking
        return found

    def speaking_under(self, node: Node) -> int:
        under = self.tree.under(node.code.pk)
        return len(frozenset[int]().union(*(self.speaking[code] for code in under if code in self.speaking)))
