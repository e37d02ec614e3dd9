"""How much of each transcript a coder has read: turns coded or marked, of all that participants speak.

What a search found was coded without reading: it counts among codings and makes no turn read.

Remembered for each coder until an event says that a transcript changed, since to read every coding of a study
for the list beside the text would make each opening as slow as the study is large.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import F, Q

from coding.models import Coding, Layer, ReadTurn
from interviews.models import Speaker, Turn
from interviews.spans import Span
from projects.models import Project

OPEN_WORK = Q(layer__kind=Layer.Kind.OPEN)
FOR_A_MONTH = 60 * 60 * 24 * 30
MANY = 5000
"""Events since a share was counted, above which counting all of them anew is quicker than asking which."""


class Share(NamedTuple):
    """What one coder has done in one transcript's text, in open work or in a round."""

    read: int = 0
    of: int = 0
    codings: int = 0

    @property
    def percent(self) -> int:
        """In whole hundredths; 100 only where nothing is left, 0 only where nothing is done."""
        if not self.of:
            return 0
        return max(100 * self.read // self.of, 1 if self.read else 0)


Shares = dict[int, Share]
"""By transcript."""


Kept = tuple[int, dict[int, int], dict[int, dict[int, tuple[int, int, int]]]]
"""What is remembered of some coders, in plain values that a later version of the program can read.

The number of the project's event at which it held; by transcript the current text; by coder the shares.
"""


class TurnsToRead:
    """The turns of one text that are somebody's to code, in their order."""

    def __init__(self, turns: Iterable[tuple[int, int, int, str | None]]) -> None:
        """``(key, start, end, kind of the speaker)`` of each turn with words, in the order of the text."""
        rows = list(turns)
        self.manner = _manner({kind for *_turn, kind in rows})
        self.turns = [(key, start, end) for key, start, end, kind in rows if (kind or "") == self.manner]
        self._ends = [end for _key, _start, end in self.turns]

    def coded(self, spans: Iterable[Span]) -> set[int]:
        """The keys of those that share a character with a span."""
        found: set[int] = set()
        for span in spans:
            place = bisect_right(self._ends, span.start)
            while place < len(self.turns) and self.turns[place][1] < span.end:
                found.add(self.turns[place][0])
                place += 1
        return found

    def share(self, spans: Sequence[Span], marked: Collection[int], found: int = 0) -> Share:
        """``marked`` holds keys, some of them perhaps of turns that are not to be read.

        ``found`` says how many codings a search made besides those that ``spans`` are of.
        """
        read = self.coded(spans) | {key for key, _start, _end in self.turns if key in marked}
        return Share(len(read), len(self.turns), len(spans) + found)


def _manner(kinds: Collection[str | None]) -> str:
    """Whose turns count: participants'; in a text without any, those that are nobody's."""
    return Speaker.Kind.PARTICIPANT if Speaker.Kind.PARTICIPANT in kinds else ""


def shares_of(project: Project, coders: Collection[int], revisions: Mapping[int, int]) -> dict[int, Shares]:
    """By coder and transcript; ``revisions`` are the current texts of all the study's transcripts."""
    key = _key(project, coders)
    kept: Kept | None = cache.get(key)
    shares = _standing(kept, project, revisions) if kept else {coder: {} for coder in coders}
    missing = {pk: revisions[pk] for pk in revisions.keys() - next(iter(shares.values()), {}).keys()}
    if missing:
        fresh = _count(missing, coders)
        shares = {coder: shares[coder] | fresh[coder] for coder in shares}
        plain = {coder: {pk: tuple(share) for pk, share in each.items()} for coder, each in shares.items()}
        # With the event that the door read: what came since is counted again the next time.
        cache.set(key, (project.last_event, dict(revisions), plain), FOR_A_MONTH)
    return shares


def _standing(kept: Kept, project: Project, revisions: Mapping[int, int]) -> dict[int, Shares]:
    """What was counted before and still holds."""
    event, texts, shares = kept
    if project.last_event - event > MANY:
        return {coder: {} for coder in shares}
    stale = _stale(project, event)
    same = {pk for pk, revision in revisions.items() if texts.get(pk) == revision} - stale
    return {
        coder: {pk: Share(*share) for pk, share in each.items() if pk in same}
        for coder, each in shares.items()
    }


def _key(project: Project, coders: Collection[int]) -> str:
    names = "-".join(str(coder) for coder in sorted(coders))
    return f"shares-{project.pk}-{sha256(names.encode()).hexdigest()}"


def _stale(project: Project, since: int) -> set[int]:
    """The transcripts of which an event tells since."""
    if project.last_event == since:
        return set()
    told = project.events.filter(number__gt=since, kind__in=["coding", "turn", "transcript"])
    return {
        int(object_id) if kind == "transcript" else within
        for kind, object_id, within in told.values_list("kind", "object_id", "facts__transcript")
    }


def shares_in(layer: Layer, revisions: Mapping[int, int]) -> Shares:
    """What the coder of a round's layer has done of these texts; read each time, for rounds are small."""
    if layer.coder_id is None:
        return {}
    return _count(revisions, [layer.coder_id], Q(layer=layer))[layer.coder_id]


def _count(
    revisions: Mapping[int, int],
    coders: Collection[int],
    within: Q = OPEN_WORK,
) -> dict[int, Shares]:
    """In three queries however many there are."""
    turns = _turns(revisions)
    work = within & Q(coder__in=coders)
    spans: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
    found: Counter[tuple[int, int]] = Counter()
    codings = Coding.objects.filter(work, transcript__in=revisions, revision__in=revisions.values())
    columns = ("coder", "transcript", "start", "end", "is_auto")
    for coder, pk, start, end, is_auto in codings.order_by().values_list(*columns):
        if is_auto:
            found[coder, pk] += 1
        else:
            spans[coder, pk].append(Span(start, end))
    marked: defaultdict[int, set[int]] = defaultdict(set)
    marks = ReadTurn.objects.filter(work, turn__revision__in=revisions.values())
    for coder, turn in marks.values_list("coder", "turn"):
        marked[coder].add(turn)
    return {
        coder: {pk: turns[pk].share(spans[coder, pk], marked[coder], found[coder, pk]) for pk in revisions}
        for coder in coders
    }


def _turns(revisions: Mapping[int, int]) -> dict[int, TurnsToRead]:
    rows: defaultdict[int, list[tuple[int, int, int, str | None]]] = defaultdict(list)
    turns = Turn.objects.filter(revision__in=revisions.values(), start__lt=F("end"))
    columns = ("revision", "pk", "start", "end", "speaker__kind")
    for revision, pk, start, end, kind in turns.order_by("revision", "start").values_list(*columns):
        rows[revision].append((pk, start, end, kind))
    return {pk: TurnsToRead(rows[revision]) for pk, revision in revisions.items()}
