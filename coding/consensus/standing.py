"""The consensus of a study as it stands: its layer, its codings in a transcript, whether it is complete."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.db.models import F
from django.utils import timezone
from django.utils.translation import ngettext

from coding.analysis.agreement.units import present
from coding.consensus.places import Found, Place, places_in
from coding.consensus.units import threshold_of
from coding.excerpts.retrieval import Basis, Whose
from coding.models import Coding, Layer, Reading, Round
from interviews.models import Transcript
from interviews.spans import Span
from projects.models import Project, User

Spans = Mapping[int, Sequence[Span]]
"""By code."""


class Settled(NamedTuple):
    """How many transcripts have a consensus, how many only a part of one, and how many there are beside."""

    complete: int
    begun: int
    others: int = 0
    """Transcripts without a complete consensus."""
    transcripts: frozenset[int] = frozenset()
    """Those that have one."""


def consensus_of(project: Project) -> Layer:
    """The layer in which the team's decisions stand; made with the first of them."""
    layer, _made = Layer.objects.get_or_create(project=project, kind=Layer.Kind.CONSENSUS)
    return layer


def settled_in(project: Project) -> Settled:
    return settled_since(project.pk, project.last_event)


@lru_cache(maxsize=64)
def settled_since(project: int, _event: int) -> Settled:
    """Read once between two events, since each decision makes one."""
    readings = Reading.objects.filter(layer__project=project, layer__kind=Layer.Kind.CONSENSUS)
    states = dict(readings.order_by().values_list("transcript", "state"))
    complete = frozenset(pk for pk, state in states.items() if state == Reading.State.COMPLETE)
    others = Transcript.objects.filter(project=project).exclude(pk__in=complete).count()
    return Settled(len(complete), len(states) - len(complete), others, complete)


def standing_sentence(project: Project, whose: object) -> str:
    """Beside a list of these codings: where the consensus alone is shown, and where it isn't complete."""
    basis = whose.basis if isinstance(whose, Whose) else None
    if basis not in {Basis.SETTLED, Basis.CONSENSUS}:
        return ""
    settled = settled_in(project)
    told = [_replaced(settled) if basis == Basis.SETTLED else "", _unfinished(settled.begun, basis)]
    return " ".join(filter(None, told))


def _replaced(settled: Settled) -> str:
    """Also that rows can't be compared where other transcripts stand beside."""
    if not settled.complete:
        return ""
    if not settled.others:
        return ngettext(
            "%(n)s transcript shows its consensus alone: open work on it is not counted here.",
            "%(n)s transcripts show their consensus alone: open work on them is not counted here.",
            settled.complete,
        ) % {"n": settled.complete}
    return ngettext(
        "%(n)s transcript is counted as its consensus alone; in the others each coder’s borders are passages "
        "of their own, so their numbers are higher: choose one coder or all coders to compare them.",
        "%(n)s transcripts are counted as their consensus alone; in the others each coder’s borders are "
        "passages of their own, so their numbers are higher: choose one coder or all coders to compare them.",
        settled.complete,
    ) % {"n": settled.complete}


def _unfinished(begun: int, basis: Basis) -> str:
    if not begun:
        return ""
    said = {
        Basis.SETTLED: ngettext(
            "In %(n)s transcript the consensus is not decided to the end; it counts with all coders’ work.",
            "In %(n)s transcripts the consensus is not decided to the end; they count with all coders’ work.",
            begun,
        ),
        Basis.CONSENSUS: ngettext(
            "In %(n)s transcript the consensus is not decided to the end; this is what is decided so far.",
            "In %(n)s transcripts the consensus is not decided to the end; this is what is decided so far.",
            begun,
        ),
    }
    return said[basis] % {"n": begun}


def is_begun(transcript: Transcript) -> bool:
    """Whether its consensus is decided in part, and not to the end."""
    own = Reading.objects.filter(layer__kind=Layer.Kind.CONSENSUS, transcript=transcript)
    return own.exclude(state=Reading.State.COMPLETE).exists()


def codings_in(layer: Layer, transcript: int) -> list[Coding]:
    """On the text as it stands now, in its order."""
    current = Transcript.objects.filter(pk=transcript).values("current")
    rows = Coding.objects.filter(layer=layer, transcript=transcript, revision__in=current)
    return list(rows.select_related("layer").order_by("start", "end", "pk"))


def spans_of(codings: Sequence[Coding]) -> dict[int, list[Span]]:
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for coding in codings:
        found[coding.code_id].append(coding.span)
    return dict(found)


def standing_of(project: Project, transcripts: Iterable[int]) -> dict[int, dict[int, list[Span]]]:
    """The spans of the consensus by transcript and code, on the texts as they stand now."""
    rows = Coding.objects.filter(
        layer__project=project,
        layer__kind=Layer.Kind.CONSENSUS,
        transcript__in=list(transcripts),
        revision=F("transcript__current"),
    )
    found: dict[int, dict[int, list[Span]]] = {}
    for transcript, code, start, end in rows.order_by("start", "end", "pk").values_list(
        "transcript", "code", "start", "end"
    ):
        found.setdefault(transcript, {}).setdefault(code, []).append(Span(start, end))
    return found


def is_taken(place: Place, standing: Spans, found: Found) -> bool:
    """Whether the codes that the coders agree on in the unit, and no others, stand in the consensus there."""
    text, theta = found.quotes.texts[place.transcript], threshold_of(found.round)
    here = {code for code, spans in standing.items() if present(spans, [place.span], text, theta)}
    return here == place.used_by.keys()


def untaken(found: Found, standing: Mapping[int, Spans]) -> list[Place]:
    """The agreed places that nobody decided on one by one and that are not in the consensus yet."""
    return [
        place
        for place in found.agreed
        if not found.is_decided(place) and not is_taken(place, standing.get(place.transcript, {}), found)
    ]


def is_complete(found: Found, transcript: int, standing: Spans) -> bool:
    """Whether every difference in the transcript is decided, and what the coders agree on is taken over."""
    if transcript not in found.units:
        return False
    open_ = [p for p in found.differing if p.transcript == transcript and not found.is_decided(p)]
    left = [p for p in untaken(found, {transcript: standing}) if p.transcript == transcript]
    return not open_ and not left


def renew(project: Project, user: User, transcript: int) -> None:
    """Write down how far the consensus of the transcript is, which a list asks for each time.

    It follows from what is decided, so no act keeps it: an undo reckons it anew. It is complete as soon as
    one round of the transcript is resolved to the end, and stays so while a later one is being resolved.
    """
    layer = consensus_of(project)
    standing = spans_of(codings_in(layer, transcript))
    rounds = Round.objects.filter(
        project=project, revealed__isnull=False, transcripts__revision__transcript=transcript
    )
    done = any(
        is_complete(places_in(round_, user, transcript), transcript, standing) for round_ in rounds.distinct()
    )
    decided = standing or _has_decisions(project, transcript)
    own = Reading.objects.filter(layer=layer, transcript=transcript)
    if not decided and not done:
        own.delete()
        return
    state = Reading.State.COMPLETE if done else Reading.State.IN_PROGRESS
    if not own.update(state=state, changed=timezone.now()):
        Reading.objects.create(layer=layer, transcript_id=transcript, coder=user, state=state)


def _has_decisions(project: Project, transcript: int) -> bool:
    resolutions = project.rounds.filter(
        resolutions__revision__transcript=transcript, resolutions__outcome__in=["one", "all", "none", "other"]
    )
    return resolutions.exists()
