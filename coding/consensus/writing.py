"""Writes the codings of the consensus: what decisions on units make of those that stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.consensus.places import Found, Place
from coding.consensus.qualifying import Accepted, Sources, qualify, stood_in
from coding.consensus.standing import Spans, codings_in, spans_of
from coding.consensus.weaving import union, woven
from coding.models import Coding, Layer
from coding.workspace.codings import facts_of, removed
from interviews.spans import Span
from projects.acts import Act
from projects.refusals import Refused


class Decided(NamedTuple):
    """What shall stand in a place, by code; spans whole as they were coded."""

    place: Place
    wanted: Spans
    coder: int | None = None
    """Whose reading it is; ``None`` where it stands for everybody's."""

    @property
    def accepted(self) -> Accepted:
        coders = self.place.coders if self.coder is None else [self.coder]
        return Accepted(self.place, frozenset(self.wanted), frozenset(coders))


@dataclass(frozen=True)
class Changes:
    """What becomes of the codings of a transcript."""

    gone: list[Coding]
    moved: list[tuple[Coding, Span]]
    new: list[tuple[int, Span]]

    def __bool__(self) -> bool:
        return bool(self.gone or self.moved or self.new)


def write(doing: Act, layer: Layer, found: Found, decided: Iterable[Decided]) -> int:
    """Settle the places of each transcript in the layer; how many codings were written or taken away.

    The caller holds the project's lock, so that no coding comes to stand twice. Raises ``Refused``.
    """
    if layer.closed is not None:
        raise Refused(_("The consensus is closed: nothing in it can change any more."))
    by_transcript: dict[int, list[Decided]] = {}
    for each in decided:
        by_transcript.setdefault(each.place.transcript, []).append(each)
    return sum(_write(doing, layer, found, each) for each in by_transcript.values())


def _write(doing: Act, layer: Layer, found: Found, decided: Sequence[Decided]) -> int:
    place = decided[0].place
    codings = codings_in(layer, place.transcript)
    stood = stood_in(codings, layer, place.transcript)
    changes = _changes(codings, after(spans_of(codings), decided, found))
    new = _carry_out(doing, layer, place, changes)
    gone = {coding.pk for coding in changes.gone}
    standing = [*(coding for coding in codings if coding.pk not in gone), *new]
    qualify(doing, layer, standing, Sources(found, [each.accepted for each in decided], stood))
    return len(changes.gone) + len(changes.moved) + len(new)


def _carry_out(doing: Act, layer: Layer, place: Place, changes: Changes) -> list[Coding]:
    """The codings that are new."""
    for coding in changes.gone:
        removed(doing, coding)
    for coding, span in changes.moved:
        before = {"before": [coding.start, coding.end]}
        doing.change(coding, start=span.start, end=span.end)
        doing.record("resized", coding, layer=layer, **facts_of(coding), **before)
    edition = doing.project.editions.latest("number")
    new = [
        Coding(
            layer=layer,
            coder=doing.by,
            transcript_id=place.transcript,
            revision_id=place.revision,
            code_id=code,
            edition=edition,
            start=span.start,
            end=span.end,
        )
        for code, span in changes.new
    ]
    doing.insert_all(new)
    doing.record_all("applied", new, lambda coding: {"layer": layer, **facts_of(coding)})
    return new


def after(standing: Spans, decided: Sequence[Decided], found: Found) -> dict[int, list[Span]]:
    """The spans that stand once these places are decided."""
    wove = {code: list(spans) for code, spans in standing.items()}
    for place, wanted, _coder in decided:
        cloth = found.cloth(place.transcript)
        for code in wove.keys() | wanted.keys():
            spans = wove.get(code, [])
            if code in wanted or any(span.overlaps(place.span) for span in spans):
                wove[code] = woven(spans, place.span, union([wanted.get(code, [])]), cloth)
    return wove


def _changes(codings: Sequence[Coding], after: Mapping[int, Sequence[Span]]) -> Changes:
    """A coding whose borders move stays the same coding, with whatever hangs on it."""
    changes = Changes([], [], [])
    for code in sorted({coding.code_id for coding in codings} | after.keys()):
        wanted = list(after.get(code, []))
        standing = []
        for coding in (coding for coding in codings if coding.code_id == code):
            if coding.span in wanted:
                wanted.remove(coding.span)
            else:
                standing.append(coding)
        for coding in standing:
            span = next((span for span in wanted if span.overlaps(coding.span)), None)
            if span is None:
                changes.gone.append(coding)
            else:
                wanted.remove(span)
                changes.moved.append((coding, span))
        changes.new.extend((code, span) for span in wanted)
    return changes
