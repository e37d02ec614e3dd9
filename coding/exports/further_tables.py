"""Further coefficients as tables, for CSV and Excel."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coding.analysis.agreement.comparison import compare_characters
from coding.comparing.compared import Compared
from coding.comparing.further import Further
from coding.exports.agreement_tables import codes_table, passages_table
from coding.exports.tables import Table
from coding.reports.closer import Closer
from coding.reports.lines import Line

LISTS = {
    "passages": gettext_lazy("passages that differ"),
    "further": gettext_lazy("further coefficients"),
    "characters": gettext_lazy("characters"),
}
"""The tables of a comparison beside that of its codes, by what an address calls them."""


def table_of(compared: Compared, which: str) -> tuple[Table, str]:
    """The table that an address asks for, and what its file is called; that of the codes by default."""
    if which == "passages":
        return passages_table(compared), "differing passages"
    if which == "further":
        return further_table(Further(compared)), "further coefficients"
    if which == "characters":
        return characters_table(Further(compared)), "characters"
    return codes_table(compared.agreement), "agreement"


def further_table(further: Further) -> Table:
    """A row a code, then all of them together."""
    closer = Closer(further)
    coders = [str(judge) for judge in closer.agreement.coders]
    header = [
        *(
            _("Code"),
            _("Level"),
            _("Holsti’s CR"),
            _("Binary u-alpha"),
            "u-alpha",
            _("cu-alpha or (k)u-alpha"),
            _("Coverage"),
        ),
        *(
            _("Alpha where a coding must cover: %(share)s") % {"share": name}
            for name in closer.threshold_names
        ),
        *(_("Share used by %(coder)s") % {"coder": coder} for coder in coders),
        *(_("Shares lie apart by"), _("Alpha on sets, Jaccard"), _("Alpha on sets, MASI")),
        *(_("Rule"), _("Standing")),
    ]
    return Table(header, _further_rows(closer))


def _further_rows(closer: Closer) -> Iterator[list[object]]:
    thresholds = {_key(each.line): each.values for each in closer.thresholds}
    habits = {_key(each.line): each for each in closer.habits}
    nothing = [""] * len(closer.threshold_names)
    sets = closer.further.sets
    for each in closer.quotations:
        key, habit = _key(each.line), habits.get(_key(each.line))
        values = (each.holsti, each.marked, each.alpha, each.among)
        at = thresholds.get(key)
        yield [
            *(_name(each.line), _level(each.line)),
            *(_rounded(value.number if value else None) for value in values),
            _rounded(each.coverage),
            *([_rounded(value.number) for value in at] if at else nothing),
            *(map(_rounded, habit.shares) if habit else [""] * len(closer.agreement.coders)),
            _rounded(habit.spread if habit else None),
            *((_rounded(v.number) for v in sets) if each.line is None else ("", "")),
            *(closer.agreement.rule_told, closer.agreement.standing),
        ]


def _key(line: Line | None) -> tuple[int, bool] | None:
    return (line.node.code.pk, line.is_theme) if line else None


def _name(line: Line | None) -> str:
    if line is None:
        return _("all codes")
    return str(line.node) if line.is_theme or line.node.depth else line.name


def _level(line: Line | None) -> str:
    if line is None:
        return _("all")
    return _("theme with its codes") if line.is_theme else _("code")


def characters_table(further: Further) -> Table:
    """A row for each code, two coders and transcript, as NVivo lists them."""
    header = [
        *(_("Code"), _("Coder A"), _("Coder B"), _("Transcript"), _("Characters")),
        *(_("A and B"), _("A not B"), _("B not A"), _("Neither"), _("Percent agreement"), _("Cohen’s kappa")),
    ]
    return Table(header, _character_rows(further))


def _character_rows(further: Further) -> Iterator[list[object]]:
    agreement = further.compared.agreement
    files, codes = further.files, [line.node.code.pk for line in agreement.used]
    for source in agreement.compared:
        read = [each for each in further.readings if each.transcript == source.pk]
        found = compare_characters([file for file in files if file.transcript == source.pk], read, codes)
        names = {judge.pk: judge for judge in agreement.coders}
        for line, row in zip(agreement.used, found.rows, strict=True):
            for pair in row.pairs:
                total = pair.table.total
                agree = (pair.table.both + pair.table.neither) / total if total else None
                yield [
                    *(_name(line), str(names[pair.a]), str(names[pair.b]), source.title, total),
                    *pair.table,
                    _rounded(None if agree is None else 100 * agree),
                    _rounded(pair.kappa.number),
                ]


def _rounded(number: float | None) -> float | str:
    return "" if number is None else round(number, 6)
