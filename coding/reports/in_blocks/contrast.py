"""The contrast of two sets of codes, piece by piece: the counts, then everybody."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from coding.reports.blocks import (
    Block,
    Cell,
    Heading,
    Kind,
    Paragraph,
    Row,
    Run,
    Table,
    cell,
    column,
    paragraph,
    passage_anchor,
    row,
    soft,
)
from coding.reports.contrast import Contrast, Group, Verdict
from coding.reports.contrast_lines import ContrastReport, PrintedGroup, PrintedLine, PrintedSide
from coding.reports.matrix import Cited


def blocks_of_contrast(report: ContrastReport) -> Iterator[Block]:
    yield Heading(1, _("How many have what"), "contrast-counts")
    yield _counts(report.contrast)
    yield Heading(1, _("Participant by participant"), "contrast-people")
    yield _people(report)


def _counts(contrast: Contrast) -> Table:
    arrangement = contrast.wish.arrangement
    first = str(arrangement.attribute) if arrangement.is_grouped else _("Participants")
    heads = [column(first, is_head=True)]
    heads += [column(words, is_number=True) for _verdict, words in contrast.verdicts]
    groups = contrast.groups if arrangement.is_grouped else ()
    rows = [*(_counted(group, Kind.PLAIN) for group in groups), _counted(contrast.whole, Kind.TOTAL)]
    return Table(heads, rows, contrast.title)


def _counted(group: Group, kind: Kind) -> Row:
    shares = (_("%(n)s of %(all)s") % {"n": count, "all": group.out_of} for _verdict, count in group.each)
    return row(group.label, *shares, kind=kind)


def _people(report: ContrastReport) -> Table:
    contrast = report.contrast
    heads = [
        column(_("Participant"), 0.7, is_head=True),
        *(column(name, 1.6) for name in contrast.names),
        column(_("Presence"), 0.7),
    ]
    rows = [each for printed in report.groups for each in _group(contrast, printed)]
    return Table(heads, rows, contrast.title)


def _group(contrast: Contrast, printed: PrintedGroup) -> Iterator[Row]:
    group = printed.group
    if group.label:
        yield row(f"{group.label} · {group.note}", kind=Kind.GROUP)
    for line in printed.lines:
        sides = (_side(side, line.is_continued) for side in line.sides)
        kind = Kind.GOES_ON if line.goes_on else Kind.PLAIN
        yield row(_name(line), *sides, _verdict(contrast, line), kind=kind)


def _name(printed: PrintedLine) -> Cell:
    note = _("(continued)") if printed.is_continued else printed.line.note
    return cell(printed.line.participant.code, paragraph(soft(note)))


def _side(side: PrintedSide, is_continued: bool) -> Cell:
    told = "" if is_continued else side.found.words if side.found.count else "–"
    paragraphs = [paragraph(soft(told)), *map(quoted, side.cited)]
    if side.ends and side.found.more:
        paragraphs.append(paragraph(soft(_("and %(n)s more") % {"n": side.found.more})))
    return cell(*paragraphs)


def quoted(cited: Cited) -> Paragraph:
    """Its words, where they may be quoted, and where it stands."""
    words = Run(_("not to be quoted"), italic=True) if cited.words is None else f"“{cited.words}”"
    where = Run(cited.citation, href=f"#{passage_anchor(*cited.passage)}")
    return paragraph(words, " (", where, ")")


def _verdict(contrast: Contrast, printed: PrintedLine) -> Cell:
    line = printed.line
    if printed.is_continued:
        return cell()
    unread = line.verdict and not line.is_read and line.verdict != Verdict.UNREAD
    return cell(contrast.said(line.verdict), paragraph(soft(_("not read to the end") if unread else "")))
