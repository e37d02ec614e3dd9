"""The audit trail as it is printed: the log in words, as the person who prints may read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.progress.audit import KINDS, Row, Wanted, rows_of
from coding.reports.front import Front, front
from projects.models import Project, User

PRINTED = 1500
"""Lines on paper; the rows of all are attached."""


@dataclass(frozen=True)
class Trail:
    front: Front
    rows: Sequence[Row]
    """Number, act, time, person, what, which, where, undone."""

    @property
    def printed(self) -> Sequence[Row]:
        """The latest of them, in their order."""
        return self.rows[-PRINTED:]


def trail_of(project: Project, user: User, wanted: Wanted) -> Trail:
    rows = list(rows_of(project, user, wanted))
    return Trail(
        front(
            project,
            _("Audit trail"),
            None,
            filters=tuple(_terms(wanted)),
            sentences=tuple(_sentences(len(rows))),
        ),
        rows,
    )


def _terms(wanted: Wanted) -> Iterator[tuple[str, str]]:
    yield _("About"), ", ".join(str(KINDS[kind][0]) for kind in wanted.kinds) or _("everything")
    if wanted.since or wanted.until:
        yield (
            _("Days"),
            _("%(first)s to %(last)s")
            % {
                "first": _day(wanted.since) or _("the beginning"),
                "last": _day(wanted.until) or _("today"),
            },
        )


def _day(day: date | None) -> str:
    return date_format(day) if day else ""


def _sentences(found: int) -> Iterator[str]:
    yield ngettext(
        "%(n)s event of the log, by the time of whoever printed it.",
        "%(n)s events of the log, by the time of whoever printed it.",
        found,
    ) % {"n": f"{found:,}"}
    if found > PRINTED:
        yield _("The last %(n)s are printed; the rows of all are attached.") % {"n": f"{PRINTED:,}"}
    yield _("Words of interviews and memos are never in the log, nor another’s work in a blind round.")
