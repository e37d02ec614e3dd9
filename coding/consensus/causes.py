"""Differences that led to an amendment of the codebook: from the place to the code's form, and back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from coding.models import Edition, Resolution
from interviews.places import places_of
from projects.models import Project


class Cause(NamedTuple):
    """A place that caused an edition, cited."""

    label: str
    href: str


@dataclass(frozen=True)
class Amending:
    """The place from which somebody came to a code's form."""

    place: Resolution
    label: str
    """Such as ``P07:T12 in Round 2``."""

    @property
    def name(self) -> str:
        return self.place.name

    @property
    def reason(self) -> str:
        return _("Coders differed at %(where)s.") % {"where": self.label}

    def caused(self, edition: Edition) -> None:
        """Keep that the edition came of it; within the act that made the edition."""
        row, _made = Resolution.objects.get_or_create(
            round=self.place.round,
            revision=self.place.revision,
            start=self.place.start,
            end=self.place.end,
        )
        row.editions.add(edition)


def amending(project: Project, name: str) -> Amending | None:
    """What the address of a code's form names; ``None`` where it is no place of the study."""
    place = Resolution.named(project, name)
    return Amending(place, _labels([place])[place.name]) if place else None


def causes_of(project: Project, editions: Iterable[Edition]) -> dict[int, list[Cause]]:
    """By edition; in four queries at most, however many there are."""
    links = Resolution.editions.through.objects.filter(edition__in=[edition.pk for edition in editions])
    pairs = list(links.order_by("resolution").values_list("edition", "resolution"))
    if not pairs:
        return {}
    rows = Resolution.objects.filter(pk__in={pk for _edition, pk in pairs}, round__project=project)
    places = {row.pk: row for row in rows.select_related("round", "revision")}
    labels = _labels(list(places.values()))
    causes: dict[int, list[Cause]] = {}
    for edition, pk in pairs:
        place = places[pk]
        key = (place.revision_id, place.start, place.end)
        href = reverse("round_place", args=[project.slug, place.round_id, key])
        causes.setdefault(edition, []).append(Cause(labels[place.name], href))
    return causes


def _labels(places: list[Resolution]) -> dict[str, str]:
    where = places_of({place.revision.transcript_id for place in places})
    return {
        place.name: _("%(place)s in %(round)s")
        % {"place": where[place.revision.transcript_id].cite(place.span), "round": place.round}
        for place in places
    }
