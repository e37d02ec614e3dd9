"""The sample, the codebook, the selected quotes and the audit trail, piece by piece."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.codebook.colours import colour_of
from coding.codebook.exemplars import Shown
from coding.codebook.tree import Node
from coding.progress.audit import Row as Event
from coding.reports.blocks import (
    Block,
    Heading,
    Quote,
    Role,
    Row,
    Run,
    Said,
    Table,
    cell,
    column,
    paragraph,
    passage_anchor,
    row,
    spaced,
    strong,
)
from coding.reports.codebook import CodebookReport, Entry
from coding.reports.sample import Counted, Panel, Sample
from coding.reports.selected import Printed, SelectedQuotes
from coding.reports.trail import Trail

SECONDS = 16
"""Where the seconds of a moment begin, which tell nobody anything."""


def blocks_of_sample(sample: Sample) -> Iterator[Block]:
    panels = list(sample.panels)
    for panel in panels:
        yield _people(panel, is_last=panel is panels[-1])
    if sample.counted:
        yield Heading(1, _("How many have each value"), "sample-counts")
        values = _("Values, each with how many of %(n)s have it") % {"n": sample.people}
        heads = [column(_("Attribute"), is_head=True), column(values, 4)]
        yield Table(heads, list(map(_counted, sample.counted)), _("How many have each value"))


def _people(panel: Panel, *, is_last: bool) -> Table:
    heads = [column(_("Participant"), is_head=True), *(column(str(each), 1.4) for each in panel.attributes)]
    heads += [column(_("Transcripts"), 0.8, is_number=True)] if is_last else []
    rows = [
        row(
            each.participant.code,
            *(value.words or "–" for value in cells),
            *([str(each.transcripts)] if is_last else []),
        )
        for each, cells in panel.rows
    ]
    return Table(heads, rows, _("The sample"))


def _counted(counted: Counted) -> Row:
    said = (part for value, number in counted.values for part in (f"{value} ", strong(f"{number:,}"), "; "))
    return row(str(counted.attribute), cell(paragraph(*list(said)[:-1])))


def blocks_of_codebook(report: CodebookReport) -> Iterator[Block]:
    for chapter in report.chapters:
        node = chapter.theme.node
        yield Heading(1, node.code.name, f"book-{chapter.anchor}", colour=colour_of(node).light)
        yield from _entry(chapter.theme)
        for entry in chapter.entries:
            colour = colour_of(entry.node).light
            yield Heading(2, _below(entry.node), f"book-code-{entry.node.code.pk}", colour=colour)
            yield from _entry(entry)
    if not report.chapters:
        yield paragraph(_("The codebook has no codes."))


def _below(node: Node) -> str:
    """The code's path below its theme."""
    return " › ".join(code.name for code in node.path[1:])


def _entry(entry: Entry) -> Iterator[Block]:
    code = entry.node.code
    if entry.use:
        yield paragraph(_use(entry), role=Role.LEAD)
    if code.definition:
        yield paragraph(code.definition)
    for term, rule in ((_("Apply:"), code.apply_when), (_("Not:"), code.do_not_apply_when)):
        if rule:
            yield paragraph(strong(term), f" {rule}", role=Role.RULE)
    for each in entry.exemplars:
        yield _exemplar(each, colour_of(entry.node).light)


def _use(entry: Entry) -> str:
    if entry.use is None:
        return ""
    passages, transcripts = entry.use
    said = ngettext("%(n)s passage", "%(n)s passages", passages) % {"n": f"{passages:,}"}
    if not passages:
        return said
    where = ngettext("in %(n)s transcript", "in %(n)s transcripts", transcripts)
    return f"{said} {where % {'n': f'{transcripts:,}'}}"


def _exemplar(each: Shown, colour: str) -> Quote:
    under = paragraph(*spaced(strong(each.cite), each.label, each.note), role=Role.CITE)
    return Quote((paragraph(each.words or ""),), under, colour=colour)


def blocks_of_quotes(report: SelectedQuotes) -> Iterator[Block]:
    for quote in report.quotes:
        yield _selected(quote, with_question=report.with_question)
    if not report.quotes:
        yield paragraph(_("No quotes are picked yet that may be printed."))


def _selected(quote: Printed, *, with_question: bool) -> Quote:
    picked = quote.picked
    cite: list[Said] = [Run(picked.citation, bold=True, href=quote.href), picked.why]
    cite.append(Run(", ".join(picked.codes), italic=True))
    way = Run(f" · {_('among the excerpts')}", href=f"#{passage_anchor(*picked.passage)}", is_way=True)
    asked = with_question and picked.question
    question = paragraph(picked.question, role=Role.QUESTION) if asked else None
    return Quote((paragraph(quote.words),), paragraph(*spaced(*cite), way, role=Role.CITE), question)


def blocks_of_trail(trail: Trail) -> Iterator[Block]:
    if not trail.rows:
        yield paragraph(_("Nothing in the log answers to that."))
        return
    heads = [
        *(column(_("No."), 0.6, is_number=True), column(_("When"), 1.9), column(_("Who"), 1.3)),
        *(column(_("What"), 2.4), column(_("Which"), 2.4), column(_("Where"), 1.2)),
    ]
    yield Table(heads, [_event(each) for each in trail.printed], _("Audit trail"))


def _event(event: Event) -> Row:
    number, _act, at, who, what, which, where, undone = map(str, event)
    said = f"{what} ({undone})" if undone else what
    return row(number, at[:SECONDS], who, said, which, where)
