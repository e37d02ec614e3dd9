"""Which codes are found at the same places: reads the codings and counts what co-occurs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.analysis.cooccurrence import CoOccurrence, Marked, Stretch, cooccurrence
from coding.codebook.tree import CodeTree, Node, tree_of
from coding.codebook.withholding import tree_without
from coding.excerpts.retrieval import Passage, Whose, codings_of
from coding.matrix.grouping import Condition
from coding.matrix.turns import TurnLine, turn_lines
from coding.models.codings import CodingQuerySet
from coding.reports.passage_list import Behind, PassageList, passage_list
from interviews.models import Appearance
from interviews.places import places_of
from interviews.spans import Span
from projects.models import Project, ProjectTag, User

Rows = Iterable[tuple[int, int, int, int]]
"""Transcript, start, end, code."""


class Near(NamedTuple):
    """How near two passages must be to co-occur."""

    turns: int | None = None
    """``None``: they share a character; 0: a turn; n: there are up to n turns from one to the other."""

    @property
    def sentence(self) -> str:
        if self.turns is None:
            return _("Two passages co-occur if they overlap.")
        if self.turns == 0:
            return _("Two passages co-occur if they stand in the same turn.")
        return ngettext(
            "Two passages co-occur if there is at most %(n)s turn from one to the other, whoever speaks.",
            "Two passages co-occur if there are at most %(n)s turns from one to the other, whoever speaks.",
            self.turns,
        ) % {"n": self.turns}


@dataclass(frozen=True)
class TogetherWish:
    whose: Whose = field(default_factory=Whose)
    near: Near = field(default_factory=Near)
    opened: frozenset[int] = frozenset()
    """The themes that are open into the codes below them."""
    tag: ProjectTag | None = None
    """Only transcripts with this tag."""
    shows: str = ""
    where: Condition | None = None
    """Only what these participants say."""


@dataclass(frozen=True)
class Together:
    """What was counted, and what of it was left out."""

    nodes: list[Node]
    counted: CoOccurrence[int]
    transcripts: int
    passages: int
    asked: int
    """Passages in the interviewer's turns, which are not counted."""


def count_together(project: Project, user: User, wish: TogetherWish) -> Together:
    """Six queries at most, however large the study."""
    tree = tree_without(tree_of(project), project)
    nodes = [node for node in tree if all(above.pk in wish.opened for above in node.path[:-1])]
    shown = {node.code.pk for node in nodes}
    columns = {node.code.pk: tuple(code.pk for code in node.path if code.pk in shown) for node in tree}
    texts = Texts(_codings(project, user, wish), columns, wish.where.people if wish.where else None)
    counted = cooccurrence(list(shown), texts.marked(wish.near), wish.near.turns or 0)
    return Together(nodes, counted, len(texts.found), texts.passages, texts.asked)


def _codings(project: Project, user: User, wish: TogetherWish) -> CodingQuerySet:
    codings = codings_of(project, user, wish.whose)
    if wish.tag:
        codings = codings.filter(transcript__in=wish.tag.tagged_transcripts.values("content_object"))
    return codings


