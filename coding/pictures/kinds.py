"""The pictures that there are."""

from collections.abc import Callable
from enum import StrEnum

from django.utils.translation import gettext as _

from coding.pictures.asked import Asked
from coding.pictures.first_uses import first_uses
from coding.pictures.groups import codes_by_group
from coding.pictures.heatmap import heatmap
from coding.pictures.picture import Picture
from coding.pictures.portraits import portraits
from coding.pictures.sample import sample
from coding.pictures.together import codes_together


class Kind(StrEnum):
    HEATMAP = "heatmap"
    PORTRAITS = "portraits"
    TOGETHER = "cooccurrence"
    GROUPS = "groups"
    FIRST_USES = "new-codes"
    SAMPLE = "sample"

    @property
    def label(self) -> str:
        return {
            Kind.HEATMAP: _("Heatmap"),
            Kind.PORTRAITS: _("Interviews from beginning to end"),
            Kind.TOGETHER: _("Co-occurrence"),
            Kind.GROUPS: _("Codes by group"),
            Kind.FIRST_USES: _("New codes per interview"),
            Kind.SAMPLE: _("The sample"),
        }[self]

    @property
    def asks(self) -> tuple[str, ...]:
        """The fields of the form that matter to it."""
        return {
            Kind.HEATMAP: ("level", "where", "whose"),
            Kind.PORTRAITS: ("level", "transcript", "where", "whose"),
            Kind.TOGETHER: ("level", "near", "where", "whose"),
            Kind.GROUPS: ("attribute", "level", "where", "whose"),
            Kind.FIRST_USES: ("order", "whose"),
            Kind.SAMPLE: (),
        }[self]


DRAWN: dict[Kind, Callable[[Asked], Picture]] = {
    Kind.HEATMAP: heatmap,
    Kind.PORTRAITS: portraits,
    Kind.TOGETHER: codes_together,
    Kind.GROUPS: codes_by_group,
    Kind.FIRST_USES: first_uses,
    Kind.SAMPLE: sample,
}


def picture(kind: Kind, asked: Asked) -> Picture:
    return DRAWN[kind](asked)
