"""The reporting checklist, piece by piece: a table for each domain, with room for the page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from coding.reports.blocks import (
    Block,
    Cell,
    Heading,
    Kind,
    Row,
    Run,
    Table,
    cell,
    column,
    paragraph,
    row,
    soft,
)
from coding.reports.checklist import Checklist, DomainOfLines, Line


def blocks_of_checklist(found: Checklist) -> Iterator[Block]:
    for domain in found.domains:
        title = _("Domain %(n)s: %(title)s") % {"n": domain.number, "title": domain.title}
        yield Heading(1, title, f"domain-{domain.number}")
        heads = [column("", 0.4, is_number=True), column(_("Item"), 2.2, is_head=True)]
        heads += [column(_("Reported"), 4), column(_("On page"), 0.7)]
        yield Table(heads, list(_rows(domain)), title)


def _rows(domain: DomainOfLines) -> Iterator[Row]:
    for group in domain.groups:
        yield row(group.title, kind=Kind.GROUP)
        yield from map(_row, group.lines)


def _row(line: Line) -> Row:
    item = cell(str(line.item.topic), paragraph(soft(str(line.item.question))))
    return row(str(line.item.number), item, _reported(line), "")


def _reported(line: Line) -> Cell:
    """What the study shows is told more quietly than the team's own words."""
    known = line.known.sentence if line.known else ""
    if not known and not line.own:
        return cell(paragraph(Run(_("not answered"), italic=True, is_soft=True)))
    return cell(paragraph(soft(known)), line.own)