class Texts:
    """The distinct passages of each transcript with the columns that they fall in."""

    def __init__(
        self,
        codings: CodingQuerySet,
        columns: dict[int, tuple[int, ...]],
        only: frozenset[int] | None = None,
    ) -> None:
        """``only``: the participants whose passages count; all where it is none."""
        self.columns = columns
        self.found: defaultdict[int, dict[Stretch, tuple[int, ...]]] = defaultdict(dict)
        self.asked = 0
        fields = ("transcript", "start", "end", "code")
        rows = codings if only is None else codings.filter(transcript__in=_with(only))
        for transcript, start, end, code in rows.order_by().values_list(*fields).distinct():
            if code in columns:
                here, place = self.found[transcript], (start, end)
                here[place] = here[place] + columns[code] if place in here else columns[code]
        self.lines = turn_lines(self.found)
        for transcript, here in self.found.items():
            line = self.lines.get(transcript) or TurnLine()
            for place in [place for place in here if line.is_asked(*place)]:
                del here[place]
                self.asked += 1
        if only is not None:
            self._leave_out_others(only)

    def _leave_out_others(self, only: frozenset[int]) -> None:
        """In interviews of several, what somebody else says first."""
        shared = Appearance.objects.filter(transcript__in=self.found).exclude(participant__in=only)
        for pk, places in places_of(set(shared.values_list("transcript", flat=True))).items():
            here = self.found[pk]
            for place in [place for place in here if places.participant(Span(*place)) not in only]:
                del here[place]

    @property
    def passages(self) -> int:
        return sum(len(here) for here in self.found.values())

    def marked(self, near: Near) -> Iterator[Iterable[Marked[int]]]:
        for transcript, here in self.found.items():
            line = self.lines.get(transcript)
            yield [
                (line.turns(*place) if line and near.turns is not None else place, _once(columns))
                for place, columns in here.items()
            ]


def _with(people: frozenset[int]) -> QuerySet[Appearance, int]:
    """The transcripts in which any of them speaks."""
    return Appearance.objects.filter(participant__in=people).values_list("transcript", flat=True)


def _once(columns: tuple[int, ...]) -> Collection[int]:
    """Nearly all passages have one code, whose columns are distinct as they are."""
    return set(columns) if len(columns) > 1 else columns


def behind_pair(
    project: Project, user: User, wish: TogetherWish, pair: tuple[str, str], number: str | None
) -> PassageList:
    """The passages of the first code that co-occur with the second, each with those that it meets."""
    tree = tree_without(tree_of(project), project)
    first, second = (_node(tree, key) for key in pair)
    under = {first.code.pk: tree.under(first.code.pk), second.code.pk: tree.under(second.code.pk)}
    found = list(_meeting(project, user, wish, under))
    said = ngettext(
        "%(n)s passage of “%(first)s” co-occurs with “%(second)s”, which stands indented below it.",
        "%(n)s passages of “%(first)s” co-occur with “%(second)s”, which stands indented below each.",
        len(found),
    ) % {"n": f"{len(found):,}", "first": first.code.name, "second": second.code.name}
    passages, page = passage_list(project, found, number)
    title = _("%(first)s with %(second)s") % {"first": first.code.name, "second": second.code.name}
    return PassageList(title, [said, wish.near.sentence], wish.whose, passages, page)


def _node(tree: CodeTree, key: str) -> Node:
    pk = int(key) if key.isdecimal() and len(key) < 10 else 0
    if pk not in tree:
        raise Http404
    return tree[pk]


def _meeting(
    project: Project, user: User, wish: TogetherWish, under: dict[int, frozenset[int]]
) -> Iterator[Behind]:
    (first, codes), *others = under.items()
    second, other_codes = others[0] if others else (first, codes)
    columns: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    for column, below in ((first, codes), (second, other_codes)):
        for code in below:
            columns[code] += (column,)
    asked = Q(code__in=codes) | Q(code__in=other_codes)
    codings = _codings(project, user, wish).filter(asked)
    texts = Texts(codings, dict(columns), wish.where.people if wish.where else None)
    reach = wish.near.turns or 0
    for transcript, here in sorted(texts.found.items()):
        line = texts.lines[transcript]
        at = {place: line.turns(*place) if wish.near.turns is not None else place for place in here}
        for place in sorted(here):
            if first in here[place]:
                met = [
                    other for other in here if second in here[other] and _meets(at[place], at[other], reach)
                ]
                if met:
                    others_met = [Passage(transcript, *other) for other in sorted(met) if other != place]
                    yield Passage(transcript, *place), others_met


def _meets(one: Stretch, other: Stretch, reach: int) -> bool:
    return one[0] < other[1] + reach and other[0] < one[1] + reach
