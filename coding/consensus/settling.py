"""What lists will show of a transcript once its consensus is complete, told before the last step to it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count

from coding.consensus.deciding import Borders, agreed_spans
from coding.consensus.places import Found, Key, Place
from coding.consensus.standing import Spans, untaken
from coding.consensus.writing import Decided, after
from coding.excerpts.retrieval import Basis, Whose, codings_of
from coding.models import Layer, Reading
from projects.models import Project, User


class Settling(NamedTuple):
    """A transcript one step from a complete consensus."""

    title: str
    now: int
    """Codings that lists show of it, those of open work."""
    then: int
    """Codings of its consensus."""
    key: Key
    """The place that is decided last, or one of those taken over."""
    citation: str
    """Of the place."""


@dataclass(frozen=True)
class Ahead:
    by_accepting: Sequence[Settling]
    """Settled by taking over what the coders agree on."""
    by_deciding: Sequence[Settling]
    """Settled by a decision on one place; ``then`` is without what will be decided there."""


def ahead(found: Found, project: Project, user: User, standing: Mapping[int, Spans]) -> Ahead:
    """Of transcripts of which lists show open work, which the consensus would replace."""
    waiting = _waiting(found, standing)
    replaced = _open_work(project, user, found, waiting)
    left = {place.key for place in untaken(found, standing)}
    accepting, deciding = [], []
    for pk, places in waiting.items():
        of, stands = found.quotes.places[pk], standing.get(pk, {})
        told = Settling(of.title, replaced[pk], _count(stands), places[0].key, of.cite(places[0].span))
        if told.now and len(places) == 1 and told.key not in left:
            deciding.append(told)
        if told.now and all(place.key in left for place in places):
            accepting.append(told._replace(then=_then(found, places, stands)))
    return Ahead(accepting, deciding)


def _waiting(found: Found, standing: Mapping[int, Spans]) -> Mapping[int, list[Place]]:
    """The places by transcript that keep the consensus from being complete."""
    places: defaultdict[int, list[Place]] = defaultdict(list)
    for place in found.differing:
        if not found.is_decided(place):
            places[place.transcript].append(place)
    for place in untaken(found, standing):
        places[place.transcript].append(place)
    return places


def _open_work(project: Project, user: User, found: Found, transcripts: Iterable[int]) -> Counter[int]:
    """Codings of open work by transcript; none of those that have a complete consensus already."""
    complete = Reading.objects.filter(
        layer__project=project, layer__kind=Layer.Kind.CONSENSUS, state=Reading.State.COMPLETE
    )
    codings = codings_of(project, user, Whose(Basis.ALL), found.quotes.silent)
    rows = codings.filter(transcript__in=list(transcripts), code__retired=None)
    rows = rows.exclude(transcript__in=complete.values("transcript")).order_by()
    return Counter(dict(rows.values_list("transcript").annotate(Count("pk"))))


def _then(found: Found, places: Sequence[Place], standing: Spans) -> int:
    taken = [Decided(place, agreed_spans(place, Borders.UNION)) for place in places]
    return _count(after(standing, taken, found))


def _count(spans: Spans) -> int:
    return sum(map(len, spans.values()))
