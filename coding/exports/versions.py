"""What changed between two editions of the codebook, as a table."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from coding.codebook.between import Between
from coding.exports.tables import Table
from coding.reports.versions import label_of

Line = tuple[str, str, str, str, str]


def changes_table(told: Between) -> Table:
    """A row for each change: what, the code, the field, before and after."""
    header = (_("change"), _("code"), _("field"), _("before"), _("after"))
    return Table(header, [*_codes(told), *_meanings(told), *_codings(told)])


def _codes(told: Between) -> Iterator[Line]:
    changed = told.changed
    for code in changed.added:
        yield _("added"), told.name(code), "", "", ""
    for code in changed.retired:
        yield _("retired"), told.before[code], "", "", ""
    for merge in changed.merged:
        yield _("merged"), told.before[merge.code], "", "", told.name(merge.into)
    for split in changed.split:
        for part in split.parts:
            yield _("split"), told.before[split.code], "", "", told.name(part)


def _meanings(told: Between) -> Iterator[Line]:
    for before, after in told.changed.renamed:
        yield _("renamed"), told.name(after.code), label_of("name"), before.name, after.name
    for pair in told.changed.moved:
        code = pair.after.code
        yield _("moved"), told.name(code), _("place"), told.before[code], told.after[code]
    for redefined in told.changed.redefined:
        for each in redefined.rewordings:
            yield _("redefined"), told.name(redefined.code), label_of(each.field), each.before, each.after


def _codings(told: Between) -> Iterator[Line]:
    for moved in told.moved:
        yield _("codings moved"), str(moved.codings), "", told.name(moved.before), told.name(moved.after)
