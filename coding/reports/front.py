"""What every report says of itself, so that it can be made again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coding.consensus.standing import standing_sentence
from interviews import outgoing
from projects.models import Project


class Readers(Protocol):
    """Whose codings a report holds: a few words for the foot, a sentence for the title page."""

    @property
    def label(self) -> str: ...

    @property
    def sentence(self) -> str: ...


@dataclass(frozen=True)
class Front:
    """Title page, running heads and foot of a report."""

    study: str
    is_demo: bool
    title: str
    edition: str
    """The codebook's edition, as ``31 (v3)``."""
    whose: Readers | None
    """``None`` where a report holds no codings."""
    filters: tuple[tuple[str, str], ...]
    """What was asked for, as term and words."""
    sentences: tuple[str, ...]
    """What is counted, on what, and what was left out and why."""
    made: datetime
    version: str
    is_outgoing: bool = False
    """Whether it is made to leave the house; any other is marked as the team's."""

    @property
    def day(self) -> str:
        return date_format(timezone.localtime(self.made))

    @property
    def moment(self) -> str:
        return date_format(timezone.localtime(self.made), "DATETIME_FORMAT")

    @property
    def foot(self) -> str:
        made = _("Verbatim %(version)s") % {"version": self.version}
        edition = _("codebook edition %(edition)s") % {"edition": self.edition}
        whose = self.whose.label if self.whose else ""
        inside = "" if self.is_outgoing else _("confidential: for the team")
        return " · ".join(filter(None, (made, edition, whose, self.day, inside)))

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """What was asked for and whose codings it holds, as term and words."""
        whose = self.whose.sentence if self.whose else ""
        return (*self.filters, *([(_("Whose codings"), whose)] if whose else []))

    @property
    def terms(self) -> tuple[tuple[str, str], ...]:
        """The same, and what it was made of and when, as a title page says it."""
        edition = _("edition %(edition)s") % {"edition": self.edition}
        made = f"{self.moment}, Verbatim {self.version}"
        return (*self.asked, (_("Codebook"), edition), (_("Made"), made))

    @property
    def head(self) -> str:
        return _("%(study)s · fictional demo study") % {"study": self.study} if self.is_demo else self.study


def front(
    project: Project,
    title: str,
    whose: Readers | None,
    *,
    filters: Sequence[tuple[str, str]],
    sentences: Sequence[str],
) -> Front:
    """The front of a report that is made now."""
    return Front(
        study=project.name,
        is_demo=project.is_demo,
        title=title,
        edition=str(project.editions.order_by("number").last() or _("none")),
        whose=whose,
        filters=tuple(filters),
        sentences=tuple(each for each in (*sentences, standing_sentence(project, whose), _ids()) if each),
        made=timezone.now(),
        version=settings.VERSION,
        is_outgoing=outgoing.now() is not None,
    )


def _ids() -> str:
    """Whose IDs these are, where they are not the study's."""
    made = outgoing.now()
    return _("Participants are cited by IDs of this publication alone.") if made and made.called else ""
