"""Qualifiers of the consensus: a coding carries those that all codings it stands for share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.consensus.marks import Mark, values_on
from coding.consensus.places import Found, Place
from coding.models import Coding, CodingQualifier, Layer, QualifierValue
from coding.workspace.codings import facts_of
from interviews.spans import Span
from projects.acts import Act


class Stood(NamedTuple):
    """A coding of the consensus as it was before a decision."""

    code: int
    span: Span
    values: frozenset[int]


class Accepted(NamedTuple):
    """A place that is decided, the codes that shall stand in it, and the coders whose readings are meant."""

    place: Place
    codes: frozenset[int]
    coders: frozenset[int]

    def meant(self, code: int, span: Span) -> list[Mark]:
        """The codings for which one of the consensus stands here; of a code that nobody gave, any."""
        marks = [m for m in self.place.marks if m.coder in self.coders and m.span.overlaps(span)]
        return [mark for mark in marks if mark.code == code] or marks


def stood_in(codings: Iterable[Coding], layer: Layer, transcript: int) -> list[Stood]:
    marks = CodingQualifier.objects.filter(coding__layer=layer, coding__transcript=transcript)
    values = values_on(marks)
    return [Stood(each.code_id, each.span, values.get(each.pk, frozenset())) for each in codings]


@dataclass(frozen=True)
class Sources:
    """What the codings of a transcript's consensus stand for, once these places are decided."""

    found: Found
    accepted: Sequence[Accepted]
    stood: Sequence[Stood]

    def touches(self, coding: Coding) -> bool:
        return any(each.place.span.overlaps(coding.span) for each in self.accepted)

    def values(self, code: int, span: Span) -> frozenset[int]:
        """Shared by the readings accepted here, and by what of the coding stood in other units before."""
        here = [each for each in self.accepted if code in each.codes and each.place.span.overlaps(span)]
        given = [mark.values for each in here for mark in each.meant(code, span)]
        given += [old.values for old in self.stood if old.code == code and self._goes_on(old.span, span)]
        return frozenset.intersection(*given) if given else frozenset()

    def _goes_on(self, old: Span, span: Span) -> bool:
        """Whether a part of the old coding stands in a unit that is not decided now."""
        if not old.overlaps(span):
            return False
        decided = {each.place.span for each in self.accepted}
        units = self.found.units[self.accepted[0].place.transcript]
        return any(u.overlaps(old) and u.overlaps(span) and u not in decided for u in units)


def qualify(doing: Act, layer: Layer, codings: Iterable[Coding], sources: Sources) -> None:
    """Give the codings that stand in decided places their values; within the act that decides."""
    touched = [coding for coding in codings if sources.touches(coding)]
    if not touched:
        return
    rows = CodingQualifier.objects.filter(coding__layer=layer, coding__transcript=touched[0].transcript_id)
    marks: dict[int, list[CodingQualifier]] = {}
    for mark in rows.order_by("pk"):
        marks.setdefault(mark.coding_id, []).append(mark)
    for coding in touched:
        has = marks.get(coding.pk, [])
        before, wanted = {mark.value_id for mark in has}, sources.values(coding.code_id, coding.span)
        if wanted == before:
            continue
        doing.delete(*(mark for mark in has if mark.value_id not in wanted))
        new = sorted(wanted - before)
        doing.insert_all([CodingQualifier(coding=coding, value_id=value) for value in new])
        facts = {"qualifiers": sorted(wanted), "before": sorted(before)}
        doing.record("qualified", coding, layer=layer, **facts_of(coding), **facts)


def names_of(places: Iterable[Place]) -> dict[int, str]:
    """The qualifiers' values that stand in these places, in their order; no query where none does."""
    values = {value for place in places for mark in place.marks for value in mark.values}
    if not values:
        return {}
    rows = QualifierValue.objects.filter(pk__in=values).select_related("qualifier")
    return {value.pk: value.value for value in rows}


def differing(found: Found, place: Place, names: Mapping[int, str]) -> str:
    """The codes that several coders gave with other qualifiers, and who gave which."""
    told = []
    for code, users in place.used_by.items():
        given = {
            coder: frozenset().union(*(m.values for m in place.marks if (m.coder, m.code) == (coder, code)))
            for coder in place.coders
            if coder in users
        }
        if len(set(given.values())) > 1:
            who = "; ".join(
                f"{found.people[coder]}: {_named(values, names)}" for coder, values in given.items()
            )
            told.append(f"{found.tree[code].code.name} ({who})")
    return ", ".join(told)


def _named(values: frozenset[int], names: Mapping[int, str]) -> str:
    return ", ".join(name for pk, name in names.items() if pk in values) or _("no qualifier")
