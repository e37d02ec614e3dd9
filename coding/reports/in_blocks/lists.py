"""The sample, the codebook, selected quotes and the audit trail, piece by piece."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.codebook.colours import colour_of
from coding.reports.blocks import (
    Block,
    Heading,
    Quote,
    Role,
    Table,
    cell,
    column,
    paragraph,
    row,
    soft,
    spaced,
    strong,
)
from coding.reports.codebook import CodebookReport, Entry
from coding.reports.sample import Panel, Sample
from coding.reports.selected import Printed, SelectedQuotes
from coding.reports.trail import Trail


def blocks_of_sample(report: Sample) -> Iterator[Block]:
    yield from (_people(panel) for panel in report.panels)
    if report.counted:
        yield Heading(1, _("How many have each value"), "sample-counts")
        values = _("Values, each with how many of %(n)s have it") % {"n": report.people}
        rows = [
            row(str(attribute), "; ".join(f"{value} {number}" for value, number in counts if number))
            for attribute, counts in report.counted
        ]
        yield Table([column(_("Attribute"), is_head=True), column(values, 3)], rows)


def _people(panel: Panel) -> Table:
    heads = [column(_("Participant"), is_head=True), *(column(str(each)) for each in panel.attributes)]
    rows = [
        row(each.participant.code, *(value.words or "–" for value in cells)) for each, cells in panel.rows
    ]
    return Table(heads, rows)


def blocks_of_codebook(report: CodebookReport) -> Iterator[Block]:
    for chapter in report.chapters:
        node = chapter.theme.node
        yield Heading(1, node.code.name, f"book-{chapter.anchor}", _use(chapter.theme), colour_of(node).light)
        yield from _meaning(chapter.theme)
        for entry in chapter.entries:
            colour = colour_of(entry.node).light
            yield Heading(2, entry.node.code.name, f"book-{entry.node.code.pk}", _use(entry), colour)
            yield from _meaning(entry)


def _use(entry: Entry) -> str:
    if entry.use is None:
        return ""
    passages = entry.use.passages
    return ngettext("%(n)s passage", "%(n)s passages", passages) % {"n": f"{passages:,}"}


def _meaning(entry: Entry) -> Iterator[Block]:
    code = entry.node.code
    if code.definition:
        yield paragraph(code.definition)
    for label, words in ((_("Apply:"), code.apply_when), (_("Not:"), code.do_not_apply_when)):
        if words:
            yield paragraph(strong(label), " ", words, role=Role.RULE)
    for each in entry.exemplars:
        under = paragraph(*spaced(strong(each.cite), each.label, each.note), role=Role.CITE)
        yield Quote((paragraph(each.words or ""),), under)


def blocks_of_quotes(report: SelectedQuotes) -> Iterator[Block]:
    for quote in report.quotes:
        yield _quote(quote, report.with_question)


def _quote(quote: Printed, with_question: bool) -> Quote:
    picked = quote.picked
    said = spaced(strong(picked.citation), picked.why, soft(", ".join(picked.codes)))
    question = paragraph(picked.question, role=Role.QUESTION) if with_question and picked.question else None
    return Quote((paragraph(quote.words),), paragraph(*said, role=Role.CITE), question)


def blocks_of_trail(report: Trail) -> Iterator[Block]:
    heads = [
        *(column(_("No."), 0.5, is_number=True), column(_("When")), column(_("Who"))),
        *(column(_("What"), 1.5), column(_("Which"), 1.5), column(_("Where"))),
    ]
    rows = [
        row(str(number), str(at)[:16], *(cell(str(each)) for each in (who, what, which, where)))
        for number, _act, at, who, what, which, where, _undone in report.printed
    ]
    yield Table(heads, rows)
