"""Who was interviewed: the attributes that may be printed, and how many have each value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.pictures.sample import counts_of
from coding.reports.front import Front, front
from interviews import tables
from interviews.models import Attribute
from interviews.tables import Cell, Row
from projects.models import Project


class Counted(NamedTuple):
    """An attribute, and how many participants have each of its values."""

    attribute: Attribute
    values: Sequence[tuple[str, int]]


WIDEST = 8
"""How many attributes fit beside a participant on A4 on its side."""


class Panel(NamedTuple):
    """Some of the attributes, of everybody."""

    attributes: Sequence[Attribute]
    rows: Sequence[tuple[Row, Sequence[Cell]]]


@dataclass(frozen=True)
class Sample:
    front: Front
    attributes: Sequence[Attribute]
    rows: Sequence[Row]
    """Nobody, where only counts are asked for."""
    counted: Sequence[Counted]
    people: int
    widest: int = WIDEST

    @property
    def panels(self) -> Iterator[Panel]:
        """As few as hold all attributes, of about as many each."""
        number = max(1, -(-len(self.attributes) // self.widest)) if self.rows else 0
        cuts = [len(self.attributes) * i // max(number, 1) for i in range(number + 1)]
        for first, last in pairwise(cuts):
            yield Panel(self.attributes[first:last], [(row, row.cells[first:last]) for row in self.rows])


def sample_of(
    project: Project, attributes: Sequence[Attribute], with_people: bool, room: float = 1.0
) -> Sample:
    """Of everybody who did not withdraw; ``attributes`` are those that may be printed and are wished for.

    ``room`` is the width of the paper, where A4 on its side is 1.
    """
    everybody = tables.table(project, attributes, tables.Wish())
    rows = [row for row in everybody if row.participant.withdrawn is None]
    people = {row.participant.pk for row in rows}
    counted = [
        Counted(each, tuple(counts_of(each, people)))
        for each in attributes
        if each.kind != Attribute.Kind.TEXT
    ]
    return Sample(
        front=front(
            project, _("The sample"), None, filters=(), sentences=tuple(_sentences(project, rows, attributes))
        ),
        attributes=attributes,
        rows=rows if with_people else (),
        counted=[each for each in counted if each.values],
        people=len(people),
        widest=max(1, int(WIDEST * room)),
    )


def printable(project: Project) -> list[Attribute]:
    """The attributes that may be printed and of which somebody has a value."""
    known = tables.filled(project)
    shown = project.attributes.filter(never_print=False).prefetch_related("choices")
    return [attribute for attribute in shown if attribute.pk in known]


def _sentences(project: Project, rows: Sequence[Row], attributes: Sequence[Attribute]) -> Iterator[str]:
    interviews = project.transcripts.count()
    people = ngettext("%(n)s participant", "%(n)s participants", len(rows)) % {"n": len(rows)}
    talks = ngettext("%(n)s transcript", "%(n)s transcripts", interviews) % {"n": interviews}
    yield _("%(people)s in %(talks)s.") % {"people": people, "talks": talks}
    left_out = project.attributes.count() - len(attributes)
    if left_out:
        yield ngettext(
            "%(n)s attribute is left out: never to be printed, not chosen, or known of nobody.",
            "%(n)s attributes are left out: never to be printed, not chosen, or known of nobody.",
            left_out,
        ) % {"n": left_out}
