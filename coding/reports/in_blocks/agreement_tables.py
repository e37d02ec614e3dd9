"""The tables of a comparison of coders, piece by piece."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from coding.codebook.colours import colour_of
from coding.codebook.tree import Node
from coding.comparing.times import BeforeAfter, CodeThen
from coding.reports.agreement import ConfusionTable
from coding.reports.blocks import (
    Block,
    Cell,
    Heading,
    Kind,
    Role,
    Row,
    Table,
    cell,
    column,
    paragraph,
    row,
    strong,
    tinted,
)
from coding.reports.differences import ComparisonReport
from coding.reports.lines import Line

NAMES = 3.2
"""The width of codes' names, beside a figure's."""
FULLEST = 0.4
NO_BREAK = "\N{NO-BREAK SPACE}"


def agreement_by_code(report: ComparisonReport) -> Table:
    agreement = report.agreement
    heads = [column(_("Code"), NAMES)]
    heads += [column(name, is_number=True) for name in agreement.count_names]
    planned = [agreement.planned] if agreement.planned else []
    heads += [column(name, is_number=True) for name in (_("agree %"), _("F1"), *planned, "α")]
    heads += [column(agreement.limits_head, 2, is_number=True), column(_("allows"), 1.6)]
    rows = [_by_code(line, [each] if planned else []) for line, _mark, each in report.by_code]
    return Table(heads, [*rows, *_together(report)], _("Agreement by code"))


def _together(report: ComparisonReport) -> Iterator[Row]:
    """All codes, as the last row."""
    agreement, total = report.agreement, report.agreement.total
    if total:
        planned = [agreement.pooled_planned] if agreement.planned else []
        counts = (f"{count:,}" for count in total.counts)
        figures = (*counts, total.percent, total.presence, *planned, total.alpha)
        yield row(total.name, *figures, total.problem or total.limits, total.verdict, kind=Kind.TOTAL)


def _by_code(line: Line, planned: Sequence[str]) -> Row:
    alpha = cell(paragraph(strong(line.alpha), " †" if line.is_rare else ""))
    limits = line.problem or line.limits.replace(" ", NO_BREAK)
    counts = (f"{count:,}" for count in line.counts)
    return row(
        _name(line),
        *counts,
        line.percent,
        line.presence,
        *planned,
        alpha,
        limits,
        line.verdict,
        kind=_kind(line),
    )


def _name(line: Line | None) -> str:
    return line.name if line else _("all codes")


def _kind(line: Line | None) -> Kind:
    return Kind.THEME if line is None or line.is_theme else Kind.PLAIN


def beside_earlier(report: ComparisonReport) -> Iterator[Block]:
    told = report.earlier
    if told is None:
        return
    yield Heading(1, _("Beside %(name)s") % {"name": told.earlier.name}, "agreement-earlier")
    yield paragraph(" ".join(filter(None, _beside(told))), role=Role.LEAD)
    heads = [
        column(_("Code"), NAMES),
        *(column(name, is_number=True) for name in (_("α then"), told.heads[0], _("α now"), told.heads[1])),
        column(_("change"), is_number=True),
        column("", 1.4),
    ]
    yield Table(heads, [_then(each) for each in told.codes], _("The same codes before and after"))
    yield paragraph(" ".join(_notes(told)), role=Role.NOTE)


def _beside(told: BeforeAfter) -> Iterator[str]:
    yield _("Pooled α was %(before)s and is now %(after)s.") % {
        "before": told.before.pooled_told,
        "after": told.after.pooled_told,
    }
    if told.before.rule != told.after.rule:
        yield _(
            "The two rounds were planned with different units or rules; their values can be compared only "
            "with care."
        )
    yield told.other_coders


def _then(each: CodeThen) -> Row:
    before, after = _alpha(each.before), _alpha(each.after)
    redefined = _("redefined") if each.is_redefined else ""
    kind = Kind.THEME if each.is_theme else Kind.PLAIN
    return row(each.name, *before, *after, each.change, redefined, kind=kind)


def _alpha(line: Line | None) -> tuple[Cell | str, str]:
    if line is None:
        return _("not used"), ""
    return cell(paragraph(strong(line.alpha))), line.limits.replace(" ", NO_BREAK)


def _notes(told: BeforeAfter) -> Iterator[str]:
    if told.is_redefined:
        yield _(
            "Redefined: its definition or rules were changed, or it was merged or split, between the two "
            "editions: it is not the same code any more."
        )
    if told.can_overlap:
        yield _(
            "The intervals of two rounds may overlap though one is better; where they do not, chance is an "
            "unlikely reason."
        )
        return
    yield from dict.fromkeys((told.before.how_made, told.after.how_made))
    yield _("Nothing here tells a change from chance.")


def further_coefficients(report: ComparisonReport) -> Iterator[Block]:
    yield Heading(1, _("Further coefficients"), "agreement-further")
    names = [each.head for each in report.coefficients]
    names += [_("α < .667, %"), _("α < .800, %")]
    names += [_("%(coder)s used it, %%") % {"coder": coder} for coder in report.agreement.names]
    names = [name.replace(" %", f"{NO_BREAK}%") for name in names]
    rows = [
        row(_marked(each.line), *each.figures, *each.line.chances, *each.shares, kind=_kind(each.line))
        for each in report.further
    ]
    total = report.agreement.total
    if total:
        rows.append(row(total.name, *total.figures, *total.chances, *total.shares, kind=Kind.TOTAL))
    if report.agreement.planned_told:
        yield paragraph(report.agreement.planned_told, role=Role.NOTE)
    yield _figures(names, rows, _("Further coefficients"))
    told = (
        part
        for each in report.coefficients
        for part in (strong(each.short), f": {each.name} ({each.source}), {each.told}. ")
    )
    yield paragraph(
        *told,
        _(
            "‡ flatters a code that is rare (†): most of what is agreed on is that it was not used. "
            "Read its counts."
        ),
        role=Role.NOTE,
    )


def _marked(line: Line) -> str:
    return f"{line.name} †" if line.is_rare else line.name


def _figures(names: Sequence[str], rows: Sequence[Row], words: str) -> Table:
    heads = [column(_("Code"), NAMES), *(column(name, is_number=True) for name in names)]
    return Table(heads, rows, words)


def quotations(report: ComparisonReport) -> Iterator[Block]:
    closer = report.closer
    title = _("Quotations, thresholds and sets of codes")
    yield Heading(1, title, "agreement-quotations")
    rows = [row(_name(each.line), *each.figures, kind=_kind(each.line)) for each in closer.together]
    yield _figures(closer.together_heads, rows, title)
    yield paragraph(strong(closer.sets_line), f" {closer.matching}", role=Role.NOTE)


def characters(report: ComparisonReport) -> Iterator[Block]:
    title = _("Characters, as NVivo counts them")
    yield Heading(1, title, "agreement-characters")
    for pair in report.printed_pairs:
        yield Heading(2, _("A is %(a)s, B is %(b)s") % {"a": pair.a, "b": pair.b})
        rows = [row(_name(each.line), *each.figures, kind=_kind(each.line)) for each in pair.lines]
        yield _figures(report.character_heads, rows, title)
    yield paragraph(
        _(
            "Per cent of all characters of the transcripts, labels and interviewers’ turns too. What both "
            "left out counts as agreement here: to reproduce what NVivo shows, not to report."
        ),
        role=Role.NOTE,
    )


def confusions(report: ComparisonReport) -> Iterator[Block]:
    tables = [table for table in report.confusions if table.rows]
    if tables:
        yield Heading(1, _("What one called this, the other called that"), "agreement-confusions")
    for table in tables:
        title = _("%(a)s (rows) and %(b)s (columns)") % {"a": table.a, "b": table.b}
        yield Heading(2, title)
        yield _confusion(table, title)


def _confusion(table: ConfusionTable, title: str) -> Table:
    heads = [column("", NAMES)]
    heads += [column(_called(node, _("nothing instead")), 1, is_number=True) for node in table.columns]
    most = max(each.number for line in table.rows for each in line.cells if each)
    rows = [
        row(
            _called(line.node, _("nothing")),
            *(
                cell(str(each.number), fill=_fill(line.node, each.number / most)) if each else ""
                for each in line.cells
            ),
        )
        for line in table.rows
    ]
    return Table(heads, rows, title)


def _called(node: Node | None, otherwise: str) -> str:
    return node.code.name if node else otherwise


def _fill(node: Node | None, share: float) -> str:
    return tinted(colour_of(node).light if node else "#565a61", FULLEST * share)
