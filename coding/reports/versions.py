"""What changed in a codebook, in sentences."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.codebook.between import Between
from coding.codebook.comparing import Comparison
from coding.models import Code

MOST = 6
"""Names in a sentence; of more, the rest is counted."""


def label_of(field: str) -> str:
    """The field of a code by the name that people know it by."""
    return str(Code._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def sentences(changed: Comparison, names: Mapping[int, str]) -> list[str]:
    """One for each kind of change, short enough for a list of editions."""
    return [_closed(f"{said}: {_some(things)}") for said, things in _told(changed, names) if things]


def _closed(sentence: str) -> str:
    """With a full stop, unless words that were cut or quoted end it with a sign of their own."""
    return sentence if sentence.endswith((".", "…")) else f"{sentence}."


def _told(changed: Comparison, names: Mapping[int, str]) -> Iterator[tuple[str, list[str]]]:
    yield _("Added"), [names[code] for code in changed.added]
    yield _("Deleted"), [names[code] for code in changed.retired]
    into, to = _("“%(code)s” into “%(goal)s”"), _("“%(code)s” to “%(goal)s”")
    yield _("Merged"), [into % {"code": names[one.code], "goal": names[one.into]} for one in changed.merged]
    parts = [(one.code, part) for one in changed.split for part in one.parts]
    yield _("Split"), [into % {"code": names[code], "goal": names[part]} for code, part in parts]
    renamed = [{"code": before.name, "goal": after.name} for before, after in changed.renamed]
    yield _("Renamed"), [to % pair for pair in renamed]
    yield _("Moved"), [after.name for _before, after in changed.moved]
    yield _("Redefined"), [_fields(names[one.code], one.rewordings) for one in changed.redefined]


def _fields(name: str, rewordings: Sequence[tuple[str, str, str]]) -> str:
    return f"{name} ({', '.join(label_of(field) for field, _before, _after in rewordings)})"


def _some(things: Sequence[str]) -> str:
    if len(things) <= MOST:
        return ", ".join(things)
    return _("%(some)s and %(n)d more") % {"some": ", ".join(things[:MOST]), "n": len(things) - MOST}


def summary(told: Between) -> str:
    """How much of each is different between the two, in one sentence."""
    changed = told.changed
    counts = (
        (ngettext("%(n)d code was added", "%(n)d codes were added", len(changed.added)), changed.added),
        (ngettext("%(n)d was deleted", "%(n)d were deleted", len(changed.retired)), changed.retired),
        (ngettext("%(n)d was merged", "%(n)d were merged", len(changed.merged)), changed.merged),
        (ngettext("%(n)d was split", "%(n)d were split", len(changed.split)), changed.split),
        (ngettext("%(n)d was renamed", "%(n)d were renamed", len(changed.renamed)), changed.renamed),
        (ngettext("%(n)d was moved", "%(n)d were moved", len(changed.moved)), changed.moved),
        (ngettext("%(n)d was redefined", "%(n)d were redefined", len(changed.redefined)), changed.redefined),
        (
            ngettext("%(n)d coding changed its code", "%(n)d codings changed their code", told.codings),
            range(told.codings),
        ),
    )
    said = [words % {"n": len(things)} for words, things in counts if things]
    if not said:
        return _("Nothing is different between the two.")
    listed = ", ".join(said)
    return f"{listed[0].upper()}{listed[1:]}."
