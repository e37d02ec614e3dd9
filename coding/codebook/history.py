"""What became of a code from edition to edition."""

import itertools
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coding.codebook.changes import MEANING
from coding.models import Code, CodeRevision, Edition


@dataclass(frozen=True)
class Step:
    """A change of meaning: the code as it then stood, and what was different from before."""

    revision: CodeRevision
    changed: tuple[str, ...]

    @property
    def edition(self) -> Edition:
        return self.revision.edition


def history(code: Code) -> list[Step]:
    """The latest change first."""
    revisions = list(code.revisions.select_related("edition__by", "parent", "merged_into"))
    pairs = itertools.pairwise([None, *revisions])
    return [Step(now, _changed(before, now)) for before, now in pairs if now is not None][::-1]


def _changed(before: CodeRevision | None, now: CodeRevision) -> tuple[str, ...]:
    if before is None:
        return ()
    fields = (str(Code._meta.get_field(name).verbose_name) for name in MEANING if _differ(before, now, name))  # type: ignore[union-attr]
    moved = (_("place"),) if before.parent_id != now.parent_id else ()
    return (*fields, *moved)


def _differ(before: CodeRevision, now: CodeRevision, field: str) -> bool:
    return bool(getattr(before, field) != getattr(now, field))
